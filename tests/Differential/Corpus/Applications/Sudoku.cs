using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Sudoku by constraint propagation and search, and exact cover by dancing links.</summary>
public static class Sudoku
{
    private sealed class Grid
    {
        private static readonly int[][] s_peers =
        [
            .. Enumerable
                .Range(0, 81)
                .Select(c =>
                    Enumerable
                        .Range(0, 81)
                        .Where(d => d != c && (d / 9 == c / 9 || d % 9 == c % 9 || (d / 27 == c / 27 && d % 9 / 3 == c % 9 / 3)))
                        .ToArray()
                ),
        ];
        private readonly ushort[] _candidates = new ushort[81];

        public static int Searched { get; set; }

        private Grid(Grid other) => other._candidates.CopyTo(_candidates, 0);

        public Grid() => Array.Fill(_candidates, (ushort)0x1FF);

        public static Grid Parse(string text)
        {
            var grid = new Grid();
            for (int i = 0; i < 81; i++)
            {
                if (text[i] is >= '1' and <= '9' && !grid.Assign(i, text[i] - '1'))
                    return null;
            }

            return grid;
        }

        private bool Assign(int cell, int digit)
        {
            int others = _candidates[cell] & ~(1 << digit);
            for (int d = 0; d < 9; d++)
            {
                if ((others >> d & 1) != 0 && !Eliminate(cell, d))
                    return false;
            }

            return (_candidates[cell] >> digit & 1) != 0;
        }

        private bool Eliminate(int cell, int digit)
        {
            if ((_candidates[cell] >> digit & 1) == 0)
                return true;
            _candidates[cell] &= (ushort)~(1 << digit);
            int left = _candidates[cell];
            if (left == 0)
                return false;
            if (BitOperations.IsPow2(left))
            {
                int last = BitOperations.TrailingZeroCount(left);
                foreach (int peer in s_peers[cell])
                {
                    if (!Eliminate(peer, last))
                        return false;
                }
            }

            return true;
        }

        public Grid Solve()
        {
            Searched++;
            int best = -1;
            for (int i = 0; i < 81; i++)
            {
                int count = BitOperations.PopCount(_candidates[i]);
                if (count > 1 && (best < 0 || count < BitOperations.PopCount(_candidates[best])))
                    best = i;
            }

            if (best < 0)
                return this;
            for (int d = 0; d < 9; d++)
            {
                if ((_candidates[best] >> d & 1) == 0)
                    continue;
                var copy = new Grid(this);
                if (copy.Assign(best, d) && copy.Solve() is { } solved)
                    return solved;
            }

            return null;
        }

        public override string ToString() =>
            string.Concat(_candidates.Select(c => BitOperations.IsPow2((uint)c) ? (char)('1' + BitOperations.TrailingZeroCount(c)) : '.'));
    }

    /// <summary>Knuth's algorithm X on a toroidal list of nodes.</summary>
    private sealed class ExactCover
    {
        private class Node
        {
            public Node Left,
                Right,
                Up,
                Down;
            public Header Column;
            public int Row;
        }

        private sealed class Header : Node
        {
            public int Size;
        }

        private readonly Header _root = new();
        private readonly Header[] _columns;
        private readonly Stack<int> _chosen = [];

        public int Solutions { get; private set; }
        public string First { get; private set; }

        public ExactCover(int columns)
        {
            _root.Left = _root.Right = _root;
            _columns = new Header[columns];
            for (int i = 0; i < columns; i++)
            {
                var header = new Header { Left = _root.Left, Right = _root };
                header.Up = header.Down = header;
                header.Left.Right = header.Right.Left = _columns[i] = header;
            }
        }

        public void AddRow(int row, params ReadOnlySpan<int> columns)
        {
            Node first = null;
            foreach (int c in columns)
            {
                Header header = _columns[c];
                var node = new Node
                {
                    Column = header,
                    Row = row,
                    Up = header.Up,
                    Down = header,
                };
                node.Up.Down = node.Down.Up = node;
                header.Size++;
                if (first is null)
                {
                    first = node.Left = node.Right = node;
                    continue;
                }

                (node.Left, node.Right) = (first.Left, first);
                node.Left.Right = first.Left = node;
            }
        }

        private static void Cover(Header c)
        {
            (c.Left.Right, c.Right.Left) = (c.Right, c.Left);
            for (Node i = c.Down; i != c; i = i.Down)
            {
                for (Node j = i.Right; j != i; j = j.Right)
                {
                    (j.Up.Down, j.Down.Up) = (j.Down, j.Up);
                    j.Column.Size--;
                }
            }
        }

        private static void Uncover(Header c)
        {
            for (Node i = c.Up; i != c; i = i.Up)
            {
                for (Node j = i.Left; j != i; j = j.Left)
                {
                    j.Column.Size++;
                    j.Up.Down = j.Down.Up = j;
                }
            }

            c.Left.Right = c.Right.Left = c;
        }

        public void Search()
        {
            if (_root.Right == _root)
            {
                Solutions++;
                First ??= string.Join(',', _chosen.Order());
                return;
            }

            Header best = null;
            for (Node c = _root.Right; c != _root; c = c.Right)
            {
                if (best is null || ((Header)c).Size < best.Size)
                    best = (Header)c;
            }

            Cover(best);
            for (Node r = best.Down; r != best; r = r.Down)
            {
                _chosen.Push(r.Row);
                for (Node j = r.Right; j != r; j = j.Right)
                    Cover(j.Column);
                Search();
                for (Node j = r.Left; j != r; j = j.Left)
                    Uncover(j.Column);
                _chosen.Pop();
            }

            Uncover(best);
        }
    }

    public static int Run()
    {
        string[] puzzles =
        [
            "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
            "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
            "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
            "55" + new string('.', 79),
        ];
        foreach (string puzzle in puzzles)
        {
            Grid.Searched = 0;
            WriteLine((Grid.Parse(puzzle)?.Solve()?.ToString() ?? "impossible") + " " + Grid.Searched);
        }

        var knuth = new ExactCover(7);
        knuth.AddRow(0, 2, 4, 5);
        knuth.AddRow(1, 0, 3, 6);
        knuth.AddRow(2, 1, 2, 5);
        knuth.AddRow(3, 0, 3);
        knuth.AddRow(4, 1, 6);
        knuth.AddRow(5, 3, 4, 6);
        knuth.Search();
        WriteLine(knuth.Solutions + ": " + knuth.First);
        // Ways to tile a 4 by 5 board with dominoes.
        var dominoes = new ExactCover(20);
        for (int i = 0, row = 0; i < 20; i++)
        {
            if (i % 5 < 4)
                dominoes.AddRow(row++, i, i + 1);
            if (i < 15)
                dominoes.AddRow(row++, i, i + 5);
        }

        dominoes.Search();
        WriteLine(dominoes.Solutions + ": " + dominoes.First);
        return dominoes.Solutions;
    }
}
