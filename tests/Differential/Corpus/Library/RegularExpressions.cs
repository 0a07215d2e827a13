using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Corpus.Library;

public static partial class RegularExpressions
{
    [GeneratedRegex(@"(\w+)@(\w+)\.com", RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        var r = new Regex(@"(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)");
        foreach (Match m in r.Matches("on 2024-01-02 and 1999-12-31."))
            Console.WriteLine(m.Value + " " + m.Groups["y"].Value + " " + m.Index + " " + m.Groups.Count);
        Console.WriteLine(Regex.Replace("hello world", @"o(\w)?", m => "[" + m.Value.ToUpper() + "]"));
        Console.WriteLine(Regex.Replace("John Smith", @"(\w+) (\w+)", "$2 $1 ${1} $& $$"));
        Console.WriteLine(string.Join("|", Regex.Split("a1b22c333d", @"\d+")));
        Console.WriteLine(Regex.IsMatch("AbC", "^abc$", RegexOptions.IgnoreCase));
        var c = new Regex(@"^(a+)+$", RegexOptions.Compiled);
        Console.WriteLine(c.IsMatch("aaaaaaaa"));
        Console.WriteLine(new Regex(@"(?<=\$)\d+(?!\d|%)").Match("5% $100 $20%").Value);
        Console.WriteLine(string.Join(",", Regex.Matches("the quick brown fox", @"\b\w").Select(m => m.Value)));
        Console.WriteLine(Regex.Match("aXbXc", "^(.*?)X(.*)$").Groups[2]);
        Console.WriteLine(Regex.Escape("a.b*c"));
        Console.WriteLine(new Regex(@"(a)|(b)", RegexOptions.ExplicitCapture).Match("b").Groups.Count);
        Console.WriteLine(Regex.Match("foofoo", @"(foo)\1").Success);
        Console.WriteLine(Regex.Match("line1\nline2", "^line2$", RegexOptions.Multiline).Index);
        Console.WriteLine(Regex.Match("A\nB", "A.B", RegexOptions.Singleline).Length);
        Console.WriteLine(Regex.Replace("x  y", @" \s # c", "_", RegexOptions.IgnorePatternWhitespace | RegexOptions.RightToLeft));
        foreach (Match m in Mail().Matches("joe@foo.com, ann@BAR.COM"))
            Console.WriteLine(m.Groups[1] + " at " + m.Groups[2]);
        Console.WriteLine(new Regex("(ab|cd)+?e", RegexOptions.NonBacktracking).Match("xxabcdeyy").Value);
        try
        {
            new Regex("(abc");
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message + " " + e.GetType().Name);
        }
        Console.WriteLine(Regex.Match("ünï Straße", @"\p{L}+").Value.Length);
        Console.WriteLine(Regex.Count("aaa", "a"));
        foreach (var v in new Regex("a|b").EnumerateMatches("xaxb"))
            Console.WriteLine(v.Index);
        Console.WriteLine(Regex.Match("((a)(b))", @"^(?:[^()]|(?<o>\()|(?<-o>\)))+(?(o)(?!))$").Success);
    }
}
