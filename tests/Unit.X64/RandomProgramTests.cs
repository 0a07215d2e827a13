using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>Random programs give the same result natively and in the interpreter, while the heap moves at every safepoint.</summary>
[TestFixture]
internal sealed unsafe class RandomProgramTests
{
    private const int BlockSize = 256;

    [Test]
    public void Leaf_SmallPrograms_AgreeWithInterpreter() => RunMany(1, 300, 12, calls: false, Options(split: false, level: 2));

    [Test]
    public void Leaf_LargePrograms_AgreeWithInterpreter() => RunMany(10_000, 60, 120, calls: false, Options(split: true, level: 2));

    [Test]
    public void Calls_SmallPrograms_AgreeWithInterpreter() => RunMany(20_000, 300, 14, calls: true, Options(split: true, level: 2));

    [Test]
    public void Calls_LargePrograms_AgreeWithInterpreter() => RunMany(30_000, 80, 110, calls: true, Options(split: true, level: 2));

    [Test]
    public void Calls_Unoptimized_AgreeWithInterpreter() => RunMany(40_000, 100, 40, calls: true, Options(split: true, level: 0));

    [Test]
    public void Calls_NoSplitProfile_AgreeWithInterpreter() => RunMany(50_000, 100, 40, calls: true, Options(split: false, level: 2));

    private static CodeGenOptions Options(bool split, int level) => new()
    {
        SplitStacks = split,
        OptimizationLevel = level,
        JunkDeadSlots = true,
        CheckAllocation = true,
    };

    private static void RunMany(int firstSeed, int count, int length, bool calls, CodeGenOptions options)
    {
        string? only = Environment.GetEnvironmentVariable("SHARKAROS_SEED");
        string? more = Environment.GetEnvironmentVariable("SHARKAROS_RANDOM_FACTOR");
        if (more is not null)
            count *= int.Parse(more);
        for (int i = 0; i < count; i++)
        {
            int seed = only is null ? firstSeed + i : int.Parse(only);
            RunOne(seed, length, calls, options);
            if (only is not null)
                break;
        }
    }

    private static void RunOne(int seed, int length, bool calls, CodeGenOptions options)
    {
        Dictionary<Symbol, MethodBody> bodies = RandomProgram.Make(seed, length, calls);
        using var image = new NativeImage();
        var heap = new MovingHeap(image);
        foreach (MethodBody body in bodies.Values)
        {
            Verifier.Verify(body);
            image.Add(CodeGenerator.Compile(body, options));
        }

        image.Link();
        byte[] content = Content(seed);
        byte* block = image.Allocate(BlockSize, 16);
        foreach (ulong guard in (ulong[])[0, ulong.MaxValue])
        {
            image.Guard = guard;
            heap.Fill(content);
            FillBlock(block, heap.Base, seed);
            long expected = new IRInterpreter(bodies).Run(bodies[RandomProgram.Entry], (long)block);
            byte[] expectedHeap = new ReadOnlySpan<byte>(heap.Base, MovingHeap.Size).ToArray();
            heap.Fill(content);
            long actual = image.Run(RandomProgram.Entry, (long)block);
            Assert.That(heap.Errors, Is.Empty, $"seed {seed}");
            Assert.That(actual, Is.EqualTo(expected), $"seed {seed}: {actual:x} instead of {expected:x}, guard {guard:x}, {heap.Collections} collections");
            Assert.That(new ReadOnlySpan<byte>(heap.Base, MovingHeap.Size).ToArray(), Is.EqualTo(expectedHeap), $"heap after seed {seed}");
        }
    }

    private static byte[] Content(int seed)
    {
        var content = new byte[MovingHeap.Size];
        new Random(seed).NextBytes(content);
        return content;
    }

    /// <summary>Two objects, then eight cells that make sense as integers and as floats.</summary>
    private static void FillBlock(byte* block, byte* heap, int seed)
    {
        var random = new Random(~seed);
        ulong* cells = (ulong*)block;
        cells[0] = (ulong)heap + 64;
        cells[1] = (ulong)heap + 512;
        for (int i = 2; i < 10; i++)
            cells[i] = random.Next(3) == 0 ? (ulong)random.NextInt64() : BitConverter.DoubleToUInt64Bits((random.NextDouble() - 0.5) * 1e6);
    }
}
