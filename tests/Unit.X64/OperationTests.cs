using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>Each operation over edge cases, with operands in registers, as constants and in memory, against the interpreter.</summary>
[TestFixture]
internal sealed unsafe class OperationTests
{
    private static readonly long[] s_integers =
        [0, 1, 2, -1, -2, 3, 7, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 0x7FFFFFFF, 0x80000000, -0x80000000L, 0xFFFFFFFF, 0x100000000, long.MaxValue, long.MinValue, 0x0123456789ABCDEF];

    private static readonly double[] s_floats =
    [
        0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 1e10, -1e10, 2147483647.0, 2147483648.0, -2147483648.0, -2147483649.0,
        4294967295.0, 4294967296.0, 4294967295.5, 9.2233720368547748e18, 9.2233720368547758e18, -9.2233720368547758e18, 1.8446744073709550e19, 1.8446744073709552e19,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
    ];

    private static readonly Op[] s_integerBinary =
    [
        Op.Add, Op.Sub, Op.Mul, Op.Div, Op.DivUn, Op.Rem, Op.RemUn, Op.And, Op.Or, Op.Xor, Op.Shl, Op.Shr, Op.ShrUn, Op.RotateLeft, Op.RotateRight,
        Op.MulHigh, Op.MulHighUn, Op.AddOvf, Op.AddOvfUn, Op.SubOvf, Op.SubOvfUn, Op.MulOvf, Op.MulOvfUn,
        Op.Eq, Op.Ne, Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.LtUn, Op.LeUn, Op.GtUn, Op.GeUn,
    ];

    private static readonly (Op Op, Kind From, Kind To)[] s_unary =
    [
        (Op.Neg, Kind.I32, Kind.I32), (Op.Neg, Kind.I64, Kind.I64), (Op.Not, Kind.I32, Kind.I32), (Op.Not, Kind.I64, Kind.I64),
        (Op.PopCount, Kind.I32, Kind.I32), (Op.PopCount, Kind.I64, Kind.I64), (Op.LeadingZeros, Kind.I32, Kind.I32), (Op.LeadingZeros, Kind.I64, Kind.I64),
        (Op.TrailingZeros, Kind.I32, Kind.I32), (Op.TrailingZeros, Kind.I64, Kind.I64), (Op.ByteSwap, Kind.I32, Kind.I32), (Op.ByteSwap, Kind.I64, Kind.I64),
        (Op.SExt8, Kind.I32, Kind.I32), (Op.SExt16, Kind.I32, Kind.I32), (Op.ZExt8, Kind.I32, Kind.I32), (Op.ZExt16, Kind.I32, Kind.I32),
        (Op.SExt32, Kind.I32, Kind.I64), (Op.ZExt32, Kind.I32, Kind.I64), (Op.Trunc, Kind.I64, Kind.I32),
        (Op.IntToFloat, Kind.I32, Kind.F32), (Op.IntToFloat, Kind.I32, Kind.F64), (Op.IntToFloat, Kind.I64, Kind.F32), (Op.IntToFloat, Kind.I64, Kind.F64),
        (Op.UIntToFloat, Kind.I32, Kind.F32), (Op.UIntToFloat, Kind.I32, Kind.F64), (Op.UIntToFloat, Kind.I64, Kind.F32), (Op.UIntToFloat, Kind.I64, Kind.F64),
        (Op.FloatToInt, Kind.F32, Kind.I32), (Op.FloatToInt, Kind.F32, Kind.I64), (Op.FloatToInt, Kind.F64, Kind.I32), (Op.FloatToInt, Kind.F64, Kind.I64),
        (Op.FloatToUInt, Kind.F32, Kind.I32), (Op.FloatToUInt, Kind.F32, Kind.I64), (Op.FloatToUInt, Kind.F64, Kind.I32), (Op.FloatToUInt, Kind.F64, Kind.I64),
        (Op.FloatToFloat, Kind.F32, Kind.F64), (Op.FloatToFloat, Kind.F64, Kind.F32), (Op.Bitcast, Kind.I64, Kind.F64), (Op.Bitcast, Kind.F64, Kind.I64),
        (Op.Bitcast, Kind.I32, Kind.F32), (Op.Bitcast, Kind.F32, Kind.I32),
        (Op.FNeg, Kind.F32, Kind.F32), (Op.FNeg, Kind.F64, Kind.F64), (Op.FAbs, Kind.F32, Kind.F32), (Op.FAbs, Kind.F64, Kind.F64),
        (Op.FSqrt, Kind.F32, Kind.F32), (Op.FSqrt, Kind.F64, Kind.F64), (Op.FFloor, Kind.F32, Kind.F32), (Op.FFloor, Kind.F64, Kind.F64),
        (Op.FCeiling, Kind.F32, Kind.F32), (Op.FCeiling, Kind.F64, Kind.F64), (Op.FTruncate, Kind.F32, Kind.F32), (Op.FTruncate, Kind.F64, Kind.F64),
        (Op.FRound, Kind.F32, Kind.F32), (Op.FRound, Kind.F64, Kind.F64),
    ];

