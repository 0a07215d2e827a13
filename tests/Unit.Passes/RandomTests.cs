using System;
using System.Collections.Generic;
using System.Globalization;
using IL2CPU.IR;
using IL2CPU.Passes;
using NUnit.Framework;

namespace Unit.Passes;

/// <summary>Random bodies do the same before and after the passes, on several inputs; the verifier watches every pass.</summary>
/// <remarks>SHARKAROS_RANDOM_BODIES sets how many each test makes.</remarks>
public sealed class RandomTests
{
    private static readonly int s_bodies = int.Parse(Environment.GetEnvironmentVariable("SHARKAROS_RANDOM_BODIES") ?? "100", CultureInfo.InvariantCulture);

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
        int returned = 0;
        for (int i = 0; i < s_bodies; i++)
        {
            int seed = (part * s_bodies) + i;
            returned += Check($"seed {seed}", () => [RandomBody.Make(seed)], level);
        }

        Assert.That(returned, Is.GreaterThan(s_bodies), "most bodies must run to their end to test much");
    }

    [Test]
    public void Pipeline_RandomProgram_KeepsItsMeaning([Range(0, 5)] int part)
    {
        int returned = 0;
        for (int i = 0; i < s_bodies; i++)
        {
            int seed = (part * s_bodies) + i;
            returned += Check($"program {seed}", () => RandomBody.MakeProgram(seed), 2);
        }

        Assert.That(returned, Is.GreaterThan(s_bodies / 2), "most programs must run to their end to test much");
    }

    /// <returns>How many inputs ran to a Return.</returns>
    private static int Check(string name, Func<MethodBody[]> make, int level)
    {
        MethodBody[] bodies = make();
        string text = IRPrinter.Print(bodies[0]);
        Verifier.Verify(bodies[0]);
        var before = new List<string>();
        foreach (long[] input in s_inputs)
            before.Add(Interpreter.Run(bodies, input));
        Assert.That(IRPrinter.Print(IRParser.Parse(text)), Is.EqualTo(text), $"round trip of {name}");
        var model = new FakeModel(bodies);
        model.Store.PacksAll = true;
        foreach (MethodBody body in bodies)
            model.Store.Add(body);
        Pipeline.Run(model, new PipelineOptions { OptimisationLevel = level, Verify = true });
        for (int i = 0; i < s_inputs.Length; i++)
        {
            if (Interpreter.Run(bodies, s_inputs[i]) != before[i])
                Assert.Fail($"{name} level {level} input {i}: {FirstWrongRewrite(make, level, i)}");
        }

        return before.FindAll(log => log.Contains("return ", StringComparison.Ordinal)).Count;
    }

    // Finds the number of the first rewrite that changes the meaning, and the pass that did it.
    private static string FirstWrongRewrite(Func<MethodBody[]> make, int level, int input)
    {
        long low = 0;
        long high = 1 << 20;
        string expected = Interpreter.Run(make(), s_inputs[input]);
        while (low < high)
        {
            long middle = (low + high) / 2;
            MethodBody[] bodies = make();
            Pipeline.Run(new FakeModel(bodies), new PipelineOptions { OptimisationLevel = level, RewriteLimit = middle });
            if (Interpreter.Run(bodies, s_inputs[input]) == expected)
                low = middle + 1;
            else
                high = middle;
        }

        List<(string Pass, string Text)> good = Texts(make, level, low - 1);
        List<(string Pass, string Text)> bad = Texts(make, level, low);
        for (int i = 0; i < Math.Min(good.Count, bad.Count); i++)
        {
            if (good[i] != bad[i])
                return $"rewrite {low} in {bad[i].Pass}\n{good[i].Text}\n--- becomes\n{bad[i].Text}";
        }

        return $"rewrite {low}";
    }

    private static List<(string Pass, string Text)> Texts(Func<MethodBody[]> make, int level, long limit)
    {
        var texts = new List<(string, string)>();
        Pipeline.Run(new FakeModel(make()), new PipelineOptions
        {
            OptimisationLevel = level,
            RewriteLimit = limit,
            DumpFilter = "",
            Dump = (pass, _, text) => texts.Add((pass, text)),
        });
        return texts;
    }
}
