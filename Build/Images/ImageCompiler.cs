using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Build.Projects;

namespace Build.Images;

/// <summary>Turns DLLs into images with IL2CPU, when they are out of date.</summary>
public sealed class ImageCompiler(Workspace workspace, ProjectBuilder builder)
{
    private readonly Workspace _workspace = workspace;
    private readonly ProjectBuilder _builder = builder;

    /// <summary>One image to make.</summary>
    /// <param name="Name">File name below the images folder, without extension.</param>
    /// <param name="Assembly">DLL with the roots.</param>
    /// <param name="References">Further DLLs and folders.</param>
    /// <param name="Options">Options of il2cpu.</param>
    public sealed record Recipe(string Name, string Assembly, IReadOnlyList<string> References, IReadOnlyList<string> Options);

    /// <summary>Path of the image, after building it if any input or the compiler is newer.</summary>
    public string Compile(Recipe recipe)
    {
        string image = Path.Combine(_workspace.Images, recipe.Name + ".elf");
        string key = image + ".inputs";
        string inputs = Describe(recipe);
        if (File.Exists(image) && File.Exists(key) && File.ReadAllText(key) == inputs)
            return image;
        Progress.Say($"compiling {recipe.Name}");
        Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        var arguments = new List<string> { Compiler, recipe.Assembly, "-o", image, "--map", Path.ChangeExtension(image, ".map") };
        foreach (string reference in recipe.References)
            arguments.AddRange(["--reference", reference]);
        arguments.AddRange(recipe.Options);
        File.Delete(key);
        Run(recipe.Name, arguments);
        File.WriteAllText(key, inputs);
        return image;
    }

    /// <summary>The compiler's own error is the whole message: it names the file or the method, and needs no frame around it.</summary>
    private void Run(string name, List<string> arguments)
    {
        const string Prefix = "error: ";
        Shell.Result result = Shell.Run("dotnet", arguments, _workspace.Root);
        string text = result.Output.TrimEnd();
        if (result.ExitCode == 0)
        {
            if (text.Length > 0)
                Console.Error.WriteLine(text);
            return;
        }

        throw new BuildException(text.StartsWith(Prefix, StringComparison.Ordinal)
            ? text[Prefix.Length..]
            : $"compiling {name} failed (exit status {result.ExitCode}):\n{text}");
    }

    private string Compiler =>
        _builder.AssemblyOf(ProjectFile.Load(_workspace.PathOf("IL2CPU/Cli/IL2CPU.Cli.csproj")));

    /// <summary>What the image depends on: command line, and identity of every input file.</summary>
    private string Describe(Recipe recipe)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Join(' ', recipe.Options));
        Append(text, Directory.EnumerateFiles(Path.GetDirectoryName(Compiler)!, "*.dll"));
        // With its own libraries, which il2cpu finds there.
        Append(text, Directory.EnumerateFiles(Path.GetDirectoryName(recipe.Assembly)!, "*.dll"));
        foreach (string reference in recipe.References)
            Append(text, Directory.Exists(reference) ? Directory.EnumerateFiles(reference, "*.dll") : [reference]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> files)
    {
        foreach (string file in files.Order(StringComparer.Ordinal))
            text.AppendLine($"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}");
    }
}