    private static readonly Op[] s_floatBinary =
        [Op.FAdd, Op.FSub, Op.FMul, Op.FDiv, Op.Eq, Op.Ne, Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.LtUn, Op.LeUn, Op.GtUn, Op.GeUn];

    /// <summary>How the second operand reaches the operation.</summary>
    public enum Shape
    {
        Register,
        Constant,
        Memory,
        Branch,
    }

    [Test]
    public void IntegerBinary_EdgeCases([Values] Shape shape, [Values(Kind.I32, Kind.I64)] Kind kind) =>
        Binary(s_integerBinary, kind, s_integers, shape);

    [Test]
    public void FloatBinary_EdgeCases([Values] Shape shape, [Values(Kind.F32, Kind.F64)] Kind kind) =>
        Binary(s_floatBinary, kind, Array.ConvertAll(s_floats, f => BitsOf(f, kind)), shape);

    [Test]
    public void Unary_EdgeCases()
    {
        foreach ((Op op, Kind from, Kind to) in s_unary)
        {
            long[] inputs = from.IsFloat ? Array.ConvertAll(s_floats, f => BitsOf(f, from)) : s_integers;
            var run = new Harness();
            Value a = run.Builder.Load(run.Builder.Parameters[0], MemOf(from));
            run.Finish(run.Builder.Add(op, to, a));
            foreach (long input in inputs)
                run.Compare(input, 0, $"{op} {from}->{to} of {input:x}");
            run.Dispose();
        }
    }

    private static void Binary(Op[] ops, Kind kind, long[] inputs, Shape shape)
    {
        foreach (Op op in ops)
        {
            bool comparison = op is >= Op.Eq and <= Op.GeUn;
            if (shape == Shape.Branch && !comparison)
                continue;
            bool shift = op is Op.Shl or Op.Shr or Op.ShrUn or Op.RotateLeft or Op.RotateRight;
            if (shape == Shape.Constant)
            {
                foreach (long right in inputs)
                {
                    using var constant = new Harness();
                    Emit(constant, op, kind, shift, comparison, shape, right);
                    foreach (long left in inputs)
                        Try(constant, op, kind, left, right);
                }

                continue;
            }

            using var run = new Harness();
            Emit(run, op, kind, shift, comparison, shape, 0);
            foreach (long left in inputs)
            {
                foreach (long right in inputs)
                    Try(run, op, kind, left, right);
            }
        }
    }

    /// <summary>A count that goes up or down where a condition holds, or where it does not.</summary>
    [Test]
    public void SelectOfOneMoreOrLess_EdgeCases(
        [Values] bool whenTrue, [Values(1, -1)] int step, [Values(Kind.I32, Kind.I64)] Kind kind, [Values] bool toZero, [Values] bool inMemory)
    {
        foreach (Op op in s_integerBinary)
        {
            if (op is < Op.Eq or > Op.GeUn)
                continue;
            using var run = new Harness();
            FunctionBuilder f = run.Builder;
            Value a = f.Load(f.Parameters[0], inMemory && toZero ? MemType.U8 : MemOf(kind));
            if (a.Kind != kind)
                a = f.Add(Op.ZExt32, kind, a);
            Value b = f.Load(f.Parameters[0], MemOf(kind), 8);
            Value count = f.Add(Op.Xor, kind, b, f.Constant(5, kind));
            if (!inMemory)
                f.Add(Op.Fence, Kind.Void);
            Value test = f.Add(op, Kind.I32, a, toZero ? f.Constant(0, kind) : b);
            Value changed = f.Add(Op.Add, kind, count, f.Constant(step, kind));
            run.Finish(f.Add(Op.Select, kind, test, whenTrue ? changed : count, whenTrue ? count : changed));
            foreach (long left in s_integers)
            {
                foreach (long right in s_integers)
                    run.Compare(left, right, $"{op} {kind} of {left:x}, {right:x}");
            }
        }
    }

