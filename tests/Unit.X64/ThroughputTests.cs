using System.Collections.Generic;
using System.Diagnostics;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>How fast code is generated; run by hand.</summary>
[TestFixture]
[Explicit("a measurement")]
internal sealed class ThroughputTests
{
    [Test]
    public void Compile_HugeBodies_Measured()
    {
        foreach (int length in (int[])[100, 400, 800])
        {
            MethodBody body = RandomProgram.Make(7, length, calls: true)[RandomProgram.Entry];
            var clock = Stopwatch.StartNew();
            int bytes = CodeGenerator.Compile(body, new CodeGenOptions { SplitStacks = true }).Code.Length;
            TestContext.Progress.WriteLine($"{body.ValueCount} values, {bytes} bytes in {clock.Elapsed.TotalMilliseconds:F0} ms");
        }
    }

    [Test]
    public void Compile_ManyBodies_Measured()
    {
        var bodies = new List<MethodBody>();
        long values = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            MethodBody body = RandomProgram.Make(seed, 15, calls: seed % 2 == 0)[RandomProgram.Entry];
            bodies.Add(body);
            values += body.ValueCount;
        }

        var options = new CodeGenOptions { SplitStacks = true };
        for (int round = 0; round < 8; round++)
        {
            var clock = Stopwatch.StartNew();
            long bytes = 0;
            foreach (MethodBody body in bodies)
                bytes += CodeGenerator.Compile(body, options).Code.Length;
            TestContext.Progress.WriteLine($"{bodies.Count / clock.Elapsed.TotalSeconds:F0} bodies/s, {values / clock.Elapsed.TotalSeconds:F0} values/s, {bytes} bytes, {values / bodies.Count} values each");
        }
    }
}
