using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A JSON reader and writer of our own: documents, paths, errors with positions, round trips.</summary>
public static class Json
{
    private sealed class JsonError(string message, int line, int column) : Exception($"{message} ({line}:{column})");

    private abstract class Node
    {
        public abstract void Write(StringBuilder output, int indent);

        public virtual Node this[string key] => throw new InvalidOperationException(GetType().Name + " has no members");

        public virtual Node this[int index] => throw new InvalidOperationException(GetType().Name + " has no elements");

        public override string ToString()
        {
            var output = new StringBuilder();
            Write(output, -1);
            return output.ToString();
        }

        public string Pretty()
        {
            var output = new StringBuilder();
            Write(output, 0);
            return output.ToString();
        }

        protected static void NewLine(StringBuilder output, int indent)
        {
            if (indent >= 0)
                output.Append('\n').Append(' ', indent * 2);
        }
    }

    private sealed class Literal(string text) : Node
    {
        public override void Write(StringBuilder output, int indent) => output.Append(text);
    }

    private sealed class Number(double value) : Node
    {
        public double Value => value;

        public override void Write(StringBuilder output, int indent) => output.Append(value.ToString("R", CultureInfo.InvariantCulture));
    }

    private sealed class Text(string value) : Node
    {
        public string Value => value;

        public override void Write(StringBuilder output, int indent) => Quote(output, value);

        public static void Quote(StringBuilder output, string text)
        {
            output.Append('"');
            foreach (char c in text)
            {
                _ = c switch
                {
                    '"' => output.Append("\\\""),
                    '\\' => output.Append("\\\\"),
                    '\n' => output.Append("\\n"),
                    '\t' => output.Append("\\t"),
                    < ' ' => output.Append($"\\u{(int)c:x4}"),
                    _ => output.Append(c),
                };
            }

            output.Append('"');
        }
    }

    private sealed class Sequence : Node
    {
        public List<Node> Items { get; } = [];

        public override Node this[int index] => Items[index];

        public override void Write(StringBuilder output, int indent)
        {
            output.Append('[');
            for (int i = 0; i < Items.Count; i++)
            {
                if (i > 0)
                    output.Append(',');
                NewLine(output, indent < 0 ? -1 : indent + 1);
                Items[i].Write(output, indent < 0 ? -1 : indent + 1);
            }

            if (Items.Count > 0)
                NewLine(output, indent);
            output.Append(']');
        }
    }

    private sealed class Record : Node
    {
        private readonly Dictionary<string, Node> _members = new(StringComparer.Ordinal);
        private readonly List<string> _order = [];

        public override Node this[string key] =>
            _members.TryGetValue(key, out Node node) ? node : throw new KeyNotFoundException($"no member '{key}'");

        public int Count => _order.Count;

        public void Add(string key, Node value)
        {
            if (_members.TryAdd(key, value))
                _order.Add(key);
            else
                _members[key] = value;
        }

        public override void Write(StringBuilder output, int indent)
        {
            output.Append('{');
            bool isFirst = true;
            foreach (string key in _order)
            {
                if (!isFirst)
                    output.Append(',');
                isFirst = false;
                NewLine(output, indent < 0 ? -1 : indent + 1);
                Text.Quote(output, key);
                output.Append(indent < 0 ? ":" : ": ");
                _members[key].Write(output, indent < 0 ? -1 : indent + 1);
            }

            if (!isFirst)
                NewLine(output, indent);
            output.Append('}');
        }
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;

        public static Node Read(string text)
        {
            var reader = new Reader(text);
            Node node = reader.Value(0);
            reader.Space();
            return reader._at == text.Length ? node : throw reader.Error("something follows the document");
        }

