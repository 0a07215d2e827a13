using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Cells with formulas, ranges, dependency order, cycles and error values.</summary>
public static class Spreadsheet
{
    private readonly record struct Cell(int Column, int Row) : IComparable<Cell>
    {
        public static Cell Parse(string s) => new(s[0] - 'A', int.Parse(s.AsSpan(1)) - 1);

        public int CompareTo(Cell other) => (Row, Column).CompareTo((other.Row, other.Column));

        public override string ToString() => $"{(char)('A' + Column)}{Row + 1}";
    }

    private abstract record Value;

    private sealed record Num(decimal N) : Value
    {
        public override string ToString() => N.ToString("0.##");
    }

    private sealed record Str(string S) : Value
    {
        public override string ToString() => S;
    }

    private sealed record Err(string Code) : Value
    {
        public override string ToString() => "#" + Code;
    }

    private sealed class Formula(string text)
    {
        private int _at;
        public List<Cell> Reads { get; } = [];
        private Func<Cell, Value> _get;

        public Value Evaluate(Func<Cell, Value> get)
        {
            _get = get;
            _at = 0;
            Reads.Clear();
            try
            {
                decimal result = Sum();
                return _at == text.Length ? new Num(result) : new Err("SYNTAX");
            }
            catch (Stop stop)
            {
                return new Err(stop.Message);
            }
            catch (DivideByZeroException)
            {
                return new Err("DIV0");
            }
            catch (OverflowException)
            {
                return new Err("NUM");
            }
        }

        private sealed class Stop(string code) : Exception(code);

        private char Peek => _at < text.Length ? text[_at] : '\0';

        private decimal Sum()
        {
            decimal left = Product();
            while (Peek is '+' or '-')
                left = text[_at++] == '+' ? left + Product() : left - Product();
            return left;
        }

        private decimal Product()
        {
            decimal left = Factor();
            while (Peek is '*' or '/')
                left = text[_at++] == '*' ? left * Factor() : left / Factor();
            return left;
        }

        private decimal Factor()
        {
            if (Peek == '-')
            {
                _at++;
                return -Factor();
            }

            if (Peek == '(')
            {
                _at++;
                decimal inner = Sum();
                Expect(')');
                return inner;
            }

            int start = _at;
            while (char.IsLetterOrDigit(Peek) || Peek == '.')
                _at++;
            string word = text[start.._at];
            if (word.Length == 0)
                throw new Stop("SYNTAX");
            if (char.IsDigit(word[0]))
                return decimal.Parse(word);
            return Peek == '(' ? Function(word) : Number(Cell.Parse(word));
        }

        private void Expect(char c)
        {
            if (Peek != c)
                throw new Stop("SYNTAX");
            _at++;
        }

        private decimal Number(Cell cell)
        {
            Reads.Add(cell);
            return _get(cell) switch
            {
                null => 0,
                Num n => n.N,
                Err e => throw new Stop(e.Code),
                _ => throw new Stop("VALUE"),
            };
        }

        private Cell Reference()
        {
            int start = _at;
            while (char.IsLetterOrDigit(Peek))
                _at++;
            return Cell.Parse(text[start.._at]);
        }

        private decimal Function(string name)
        {
            Expect('(');
            Cell from = Reference();
            Expect(':');
            Cell to = Reference();
            Expect(')');
            var values = new List<decimal>();
            for (int row = from.Row; row <= to.Row; row++)
            {
                for (int column = from.Column; column <= to.Column; column++)
                {
                    var cell = new Cell(column, row);
                    Reads.Add(cell);
                    Value v = _get(cell);
                    if (v is Err e)
                        throw new Stop(e.Code);
                    if (v is Num n)
                        values.Add(n.N);
                }
            }

            return name switch
            {
                "SUM" => values.Sum(),
                "AVG" => values.Sum() / values.Count,
                "MIN" => values.DefaultIfEmpty().Min(),
                "MAX" => values.DefaultIfEmpty().Max(),
                "COUNT" => values.Count,
                _ => throw new Stop("NAME"),
            };
        }
    }

    private sealed class Sheet
    {
        private readonly SortedDictionary<Cell, string> _inputs = [];
        private readonly Dictionary<Cell, Value> _values = [];
        private readonly HashSet<Cell> _running = [];

        public int Evaluations { get; private set; }

        public string this[string cell]
        {
            get => _values.GetValueOrDefault(Cell.Parse(cell))?.ToString() ?? "";
            set
            {
                _inputs[Cell.Parse(cell)] = value;
                Recalculate();
            }
        }

        public void Recalculate()
        {
            _values.Clear();
            foreach (Cell cell in _inputs.Keys)
                Get(cell);
        }

        private Value Get(Cell cell)
        {
            if (_values.TryGetValue(cell, out Value known))
                return known;
            if (!_inputs.TryGetValue(cell, out string input))
                return null;
            if (!_running.Add(cell))
                return new Err("CYCLE");
            Evaluations++;
            Value value = input switch
            {
                ['=', .. var formula] => new Formula(formula).Evaluate(Get),
                _ when decimal.TryParse(input, out decimal n) => new Num(n),
                _ => new Str(input),
            };
            _running.Remove(cell);
            return _values[cell] = value;
        }

        public void Print()
        {
            int columns = _inputs.Keys.Max(c => c.Column) + 1,
                rows = _inputs.Keys.Max(c => c.Row) + 1;
            for (int row = 0; row < rows; row++)
                WriteLine(
                    string.Join(
                        '|',
                        Enumerable.Range(0, columns).Select(c => (_values.GetValueOrDefault(new Cell(c, row))?.ToString() ?? "").PadLeft(9))
                    )
                );
        }
    }

    public static int Run()
    {
        var sheet = new Sheet();
        (string, string)[] cells =
        [
            ("A1", "item"),
            ("B1", "price"),
            ("C1", "count"),
            ("D1", "total"),
            ("A2", "nut"),
            ("B2", "0.25"),
            ("C2", "100"),
            ("D2", "=B2*C2"),
            ("A3", "bolt"),
            ("B3", "1.5"),
            ("C3", "12"),
            ("D3", "=B3*C3"),
            ("A4", "gear"),
            ("B4", "=MAX(B2:B3)*(2+3)"),
            ("C4", "2"),
            ("D4", "=B4*C4"),
            ("D5", "=SUM(D2:D4)"),
            ("C5", "=AVG(C2:C4)"),
            ("B5", "=MIN(B2:B4)-D5/10"),
            ("A5", "=COUNT(A1:D4)"),
        ];
        foreach ((string at, string text) in cells)
            sheet[at] = text;
        sheet.Print();
        sheet["C3"] = "13";
        WriteLine(sheet["D5"] + " " + sheet["B5"] + " " + sheet.Evaluations);
        foreach (
            (string at, string text) in new[]
            {
                ("E1", "=E1"),
                ("E2", "=E3+1"),
                ("E3", "=E2+1"),
                ("E4", "=1/0"),
                ("E5", "=A1+1"),
                ("E6", "=SUM(E4:E5)"),
                ("E7", "=(1"),
                ("E8", "=FOO(A1:A2)"),
                ("E9", "=2*"),
                ("F1", "=AVG(A2:A4)"),
                ("F2", "=-Z9-3"),
                ("F3", "=1000000000000000*1000000000000000"),
                ("F4", "=(((7)))"),
            }
        )
        {
            sheet[at] = text;
            WriteLine($"{at} {text} {sheet[at]}");
        }

        sheet.Print();
        return sheet.Evaluations % 100;
    }
}
