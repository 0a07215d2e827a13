using System;
using System.Collections.Generic;
using System.Text;

namespace ILText;

/// <summary>Source text to tokens; comments as in C#.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private Lexer(string text) => _text = text;

    public static List<Token> Run(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        while (lexer.SkipSpace())
            tokens.Add(lexer.Next());
        tokens.Add(new Token(TokenKind.End, "the end", lexer._line));
        return tokens;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Following => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (Current == '\n')
                _line++;
            if (char.IsWhiteSpace(Current))
                _at++;
            else if (Current == '/' && Following == '/')
                SkipUntil("\n");
            else if (Current == '/' && Following == '*')
                SkipUntil("*/");
            else
                return true;
        }

        return false;
    }

    private void SkipUntil(string end)
    {
        int found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        int next = found < 0 ? _text.Length : end == "\n" ? found : found + end.Length;
        _line += _text.AsSpan(_at, next - _at).Count('\n');
        _at = next;
    }

    private Token Next()
    {
        if (Current == '"')
            return new Token(TokenKind.Text, Quoted('"'), _line);
        if (Current == '\'')
            return new Token(TokenKind.Word, Quoted('\''), _line);
        if (char.IsAsciiDigit(Current) || (Current == '-' && (char.IsAsciiDigit(Following) || Following == 'i')))
            return Take(TokenKind.Number, static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');
        if (IsWord(Current) && !(Current == '.' && Following == '.'))
            return Take(TokenKind.Word, IsWord);
        int length = (Current, Following) switch
        {
            (':', ':') => 2,
            ('.', '.') => 3,
            _ => 1,
        };
        _at += length;
        return new Token(TokenKind.Sign, _text.Substring(_at - length, length), _line);
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '`' or '$' or '@' or '?';

    private Token Take(TokenKind kind, Func<char, bool> belongs)
    {
        int start = _at++;
        while (belongs(Current))
            _at++;
        return new Token(kind, _text[start.._at], _line);
    }

    private string Quoted(char quote)
    {
        var text = new StringBuilder();
        for (_at++; Current != quote; _at++)
        {
            if (Current is '\0' or '\n')
                throw new SyntaxException("a quotation does not end on its line", _line);
            if (Current != '\\')
            {
                text.Append(Current);
                continue;
            }

            _at++;
            text.Append(Current switch { 'n' => '\n', 't' => '\t', '0' => '\0', char other => other });
        }

        _at++;
        return text.ToString();
    }
}
