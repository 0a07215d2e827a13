using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace Build.Testing;

/// <summary>One NUnit executable; its results are read from the detailed output of the test platform.</summary>
public sealed partial class HostSuite(string name, string assembly)
{
    /// <summary>Status of the test platform when the filter left nothing to run.</summary>
    private const int ZeroTests = 8;

    private readonly string _name = name;
    private readonly string _assembly = assembly;

    public void Run(string filter, TestTally tally)
    {
        Progress.Say($"testing {_name}");
        List<string> arguments = [_assembly, "--output", "Detailed", "--progress", "off", "--no-ansi"];
        if (filter.Length != 0)
            arguments.AddRange(["--filter", $"FullyQualifiedName~{filter}"]);
        Shell.Result result = Shell.Run("dotnet", arguments);
        if (result.ExitCode == ZeroTests)
            return;
        int before = tally.Total;
        int failedBefore = tally.Failed;
        Report(result.Output, tally);
        int announced = Announced(result.Output);
        if (tally.Total - before != announced || (result.ExitCode != 0 && tally.Failed == failedBefore))
        {
            tally.Fail(_name, $"the test process ended with status {result.ExitCode} after {tally.Total - before} of {announced} results:\n{result.Output}");
        }
    }

    [GeneratedRegex(@"^(passed|failed|skipped) (.*) \((?:\d+d )?(?:\d+h )?(?:\d+m )?(?:\d+s )?\d+ms\)$")]
    private static partial Regex ResultLine();

    [GeneratedRegex(@"^  total: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex TotalLine();

    private static int Announced(string output)
    {
        Match match = TotalLine().Match(output);
        return match.Success ? int.Parse(match.Groups[1].Value) : -1;
    }

    private void Report(string output, TestTally tally)
    {
        string? failing = null;
        var details = new StringBuilder();
        void EndFailure()
        {
            if (failing is not null)
                tally.Fail(failing, details.ToString());
            failing = null;
            details.Clear();
        }

        foreach (string line in output.Split('\n'))
        {
            Match match = ResultLine().Match(line);
            if (!match.Success)
            {
                if (line.StartsWith("Test run summary:", StringComparison.Ordinal))
                    EndFailure();
                if (failing is not null)
                    details.AppendLine(line);
                continue;
            }

            EndFailure();
            string title = $"{_name}.{match.Groups[2].Value}";
            switch (match.Groups[1].Value)
            {
                case "passed": tally.Pass(title); break;
                case "skipped": tally.Skip(title); break;
                default: failing = title; break;
            }
        }

        EndFailure();
    }
}
