using System;
using System.IO;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.Passes;
using NUnit.Framework;
using Random;

namespace Differential;

/// <summary>The compiler's self-defence tried on a compiler that is wrong: what finds, blames and reduces a bug does so.</summary>
/// <remarks>
/// A rewrite is spoilt behind its pass, so that it is wrong exactly when it is done: the verifier is content, results are not.
/// In this process, which runs no other tests meanwhile; small units and few candidates keep it short.
/// </remarks>
[NonParallelizable]
public sealed class SabotageTests
{
    private const string Pass = "DivisionByConstants";
    private const string Unit = "program";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-sabotage-");
    private int _spoilt;

    [SetUp]
    public void Sabotage() => Pipeline.Saboteur = Spoil;

    [TearDown]
    public void EndSabotage()
    {
        Pipeline.Saboteur = null;
        _folder.Delete(recursive: true);
    }

    [Test]
    public void WrongRewrite_IsFoundBlamedAndReduced()
    {
        string output = Find("--seed", "2", "--methods", "60", "--size", "2");

        Assert.That(_spoilt, Is.GreaterThan(0));
        Assert.That(output, Does.Match(@"seed 2 Junk: result in unit \d+"));
        string file = _folder.GetFiles("difference-*.cs").Single().FullName;
        string[] lines = File.ReadAllLines(file);
        Assert.That(lines[1], Does.Match($@"^// rewrite \d+: last rewrite: {Pass}: U\d+\.P\."));
        string program = string.Join('\n', lines.SkipWhile(static l => !l.StartsWith("namespace", StringComparison.Ordinal)));
        Assert.That(program, Does.Match(@"[/%] \(\w+\)\(?-?\d+"), "what is reduced still divides by a constant");
        Assert.That(program, Has.Length.LessThan(SourceWriter.Write(ProgramMaker.Make(2, 0, 30, 2)).Length / 20));
    }

    private string Find(params string[] options)
    {
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            int status = Program.Main([.. options, "--mode", "Junk", "--here", "--tries", "45", "--minutes", "5", "--out", _folder.FullName]);
            Assert.That(status, Is.EqualTo(1), $"{output} {_spoilt}");
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    // The quotient of a negative number is not corrected upwards, but downwards.
    private void Spoil(string pass, MethodBody body)
    {
        if (pass != Pass || body.Symbol is not MethodSymbol { Method.Module.SimpleName: Unit })
            return;
        foreach (Value value in body.Blocks.SelectMany(static b => b.Body))
        {
            if (value.Op == Op.Sub && value.Arg(1) is { Op: Op.Shr } sign && IsHigh(value.Arg(0)))
            {
                sign.Op = Op.ShrUn;
                _spoilt++;
            }
        }
    }

    private static bool IsHigh(Value value) => value.Op == Op.MulHigh || (value.Op is Op.Shr or Op.Add && IsHigh(value.Arg(0)));
}
