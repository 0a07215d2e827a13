using System;

namespace Build.Testing;

/// <summary>Reads what a test program printed. Pairs with GuestFramework.Suite.</summary>
/// <remarks>
/// Lines: "passed NAME", "failed NAME: reason", "skipped NAME: reason", and at the end "finished N" with the number of results.
/// A suite that ends without that line, with another number, or with a status other than 0 (1 after failures) has failed.
/// </remarks>
public static class SuiteReport
{
    public static void Take(string suite, string output, int status, string log, TestTally tally)
    {
        int results = 0;
        int failed = 0;
        int announced = -1;
        foreach (string line in output.Split('\n'))
        {
            string text = line.TrimEnd('\r');
            if (TryTake(text, "passed ", out string name))
            {
                tally.Pass($"{suite}.{name}");
            }
            else if (TryTake(text, "skipped ", out name))
            {
                tally.Skip($"{suite}.{name}");
            }
            else if (TryTake(text, "failed ", out name))
            {
                string[] parts = name.Split(": ", 2);
                tally.Fail($"{suite}.{parts[0]}", parts.Length == 2 ? parts[1] : "no reason given");
                failed++;
            }
            else
            {
                if (TryTake(text, "finished ", out string count))
                    announced = int.TryParse(count, out int value) ? value : -1;
                continue;
            }

            results++;
        }

        if (announced != results || status != (failed == 0 ? 0 : 1))
            tally.Fail(suite, $"the suite reported {results} results, announced {announced}, and ended with status {status}:\n{output}\n{log}");
    }

    private static bool TryTake(string line, string prefix, out string rest)
    {
        bool matches = line.StartsWith(prefix, StringComparison.Ordinal);
        rest = matches ? line[prefix.Length..] : "";
        return matches;
    }
}
