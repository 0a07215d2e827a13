using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Unit.Repository;

/// <summary>Documents name things that exist.</summary>
public class DocumentTests
{
    [Test]
    public void Architecture_WayOfOneGoroutine_NamesTypesThatExist()
    {
        string text = Checkout.Read("docs/ARCHITECTURE.md");
        int begin = text.IndexOf("## 4. The way of one goroutine", StringComparison.Ordinal);
        int end = text.IndexOf("## 5.", begin, StringComparison.Ordinal);
        HashSet<string> types = DeclaredTypes();
        MatchCollection names = Regex.Matches(text[begin..end], @"`([A-Z]\w+)(\.\w+)*`");

        Assert.That(names, Has.Count.GreaterThan(20));
        foreach (Match name in names)
            Assert.That(types.Contains(name.Groups[1].Value) || IsRoutine(name.Groups[1].Value), $"{name.Value} names nothing in the sources");
    }

    [Test]
    public void Documents_RelativeLinks_LeadSomewhere()
    {
        foreach (string document in Checkout.Files(".md"))
        {
            foreach (Match link in Regex.Matches(Checkout.Read(document), @"\]\(([^)#:]+)\)"))
            {
                string target = Path.Combine(Checkout.Root, Path.GetDirectoryName(document)!, link.Groups[1].Value);
                Assert.That(Path.Exists(target), $"{document} links to {link.Groups[1].Value}");
            }
        }
    }

    private static HashSet<string> DeclaredTypes() =>
        [.. Checkout.Files(".cs").SelectMany(f => Regex.Matches(Checkout.Read(f), @"\b(?:class|struct|interface|enum|record)\s+([A-Z]\w+)"))
            .Select(m => m.Groups[1].Value)];

    private static bool IsRoutine(string name) =>
        Checkout.Files(".cs").Where(f => f.StartsWith("IL2CPU/Routines/", StringComparison.Ordinal))
            .Any(f => Checkout.Read(f).Contains($"[Routine(\"{name}\"", StringComparison.Ordinal));
}
