using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.Passes;
using IL2CPU.TypeSystem;
using NUnit.Framework;
using Unit.Passes;

namespace Golden;

/// <summary>
/// One file, one case: PASS/CASE.ir holds a method before the pass, a line of equals signs, and the method after it.
/// Methods behind the first are its callees, or callers. Lines "//! constructed TYPE", "//! lazy TYPE", "//! target SLOT => METHOD"
/// and "//! called METHOD" (by direct calls alone) describe the closed world. With SHARKAROS_UPDATE_GOLDEN set to this folder's path the second halves are written anew.
/// </summary>
public sealed class GoldenTests
{
    private const string Separator = "=====";
    private static readonly string s_cases = Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases");

    public static IEnumerable<TestCaseData> Cases() =>
        from file in Directory.GetFiles(s_cases, "*.ir", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let name = Path.GetRelativePath(s_cases, file)
        select new TestCaseData(name).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Cases))]
    public void Pass_Case_GivesTheTextInTheFile(string name)
    {
        string text = File.ReadAllText(Path.Combine(s_cases, name)).ReplaceLineEndings("\n");
        int at = text.IndexOf(Separator, StringComparison.Ordinal);
        string input = at < 0 ? text : text[..at];
        string expected = at < 0 ? "" : text[(at + Separator.Length)..].Trim();
        string actual = Run(Path.GetDirectoryName(name)!, input).Trim();
        if (Environment.GetEnvironmentVariable("SHARKAROS_UPDATE_GOLDEN") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name), $"{input.TrimEnd()}\n{Separator}\n{actual}\n");
        else
            Assert.That(actual, Is.EqualTo(expected));
    }

    private static string Run(string pass, string input)
    {
        MethodBody[] bodies = [.. Methods(input).Select(method => IRParser.Parse(method, BaseLibraryNames.Instance))];
        foreach (MethodBody body in bodies)
            Verifier.Verify(body);
        var model = new FakeModel(bodies);
        foreach (string line in input.Split('\n').Where(line => line.StartsWith("//!", StringComparison.Ordinal)))
            Describe(model, line[3..].Trim());
        var context = new PassContext(model, new PipelineOptions());
        context.ParameterValues = ParameterValues.Of(context);
        Func<MethodBody, PassContext, bool> run = Pipeline.Find(pass) ?? throw new InvalidOperationException($"no pass {pass}");
        run(bodies[0], context);
        Verifier.Verify(bodies[0]);
        return IRPrinter.Print(bodies[0]);
    }

    private static IEnumerable<string> Methods(string input)
    {
        string[] parts = ("\n" + input).Split("\nmethod ");
        return parts.Skip(1).Select(part => "method " + part);
    }

    private static void Describe(FakeModel model, string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        string rest = line[(space + 1)..];
        switch (line[..space])
        {
            case "constructed":
                model.Constructed.Add(BaseLibraryNames.Instance.Type(rest));
                break;
            case "lazy":
                model.LazyTypes.Add(BaseLibraryNames.Instance.Type(rest));
                break;
            case "called":
                model.OnlyCalled.Add(new MethodSymbol(BaseLibraryNames.Instance.Method(rest)));
                break;
            case "target":
                string[] sides = rest.Split(" => ");
                MethodDesc slot = BaseLibraryNames.Instance.Method(sides[0]);
                model.Targets[slot] = [.. model.PossibleTargets(slot), BaseLibraryNames.Instance.Method(sides[1])];
                break;
            default:
                throw new FormatException($"what is '{line}'?");
        }
    }
}
