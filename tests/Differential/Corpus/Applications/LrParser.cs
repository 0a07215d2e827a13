using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>An SLR parser generator: items, closures, tables, conflicts, and a parser driven by them.</summary>
public static class LrParser
{
    private sealed record Production(int Index, string Head, string[] Body)
    {
        public override string ToString() => Head + " -> " + string.Join(' ', Body);
    }

    private readonly record struct Item(Production Production, int Dot)
    {
        public string Next => Dot < Production.Body.Length ? Production.Body[Dot] : null;
        public Item Advanced => this with { Dot = Dot + 1 };
    }

    private enum ActionKind
    {
        Shift,
        Reduce,
        Accept,
    }

    private readonly record struct Action1(ActionKind Kind, int Value);

    private sealed class ConflictException(string message) : Exception(message);

    private sealed class ParseException(string message) : Exception(message);

    private sealed class Grammar
    {
        public List<Production> Productions { get; } = [];
        public HashSet<string> Heads { get; } = [];

        public Grammar(string text)
        {
            foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                string[] sides = line.Split("->", StringSplitOptions.TrimEntries);
                if (Productions.Count == 0)
                    Productions.Add(new Production(0, "start", [sides[0]]));
                Heads.Add(sides[0]);
                foreach (string body in sides[1].Split('|'))
                    Productions.Add(new Production(Productions.Count, sides[0], body.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        public Dictionary<string, SortedSet<string>> First()
        {
            var first = Heads.ToDictionary(h => h, _ => new SortedSet<string>(StringComparer.Ordinal));
            bool changed = true;
            while (changed)
            {
                changed = false;
                foreach (Production p in Productions.Skip(1))
                {
                    int before = first[p.Head].Count;
                    foreach (string s in FirstOf(p.Body, first))
                        first[p.Head].Add(s);
                    changed |= first[p.Head].Count != before;
                }
            }

            return first;
        }

        /// <summary>Terminals a sequence can begin with; "" when it can be empty.</summary>
        public IEnumerable<string> FirstOf(IEnumerable<string> body, Dictionary<string, SortedSet<string>> first)
        {
            foreach (string symbol in body)
            {
                if (!Heads.Contains(symbol))
                {
                    yield return symbol;
                    yield break;
                }

                foreach (string s in first[symbol].Where(s => s.Length > 0).ToArray())
                    yield return s;
                if (!first[symbol].Contains(""))
                    yield break;
            }

            yield return "";
        }

        public Dictionary<string, SortedSet<string>> Follow()
        {
            Dictionary<string, SortedSet<string>> first = First(),
                follow = Heads.ToDictionary(h => h, _ => new SortedSet<string>(StringComparer.Ordinal));
            follow[Productions[0].Body[0]].Add("$");
            bool changed = true;
            while (changed)
            {
                changed = false;
                foreach (Production p in Productions.Skip(1))
                {
                    for (int i = 0; i < p.Body.Length; i++)
                    {
                        if (!follow.TryGetValue(p.Body[i], out SortedSet<string> own))
                            continue;
                        int before = own.Count;
                        string[] after = [.. FirstOf(p.Body[(i + 1)..], first)];
                        own.UnionWith(after.Where(s => s.Length > 0));
                        if (after.Contains(""))
                            own.UnionWith(follow[p.Head]);
                        changed |= own.Count != before;
                    }
                }
            }

            return follow;
        }
    }

    private sealed class Tables
    {
        private readonly Grammar _grammar;
        private readonly List<List<Item>> _states = [];
        private readonly List<Dictionary<string, Action1>> _actions = [];
        private readonly List<Dictionary<string, int>> _gotos = [];

        public int StateCount => _states.Count;

        public Tables(Grammar grammar)
        {
            _grammar = grammar;
            Dictionary<string, SortedSet<string>> follow = grammar.Follow();
            AddState(Closure([new Item(grammar.Productions[0], 0)]));
            for (int i = 0; i < _states.Count; i++)
            {
                foreach (IGrouping<string, Item> group in _states[i].Where(item => item.Next is not null).GroupBy(item => item.Next))
                {
                    int target = AddState(Closure(group.Select(item => item.Advanced)));
                    if (grammar.Heads.Contains(group.Key))
                        _gotos[i][group.Key] = target;
                    else
                        Set(i, group.Key, new Action1(ActionKind.Shift, target));
                }

                foreach (Item done in _states[i].Where(item => item.Next is null))
                {
                    if (done.Production.Index == 0)
                        Set(i, "$", new Action1(ActionKind.Accept, 0));
                    else
                        foreach (string s in follow[done.Production.Head])
                            Set(i, s, new Action1(ActionKind.Reduce, done.Production.Index));
                }
            }
        }

        private void Set(int state, string symbol, Action1 action)
        {
            if (!_actions[state].TryAdd(symbol, action) && _actions[state][symbol] != action)
                throw new ConflictException($"{_actions[state][symbol].Kind}/{action.Kind} conflict on {symbol} in state {state}");
        }

        private List<Item> Closure(IEnumerable<Item> kernel)
        {
            List<Item> items = [.. kernel];
            for (int i = 0; i < items.Count; i++)
            {
                foreach (Production p in _grammar.Productions.Where(p => p.Head == items[i].Next))
                {
                    var item = new Item(p, 0);
                    if (!items.Contains(item))
                        items.Add(item);
                }
            }

            return items;
        }

        private int AddState(List<Item> items)
        {
            int known = _states.FindIndex(s => s.Count == items.Count && s.All(items.Contains));
            if (known >= 0)
                return known;
            _states.Add(items);
            _actions.Add([]);
            _gotos.Add([]);
            return _states.Count - 1;
        }

        public T Parse<T>(IEnumerable<string> tokens, Func<string, T> leaf, Func<Production, T[], T> reduce)
        {
            var states = new Stack<int>([0]);
            var values = new Stack<T>();
            using IEnumerator<string> input = tokens.Append("$").GetEnumerator();
            input.MoveNext();
            while (true)
            {
                string kind = char.IsDigit(input.Current[0]) ? "num" : input.Current;
                if (!_actions[states.Peek()].TryGetValue(kind, out Action1 action))
                    throw new ParseException(
                        $"unexpected {input.Current}, expected {string.Join(' ', _actions[states.Peek()].Keys.Order(StringComparer.Ordinal))}"
                    );
                switch (action.Kind)
                {
                    case ActionKind.Shift:
                        states.Push(action.Value);
                        values.Push(leaf(input.Current));
                        input.MoveNext();
                        break;
                    case ActionKind.Reduce:
                        Production p = _grammar.Productions[action.Value];
                        var arguments = new T[p.Body.Length];
                        for (int i = p.Body.Length - 1; i >= 0; i--)
                        {
                            states.Pop();
                            arguments[i] = values.Pop();
                        }

                        states.Push(_gotos[states.Peek()][p.Head]);
                        values.Push(reduce(p, arguments));
                        break;
                    default:
                        return values.Pop();
                }
            }
        }
    }

    public static int Run()
    {
        var grammar = new Grammar(
            """
            expr -> expr + term | expr - term | term
            term -> term * factor | factor
            factor -> ( expr ) | num | - factor | list
            list -> [ items ]
            items -> | items num
            """
        );
        foreach ((string head, SortedSet<string> set) in grammar.Follow().OrderBy(p => p.Key, StringComparer.Ordinal))
            WriteLine(
                $"{head}: first {string.Join(' ', grammar.First()[head].Select(s => s.Length == 0 ? "empty" : s))}; follow {string.Join(' ', set)}"
            );
        var tables = new Tables(grammar);
        WriteLine(tables.StateCount + " states");
        int errors = 0;
        foreach (
            string input in new[] { "1 + 2 * 3", "( 1 + 2 ) * - 3 - 4", "[ 1 2 3 ] * 2", "[ ]", "1 +", "( 1", "1 2", "* 3", "[ 1 + 2 ]" }
        )
        {
            try
            {
                long value = tables.Parse(
                    input.Split(' '),
                    s => long.TryParse(s, out long n) ? n : 0,
                    (p, a) =>
                        (p.Head, a.Length, p.Body is [_, var op, ..] ? op : "") switch
                        {
                            (_, 3, "+") => a[0] + a[2],
                            (_, 3, "-") => a[0] - a[2],
                            (_, 3, "*") => a[0] * a[2],
                            ("factor" or "list", 3, _) => a[1],
                            ("factor", 2, _) => -a[1],
                            ("items", 2, _) => a[0] + a[1],
                            (_, 0, _) => 0,
                            _ => a[0],
                        }
                );
                string tree = tables.Parse(input.Split(' '), s => s, (p, a) => a.Length == 1 ? a[0] : $"<{string.Concat(a)}>");
                WriteLine($"{input} = {value} {tree}");
            }
            catch (ParseException e)
            {
                errors++;
                WriteLine($"{input}: {e.Message}");
            }
        }

        foreach (string bad in new[] { "e -> e + e | num", "s -> a b | a c\na -> x\nb -> y | x\nc -> x", "s -> if s | if s else s | num" })
        {
            try
            {
                WriteLine(new Tables(new Grammar(bad)).StateCount + " states");
            }
            catch (ConflictException e)
            {
                WriteLine(e.Message);
            }
        }

        return errors;
    }
}
