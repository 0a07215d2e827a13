using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A chess move generator counted by perft, with make and unmake, castling, en passant and promotion.</summary>
public static class Chess
{
    [Flags]
    private enum Castle : byte
    {
        None = 0,
        WhiteKing = 1,
        WhiteQueen = 2,
        BlackKing = 4,
        BlackQueen = 8,
    }

    private readonly record struct Move(byte From, byte To, char Promotion = '\0', bool IsEnPassant = false, bool IsCastle = false)
    {
        public override string ToString() =>
            Square(From) + Square(To) + (Promotion == '\0' ? "" : char.ToLowerInvariant(Promotion).ToString());

        private static string Square(int s) => $"{(char)('a' + (s & 7))}{(s >> 3) + 1}";
    }

    private readonly record struct Undo(char Captured, Castle Rights, int EnPassant);

    private sealed class Board
    {
        private static readonly (int X, int Y)[] s_knight = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)];
        private static readonly (int X, int Y)[] s_king = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];
        private readonly char[] _squares = new char[64];
        private Castle _rights;
        private int _enPassant = -1;

        public bool IsWhite { get; private set; }

        public Board(string fen)
        {
            string[] parts = fen.Split(' ');
            Array.Fill(_squares, '.');
            int x = 0,
                y = 7;
            foreach (char c in parts[0])
            {
                if (c == '/')
                    (x, y) = (0, y - 1);
                else if (char.IsDigit(c))
                    x += c - '0';
                else
                    _squares[(y * 8) + x++] = c;
            }

            IsWhite = parts[1] == "w";
            foreach (char c in parts[2])
                _rights |= c switch
                {
                    'K' => Castle.WhiteKing,
                    'Q' => Castle.WhiteQueen,
                    'k' => Castle.BlackKing,
                    'q' => Castle.BlackQueen,
                    _ => Castle.None,
                };
            if (parts[3] != "-")
                _enPassant = parts[3][0] - 'a' + ((parts[3][1] - '1') * 8);
        }

        private static bool White(char piece) => piece is >= 'A' and <= 'Z';

        private bool Own(int square) => _squares[square] != '.' && White(_squares[square]) == IsWhite;

        private bool Enemy(int square) => _squares[square] != '.' && White(_squares[square]) != IsWhite;

        private static bool Step(int square, (int X, int Y) by, out int to)
        {
            int x = (square & 7) + by.X,
                y = (square >> 3) + by.Y;
            to = (y * 8) + x;
            return (uint)x < 8 && (uint)y < 8;
        }

        public IEnumerable<Move> Moves()
        {
            for (byte from = 0; from < 64; from++)
            {
                if (!Own(from))
                    continue;
                IEnumerable<Move> moves = char.ToUpperInvariant(_squares[from]) switch
                {
                    'P' => Pawn(from),
                    'N' => Jumps(from, s_knight),
                    'K' => Jumps(from, s_king).Concat(Castling(from)),
                    'B' => Slides(from, 1, 2),
                    'R' => Slides(from, 0, 2),
                    _ => Slides(from, 0, 1),
                };
                foreach (Move m in moves)
                    yield return m;
            }
        }

        private IEnumerable<Move> Jumps(byte from, (int X, int Y)[] steps)
        {
            foreach ((int X, int Y) step in steps)
            {
                if (Step(from, step, out int to) && !Own(to))
                    yield return new Move(from, (byte)to);
            }
        }

        private IEnumerable<Move> Slides(byte from, int first, int stride)
        {
            for (int d = first; d < 8; d += stride)
            {
                for (int at = from; Step(at, s_king[d], out int to) && !Own(to); at = to)
                {
                    yield return new Move(from, (byte)to);
                    if (Enemy(to))
                        break;
                }
            }
        }

        private IEnumerable<Move> Pawn(byte from)
        {
            int up = IsWhite ? 1 : -1;
            if (Step(from, (0, up), out int one) && _squares[one] == '.')
            {
                foreach (Move m in Advance(from, one))
                    yield return m;
                int two = one + (8 * up);
                if (from >> 3 == (IsWhite ? 1 : 6) && _squares[two] == '.')
                    yield return new Move(from, (byte)two);
            }

            foreach (int side in (int[])[-1, 1])
            {
                if (!Step(from, (side, up), out int to))
                    continue;
                if (Enemy(to))
                {
                    foreach (Move m in Advance(from, to))
                        yield return m;
                }
                else if (to == _enPassant)
                {
                    yield return new Move(from, (byte)to, IsEnPassant: true);
                }
            }
        }

        private IEnumerable<Move> Advance(byte from, int to)
        {
            if (to is >= 8 and < 56)
                return [new Move(from, (byte)to)];
            return (IsWhite ? "QRBN" : "qrbn").Select(p => new Move(from, (byte)to, p));
        }

        private IEnumerable<Move> Castling(byte from)
        {
            (Castle king, Castle queen) = IsWhite ? (Castle.WhiteKing, Castle.WhiteQueen) : (Castle.BlackKing, Castle.BlackQueen);
            if (
                _rights.HasFlag(king)
                && _squares[from + 1] == '.'
                && _squares[from + 2] == '.'
                && !Attacked(from, !IsWhite)
                && !Attacked(from + 1, !IsWhite)
            )
                yield return new Move(from, (byte)(from + 2), IsCastle: true);
            if (
                _rights.HasFlag(queen)
                && _squares[from - 1] == '.'
                && _squares[from - 2] == '.'
                && _squares[from - 3] == '.'
                && !Attacked(from, !IsWhite)
                && !Attacked(from - 1, !IsWhite)
            )
                yield return new Move(from, (byte)(from - 2), IsCastle: true);
        }

        public bool Attacked(int square, bool byWhite)
        {
            char Piece(char p) => byWhite ? p : char.ToLowerInvariant(p);
            foreach ((int X, int Y) step in s_knight)
            {
                if (Step(square, step, out int to) && _squares[to] == Piece('N'))
                    return true;
            }

            for (int d = 0; d < 8; d++)
            {
                int distance = 0;
                for (int at = square; Step(at, s_king[d], out int to); at = to)
                {
                    distance++;
                    char p = _squares[to];
                    if (p == '.')
                        continue;
                    if (p == Piece('Q') || p == Piece(d % 2 == 0 ? 'R' : 'B') || (distance == 1 && p == Piece('K')))
                        return true;
                    break;
                }
            }

            int down = byWhite ? -1 : 1;
            return (Step(square, (-1, down), out int left) && _squares[left] == Piece('P'))
                || (Step(square, (1, down), out int right) && _squares[right] == Piece('P'));
        }

        public Undo Make(Move m)
        {
            var undo = new Undo(_squares[m.To], _rights, _enPassant);
            char piece = _squares[m.From];
            _squares[m.From] = '.';
            _squares[m.To] = m.Promotion != '\0' ? m.Promotion : piece;
            if (m.IsEnPassant)
                _squares[m.To + (IsWhite ? -8 : 8)] = '.';
            if (m.IsCastle)
            {
                (int rookFrom, int rookTo) = m.To > m.From ? (m.To + 1, m.To - 1) : (m.To - 2, m.To + 1);
                (_squares[rookTo], _squares[rookFrom]) = (_squares[rookFrom], '.');
            }

            _enPassant = piece is 'P' or 'p' && Math.Abs(m.To - m.From) == 16 ? (m.To + m.From) / 2 : -1;
            foreach (int s in (int[])[m.From, m.To])
            {
                _rights &= ~(
                    s switch
                    {
                        4 => Castle.WhiteKing | Castle.WhiteQueen,
                        60 => Castle.BlackKing | Castle.BlackQueen,
                        0 => Castle.WhiteQueen,
                        7 => Castle.WhiteKing,
                        56 => Castle.BlackQueen,
                        63 => Castle.BlackKing,
                        _ => Castle.None,
                    }
                );
            }

            IsWhite = !IsWhite;
            return undo;
        }

        public void Unmake(Move m, Undo undo)
        {
            IsWhite = !IsWhite;
            _squares[m.From] = m.Promotion != '\0' ? (IsWhite ? 'P' : 'p') : _squares[m.To];
            _squares[m.To] = undo.Captured;
            if (m.IsEnPassant)
                _squares[m.To + (IsWhite ? -8 : 8)] = IsWhite ? 'p' : 'P';
            if (m.IsCastle)
            {
                (int rookFrom, int rookTo) = m.To > m.From ? (m.To + 1, m.To - 1) : (m.To - 2, m.To + 1);
                (_squares[rookFrom], _squares[rookTo]) = (_squares[rookTo], '.');
            }

            (_, _rights, _enPassant) = undo;
        }

        public bool IsLegal() => !Attacked(Array.IndexOf(_squares, IsWhite ? 'k' : 'K'), IsWhite);

        public long Perft(int depth)
        {
            if (depth == 0)
                return 1;
            long count = 0;
            foreach (Move m in Moves().ToList())
            {
                Undo undo = Make(m);
                if (IsLegal())
                    count += Perft(depth - 1);
                Unmake(m, undo);
            }

            return count;
        }

        public override string ToString() => string.Join('/', _squares.Chunk(8).Reverse().Select(r => new string(r)));
    }

    public static int Run()
    {
        (string Fen, int Depth)[] positions =
        [
            ("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq -", 2),
            ("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq -", 1),
            ("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -", 2),
            ("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq -", 1),
            ("8/8/3p4/1Pp4r/1R3p1k/8/4P1P1/K7 w - c6", 1),
        ];
        foreach ((string fen, int depth) in positions)
        {
            var board = new Board(fen);
            string before = board.ToString();
            for (int d = 1; d <= depth; d++)
                Write(board.Perft(d) + " ");
            WriteLine(before == board.ToString() ? "restored" : "DAMAGED " + board);
            WriteLine(string.Join(' ', board.Moves().Select(m => m.ToString()).Order(StringComparer.Ordinal).Take(12)));
        }

        return 0;
    }
}
