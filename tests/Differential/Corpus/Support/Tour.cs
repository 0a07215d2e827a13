using System;

namespace Corpus.Support;

/// <summary>For programs of many small subjects: a line of output each.</summary>
internal static class Tour
{
    /// <summary>Prints what the subject returns, or the type of the exception it throws.</summary>
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
