namespace ILText;

internal enum TokenKind
{
    /// <summary>A name, instruction or directive: letters, digits and <c>._`$@?</c>; or anything in single quotes.</summary>
    Word,
    Number,
    Text,
    Sign,
    End,
}
