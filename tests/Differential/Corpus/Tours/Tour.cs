using System;

namespace Corpus.Tours;

internal static class Tour
{
    public static void Line(string name, Func<string> subject)
    {
        Console.Write(name);
        Console.Write(": ");
        try
        {
            Console.WriteLine(subject());
        }
        catch (Exception e)
        {
            Console.WriteLine(e.GetType().FullName);
        }
    }
}
