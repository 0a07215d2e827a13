using System;
using System.IO;

namespace Streams;

/// <summary>Standard streams and arguments. Run by tests/Emulator.</summary>
internal static class Program
{
    private const int FloodBytes = 1 << 20;

    private static int Main(string[] arguments)
    {
        switch (arguments.Length > 0 ? arguments[0] : "")
        {
            case "copy":
                return Copy();
            case "lines":
                return Lines();
            case "flood":
                return Flood();
            case "arguments":
                foreach (string argument in arguments)
                    Console.WriteLine($"[{argument}]");
                return arguments.Length;
            case "error":
                Console.WriteLine("to output");
                Console.Error.WriteLine("to error");
                return 0;
            default:
                return 99;
        }
    }

    private static int Copy()
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        var buffer = new byte[4096];
        int count;
        while ((count = input.Read(buffer, 0, buffer.Length)) > 0)
            output.Write(buffer, 0, count);
        return 0;
    }

    private static int Lines()
    {
        int number = 0;
        while (Console.In.ReadLine() is { } line)
            Console.WriteLine($"{++number}: {line}");
        return 0;
    }

    private static int Flood()
    {
        using Stream output = Console.OpenStandardOutput();
        var bytes = new byte[FloodBytes];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((i * 31) + (i >> 8));
        output.Write(bytes, 0, bytes.Length);
        return 0;
    }
}