    private static void Emit(Harness run, Op op, Kind kind, bool shift, bool comparison, Shape shape, long constant)
    {
        FunctionBuilder f = run.Builder;
        Kind second = shift ? Kind.I32 : kind;
        Value a = f.Load(f.Parameters[0], MemOf(kind));
        Value b = shape == Shape.Constant ? f.Constant(second == Kind.I32 ? (int)constant : constant, second) : f.Load(f.Parameters[0], MemOf(second), 8);
        if (shape == Shape.Register)
            f.Add(Op.Fence, Kind.Void);
        Value result = f.Add(op, comparison ? Kind.I32 : kind, a, b);
        if (shape == Shape.Branch)
        {
            Block yes = f.Body.NewBlock();
            Block no = f.Body.NewBlock();
            f.Branch(result, yes, no);
            f.Block = yes;
            f.Store(f.Parameters[0], MemType.I64, f.Constant(77), 16);
            f.Return(f.Constant(1));
            f.Block = no;
            f.Store(f.Parameters[0], MemType.I64, f.Constant(78), 16);
            f.Return(f.Constant(0));
            run.Compile();
            return;
        }

        run.Finish(result);
    }

    private static void Try(Harness run, Op op, Kind kind, long left, long right)
    {
        if (op is Op.Div or Op.Rem or Op.DivUn or Op.RemUn)
        {
            bool zero = kind == Kind.I32 ? (int)right == 0 : right == 0;
            bool overflow = kind == Kind.I32 ? (int)left == int.MinValue && (int)right == -1 : left == long.MinValue && right == -1;
            if (zero || overflow)
                return;
        }

        run.Compare(left, right, $"{op} {kind} of {left:x}, {right:x}");
    }

    private static long BitsOf(double value, Kind kind) =>
        kind == Kind.F64 ? BitConverter.DoubleToInt64Bits(value) : BitConverter.SingleToInt32Bits((float)value);

    private static MemType MemOf(Kind kind) => kind switch
    {
        Kind.I32 => MemType.I32,
        Kind.I64 => MemType.I64,
        Kind.F32 => MemType.F32,
        _ => MemType.F64,
    };

    /// <summary>One function over a block of three cells: two operands and the result.</summary>
    private sealed class Harness : IDisposable
    {
        private readonly NativeImage _image = new();
        private readonly byte* _cells;

        public Harness() => _cells = _image.Allocate(64, 16);

        public FunctionBuilder Builder { get; } = new("f", [Kind.I64], [Kind.I64], unmanaged: true);

        /// <summary>Stores the result, NaNs as one pattern, and returns.</summary>
        public void Finish(Value result)
        {
            FunctionBuilder f = Builder;
            if (result.Kind.IsFloat)
                result = f.Add(Op.Select, result.Kind, f.Add(Op.Eq, Kind.I32, result, result), result, f.Constant(BitsOf(1234.5, result.Kind), result.Kind));
            MemType type = MemOf(result.Kind);
            f.Store(f.Parameters[0], type, result, 16);
            f.Return(f.Constant(0));
            Compile();
        }

        public void Compile()
        {
            Verifier.Verify(Builder.Body);
            _image.Add(CodeGenerator.Compile(Builder.Body, new CodeGenOptions { CheckAllocation = true }));
            _image.Link();
        }

        public void Compare(long left, long right, string what)
        {
            (long, long) expected = Fill(left, right, () => new IRInterpreter([]).Run(Builder.Body, (long)_cells));
            (long, long) actual = Fill(left, right, () => _image.Run(Builder.Body.Symbol, (long)_cells));
            Assert.That(actual, Is.EqualTo(expected), what);
        }

        private (long, long) Fill(long left, long right, Func<long> run)
        {
            long* cells = (long*)_cells;
            cells[0] = left;
            cells[1] = right;
            cells[2] = 0;
            long result = run();
            return (result, cells[2]);
        }

        public void Dispose() => _image.Dispose();
    }
}
