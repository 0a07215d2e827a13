using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A calculator with symbols: parses, simplifies, differentiates and evaluates expressions.</summary>
public static class Calculator
{
    private enum TokenKind
    {
        Number,
        Name,
        Operator,
        Open,
        Close,
        Comma,
        End,
    }

    private readonly record struct Token(TokenKind Kind, string Text, double Value = 0);

    private sealed class SyntaxError(string message, int at) : Exception($"{message} at {at}");

    private sealed class Lexer(string text)
    {
        private int _at;

        public int Position => _at;

        public Token Next()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            if (_at == text.Length)
                return new Token(TokenKind.End, "");
            char c = text[_at];
            if (char.IsDigit(c) || c == '.')
            {
                int start = _at;
                while (_at < text.Length && (char.IsDigit(text[_at]) || text[_at] == '.'))
                    _at++;
                string number = text[start.._at];
                if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                    throw new SyntaxError($"bad number '{number}'", start);
                return new Token(TokenKind.Number, number, value);
            }

            if (char.IsLetter(c))
            {
                int start = _at;
                while (_at < text.Length && char.IsLetterOrDigit(text[_at]))
                    _at++;
                return new Token(TokenKind.Name, text[start.._at]);
            }

            _at++;
            return c switch
            {
                '(' => new Token(TokenKind.Open, "("),
                ')' => new Token(TokenKind.Close, ")"),
                ',' => new Token(TokenKind.Comma, ","),
                '+' or '-' or '*' or '/' or '^' => new Token(TokenKind.Operator, c.ToString()),
                _ => throw new SyntaxError($"unexpected '{c}'", _at - 1),
            };
        }
    }

    private abstract record Expr
    {
        public static Expr operator +(Expr a, Expr b) => new Binary('+', a, b);

        public static Expr operator -(Expr a, Expr b) => new Binary('-', a, b);

        public static Expr operator *(Expr a, Expr b) => new Binary('*', a, b);

        public static Expr operator /(Expr a, Expr b) => new Binary('/', a, b);

        public static implicit operator Expr(double value) => new Constant(value);
    }

    private sealed record Constant(double Value) : Expr
    {
        public override string ToString() => Value.ToString("0.####", CultureInfo.InvariantCulture);
    }

    private sealed record Variable(string Name) : Expr
    {
        public override string ToString() => Name;
    }

    private sealed record Binary(char Op, Expr Left, Expr Right) : Expr
    {
        public override string ToString() => Op is '+' or '-' ? $"({Left} {Op} {Right})" : $"{Left}{Op}{Right}";
    }

    private sealed record Call(string Function, params Expr[] Arguments) : Expr
    {
        public override string ToString() => $"{Function}({string.Join(", ", (object[])Arguments)})";
    }

    private sealed class Parser
    {
        private readonly Lexer _lexer;
        private Token _token;

        public Parser(string text)
        {
            _lexer = new Lexer(text);
            _token = _lexer.Next();
        }

        public Expr ParseAll()
        {
            Expr result = Sum();
            return _token.Kind == TokenKind.End ? result : throw new SyntaxError($"unexpected '{_token.Text}'", _lexer.Position);
        }

        private Token Take()
        {
            Token taken = _token;
            _token = _lexer.Next();
            return taken;
        }

        private bool IsOperator(string any) => _token.Kind == TokenKind.Operator && any.Contains(_token.Text[0]);

        private Expr Sum()
        {
            Expr left = Product();
            while (IsOperator("+-"))
                left = new Binary(Take().Text[0], left, Product());
            return left;
        }

        private Expr Product()
        {
            Expr left = Unary();
            while (IsOperator("*/"))
                left = new Binary(Take().Text[0], left, Unary());
            return left;
        }

        private Expr Unary()
        {
            if (!IsOperator("-"))
                return Power();
            Take();
            return -1.0 * Unary();
        }

        private Expr Power()
        {
            Expr left = Primary();
            if (!IsOperator("^"))
                return left;
            Take();
            return new Binary('^', left, Unary());
        }

        private Expr Primary()
        {
            switch (_token)
            {
                case { Kind: TokenKind.Number, Value: var value }:
                    Take();
                    return value;
                case { Kind: TokenKind.Name, Text: var name }:
                    Take();
                    return _token.Kind == TokenKind.Open ? new Call(name, Arguments()) : new Variable(name);
                case { Kind: TokenKind.Open }:
                    Take();
                    Expr inner = Sum();
                    Expect(TokenKind.Close);
                    return inner;
                default:
                    throw new SyntaxError(_token.Kind == TokenKind.End ? "unexpected end" : $"unexpected '{_token.Text}'", _lexer.Position);
            }
        }

        private Expr[] Arguments()
        {
            Take();
            List<Expr> arguments = [Sum()];
            while (_token.Kind == TokenKind.Comma)
            {
                Take();
                arguments.Add(Sum());
            }

            Expect(TokenKind.Close);
            return [.. arguments];
        }

        private void Expect(TokenKind kind)
        {
            if (_token.Kind != kind)
                throw new SyntaxError($"expected {kind}", _lexer.Position);
            Take();
        }
    }

    private static double Evaluate(Expr e, IReadOnlyDictionary<string, double> variables) =>
        e switch
        {
            Constant c => c.Value,
            Variable v => variables.TryGetValue(v.Name, out double value)
                ? value
                : throw new KeyNotFoundException("unknown variable " + v.Name),
            Binary { Op: '+' } b => Evaluate(b.Left, variables) + Evaluate(b.Right, variables),
            Binary { Op: '-' } b => Evaluate(b.Left, variables) - Evaluate(b.Right, variables),
            Binary { Op: '*' } b => Evaluate(b.Left, variables) * Evaluate(b.Right, variables),
            Binary { Op: '/' } b => Evaluate(b.Left, variables) / Evaluate(b.Right, variables),
            Binary { Op: '^' } b => Power(Evaluate(b.Left, variables), (int)Evaluate(b.Right, variables)),
            Call { Function: "sqrt", Arguments: [var a] } => Math.Sqrt(Evaluate(a, variables)),
            Call { Function: "min" } c => c.Arguments.Min(a => Evaluate(a, variables)),
            Call { Function: "max" } c => c.Arguments.Max(a => Evaluate(a, variables)),
            Call { Function: "abs", Arguments: [var a] } => Math.Abs(Evaluate(a, variables)),
            Call c => throw new NotSupportedException($"function {c.Function}/{c.Arguments.Length}"),
            _ => throw new InvalidOperationException(),
        };

    private static double Power(double x, int n)
    {
        if (n < 0)
            return 1 / Power(x, -n);
        double result = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
                result *= x;
        }

        return result;
    }

    private static Expr Simplify(Expr e) =>
        e switch
        {
            Binary b => SimplifyBinary(b.Op, Simplify(b.Left), Simplify(b.Right)),
            Call c => new Call(c.Function, [.. c.Arguments.Select(Simplify)]),
            _ => e,
        };

    private static Expr SimplifyBinary(char op, Expr left, Expr right) =>
        (op, left, right) switch
        {
            (_, Constant, Constant) => Evaluate(new Binary(op, left, right), new Dictionary<string, double>()),
            ('+', Constant { Value: 0 }, _) => right,
            ('+' or '-', _, Constant { Value: 0 }) => left,
            ('*', Constant { Value: 0 }, _) or ('*', _, Constant { Value: 0 }) => 0.0,
            ('*', Constant { Value: 1 }, _) => right,
            ('*' or '/' or '^', _, Constant { Value: 1 }) => left,
            ('^', _, Constant { Value: 0 }) => 1.0,
            ('-', var a, var b) when a == b => 0.0,
            ('+', var a, var b) when a == b => new Binary('*', 2.0, a),
            ('*', Constant c, Binary { Op: '*', Left: Constant d } inner) => SimplifyBinary('*', c.Value * d.Value, inner.Right),
            _ => new Binary(op, left, right),
        };

    private static Expr Derive(Expr e, string by) =>
        e switch
        {
            Constant => 0.0,
            Variable v => v.Name == by ? 1.0 : 0.0,
            Binary { Op: '+' } b => Derive(b.Left, by) + Derive(b.Right, by),
            Binary { Op: '-' } b => Derive(b.Left, by) - Derive(b.Right, by),
            Binary { Op: '*' } b => (Derive(b.Left, by) * b.Right) + (b.Left * Derive(b.Right, by)),
            Binary { Op: '/' } b => ((Derive(b.Left, by) * b.Right) - (b.Left * Derive(b.Right, by))) / (b.Right * b.Right),
            Binary { Op: '^', Right: Constant n } b => n * new Binary('^', b.Left, n.Value - 1) * Derive(b.Left, by),
            Call { Function: "sqrt", Arguments: [var a] } => Derive(a, by) / (2.0 * e),
            _ => throw new NotSupportedException("cannot derive " + e),
        };

    public static int Run()
    {
        var variables = new Dictionary<string, double>
        {
            ["x"] = 3,
            ["y"] = -2.5,
            ["z"] = 0,
        };
        string[] inputs =
        [
            "1 + 2 * 3",
            "(1 + 2) * 3",
            "2 ^ 3 ^ 2",
            "-x ^ 2",
            "x * x - y",
            "x / z",
            "sqrt(x * x + 16)",
            "max(1, x, y) - min(x, y, -7)",
            "abs(y) * 2",
            "x + 0 * y + 1 * x",
            "3 * (2 * x)",
            "x ^ 3 - 2 * x + 1",
            "(x + 1) / (x - 1)",
            "1 +",
            "(1",
            "2 $ 3",
            "1.2.3",
            "w + 1",
            "foo(1)",
            "sqrt(1, 2)",
            "x - x",
            "",
        ];
        int failures = 0;
        foreach (string input in inputs)
        {
            try
            {
                Expr e = new Parser(input).ParseAll();
                Expr simple = Simplify(e);
                WriteLine($"{input} => {e} => {simple} = {Evaluate(e, variables).ToString("R", CultureInfo.InvariantCulture)}");
                Expr derived = Simplify(Derive(e, "x"));
                WriteLine($"  d/dx {derived} = {Evaluate(derived, variables).ToString("0.######", CultureInfo.InvariantCulture)}");
            }
            catch (Exception ex) when (ex is SyntaxError or KeyNotFoundException or NotSupportedException)
            {
                failures++;
                WriteLine($"{input} => {ex.GetType().Name}: {ex.Message}");
            }
        }

        return failures;
    }
}
