using IL2CPU.IR;

namespace IL2CPU.Import;

/// <summary>Integer arithmetic on constants with the target's widths. Floating point is left to the machine.</summary>
internal static class ConstantFolding
{
    /// <summary>False where the operation throws or is not known.</summary>
    public static bool TryBinary(Op op, Kind kind, long a, long b, out long result)
    {
        bool is32 = kind == Kind.I32;
        if (!is32 && kind != Kind.I64)
        {
            result = 0;
            return false;
        }

        if (is32)
            (a, b) = ((int)a, (int)b);
        bool known = op switch
        {
            Op.Div or Op.Rem or Op.DivUn or Op.RemUn => TryDivide(op, is32, a, b, out result),
            Op.Shl or Op.Shr or Op.ShrUn => Shift(op, is32, a, (int)b, out result),
            >= Op.AddOvf and <= Op.MulOvfUn => TryChecked(op, is32, a, b, out result),
            _ => Simple(op, a, b, out result),
        };
        if (is32)
            result = (int)result;
        return known;
    }

    public static bool TryCompare(Op op, Kind kind, long a, long b, out bool result)
    {
        result = false;
        if (kind.IsFloat || kind == Kind.Void)
            return false;
        if (kind == Kind.I32)
            (a, b) = ((int)a, (int)b);
        ulong ua = kind == Kind.I32 ? (uint)a : (ulong)a;
        ulong ub = kind == Kind.I32 ? (uint)b : (ulong)b;
        result = op switch
        {
            Op.Eq => a == b,
            Op.Ne => a != b,
            Op.Lt => a < b,
            Op.Le => a <= b,
            Op.Gt => a > b,
            Op.Ge => a >= b,
            Op.LtUn => ua < ub,
            Op.LeUn => ua <= ub,
            Op.GtUn => ua > ub,
            _ => ua >= ub,
        };
        return true;
    }

    private static bool Simple(Op op, long a, long b, out long result)
    {
        result = op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.And => a & b,
            Op.Or => a | b,
            Op.Xor => a ^ b,
            _ => 0,
        };
        return op is Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor;
    }

    private static bool TryDivide(Op op, bool is32, long a, long b, out long result)
    {
        result = 0;
        long minimum = is32 ? int.MinValue : long.MinValue;
        bool isSigned = op is Op.Div or Op.Rem;
        if (b == 0 || (isSigned && b == -1 && a == minimum))
            return false;
        ulong ua = is32 ? (uint)a : (ulong)a;
        ulong ub = is32 ? (uint)b : (ulong)b;
        result = op switch
        {
            Op.Div => a / b,
            Op.Rem => a % b,
            Op.DivUn => (long)(ua / ub),
            _ => (long)(ua % ub),
        };
        return true;
    }

    private static bool Shift(Op op, bool is32, long a, int count, out long result)
    {
        count &= is32 ? 31 : 63;
        result = op switch
        {
            Op.Shl => a << count,
            Op.Shr => a >> count,
            _ => is32 ? (long)((uint)a >> count) : (long)((ulong)a >> count),
        };
        return true;
    }

    private static bool TryChecked(Op op, bool is32, long a, long b, out long result)
    {
        bool isUnsigned = op is Op.AddOvfUn or Op.SubOvfUn or Op.MulOvfUn;
        System.Int128 left = Widen(a, is32, isUnsigned);
        System.Int128 right = Widen(b, is32, isUnsigned);
        System.Int128 value = op switch
        {
            Op.AddOvf or Op.AddOvfUn => left + right,
            Op.SubOvf or Op.SubOvfUn => left - right,
            _ => left * right,
        };
        result = (long)(ulong)(value & ulong.MaxValue);
        System.Int128 back = Widen(result, is32, isUnsigned);
        return back == value;
    }

    private static System.Int128 Widen(long value, bool is32, bool isUnsigned)
    {
        if (isUnsigned)
            return is32 ? (uint)value : (ulong)value;
        return is32 ? (int)value : value;
    }
}
