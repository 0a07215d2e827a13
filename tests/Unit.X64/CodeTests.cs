using System.Collections.Generic;
using System.IO;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>Frames, tables and conventions of hand-made functions.</summary>
[TestFixture]
internal sealed unsafe class CodeTests
{
    private static readonly CodeGenOptions s_split = new() { SplitStacks = true, CheckAllocation = true, JunkDeadSlots = true };
    private static readonly CodeGenOptions s_plain = new() { CheckAllocation = true };

    private static CompiledCode Compile(FunctionBuilder f, CodeGenOptions options)
    {
        Verifier.Verify(f.Body);
        return CodeGenerator.Compile(f.Body, options);
    }

    /// <summary>Decoded text, one instruction a line.</summary>
    private static string[] Disassemble(CompiledCode code)
    {
        var decoder = Iced.Intel.Decoder.Create(64, new Iced.Intel.ByteArrayCodeReader(code.Code));
        var formatter = new Iced.Intel.NasmFormatter();
        var lines = new List<string>();
        while (decoder.IP < (ulong)code.Code.Length)
        {
            var output = new Iced.Intel.StringOutput();
            formatter.Format(decoder.Decode(), output);
            lines.Add(output.ToStringAndReset());
        }

        return [.. lines];
    }

    [Test]
    public void Leaf_WithoutFaults_HasNoFrame()
    {
        var f = new FunctionBuilder("f", [Kind.I64, Kind.I64], [Kind.I64]);
        f.Return(f.Add(Op.Add, Kind.I64, f.Parameters[0], f.Parameters[1]));
        CompiledCode code = Compile(f, s_split);
        Assert.That(code.HasFrame, Is.False);
        Assert.That(Disassemble(code), Has.Length.LessThanOrEqualTo(3).And.Some.EqualTo("ret"));
    }

