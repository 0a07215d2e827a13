using System;
using System.Collections.Generic;
using System.Numerics;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Divides by a constant with a multiplication.
//   v3 = DivUn v1, 10   =>   v9 = MulHighUn v1, 0xCCCCCCCD; v3 = ShrUn v9, 3
//   v4 = Rem v1, 10     =>   v1 - (v1 / 10) * 10
// Needs constants on the right (Simplify); runs after ValueNumbering, so that x / c and x % c share their quotient.
// Source: Granlund and Montgomery, "Division by Invariant Integers using Multiplication" (1994).
internal sealed class DivisionByConstants
{
    private readonly MethodBody _body;
    private readonly Replacements _replacements;
    private readonly Dictionary<(Value Dividend, long Divisor, bool IsUnsigned), Value> _quotients = [];
    private List<Value> _output = [];
    private Block _block = null!;
    private int _location;

    private DivisionByConstants(MethodBody body)
    {
        _body = body;
        _replacements = new Replacements(body);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var pass = new DivisionByConstants(body);
        foreach (Block block in body.Blocks)
        {
            if (block.Body.Exists(IsCandidate))
                pass.RunBlock(block, context);
        }

        pass._replacements.Apply();
        return pass._replacements.Any;
    }

    private static bool IsCandidate(Value value) => value.Op is Op.Div or Op.DivUn or Op.Rem or Op.RemUn && value.Arg(1).Op == Op.Const
        && ConstantFolding.Normalise(value.Kind, value.Arg(1).Imm) is not (0 or 1 or -1 or int.MinValue or long.MinValue);

    private void RunBlock(Block block, PassContext context)
    {
        _block = block;
        _quotients.Clear();
        _output = new List<Value>(block.Body.Count + 8);
        foreach (Value value in block.Body)
        {
            _replacements.ResolveArgs(value);
            if (!IsCandidate(value) || !context.Rewrites.Allow())
            {
                _output.Add(value);
                continue;
            }

            _location = value.Location;
            Value quotient = Quotient(value.Arg(0), value.Arg(1).Imm, value.Op is Op.DivUn or Op.RemUn);
            Value result = quotient;
            if (value.Op is Op.Rem or Op.RemUn)
                result = Emit(Op.Sub, value.Kind, value.Arg(0), Emit(Op.Mul, value.Kind, quotient, Const(value.Kind, value.Arg(1).Imm)));
            _replacements.Replace(value, result);
            value.Block = null;
        }

        block.Body.Clear();
        block.Body.AddRange(_output);
    }

    private Value Quotient(Value n, long divisor, bool isUnsigned)
    {
        var key = (n, divisor, isUnsigned);
        if (!_quotients.TryGetValue(key, out Value? quotient))
        {
            quotient = isUnsigned ? Unsigned(n, n.Kind == Kind.I32 ? (uint)divisor : (ulong)divisor) : Signed(n, divisor);
            _quotients.Add(key, quotient);
        }

        return quotient;
    }

    private Value Unsigned(Value n, ulong d)
    {
        int bits = n.Kind == Kind.I32 ? 32 : 64;
        if (BitOperations.IsPow2(d))
            return Shift(Op.ShrUn, n, BitOperations.Log2(d));
        int log = 64 - BitOperations.LeadingZeroCount(d - 1);
        // A multiplier that fits the width is exact enough when its error, scaled by the largest dividend, stays below one.
        for (int shift = 0; shift <= log; shift++)
        {
            UInt128 power = UInt128.One << (bits + shift);
            if (bits + shift == 128)
                break;
            UInt128 multiplier = (power + d - 1) / d;
            if (multiplier >> bits == 0 && (multiplier * d) - power <= UInt128.One << shift)
                return Shift(Op.ShrUn, Emit(Op.MulHighUn, n.Kind, n, Const(n.Kind, (long)(ulong)multiplier)), shift);
        }

        // One bit too many: multiply by the multiplier less 2^bits and add the dividend, without losing the carry.
        UInt128 excess = ((UInt128.One << log) - d) * (UInt128.One << bits) / d + 1;
        Value high = Emit(Op.MulHighUn, n.Kind, n, Const(n.Kind, (long)(ulong)excess));
        Value half = Shift(Op.ShrUn, Emit(Op.Sub, n.Kind, n, high), 1);
        return Shift(Op.ShrUn, Emit(Op.Add, n.Kind, half, high), log - 1);
    }

    private Value Signed(Value n, long divisor)
    {
        Kind kind = n.Kind;
        int bits = kind == Kind.I32 ? 32 : 64;
        ulong d = (ulong)Math.Abs(kind == Kind.I32 ? (int)divisor : divisor);
        Value quotient;
        if (BitOperations.IsPow2(d))
        {
            int log = BitOperations.Log2(d);
            // Rounding goes towards zero: negative dividends get d - 1 added first.
            Value bias = Shift(Op.ShrUn, Shift(Op.Shr, n, bits - 1), bits - log);
            quotient = Shift(Op.Shr, Emit(Op.Add, kind, n, bias), log);
        }
        else
        {
            int log = 64 - BitOperations.LeadingZeroCount(d - 1);
            UInt128 multiplier = (UInt128.One << (bits + log - 1)) / d + 1;
            Value high = Emit(Op.MulHigh, kind, n, Const(kind, (long)(ulong)multiplier));
            // As a signed number the multiplier is 2^bits too small.
            if (multiplier >> (bits - 1) != 0)
                high = Emit(Op.Add, kind, high, n);
            quotient = Emit(Op.Sub, kind, Shift(Op.Shr, high, log - 1), Shift(Op.Shr, n, bits - 1));
        }

        return divisor < 0 ? Emit(Op.Neg, kind, quotient) : quotient;
    }

    private Value Shift(Op op, Value value, int count) => count == 0 ? value : Emit(op, value.Kind, value, Const(Kind.I32, count));

    private Value Const(Kind kind, long imm)
    {
        Value value = Emit(Op.Const, kind);
        value.Imm = ConstantFolding.Normalise(kind, imm);
        return value;
    }

    private Value Emit(Op op, Kind kind, params ReadOnlySpan<Value> args)
    {
        Value value = _body.NewValue(op, kind, args);
        value.Block = _block;
        value.Location = _location;
        _output.Add(value);
        return value;
    }
}
