using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.X64.Selection;

// 32-bit operations clear the upper half of their register: zero extension of their result is the result itself. Such a
// value is kept in 64 bits wherever it goes, also in its slot. What came from elsewhere (parameters, results of calls,
// halves of 64-bit values) may have anything up there.
internal sealed partial class Selector
{
    private readonly List<Value> _web = [];
    private Cleanness[] _clean = [];
    private bool[] _wide = [];

    private enum Cleanness : byte
    {
        Unknown,
        InWeb,
        Clean,
        Dirty,
    }

    private void PrepareWidths(int values)
    {
        if (_clean.Length < values)
        {
            _clean = new Cleanness[values * 2];
            _wide = new bool[values * 2];
        }

        Array.Clear(_clean, 0, values);
        Array.Clear(_wide, 0, values);
    }

    /// <summary>Before anything is selected: a register's width must be known at its first use.</summary>
    private void MarkWide(Value extension)
    {
        if (IsFreeExtension(extension))
            Widen(Strip(extension.Arg(0)));
    }

    private bool IsFreeExtension(Value value)
    {
        if (!Combine)
            return false;
        Value source = Strip(value.Arg(0));
        return source.Kind == Kind.I32 && !IsLeaf(source) && IsClean(source);
    }

    private void Widen(Value value)
    {
        if (_wide[value.Id] || IsLeaf(value))
            return;
        _wide[value.Id] = true;
        if (!IsJoin(value))
            return;
        foreach (Value argument in Joined(value))
            Widen(Strip(argument));
    }

    private static bool IsJoin(Value value) => value.Op is Op.Phi or Op.Select;

    private static ReadOnlySpan<Value> Joined(Value value) => value.Op == Op.Phi ? value.Args : value.Args[1..];

    private bool IsClean(Value value)
    {
        if (_clean[value.Id] == Cleanness.Unknown)
        {
            if (IsJoin(value))
                CleanWeb(value);
            else
                _clean[value.Id] = ClearsUpperHalf(value) ? Cleanness.Clean : Cleanness.Dirty;
        }

        return _clean[value.Id] == Cleanness.Clean;
    }

    /// <summary>Joins that feed each other are clean if everything else that goes in is.</summary>
    private void CleanWeb(Value start)
    {
        _web.Clear();
        _web.Add(start);
        _clean[start.Id] = Cleanness.InWeb;
        bool clean = true;
        for (int i = 0; i < _web.Count; i++)
        {
            foreach (Value joined in Joined(_web[i]))
            {
                Value argument = Strip(joined);
                if (IsLeaf(argument))
                {
                    clean &= argument.Op == Op.Const && argument.Kind == Kind.I32;
                    continue;
                }

                if (argument.Kind == Kind.I32 && IsJoin(argument) && _clean[argument.Id] == Cleanness.Unknown)
                {
                    _clean[argument.Id] = Cleanness.InWeb;
                    _web.Add(argument);
                }
                else if (_clean[argument.Id] != Cleanness.InWeb)
                {
                    clean &= argument.Kind == Kind.I32 && IsClean(argument);
                }
            }
        }

        foreach (Value member in _web)
            _clean[member.Id] = clean ? Cleanness.Clean : Cleanness.Dirty;
    }

    private static bool ClearsUpperHalf(Value value) => value.Kind == Kind.I32 && value.Op switch
    {
        Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor or Op.Neg or Op.Not or Op.ByteSwap => true,
        Op.Shl or Op.Shr or Op.ShrUn => true,
        Op.Div or Op.DivUn or Op.Rem or Op.RemUn => true,
        Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn or Op.MulOvf => true,
        Op.ZExt8 or Op.ZExt16 => true,
        // A sign-extending load compared in memory would be compared in its own width.
        Op.Load => value.Mem is MemType.I32 or MemType.U8 or MemType.U16,
        >= Op.Eq and <= Op.GeUn => true,
        _ => false,
    };
}
