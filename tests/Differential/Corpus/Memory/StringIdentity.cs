using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>String identity, interning, mutation by Create, substrings and big concatenations through collections.</summary>
public static class StringIdentity
{
    public static int Run()
    {
        string a = "abc",
            b = "ab" + "c",
            c = new(['a', 'b', 'c']);
        WriteLine(
            ReferenceEquals(a, b)
                + ""
                + ReferenceEquals(a, c)
                + (a == c)
                + ReferenceEquals(string.Intern(c + a.Length), string.Intern("" + c + 3))
                + (string.IsInterned("q" + a.Length) == null)
                + ReferenceEquals("", string.Empty)
                + ReferenceEquals(a.Substring(0), a)
                + ReferenceEquals(a + "", a)
        );
        string s = string.Create(
            5,
            'k',
            (span, k) =>
            {
                for (int i = 0; i < span.Length; i++)
                    span[i] = (char)(k + i);
            }
        );
        var parts = new List<string>();
        for (int i = 0; i < 300; i++)
        {
            parts.Add(s[(i % 4)..] + i);
            if (i % 100 == 99)
                GC.Collect();
        }
        string all = string.Concat(parts);
        WriteLine(all.Length + s + all[^5..] + all.AsSpan().Count('k'));
        return 0;
    }
}
