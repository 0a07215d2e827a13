using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ILText;

/// <summary>il-text -o Out.dll File.il...</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not ["-o", string output, _, ..])
        {
            Console.Error.WriteLine("usage: il-text -o OUT.dll FILE.il...");
            return 2;
        }

        string[] files = [.. args[2..].Order(StringComparer.Ordinal)];
        var classes = new List<ClassNode>();
        string current = "";
        try
        {
            foreach (string file in files)
            {
                current = file;
                Parser.Run(File.ReadAllText(file), classes);
            }

            current = output;
            byte[] sources = [.. files.SelectMany(File.ReadAllBytes)];
            File.WriteAllBytes(output, MetadataWriter.Run(Path.GetFileNameWithoutExtension(output), classes, sources));
            return 0;
        }
        catch (SyntaxException e)
        {
            // The form MSBuild takes for an error with its place.
            Console.Error.WriteLine($"{current}({e.Line}): error IL0001: {e.Message}");
            return 1;
        }
    }
}
