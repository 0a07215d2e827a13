using System;
using System.Globalization;
using System.Text;

namespace IL2CPU.IR;

/// <summary>One line of textual IR, read left to right.</summary>
internal sealed class IRTokens(string line)
{
    private int _at;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at >= line.Length;
        }
    }

    public string Rest => line[_at..];

    public bool PeekWord => !AtEnd && (char.IsLetter(line[_at]) || line[_at] == '_');

    public bool PeekNumber => !AtEnd && (char.IsAsciiDigit(line[_at]) || (line[_at] == '-' && _at + 1 < line.Length && char.IsAsciiDigit(line[_at + 1])));

    /// <summary>True when a reference such as b12 is followed by a colon.</summary>
    public bool HasColonNext
    {
        get
        {
            int end = _at + 1;
            while (end < line.Length && char.IsAsciiDigit(line[end]))
                end++;
            return end < line.Length && line[end] == ':';
        }
    }

    /// <summary>True when a letter followed by digits only stands next.</summary>
    public bool PeekReference(char letter)
    {
        if (AtEnd || line[_at] != letter)
            return false;
        int end = _at + 1;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
            end++;
        return end > _at + 1 && (end == line.Length || !(char.IsLetter(line[end]) || line[end] is '"' or '('));
    }

    private void SkipSpace()
    {
        while (_at < line.Length && line[_at] is (' ' or '\t' or '\r'))
            _at++;
    }

    public int Reference(char letter)
    {
        if (!PeekReference(letter))
            throw new FormatException($"{letter}N expected at '{Rest}'");
        _at++;
        return (int)Number();
    }

    public long Number()
    {
        if (!PeekNumber)
            throw new FormatException($"number expected at '{Rest}'");
        int start = _at++;
        while (_at < line.Length && char.IsAsciiDigit(line[_at]))
            _at++;
        return long.Parse(line.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    public string Word()
    {
        if (!PeekWord)
            throw new FormatException($"word expected at '{Rest}'");
        int start = _at;
        while (_at < line.Length && (char.IsLetterOrDigit(line[_at]) || line[_at] == '_'))
            _at++;
        return line[start.._at];
    }

    public bool TryWord(string word)
    {
        int start = _at;
        if (PeekWord && Word() == word)
            return true;
        _at = start;
        return false;
    }

    public bool TryPunctuation(string text)
    {
        if (AtEnd || !line.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
            return false;
        _at += text.Length;
        return true;
    }

    public void Expect(string text)
    {
        if (!TryPunctuation(text))
            throw new FormatException($"'{text}' expected at '{Rest}'");
    }

    /// <summary>A quoted string.</summary>
    public string Text()
    {
        Expect("\"");
        var text = new StringBuilder();
        while (_at < line.Length && line[_at] != '"')
        {
            char c = line[_at++];
            if (c != '\\')
            {
                text.Append(c);
            }
            else if (line[_at] == 'u')
            {
                text.Append((char)int.Parse(line.AsSpan(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                _at += 5;
            }
            else
            {
                text.Append(line[_at++]);
            }
        }

        Expect("\"");
        return text.ToString();
    }
}
