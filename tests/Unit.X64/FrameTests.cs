using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>Where frames are made, and where they are not.</summary>
[TestFixture]
internal sealed unsafe class FrameTests
{
    private static readonly CodeGenOptions s_split = new() { SplitStacks = true, CheckAllocation = true, JunkDeadSlots = true };

    private static CompiledCode Compile(FunctionBuilder f)
    {
        Verifier.Verify(f.Body);
        return CodeGenerator.Compile(f.Body, s_split);
    }

    private static Value ThrowIf(FunctionBuilder f, Value condition, params Value[] arguments)
    {
        Value check = f.Add(Op.ThrowIf, Kind.Void, [condition, .. arguments]);
        check.Aux = new RoutineSymbol("Throw");
        return check;
    }

    // f(x): x < 0 ? x : x + more over two calls. Many values live where the frame is made, some outside argument registers.
    private static FunctionBuilder EarlyReturn(int values, bool floats = false)
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        Value x = f.Parameters[0];
        var live = new List<Value>();
        for (int i = 0; i < values; i++)
            live.Add(f.Add(Op.Mul, Kind.I64, x, f.Constant(2 * i + 3)));
        Value number = f.Add(Op.IntToFloat, Kind.F64, x);
        Block yes = f.Body.NewBlock();
        Block no = f.Body.NewBlock();
        f.Branch(f.Add(Op.Lt, Kind.I32, x, f.Constant(0)), yes, no);
        f.Block = yes;
        f.Return(live.Aggregate(x, (sum, value) => f.Add(Op.Xor, Kind.I64, sum, value)));
        f.Block = no;
        Value total = f.Call("Clobber", Kind.I64, x);
        foreach (Value value in live)
            total = f.Add(Op.Add, Kind.I64, total, value);
        if (floats)
            total = f.Add(Op.Add, Kind.I64, total, f.Add(Op.FloatToInt, Kind.I64, number));
        f.Return(f.Add(Op.Sub, Kind.I64, f.Call("Clobber", Kind.I64, total), x));
        return f;
    }

    [TestCase(0, true)]
    [TestCase(3, true)]
    [TestCase(5, true)]
    [TestCase(6, false)]
    [TestCase(9, false)]
    public void EarlyReturn_MakesTheFrameLate_WhileSplitCarriesWhatLives(int values, bool late)
    {
        FunctionBuilder f = EarlyReturn(values, floats: true);
        CompiledCode code = Compile(f);
        Assert.That(code.HasFrame);
        int push = code.Frames.First(static row => row.State == FrameState.Pushed).Offset;
        Assert.That(code.Code.Take(push).Contains((byte)0xC3), Is.EqualTo(late), "a return before the frame");
        foreach (ulong guard in (ulong[])[0, ulong.MaxValue])
        {
            using var image = new NativeImage();
            image.Guard = guard;
            image.Add(code);
            image.Link();
            foreach (long x in (long[])[-7, 0, 1, 1234567])
                Assert.That(image.Run(code.Symbol, x), Is.EqualTo(Expected(x, values)), $"{x}, guard {guard:x}");
        }
    }

    private static long Expected(long x, int values)
    {
        const long Clobbered = 0x5555555555555555;
        long result = x < 0 ? x : (x ^ Clobbered) + x;
        for (int i = 0; i < values; i++)
            result = x < 0 ? result ^ (x * (2 * i + 3)) : result + (x * (2 * i + 3));
        return x < 0 ? result : (result ^ Clobbered) - x;
    }

    [Test]
    public void SplitMap_OfALateFrame_NamesPointersWhereTheyAreCarried()
    {
        // The pointer is in the second argument register; the loaded one must be carried.
        var f = new FunctionBuilder("f", [Kind.I64, Kind.Ref], [Kind.I64]);
        Value loaded = f.Load(f.Parameters[1], MemType.Ref, 8, ValueFlags.NonNull);
        Block yes = f.Body.NewBlock();
        Block no = f.Body.NewBlock();
        f.Branch(f.Add(Op.Eq, Kind.I32, loaded, f.Constant(0, Kind.Ref)), yes, no);
        f.Block = yes;
        f.Return(f.Constant(1));
        f.Block = no;
        f.Call("Collect", Kind.Void, f.Parameters[1], loaded);
        f.Return(f.Add(Op.PtrToInt, Kind.I64, loaded));
        StackMapEntry split = Compile(f).StackMaps.Single(static map => map.ArgumentRegisters >= 0);
        Assert.That(System.Numerics.BitOperations.PopCount((uint)split.ArgumentRegisters), Is.EqualTo(2));
        Assert.That(split.ArgumentRegisters & 2, Is.EqualTo(2));
    }

    [Test]
    public void Throw_InALeaf_MakesItsOwnFrame()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        ThrowIf(f, f.Add(Op.Gt, Kind.I32, f.Parameters[0], f.Constant(10)), f.Parameters[0]);
        f.Return(f.Add(Op.Add, Kind.I64, f.Parameters[0], f.Constant(1)));
        CompiledCode code = Compile(f);
        Assert.That(code.HasFrame, Is.False);
        CallSite call = code.Calls.Single();
        Assert.That(call.StackDepth, Is.EqualTo(8));
        Assert.That(call.IsUnchecked);
        Assert.That(code.StackMaps.Single().Slots, Is.Empty);
        Assert.That(code.Frames.Select(static row => row.State), Is.EqualTo(new[] { FrameState.Pushed, FrameState.Made }));
        using var image = new NativeImage();
        image.Add(code);
        image.Link();
        Assert.That(image.Run(code.Symbol, 5), Is.EqualTo(6));
        Assert.That(image.Run(code.Symbol, 11), Is.EqualTo(0x7777000000000000 ^ 11));
    }

    [Test]
    public void Loop_WithACall_IsEnteredWithItsFrame()
    {
        // The only way without a frame leaves before the loop: the frame is made once, in front of it.
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        Block empty = f.Body.NewBlock();
        Block enter = f.Body.NewBlock();
        Block loop = f.Body.NewBlock();
        Block done = f.Body.NewBlock();
        f.Branch(f.Add(Op.Le, Kind.I32, f.Parameters[0], f.Constant(0)), empty, enter);
        f.Block = empty;
        f.Return(f.Constant(-1));
        f.Block = enter;
        Value zero = f.Constant(0);
        f.Jump(loop);
        f.Block = loop;
        Value i = f.Body.NewPhi(loop, Kind.I64);
        Value sum = f.Body.NewPhi(loop, Kind.I64);
        Value next = f.Add(Op.Add, Kind.I64, i, f.Constant(1));
        Value total = f.Add(Op.Xor, Kind.I64, sum, f.Call("Clobber", Kind.I64, i));
        f.Branch(f.Add(Op.Lt, Kind.I32, next, f.Parameters[0]), loop, done);
        foreach ((Value phi, Value last) in ((Value, Value)[])[(i, next), (sum, total)])
        {
            phi.AddArg(zero);
            phi.AddArg(last);
        }

        f.Block = done;
        f.Return(total);
        CompiledCode code = Compile(f);
        Assert.That(code.Frames.Count(static row => row.State == FrameState.Pushed), Is.EqualTo(1));
        using var image = new NativeImage();
        image.Guard = ulong.MaxValue;
        image.Add(code);
        image.Link();
        Assert.That(image.Run(code.Symbol, 0), Is.EqualTo(-1));
        Assert.That(image.Run(code.Symbol, 3), Is.EqualTo(0x5555555555555555 ^ 0 ^ 0x5555555555555555 ^ 1 ^ 0x5555555555555555 ^ 2));
    }
}