    [TestCase(8, "cmp rsp,[r14]")]
    [TestCase(1000, "cmp r11,[r14]")]
    [TestCase(8000, "cmp r11,[r14]")]
    public void Prologue_BySize_ChecksTheGuard(int bytes, string check)
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        Slot slot = f.Body.NewSlot(bytes, 8, null);
        f.Store(f.SlotAddress(slot), MemType.I64, f.Parameters[0]);
        f.Call("Clobber", Kind.I64, f.Parameters[0]);
        f.Return(f.Load(f.SlotAddress(slot), MemType.I64));
        CompiledCode code = Compile(f, s_split);
        string[] text = Disassemble(code);
        Assert.That(text, Has.Some.EqualTo(check));
        Assert.That(text.Any(static line => line.StartsWith("sub r11,")), Is.EqualTo(bytes > 4096));
        Assert.That(code.FrameSize % 16, Is.Zero);
        StackMapEntry split = code.StackMaps.Single(static map => map.ArgumentRegisters >= 0);
        Assert.That(split.ArgumentRegisters, Is.Zero);
    }

    [Test]
    public void Prologue_NoSplit_HasNoCheck()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        f.Body.IsNoSplit = true;
        f.Return(f.Call("Clobber", Kind.I64, f.Parameters[0]));
        Assert.That(Disassemble(Compile(f, s_split)), Has.None.Contains("r14"));
    }

    [Test]
    public void SplitMap_NamesPointerArguments()
    {
        var f = new FunctionBuilder("f", [Kind.Ref, Kind.I64, Kind.F64, Kind.Ptr, Kind.I32], [Kind.I64]);
        f.Return(f.Call("Clobber", Kind.I64, f.Parameters[1]));
        StackMapEntry split = Compile(f, s_split).StackMaps.Single(static map => map.ArgumentRegisters >= 0);
        Assert.That(split.ArgumentRegisters, Is.EqualTo(0b101));
    }

    [Test]
    public void BaseMap_HoldsPointerSlots_AndTheyAreCleared()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        Slot plain = f.Body.NewSlot(24, 8, null);
        Slot reference = f.Body.NewSlot(8, 8, null, Kind.Ref);
        Slot unused = f.Body.NewSlot(8, 8, null, Kind.Ref);
        f.Store(f.SlotAddress(plain), MemType.I64, f.Parameters[0]);
        f.Return(f.Add(Op.PtrToInt, Kind.I64, f.Load(f.SlotAddress(reference), MemType.Ref)));
        CompiledCode code = Compile(f, s_plain);
        int cell = (-code.SlotOffsets[reference.Id] / 8) - 1;
        Assert.That(code.BaseMap, Is.EqualTo(new[] { 1u << cell }));
        Assert.That(code.SlotOffsets[unused.Id], Is.Zero);
        using var image = new NativeImage();
        image.Add(code);
        Assert.That(image.Run(code.Symbol, 5), Is.Zero);
    }

    [Test]
    public void Arguments_OfAllClasses_ArriveInPlace()
    {
        // 8 integers and 10 floats: two of each class on the stack, mixed.
        var kinds = new List<Kind>();
        for (int i = 0; i < 8; i++)
            kinds.Add(i % 2 == 0 ? Kind.I64 : Kind.I32);
        for (int i = 0; i < 10; i++)
            kinds.Add(i % 2 == 0 ? Kind.F64 : Kind.F32);
        var callee = new FunctionBuilder("callee", [.. kinds], [Kind.F64, Kind.I64]);
        Value integers = callee.Constant(0);
        Value floats = callee.Constant(0, Kind.F64);
        callee.Call("Clobber", Kind.I64, callee.Constant(1));
        for (int i = 0; i < kinds.Count; i++)
        {
            Value p = callee.Parameters[i];
            if (kinds[i].IsFloat)
            {
                Value wide = kinds[i] == Kind.F64 ? p : callee.Add(Op.FloatToFloat, Kind.F64, p);
                floats = callee.Add(Op.FAdd, Kind.F64, callee.Add(Op.FMul, Kind.F64, floats, Double(callee, 3)), wide);
            }
            else
            {
                Value wide = kinds[i] == Kind.I64 ? p : callee.Add(Op.SExt32, Kind.I64, p);
                integers = callee.Add(Op.Add, Kind.I64, callee.Add(Op.Mul, Kind.I64, integers, callee.Constant(3)), wide);
            }
        }

        callee.Return(floats, integers);

        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        var arguments = new List<Value>();
        long expectedInteger = 0;
        double expectedFloat = 0;
        for (int i = 0; i < kinds.Count; i++)
        {
            if (kinds[i].IsFloat)
            {
                expectedFloat = (expectedFloat * 3) + i;
                arguments.Add(kinds[i] == Kind.F64 ? Double(f, i) : f.Constant(System.BitConverter.SingleToInt32Bits(i), Kind.F32));
            }
            else
            {
                expectedInteger = (expectedInteger * 3) - i;
                arguments.Add(f.Constant(-i, kinds[i]));
            }
        }

        Value first = f.Call("callee", Kind.F64, [.. arguments]);
        Value second = f.Add(Op.SecondResult, Kind.I64, first);
        second.Imm = 1;
        f.Store(f.Parameters[0], MemType.F64, first);
        f.Return(second);
        using var image = new NativeImage();
        image.Add(Compile(callee, s_plain));
        image.Add(Compile(f, s_plain));
        image.Link();
        double* cell = (double*)image.Allocate(8, 8);
        Assert.That(image.Run(f.Body.Symbol, (long)cell), Is.EqualTo(expectedInteger));
        Assert.That(*cell, Is.EqualTo(expectedFloat));
    }

    private static Value Double(FunctionBuilder f, double value) => f.Constant(System.BitConverter.DoubleToInt64Bits(value), Kind.F64);

    [Test]
    public void Calls_IndirectThroughMemory_AndUnmanaged_Work([Values] bool split)
    {
        CodeGenOptions options = split ? s_split : s_plain;
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        Value sum = f.Constant(0);
        foreach (ValueFlags flags in (ValueFlags[])[ValueFlags.None, ValueFlags.Unmanaged])
        {
            Value target = f.Load(f.Parameters[0], MemType.I64, 8);
            Value call = f.Add(Op.CallIndirect, Kind.I64, target, f.Constant(5));
            call.Aux = new CallSignature([Kind.I64], [Kind.I64]);
            call.Flags = flags;
            sum = f.Add(Op.Add, Kind.I64, sum, call);
        }

        f.Return(sum);
        using var image = new NativeImage();
        image.Add(Compile(f, options));
        image.Link();
        ulong* cells = (ulong*)image.Allocate(16, 8);
        cells[1] = image.Resolve(new RoutineSymbol("Clobber"));
        Assert.That(image.Run(f.Body.Symbol, (long)cells), Is.EqualTo(unchecked(2 * (5 ^ 0x5555555555555555))));
    }

    [Test]
    public void Regions_CoverCallsAndThrows_HandlersHaveOffsets()
    {
        var f = new FunctionBuilder("f", [Kind.Ref, Kind.I64], [Kind.I64]);
        f.Body.Regions.Add(new Region { Index = 0, Parent = -1, Kind = RegionKind.Catch });
        Block inside = f.Body.NewBlock();
        Block after = f.Body.NewBlock();
        Block handler = f.Body.NewBlock();
        f.Jump(inside);
        f.Block = inside;
        inside.Region = 0;
        Value check = f.Add(Op.ThrowIf, Kind.Void, f.Add(Op.Eq, Kind.I32, f.Parameters[1], f.Constant(3)));
        check.Aux = new RoutineSymbol("Throw");
        f.Call("Clobber", Kind.I64, f.Parameters[1]);
        f.Jump(after);
        f.Block = handler;
        handler.IsHandler = true;
        f.Body.Regions[0].Handler = handler;
        Value exception = f.Add(Op.CatchArg, Kind.Ref);
        f.Return(f.Add(Op.PtrToInt, Kind.I64, exception));
        f.Block = after;
        f.Return(f.Parameters[1]);
        CompiledCode code = Compile(f, s_split);
        foreach (string name in (string[])["Throw", "Clobber"])
        {
            CallSite call = code.Calls.Single(call => call.Target?.Name == name);
            Assert.That(code.RegionRanges.Any(range => range.Start <= call.Offset - 1 && call.Offset - 1 < range.End && range.Region == 0), name);
            Assert.That(call.Offset, Is.LessThan(code.Code.Length));
        }

        CallSite split = code.Calls.Single(static call => call.Target?.Name == "Split");
        Assert.That(code.RegionRanges.Any(range => range.Start < split.Offset && split.Offset <= range.End), Is.False);
        Assert.That(code.HandlerOffsets, Has.Length.EqualTo(1));
        Assert.That(code.HandlerOffsets[0], Is.GreaterThan(0).And.LessThan(code.Code.Length));
    }

    [Test]
    public void NoReturn_LastCall_KeepsItsReturnAddressInside()
    {
        var f = new FunctionBuilder("f", [], []);
        f.Call("Throw", Kind.Void).Flags = ValueFlags.NoReturn;
        f.Body.Terminate(f.Block, Op.Unreachable, []);
        CompiledCode code = Compile(f, s_plain);
        Assert.That(code.Calls[0].Offset, Is.LessThan(code.Code.Length));
    }

    [Test]
    public void Lines_FollowLocations()
    {
        var f = new FunctionBuilder("f", [Kind.Ptr, Kind.I64], [Kind.I64]);
        Value store = f.Store(f.Parameters[0], MemType.I64, f.Parameters[1]);
        store.Location = 4;
        Value load = f.Load(f.Parameters[0], MemType.I64, 16);
        load.Location = 5;
        f.Return(load);
        for (int i = 0; i <= 5; i++)
            f.Body.Locations.Add(new Location(null!, i, -1));
        CompiledCode code = CodeGenerator.Compile(f.Body, s_plain);
        Assert.That(code.Lines.Select(static row => row.Location), Is.EqualTo(new[] { 4, 5, -1 }));
        Assert.That(code.Lines[0].Offset, Is.Zero);
        Assert.That(code.HasFrame, Is.False, "the walk knows leaves without a frame");
    }

    [Test]
    public void Machine_Instruction_UsesFixedRegisters()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64]);
        Value input = f.Add(Op.Machine, Kind.I32, f.Add(Op.Trunc, Kind.I32, f.Parameters[0]));
        input.Aux = new MachineInstruction("In8");
        f.Return(f.Add(Op.ZExt32, Kind.I64, input));
        Assert.That(Disassemble(Compile(f, s_plain)), Has.Some.EqualTo("in al,dx"));
    }

    [Test]
    public void CompareWithMemory_AndReadModifyWrite_AreOneInstruction()
    {
        var f = new FunctionBuilder("f", [Kind.Ref, Kind.I32], []);
        Value length = f.Load(f.Parameters[0], MemType.I32, 8, ValueFlags.NonNull | ValueFlags.Invariant);
        Value check = f.Add(Op.ThrowIf, Kind.Void, f.Add(Op.GeUn, Kind.I32, f.Parameters[1], length));
        check.Aux = new RoutineSymbol("Throw");
        Value old = f.Load(f.Parameters[0], MemType.I32, 16);
        f.Store(f.Parameters[0], MemType.I32, f.Add(Op.Add, Kind.I32, old, f.Constant(1, Kind.I32)), 16);
        f.Return();
        string[] text = Disassemble(Compile(f, s_plain));
        Assert.That(text, Has.Some.EqualTo("cmp esi,[rdi+8]").And.Some.EqualTo("add dword [rdi+10h],1"));
    }

    /// <summary>least = least &lt; array[i] ? least : array[i], round a loop: the one that goes round is the register that is changed.</summary>
    [Test]
    public void Choice_RoundALoop_NeedsNoMoves()
    {
        MethodBody body = IRParser.Parse("""
            method routine"f" (ptr, i64) -> i32
            b0:
              v0:ptr = Param 0
              v1:i64 = Param 1
              v2:i64 = Const 0
              v3:i32 = Const 2147483647
              Jump -> b1
            b1:
              v4:i64 = Phi b0: v2, b2: v5
              v6:i32 = Phi b0: v3, b2: v7
              v8:i32 = Lt v4, v1
              Branch v8 -> b2, b3
            b2:
              v9:ptr = Add v0, v4
              v10:i32 = Load.i32 v9
              v11:i32 = Lt v6, v10
              v7:i32 = Select v11, v6, v10
              v12:i64 = Const 4
              v5:i64 = Add v4, v12
              Jump -> b1
            b3:
              Return v6
            """);
        Verifier.Verify(body);
        string[] text = Disassemble(CodeGenerator.Compile(body, s_plain));
        int choice = System.Array.FindIndex(text, static line => line.StartsWith("cmov", System.StringComparison.Ordinal));
        Assert.That(text[choice], Does.StartWith("cmovge "));
        Assert.That(text[choice - 1], Does.StartWith("cmp "));
        Assert.That(text[choice + 1], Does.StartWith("add "));
    }

    [Test]
    public void Output_IsDeterministic()
    {
        foreach (int seed in (int[])[3, 4, 5])
        {
            byte[] first = CodeGenerator.Compile(RandomProgram.Make(seed, 80, calls: true)[RandomProgram.Entry], s_split).Code;
            byte[] second = CodeGenerator.Compile(RandomProgram.Make(seed, 80, calls: true)[RandomProgram.Entry], s_split).Code;
            Assert.That(second, Is.EqualTo(first));
        }
    }

    private sealed record TestOffset(string Label) : OffsetSymbol
    {
        public override string Name => Label;
    }

    [Test]
    public void OffsetSymbols_AreDisplacementsAndNumbers()
    {
        var offset = new TestOffset("minus8");
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        Value load = f.Load(f.Parameters[0], MemType.I64, 16);
        load.Aux = offset;
        Value number = f.Add(Op.SymbolAddr, Kind.I64);
        number.Aux = offset;
        number.Imm = 3;
        f.Return(f.Add(Op.Mul, Kind.I64, load, number));
        using var image = new NativeImage();
        image.Define(offset, unchecked((ulong)-8));
        image.Add(Compile(f, s_plain));
        image.Link();
        long* cells = (long*)image.Allocate(32, 8);
        cells[1] = 7;
        cells[2] = 1000;
        Assert.That(image.Run(f.Body.Symbol, (long)cells), Is.EqualTo(7 * -5));
    }

    [Test]
    public void Unmanaged_Call_PassesStackArguments([Values] bool split)
    {
        CodeGenOptions options = split ? s_split : s_plain;
        var kinds = new Kind[9];
        System.Array.Fill(kinds, Kind.I64);
        var callee = new FunctionBuilder("callee", kinds, [Kind.I64], unmanaged: true);
        callee.Body.IsNoSplit = true;
        Value digest = callee.Constant(0);
        foreach (Value parameter in callee.Parameters)
            digest = callee.Add(Op.Add, Kind.I64, callee.Add(Op.Mul, Kind.I64, digest, callee.Constant(10)), parameter);
        callee.Return(digest);
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        var arguments = new List<Value>();
        for (int i = 1; i <= 9; i++)
            arguments.Add(i == 4 ? f.Parameters[0] : f.Constant(i));
        Value call = f.Call("callee", Kind.I64, [.. arguments]);
        call.Flags = ValueFlags.Unmanaged;
        f.Return(call);
        using var image = new NativeImage();
        image.Add(Compile(callee, options));
        image.Add(Compile(f, options));
        image.Link();
        Assert.That(image.Run(f.Body.Symbol, 4), Is.EqualTo(123456789));
    }

    [Test]
    public void Switch_ManyCases_UsesATable()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        var targets = new Block[11];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = f.Body.NewBlock();
        f.Body.Terminate(f.Block, Op.Switch, [f.Add(Op.Trunc, Kind.I32, f.Parameters[0])], targets);
        for (int i = 0; i < targets.Length; i++)
        {
            f.Block = targets[i];
            f.Return(f.Constant(i * 100));
        }

        using var image = new NativeImage();
        image.Add(Compile(f, s_plain));
        image.Link();
        foreach (long index in (long[])[0, 1, 9, 10, 11, -1, 0x7FFFFFFF, 0x100000003])
            Assert.That(image.Run(f.Body.Symbol, index), Is.EqualTo((uint)index < 10 ? (uint)index * 100 : 1000), index.ToString());
    }

    [Test]
    public void ManyPointerSlots_AreClearedInALoop()
    {
        var f = new FunctionBuilder("f", [Kind.I64], [Kind.I64], unmanaged: true);
        Slot slots = f.Body.NewSlot(8 * 101, 8, null, Kind.Ref, count: 101);
        f.Call("Clobber", Kind.I64, f.Parameters[0]);
        Value any = f.Constant(0);
        for (int i = 0; i < 101; i++)
            any = f.Add(Op.Or, Kind.I64, any, f.Load(f.SlotAddress(slots, i * 8), MemType.I64));
        f.Return(any);
        CompiledCode code = Compile(f, s_plain);
        Assert.That(code.BaseMap.Sum(static word => System.Numerics.BitOperations.PopCount(word)), Is.EqualTo(101));
        using var image = new NativeImage();
        image.Add(code);
        image.Link();
        Assert.That(image.Run(code.Symbol, 1), Is.Zero);
    }
}
