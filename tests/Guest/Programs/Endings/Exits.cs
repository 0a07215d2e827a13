using System;

namespace Endings;

/// <summary>Environment.Exit, which runs no handlers of the frames it leaves.</summary>
internal static class Exits
{
    public static void FromDeepDown(int status)
    {
        try
        {
            Environment.Exit(status);
        }
        finally
        {
            Console.WriteLine("finally");
        }
    }
}
