using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Regular expressions of our own: parser, Thompson automaton, simulation, lazily built states, backtracking groups.</summary>
public static class RegexEngine
{
    private abstract record Node;

    private sealed record Empty : Node;

    private sealed record Set(bool[] Chars) : Node;

    private sealed record Then(Node A, Node B) : Node;

    private sealed record Either(Node A, Node B) : Node;

    private sealed record Repeat(Node Inner, int Min, int Max) : Node;

    private sealed record Group(int Index, Node Inner) : Node;

    private sealed record Anchor(bool AtEnd) : Node;

    private sealed class Parser(string pattern)
    {
        private int _at;
        public int Groups { get; private set; }

        public Node Parse()
        {
            Node node = Alternatives();
            return _at == pattern.Length ? node : throw Bad("unmatched )");
        }

        private FormatException Bad(string why) => new($"{why} at {_at} in {pattern}");

        private bool Accept(char c)
        {
            if (_at >= pattern.Length || pattern[_at] != c)
                return false;
            _at++;
            return true;
        }

        private Node Alternatives()
        {
            Node left = Sequence();
            while (Accept('|'))
                left = new Either(left, Sequence());
            return left;
        }

        private Node Sequence()
        {
            Node left = new Empty();
            while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
            {
                Node next = Repeated();
                left = left is Empty ? next : new Then(left, next);
            }

            return left;
        }

        private Node Repeated()
        {
            Node node = Atom();
            while (true)
            {
                if (Accept('*'))
                    node = new Repeat(node, 0, int.MaxValue);
                else if (Accept('+'))
                    node = new Repeat(node, 1, int.MaxValue);
                else if (Accept('?'))
                    node = new Repeat(node, 0, 1);
                else if (Accept('{'))
                {
                    int min = Number(),
                        max = min;
                    if (Accept(','))
                        max = Number();
                    if (!Accept('}') || max < min)
                        throw Bad("bad count");
                    node = new Repeat(node, min, max);
                }
                else
                    return node;
            }
        }

