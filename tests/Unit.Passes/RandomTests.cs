using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.Passes;
using NUnit.Framework;

namespace Unit.Passes;

/// <summary>Random bodies do the same before and after the passes, on several inputs; the verifier watches every pass.</summary>
public sealed class RandomTests
{
    private const int Bodies = 100;

    private static readonly long[][] s_inputs =
    [
        [0, 0, 0, Interpreter.MemoryPointer, Interpreter.MemoryPointer + 16],
        [1, -1, 5, Interpreter.MemoryPointer, 0],
        [int.MaxValue, 3, long.MinValue, Interpreter.MemoryPointer, Interpreter.MemoryPointer],
        [-7, 100, 0x1_2345_6789, Interpreter.MemoryPointer, 0],
    ];

    [Test]
    public void Pipeline_RandomBody_KeepsItsMeaning([Range(0, 7)] int part, [Values(0, 2)] int level)
    {
        s_returned = 0;
        for (int i = 0; i < Bodies; i++)
            Check((part * Bodies) + i, level);
        Assert.That(s_returned, Is.GreaterThan(Bodies), "most bodies must run to their end to test much");
    }

    private static int s_returned;

    private static void Check(int seed, int level)
    {
        MethodBody body = RandomBody.Make(seed);
        string text = IRPrinter.Print(body);
        Verifier.Verify(body);
        var before = new List<string>();
        foreach (long[] input in s_inputs)
            before.Add(Interpreter.Run(body, input));
        s_returned += before.FindAll(log => log.Contains("return ", System.StringComparison.Ordinal)).Count;
        Assert.That(IRPrinter.Print(IRParser.Parse(text)), Is.EqualTo(text), $"round trip of seed {seed}");
        Pipeline.Run(new FakeModel(body), new PipelineOptions { OptimisationLevel = level, Verify = true });
        for (int i = 0; i < s_inputs.Length; i++)
        {
            if (Interpreter.Run(body, s_inputs[i]) != before[i])
                Assert.Fail($"seed {seed} level {level} input {i}: {FirstWrongRewrite(seed, level, i)}\nbefore:\n{text}\nafter:\n{IRPrinter.Print(body)}");
        }
    }

    // Finds the number of the first rewrite that changes the meaning, and the pass that did it.
    private static string FirstWrongRewrite(int seed, int level, int input)
    {
        long low = 0;
        long high = 1 << 20;
        string expected = Interpreter.Run(RandomBody.Make(seed), s_inputs[input]);
        while (low < high)
        {
            long middle = (low + high) / 2;
            MethodBody body = RandomBody.Make(seed);
            Pipeline.Run(new FakeModel(body), new PipelineOptions { OptimisationLevel = level, RewriteLimit = middle });
            if (Interpreter.Run(body, s_inputs[input]) == expected)
                low = middle + 1;
            else
                high = middle;
        }

        string difference = "";
        string before = "";
        MethodBody again = RandomBody.Make(seed);
        MethodBody good = RandomBody.Make(seed);
        var goodTexts = new List<string>();
        Pipeline.Run(new FakeModel(good), new PipelineOptions { OptimisationLevel = level, RewriteLimit = low - 1, DumpFilter = "random", Dump = (pass, _, text) => goodTexts.Add(text) });
        int index = 0;
        Pipeline.Run(new FakeModel(again), new PipelineOptions
        {
            OptimisationLevel = level,
            RewriteLimit = low,
            DumpFilter = "random",
            Dump = (pass, _, text) =>
            {
                if (difference.Length == 0 && text != goodTexts[index++])
                    difference = $"{pass}\n{before}\n--- becomes\n{text}";
                before = text;
            },
        });
        return $"rewrite {low} in {difference}";
    }
}