        private readonly JsonError Error(string message)
        {
            int line = 1,
                column = 1;
            foreach (char c in _text[..Math.Min(_at, _text.Length)])
                (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
            return new JsonError(message, line, column);
        }

        private void Space()
        {
            while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\t' or '\r')
                _at++;
        }

        private bool Accept(char c)
        {
            Space();
            if (_at >= _text.Length || _text[_at] != c)
                return false;
            _at++;
            return true;
        }

        private void Expect(char c)
        {
            if (!Accept(c))
                throw Error($"'{c}' expected");
        }

        private Node Value(int depth)
        {
            if (depth > 50)
                throw Error("too deep");
            Space();
            if (_at == _text.Length)
                throw Error("unexpected end");
            ReadOnlySpan<char> rest = _text[_at..];
            switch (rest[0])
            {
                case '{':
                    return Members(depth);
                case '[':
                    return Elements(depth);
                case '"':
                    return new Text(String());
                case '-' or (>= '0' and <= '9'):
                    return Numeral();
            }

            foreach (string word in (string[])["true", "false", "null"])
            {
                if (!rest.StartsWith(word))
                    continue;
                _at += word.Length;
                return new Literal(word);
            }

            throw Error($"unexpected '{rest[0]}'");
        }

        private Record Members(int depth)
        {
            var record = new Record();
            _at++;
            if (Accept('}'))
                return record;
            do
            {
                Space();
                if (_at == _text.Length || _text[_at] != '"')
                    throw Error("name expected");
                string key = String();
                Expect(':');
                record.Add(key, Value(depth + 1));
            } while (Accept(','));
            Expect('}');
            return record;
        }

        private Sequence Elements(int depth)
        {
            var sequence = new Sequence();
            _at++;
            if (Accept(']'))
                return sequence;
            do sequence.Items.Add(Value(depth + 1));
            while (Accept(','));
            Expect(']');
            return sequence;
        }

        private Number Numeral()
        {
            int start = _at;
            while (_at < _text.Length && _text[_at] is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
                _at++;
            if (double.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                return new Number(value);
            _at = start;
            throw Error("bad number");
        }

        private string String()
        {
            _at++;
            var text = new StringBuilder();
            while (_at < _text.Length)
            {
                char c = _text[_at++];
                if (c == '"')
                    return text.ToString();
                text.Append(
                    c == '\\' ? Escape()
                    : c >= ' ' ? c
                    : throw Error("control character")
                );
            }

            throw Error("unterminated text");
        }

        private char Escape()
        {
            char c = _at < _text.Length ? _text[_at++] : '\0';
            switch (c)
            {
                case 'n':
                    return '\n';
                case 't':
                    return '\t';
                case '"' or '\\' or '/':
                    return c;
                case 'u'
                    when _at + 4 <= _text.Length
                        && ushort.TryParse(_text.Slice(_at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code):
                    _at += 4;
                    return (char)code;
                default:
                    throw Error("bad escape");
            }
        }
    }

    public static int Run()
    {
        const string Document = """
            { "name": "Sharkaros \"OS\"", "tags": ["metal", "c#", []], "size": 45.125e3, "nested": { "a": [1, -2.5, 1e-7, true, false, null], "b": {} },
              "unicode": "tab\there \u00e9\u4e2d", "name2": "x/y" }
            """;
        Node root = Reader.Read(Document);
        WriteLine(root);
        WriteLine(root.Pretty());
        WriteLine(Reader.Read(root.Pretty()).ToString() == root.ToString());
        WriteLine(
            root["nested"]["a"][1]
                + " "
                + root["tags"][0]
                + " "
                + ((Number)root["size"]).Value
                + " "
                + ((Record)root).Count
                + " "
                + ((Text)root["unicode"]).Value.Length
        );
        foreach (
            Func<object> wrong in new Func<object>[] { () => root["none"], () => root["tags"][9], () => root["size"]["x"], () => root[0] }
        )
        {
            try
            {
                WriteLine(wrong());
            }
            catch (Exception e)
            {
                WriteLine(e.GetType().Name + (e is KeyNotFoundException or InvalidOperationException ? ": " + e.Message : ""));
            }
        }

        string deep = new string('[', 60) + new string(']', 60);
        int errors = 0;
        foreach (
            string bad in new[]
            {
                "",
                "{",
                "[1,]",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "tru",
                "1 2",
                "\"abc",
                "\"\\x\"",
                "[\n1,\n  -]",
                "{'a':1}",
                deep,
                "\"\\u12g4\"",
                "[1e999]",
                "\"a\tb\"",
            }
        )
        {
            try
            {
                WriteLine(Reader.Read(bad));
            }
            catch (JsonError e)
            {
                errors++;
                WriteLine(e.Message);
            }
        }

        var big = new Sequence();
        for (int i = 0; i < 40; i++)
        {
            var item = new Record();
            item.Add("id", new Number(i));
            item.Add("square", new Number(i * (double)i / 8));
            item.Add("text", new Text(new string((char)('a' + (i % 26)), i % 5)));
            big.Items.Add(item);
        }

        string once = big.ToString();
        WriteLine(once.Length + " " + (Reader.Read(Reader.Read(once).Pretty()).ToString() == once));
        return errors;
    }
}
