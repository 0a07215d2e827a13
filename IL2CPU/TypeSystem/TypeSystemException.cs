using System;

namespace IL2CPU.TypeSystem;

/// <summary>An input file, or something it refers to, cannot be used. The message is one line meant for the user.</summary>
public sealed class TypeSystemException : Exception
{
    public TypeSystemException()
    {
    }

    public TypeSystemException(string message)
        : base(OneLine(message))
    {
    }

    public TypeSystemException(string message, Exception innerException)
        : base(OneLine(message), innerException)
    {
    }

    /// <summary>Text without line breaks and the like: names in damaged or obfuscated files can contain anything.</summary>
    public static string OneLine(string message) => string.Create(message.Length, message, static (line, source) =>
    {
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(source[i]) ? '?' : source[i];
        }
    });
}
