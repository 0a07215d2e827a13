using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Import;

// Removes values nobody uses and that do nothing, so that what they name is not reached.
//   v3 = symboladdr typeof(int)   (unused)   =>   nothing
// Needs SSA; keeps SSA.
internal static class DeadValues
{
    // Empty between methods.
    [ThreadStatic]
    private static Stack<Value>? s_work;

    public static void Remove(MethodBody body)
    {
        var live = new bool[body.ValueCount];
        Stack<Value> work = s_work ??= new Stack<Value>();
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (HasEffect(value))
                    Mark(value, live, work);
            }

            if (block.Terminator is { } terminator)
                Mark(terminator, live, work);
        }

        while (work.TryPop(out Value? value))
        {
            foreach (Value argument in value.Args)
                Mark(argument, live, work);
        }

        foreach (Block block in body.Blocks)
        {
            Sweep(block.Phis, live);
            Sweep(block.Body, live);
        }
    }

    private static void Sweep(List<Value> values, bool[] live)
    {
        int kept = 0;
        for (int i = 0; i < values.Count; i++)
        {
            Value value = values[i];
            if (live[value.Id])
                values[kept++] = value;
        }

        values.RemoveRange(kept, values.Count - kept);
    }

    private static void Mark(Value value, bool[] live, Stack<Value> work)
    {
        if (live[value.Id])
            return;
        live[value.Id] = true;
        work.Push(value);
    }

    // Loads stay: they may fault, and only later passes know which cannot.
    private static bool HasEffect(Value value)
    {
        switch (value.Op)
        {
            case Op.Load:
                return (value.Flags & (ValueFlags.NonNull | ValueFlags.Volatile)) != ValueFlags.NonNull;
            case Op.Store or Op.CopyBlock or Op.ZeroBlock or Op.MemMove or Op.MemSet or Op.NullCheck or Op.ThrowIf or Op.Fence:
            case >= Op.AtomicExchange and <= Op.AtomicOr:
            case >= Op.AddOvf and <= Op.MulOvfUn:
            case Op.Call or Op.CallVirtual or Op.CallIndirect or Op.SecondResult:
            case Op.NewArray or Op.CastClass or Op.ClassInit or Op.StaticBase or Op.VirtualFunction:
            case Op.Param or Op.CatchArg or Op.Machine or Op.Poll:
                return true;
            default:
                return false;
        }
    }
}
