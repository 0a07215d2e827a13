using System.IO;
using NUnit.Framework;

namespace Emulator;

/// <summary>A user's own programs, outside the checkout: a file, a project, a folder.</summary>
public class GivenProgramTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sharkaros-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void SourceFile_WithGoroutines_Runs()
    {
        string file = Write("Answer.cs", $"""
            #:project {RunScript.PathOf("Goroutines")}
            using Goroutines;

            var results = new Channel<int>();
            Go.Spawn(() => results.Send(6 * 7));
            Console.WriteLine(results.Receive() + args.Length);
            """);

        Outcome outcome = RunScript.Guest(file, "one", "two");

        Assert.That(outcome.Text, Is.EqualTo("44\n"), outcome.ToString());
        Assert.That(outcome.Status, Is.Zero);
    }

    [Test]
    public void SourceFile_ThatDoesNotCompile_ShowsTheCompilersWords()
    {
        string file = Write("Wrong.cs", "int x = \"text\";");

        Outcome outcome = RunScript.Guest(file);

        Assert.That(outcome.Errors, Does.Contain("Wrong.cs(1,9): error CS0029"), outcome.ToString());
        Assert.That(outcome.Status, Is.EqualTo(1));
        Assert.That(outcome.Bytes, Is.Empty);
    }

    [Test]
    public void Folder_WhoseLibraryChanges_RunsTheNewOne()
    {
        Write("Library/Library.csproj", Project("", ""));
        Write("Library/Word.cs", "public static class Word { public static string Text => \"old\"; }");
        Write("App/App.csproj", Project(
            "<OutputType>Exe</OutputType>", "<ProjectReference Include=\"..\\Library\\Library.csproj\" />"));
        Write("App/App.cs", "System.Console.WriteLine(Word.Text);");

        Outcome first = RunScript.Guest(Path.Combine(_folder, "App"));
        Write("Library/Word.cs", "public static class Word { public static string Text => \"new\"; }");
        Outcome second = RunScript.Guest(Path.Combine(_folder, "App"));

        Assert.That(first.Text, Is.EqualTo("old\n"), first.ToString());
        Assert.That(second.Text, Is.EqualTo("new\n"), second.ToString());
    }

    [Test]
    public void Folder_WithoutAProject_SaysSo()
    {
        Outcome outcome = RunScript.Guest(_folder);

        Assert.That(outcome.Errors, Does.Contain($"error: no project in the folder {_folder}"), outcome.ToString());
        Assert.That(outcome.Status, Is.EqualTo(2));
    }

    private static string Project(string property, string item) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            {property}
          </PropertyGroup>
          <ItemGroup>{item}</ItemGroup>
        </Project>
        """;

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
