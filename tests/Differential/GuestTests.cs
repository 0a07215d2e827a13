using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Build;
using Build.Commands;
using NUnit.Framework;

namespace Differential;

/// <summary>The programs of the corpus in the guest: one boot runs them all, each is compared with .NET.</summary>
public class GuestTests
{
    private const int LimitSeconds = 300;
    private readonly StringBuilder _log = new();
    private Dictionary<string, BatchReport.Entry> _entries = [];

    [OneTimeSetUp]
    public void BootAndRun()
    {
        using var output = new MemoryStream();
        Workspace workspace = Workspace.Find();
        string project = workspace.PathOf("tests/Differential/Corpus/Corpus.csproj");
        RunCommand.Capture(workspace, [], project, ["batch"], LimitSeconds, output, line => _log.AppendLine(line));
        _entries = BatchReport.Parse(Encoding.UTF8.GetString(output.ToArray()));
    }

    private static IEnumerable<TestCaseData> Cases() => Expectations.Names.Select(name => new TestCaseData(name));

    [TestCaseSource(nameof(Cases))]
    public void Program_InTheGuest_BehavesAsOnDotNet(string name)
    {
        (string output, int status) = Expectations.Of(name);

        if (!_entries.TryGetValue(name, out BatchReport.Entry? actual))
            Assert.Fail($"it did not run; the last one was {_entries.Keys.LastOrDefault() ?? "none"}\n{_log}");
        Assert.That(actual!.Output, Is.EqualTo(output), $"status {actual.Status ?? "none: the process ended"}\n{_log}");
        Assert.That(actual.Status, Is.EqualTo(status.ToString()), _log.ToString());
    }
}
