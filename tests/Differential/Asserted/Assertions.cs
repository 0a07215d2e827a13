using System;
using System.Collections.Generic;
using NUnit.Framework;

namespace Asserted;

/// <summary>The assertions of NUnit as they are, outside of its runner.</summary>
internal static class Assertions
{
    public static int Main(string[] args)
    {
        if (args[0] == "list")
        {
            Console.WriteLine(nameof(Assertions));
            return 0;
        }

        Hold();
        Fail(static () => Assert.That(2 + 2, Is.EqualTo(5)));
        Fail(static () => Assert.That("hello", Does.StartWith("he").And.Contain("lx"), "greeting"));
        Fail(static () => Assert.That(new List<int> { 1, 2, 3 }, Is.EquivalentTo(new[] { 1, 2, 4 })));
        Fail(static () => Assert.That(2.0, Is.EqualTo(2.5).Within(0.1)));
        Fail(static () => Assert.That(new[] { "a", "bb" }, Has.All.Length.EqualTo(1)));
        Fail(static () => Assert.That(static () => { }, Throws.ArgumentException));
        return 0;
    }

    private static void Hold()
    {
        Assert.That(1 + 1, Is.EqualTo(2));
        Assert.That("hello", Does.Contain("ell").And.StartsWith("he"));
        Assert.That(new[] { 1, 2, 3 }, Has.Length.EqualTo(3).And.Some.GreaterThan(2));
        Assert.That(new[] { 1, 2, 3 }, Is.Ordered.And.Unique);
        Assert.That(new Dictionary<string, int> { ["a"] = 1 }, Does.ContainKey("a"));
        Assert.That(static () => throw new InvalidOperationException("x"), Throws.InvalidOperationException.With.Message.EqualTo("x"));
        Assert.That(1.0 / 3, Is.EqualTo(0.333).Within(0.001));
        Assert.That(null as object, Is.Null);
        Assert.That(new object(), Is.InstanceOf<object>().And.Not.Null);
        Assert.That(DateTime.UnixEpoch, Is.LessThan(DateTime.MaxValue));
        Assert.That(string.Empty, Is.Empty);
        Assert.That((1, "a"), Is.EqualTo((1, "a")));
        Console.WriteLine("held");
    }

    private static void Fail(Action assertion)
    {
        try
        {
            assertion();
            Console.WriteLine("did not fail");
        }
        catch (AssertionException e)
        {
            // Several failures make one message, with traces, in which .NET names parameters and we do not.
            foreach (string line in e.Message.Split('\n'))
            {
                if (!line.TrimStart().StartsWith("at ", StringComparison.Ordinal))
                    Console.WriteLine(line.TrimEnd());
            }
        }
    }
}
