using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A renderer from a small Markdown to HTML: blocks, lists, tables, emphasis, links and code.</summary>
public static class Markdown
{
    private abstract record Block
    {
        public abstract void Render(StringBuilder html);

        protected static void Wrap(StringBuilder html, string tag, Action inner, string end = "\n")
        {
            html.Append('<').Append(tag).Append('>');
            inner();
            html.Append("</").Append(tag.Split(' ')[0]).Append('>').Append(end);
        }
    }

    private sealed record Heading(int Level, string Text) : Block
    {
        public override void Render(StringBuilder html) => Wrap(html, "h" + Level, () => Inline(html, Text));
    }

    private sealed record Paragraph(string Text) : Block
    {
        public override void Render(StringBuilder html) => Wrap(html, "p", () => Inline(html, Text));
    }

    private sealed record Code(string Language, string Text) : Block
    {
        public override void Render(StringBuilder html) =>
            Wrap(html, "pre", () => Wrap(html, Language.Length == 0 ? "code" : $"code class=\"{Language}\"", () => Escape(html, Text), ""));
    }

    private sealed record Quote(List<Block> Inner) : Block
    {
        public override void Render(StringBuilder html) => Wrap(html, "blockquote", () => Inner.ForEach(b => b.Render(html)));
    }

    private sealed record Bullets(bool IsOrdered, List<(string Text, List<Block> Inner)> Items) : Block
    {
        public override void Render(StringBuilder html)
        {
            Wrap(
                html,
                IsOrdered ? "ol" : "ul",
                () =>
                {
                    foreach ((string text, List<Block> inner) in Items)
                    {
                        Wrap(
                            html,
                            "li",
                            () =>
                            {
                                Inline(html, text);
                                inner.ForEach(b => b.Render(html));
                            }
                        );
                    }
                }
            );
        }
    }

    private sealed record Table(string[] Head, List<string[]> Rows) : Block
    {
        public override void Render(StringBuilder html) =>
            Wrap(
                html,
                "table",
                () =>
                {
                    Row(html, "th", Head);
                    foreach (string[] row in Rows)
                        Row(html, "td", row);
                }
            );

        private static void Row(StringBuilder html, string tag, string[] cells) =>
            Wrap(
                html,
                "tr",
                () =>
                {
                    foreach (string cell in cells)
                        Wrap(html, tag, () => Inline(html, cell.Trim()), "");
                }
            );
    }

    private sealed record Rule : Block
    {
        public override void Render(StringBuilder html) => html.Append("<hr/>\n");
    }

