namespace ILText;

/// <summary>A word, number, text or sign of the source.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line);
