using System.Text;
using System.Text.RegularExpressions;

namespace Core.Program.Plugs;

/// <summary>Replacement by a fixed text, which the base library builds through the address of a variable in an integer: here the stack moves under it.</summary>
internal static class RegexPlugs
{
    // From left to right; a count of -1 is no limit.
    [Plug("System.Text.RegularExpressions.RegexReplacement", "ReplaceSimpleText", Hash = "bde1d8058c4c5d2e")]
    private static string Replace(Regex regex, string input, string replacement, int count, int start)
    {
        Match match = regex.Match(input, start);
        if (!match.Success)
            return input;
        var result = new StringBuilder();
        int end = 0;
        do
        {
            result.Append(input, end, match.Index - end).Append(replacement);
            end = match.Index + match.Length;
        }
        while (--count != 0 && (match = match.NextMatch()).Success);
        return result.Append(input, end, input.Length - end).ToString();
    }
}