    private static void Escape(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            html.Append(
                c switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    _ => new ReadOnlySpan<char>(in c).ToString(),
                }
            );
    }

    private static void Inline(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (text is ['`', .. var code] && code.IndexOf('`') is > 0 and var end)
            {
                html.Append("<code>");
                Escape(html, code[..end]);
                html.Append("</code>");
                text = code[(end + 1)..];
            }
            else if (text is ['*', '*', .. var strong] && strong.IndexOf("**") is > 0 and var strongEnd)
            {
                html.Append("<b>");
                Inline(html, strong[..strongEnd]);
                html.Append("</b>");
                text = strong[(strongEnd + 2)..];
            }
            else if (text is [('*' or '_') and var mark, .. var weak] && weak.IndexOf(mark) is > 0 and var weakEnd)
            {
                html.Append("<i>");
                Inline(html, weak[..weakEnd]);
                html.Append("</i>");
                text = weak[(weakEnd + 1)..];
            }
            else if (text is ['[', ..] && text.IndexOf("](") is > 0 and var middle && text[middle..].IndexOf(')') is > 0 and var close)
            {
                html.Append("<a href=\"");
                Escape(html, text[(middle + 2)..(middle + close)]);
                html.Append("\">");
                Inline(html, text[1..middle]);
                html.Append("</a>");
                text = text[(middle + close + 1)..];
            }
            else
            {
                int length = text is ['\\', _, ..] ? 2 : 1;
                Escape(html, text.Slice(length - 1, 1));
                text = text[length..];
            }
        }
    }

    private sealed class Parser(IEnumerable<string> source)
    {
        private readonly List<string> _lines = [.. source];
        private int _at;

        private string Line => _lines[_at];

        public List<Block> Parse()
        {
            var blocks = new List<Block>();
            while (_at < _lines.Count)
            {
                if (string.IsNullOrWhiteSpace(Line))
                    _at++;
                else
                    blocks.Add(Next());
            }

            return blocks;
        }

        private Block Next()
        {
            if (Line.StartsWith('#') && Line.TrimStart('#') is [' ', .. var title])
                return new Heading(Math.Min(6, Line.Length - 1 - title.Length), Lines(1)[0].TrimStart('#').Trim());
            if (Line.StartsWith("```", StringComparison.Ordinal))
                return Fenced();
            if (Line.StartsWith('>'))
                return new Quote(new Parser(Lines(Count(l => l.StartsWith('>'))).Select(l => l[1..].TrimStart())).Parse());
            if (Line.Trim().All(c => c == '-') && Line.Trim().Length >= 3)
            {
                _at++;
                return new Rule();
            }

            if (Marker(Line) > 0)
                return List();
            if (Line.Contains('|') && _at + 1 < _lines.Count && _lines[_at + 1].All(c => c is '-' or '|' or ' ' or ':'))
                return Rows();
            return new Paragraph(
                string.Join(
                    ' ',
                    Lines(Math.Max(1, Count(l => l.Trim().Length > 0 && l[0] is not ('#' or '>') && Marker(l) == 0))).Select(l => l.Trim())
                )
            );
        }

        private int Count(Func<string, bool> condition)
        {
            int count = 0;
            while (_at + count < _lines.Count && condition(_lines[_at + count]))
                count++;
            return count;
        }

        private List<string> Lines(int count)
        {
            _at += count;
            return _lines.GetRange(_at - count, count);
        }

        private Code Fenced()
        {
            string language = Lines(1)[0][3..].Trim();
            List<string> body = Lines(Count(l => !l.StartsWith("```", StringComparison.Ordinal)));
            _at++;
            return new Code(language, string.Join('\n', body));
        }

        private static int Marker(string line)
        {
            if (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
                return 2;
            int digits = line.TakeWhile(char.IsDigit).Count();
            return digits > 0 && line.AsSpan(digits).StartsWith(". ") ? digits + 2 : 0;
        }

        private Bullets List()
        {
            bool isOrdered = char.IsDigit(Line[0]);
            var items = new List<(string, List<Block>)>();
            while (_at < _lines.Count && Marker(Line) is > 0 and var marker && char.IsDigit(Line[0]) == isOrdered)
            {
                string text = Lines(1)[0][marker..];
                List<string> inner = Lines(Count(l => l.StartsWith("  ", StringComparison.Ordinal)));
                items.Add((text, new Parser(inner.Select(l => l[2..])).Parse()));
            }

            return new Bullets(isOrdered, items);
        }

        private Table Rows()
        {
            string[] head = Cells(Lines(2)[0]);
            return new Table(head, [.. Lines(Count(l => l.Contains('|'))).Select(Cells)]);

            static string[] Cells(string line) => line.Trim().Trim('|').Split('|');
        }
    }

    public static int Run()
    {
        const string Source = """
            # Sharks & *Rays*
            A **bold *nested* move** with `code <b>` and [a link](http://x.y/?a=1&b=2).
            Second line, escaped \*stars\* and a lone * here.

            ## Lists
            - first
            - second **strong**
              - inner _one_
              - inner two
            - third

            1. eins
            2. zwei

            > quoted text
            > # quoted heading
            > - quoted item

            ```csharp
            if (a < b && c > d)
                return "x";
            ```

            | name | size |
            |------|-----:|
            | `a`  | 1    |
            | b*c* | 2 & 3 |

            ---
            ###### deep
            #hashtag is text
            """;
        List<Block> blocks = new Parser(Source.Split('\n')).Parse();
        var html = new StringBuilder();
        foreach (Block block in blocks)
            block.Render(html);
        Write(html);
        WriteLine(string.Join(' ', blocks.GroupBy(b => b.GetType().Name).Select(g => g.Key + "=" + g.Count())));
        return blocks.Count;
    }
}
