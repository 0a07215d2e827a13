using System;
using System.IO;
using NUnit.Framework;

namespace Differential;

/// <summary>How programs end other than by returning from Main: what is printed, and the exit status.</summary>
public class EndingTests
{
    private const int Aborted = 134;
    private static readonly string s_endings = Toolchain.Built("UnhandledEndings", "UnhandledEndings.dll");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-endings-");
    private string _image = "";
    private string _warnings = "";

    [OneTimeSetUp]
    public void Compile()
    {
        _image = Path.Combine(_folder.FullName, "endings");
        _warnings = Toolchain.Compile(s_endings, _image, "-O2");
    }

    [OneTimeTearDown]
    public void RemoveImage() => _folder.Delete(recursive: true);

    [TestCase("return", 7)]
    [TestCase("exit", 9)]
    [TestCase("exitcode", 11)]
    [TestCase("arguments", 0)]
    [TestCase("ending", 15)]
    [TestCase("endings", 16)]
    public void Program_EndsByItself_GivesItsStatus(string how, int status)
    {
        Toolchain.Outcome expected = Toolchain.Run("dotnet", [s_endings, how, "two words", "", "äöü"]);
        Toolchain.Outcome actual = Toolchain.Run(_image, [how, "two words", "", "äöü"]);
        Assert.That(actual.Status, Is.EqualTo(status));
        Assert.That(actual.Output, Is.EqualTo(expected.Output));
        Assert.That(actual.Errors, Is.Empty);
    }

    [TestCase("xterm-256color")]
    [TestCase("dumb")]
    public void Output_OnATerminal_IsDrawnAsOnDotNet(string terminal)
    {
        // .NET asks a terminal that reads keys for those of its keypad.
        string expected = OnTerminal(terminal, $"dotnet {s_endings}").Replace("\x1b[?1h\x1b=", "");
        string actual = OnTerminal(terminal, _image);
        Assert.That(actual, Does.Contain("colours").And.Contain("there"));
        if (terminal == "dumb")
            Assert.That(actual, Is.EqualTo("coloursthereTrue\r\n"));
        else
            Assert.That(actual, Is.EqualTo(expected).And.Contain("\x1b[33m"));
    }

    [TestCase("America/New_York")]
    [TestCase("Asia/Kolkata")]
    [TestCase("No/Where")]
    public void LocalTime_IsThatOfTheZoneSet(string zone)
    {
        Toolchain.Outcome expected = Toolchain.Run("env", ["TZ=" + zone, "dotnet", s_endings, "zone"]);
        Toolchain.Outcome actual = Toolchain.Run("env", ["TZ=" + zone, _image, "zone"]);
        Assert.That(actual.Output, Is.Not.Empty.And.EqualTo(expected.Output), actual.Errors);
    }

    [Test]
    public void Output_Redirected_IsNotDrawn() =>
        Assert.That(Toolchain.Run(_image, ["terminal"]).Output, Is.EqualTo("coloursTrue\n"));

    private static string OnTerminal(string terminal, string program) =>
        Toolchain.Run("script", ["--quiet", "--return", "--command", $"env TERM={terminal} {program} terminal", "/dev/null"]).Output;

    [TestCase("")]
    [TestCase("move")]
    [TestCase("collect")]
    public void Exception_Unhandled_PrintsTypeMessageTraceAndFails(string stress)
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["throw"], stress);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Output, Is.EqualTo("before\n"));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.InvalidOperationException: told to"));
        Assert.That(actual.Errors, Does.Contain(" ---> System.ArgumentException: the cause"));
        Assert.That(actual.Errors, Does.Match(@"   at Endings\.Program\.Throw\(int\) in .*Program\.cs:line \d+"));
        Assert.That(actual.Errors, Does.Match(@"   at Endings\.Program\.Main\(string\[\]\) in .*Program\.cs:line \d+\n$"));
    }

    [Test]
    public void Exception_Unhandled_IsTheEventsToSeeFirst()
    {
        Toolchain.Outcome expected = Toolchain.Run("dotnet", [s_endings, "event"]);
        Toolchain.Outcome actual = Toolchain.Run(_image, ["event"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Output, Is.EqualTo("before\ntold to\n").And.EqualTo(expected.Output));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.InvalidOperationException: told to"));
    }

    [TestCase("void")]
    [TestCase("timer")]
    public void Exception_OfNobody_IsUnhandled(string where)
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, [where]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Output, Is.EqualTo("seen\n"));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.InvalidOperationException: from " + where));
    }

    [Test]
    public void NativeCode_ThatIsNotThere_IsWarnedOfAndThrows()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["native"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.DllNotFoundException: There is no native library 'nowhere' to call number of.\n"));
        Assert.That(_warnings, Does.Match(
            @"warning: there is no native library 'nowhere': .*\n  at   Endings\.Program\.Main\(string\[\]\) IL_[0-9a-f]{4}, .*Program\.cs:\d+\n  from \(program entry point\)"));
    }

    [Test]
    public void Trace_GoesToStandardError()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["log"]);
        Assert.That(actual.Errors, Is.EqualTo("traced\n"));
        Assert.That(actual.Output, Is.Empty);
    }

    [Test]
    public void Null_Unhandled_NamesTheFaultingLine()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["null"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.\n"));
        Assert.That(actual.Errors, Does.Match(@"   at Endings\.Program\.Read\(int\[\]\) in .*Program\.cs:line \d+"));
    }

    [Test]
    public void Stack_Overrun_EndsCleanlyWithATrace()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["overrun"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Errors, Does.StartWith("Stack overflow: goroutine 1 needs more than its limit of 268435456 bytes\n"));
        Assert.That(actual.Errors, Does.Match(@"   at Endings\.Program\.Overrun\(int\) in .*Program\.cs:line \d+"));
        Assert.That(actual.Errors, Does.Contain("   at Endings.Program.Main(string[])"));
        Assert.That(actual.Errors.Split('\n'), Has.Length.LessThan(100));
    }

    [Test]
    public void FailFast_PrintsItsMessage()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["failfast"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Errors, Does.StartWith("Process terminated. enough\n"));
    }

    [Test]
    public void WildPointer_IsNoNullReference()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["wild"]);
        Assert.That(actual.Status, Is.EqualTo(Aborted));
        Assert.That(actual.Errors, Does.StartWith("Unhandled exception. System.AccessViolationException"));
    }

    [Test]
    public void Memory_Exhausted_Throws()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["memory"]);
        Assert.That(actual.Output, Is.EqualTo("out of memory\nstill fine\n"), actual.Errors);
        Assert.That(actual.Status, Is.Zero);
    }

    [Test]
    public void Input_IsRead()
    {
        Toolchain.Outcome actual = Toolchain.Run(_image, ["input"]);
        Assert.That(actual.Output, Is.EqualTo("end of input\n"), actual.Errors);
    }
}
