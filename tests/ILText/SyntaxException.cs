using System;

namespace ILText;

/// <summary>The text is not what the assembler takes.</summary>
internal sealed class SyntaxException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