        private int Number()
        {
            int start = _at;
            while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]))
                _at++;
            return _at > start ? int.Parse(pattern.AsSpan(start, _at - start)) : throw Bad("number expected");
        }

        private Node Atom()
        {
            if (_at == pattern.Length)
                throw Bad("unexpected end");
            char c = pattern[_at++];
            switch (c)
            {
                case '(':
                    int index = ++Groups;
                    Node inner = Alternatives();
                    return Accept(')') ? new Group(index, inner) : throw Bad("missing )");
                case '[':
                    return Class();
                case '.':
                    return Where(_ => true);
                case '^' or '$':
                    return new Anchor(c == '$');
                case '*' or '+' or '?':
                    throw Bad("nothing to repeat");
                case '\\':
                    if (_at == pattern.Length)
                        throw Bad("unexpected end");
                    return Escape(pattern[_at++]);
                default:
                    return Where(x => x == c);
            }
        }

        private static Set Escape(char c) =>
            c switch
            {
                'd' => Where(char.IsAsciiDigit),
                'w' => Where(x => char.IsAsciiLetterOrDigit(x) || x == '_'),
                's' => Where(x => x == ' '),
                _ => Where(x => x == c),
            };

        private Set Class()
        {
            bool negate = Accept('^');
            var chars = new bool[128];
            do
            {
                if (_at == pattern.Length)
                    throw Bad("missing ]");
                char from = pattern[_at++],
                    to = from;
                if (_at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']')
                {
                    to = pattern[_at + 1];
                    _at += 2;
                }

                for (char c = from; c <= to; c++)
                    chars[c] = true;
            } while (!Accept(']'));
            return Where(c => chars[c] != negate);
        }

        private static Set Where(Func<char, bool> f) => new([.. Enumerable.Range(0, 128).Select(i => f((char)i))]);
    }

    /// <summary>Nondeterministic automaton: each state has a set and one target, or up to two empty moves.</summary>
    private sealed class Automaton
    {
        private readonly List<(bool[] Chars, int A, int B, int Anchor)> _states = [];
        private readonly Dictionary<string, int[]> _known = [];
        private readonly int _start,
            _end;

        public int StateCount => _states.Count;
        public int SetsBuilt => _known.Count;

        public Automaton(Node node)
        {
            _end = Add(null, -1, -1);
            _start = Build(node, _end);
        }

        private int Add(bool[] chars, int a, int b, int anchor = 0)
        {
            _states.Add((chars, a, b, anchor));
            return _states.Count - 1;
        }

        private int Build(Node node, int next)
        {
            switch (node)
            {
                case Set s:
                    return Add(s.Chars, next, -1);
                case Then t:
                    return Build(t.A, Build(t.B, next));
                case Either e:
                    return Add(null, Build(e.A, next), Build(e.B, next));
                case Group g:
                    return Build(g.Inner, next);
                case Anchor a:
                    return Add(null, next, -1, a.AtEnd ? 2 : 1);
                case Repeat { Max: int.MaxValue, Min: 0 } r:
                    int loop = Add(null, -1, next);
                    _states[loop] = _states[loop] with { A = Build(r.Inner, loop) };
                    return loop;
                case Repeat { Max: int.MaxValue } r:
                    return Build(new Then(r.Inner, r with { Min = r.Min - 1 }), next);
                case Repeat { Max: 0 }:
                    return next;
                case Repeat { Min: 0 } r:
                    return Add(null, Build(new Then(r.Inner, r with { Max = r.Max - 1 }), next), next);
                case Repeat r:
                    return Build(new Then(r.Inner, new Repeat(r.Inner, r.Min - 1, r.Max - 1)), next);
                default:
                    return next;
            }
        }

        private void Follow(int state, SortedSet<int> into, bool atStart, bool atEnd)
        {
            if (state < 0 || !into.Add(state) || _states[state].Chars is not null)
                return;
            if ((_states[state].Anchor == 1 && !atStart) || (_states[state].Anchor == 2 && !atEnd))
                return;
            Follow(_states[state].A, into, atStart, atEnd);
            Follow(_states[state].B, into, atStart, atEnd);
        }

        /// <summary>Length of the longest match at a place, or -1.</summary>
        public int MatchAt(string text, int at)
        {
            var first = new SortedSet<int>();
            Follow(_start, first, at == 0, at == text.Length);
            int[] current = [.. first];
            int best = -1;
            for (int i = at; ; i++)
            {
                if (Array.BinarySearch(current, _end) >= 0)
                    best = i - at;
                if (i == text.Length || current.Length == 0)
                    return best;
                current = Step(current, text[i], i + 1 == text.Length);
            }
        }

        private int[] Step(int[] from, char c, bool atEnd)
        {
            string key = $"{string.Join(',', from)}{c}{atEnd}";
            if (_known.TryGetValue(key, out int[] known))
                return known;
            var next = new SortedSet<int>();
            foreach (int s in from)
            {
                if (_states[s].Chars is { } chars && c < 128 && chars[c])
                    Follow(_states[s].A, next, false, atEnd);
            }

            return _known[key] = [.. next];
        }
    }

    /// <summary>Backtracking with continuations, for the groups.</summary>
    private sealed class Backtracker(string text, int groups)
    {
        private readonly (int Start, int End)[] _groups = [.. Enumerable.Repeat((-1, -1), groups + 1)];

        public string[] Match(Node node, int at) =>
            Try(new Group(0, node), at, _ => true) ? [.. _groups.Select(g => g.End < 0 ? "-" : text[g.Start..g.End])] : null;

        private bool Try(Node node, int at, Func<int, bool> then) =>
            node switch
            {
                Set s => at < text.Length && text[at] < 128 && s.Chars[text[at]] && then(at + 1),
                Then t => Try(t.A, at, i => Try(t.B, i, then)),
                Either e => Try(e.A, at, then) || Try(e.B, at, then),
                Anchor a => at == (a.AtEnd ? text.Length : 0) && then(at),
                Group g => TryGroup(g, at, then),
                Repeat r => (
                    r.Max > 0
                    && Try(
                        r.Inner,
                        at,
                        i => i > at && Try(new Repeat(r.Inner, Math.Max(0, r.Min - 1), r.Max == int.MaxValue ? r.Max : r.Max - 1), i, then)
                    )
                ) || (r.Min == 0 && then(at)),
                _ => then(at),
            };

        private bool TryGroup(Group g, int at, Func<int, bool> then)
        {
            (int, int) old = _groups[g.Index];
            return Try(
                g.Inner,
                at,
                end =>
                {
                    (int, int) outer = _groups[g.Index];
                    _groups[g.Index] = (at, end);
                    if (then(end))
                        return true;
                    _groups[g.Index] = outer;
                    return false;
                }
            );
        }
    }

    public static int Run()
    {
        (string Pattern, string Text)[] cases =
        [
            ("a*b", "xaaab aab b"),
            ("(a|b)*abb", "ababbaabb"),
            ("[0-9]+(\\.[0-9]{2})?", "price 12.50 or 7"),
            ("^the", "the then the"),
            ("end$", "end of the end"),
            ("x?y{2,3}", "yyyyy xyy"),
            ("(\\w+)@(\\w+)\\.com", "mail bob@site.com, ann_1@x.com"),
            ("[^a-c ]+", "abcdef cab xyz"),
            ("(a*)*b", "aaaaaaaaaaaaaaac"),
            ("", "ab"),
            ("(x(y)?)+", "xyxxy"),
            ("a.c", "abc a-c ac"),
            ("(ab|a)(bc|c)?", "abc"),
        ];
        foreach ((string pattern, string text) in cases)
        {
            var parser = new Parser(pattern);
            Node node = parser.Parse();
            var automaton = new Automaton(node);
            var found = new List<string>();
            for (int i = 0; i <= text.Length; )
            {
                int length = automaton.MatchAt(text, i);
                if (length >= 0)
                {
                    string[] groups = new Backtracker(text, parser.Groups).Match(node, i);
                    found.Add($"{i}+{length}({string.Join('|', groups)})");
                }

                i += Math.Max(length, 1);
            }

            WriteLine($"{pattern}: {string.Join(' ', found)} [{automaton.StateCount} states, {automaton.SetsBuilt} steps]");
        }

        int errors = 0;
        foreach (string bad in new[] { "(a", "a)", "*", "[a", "a{3,1}", "a{x}", "\\", "a|*" })
        {
            try
            {
                new Parser(bad).Parse();
                WriteLine("fine");
            }
            catch (FormatException e)
            {
                errors++;
                WriteLine(e.Message);
            }
        }

        return errors;
    }
}
