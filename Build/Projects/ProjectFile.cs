using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Build.Projects;

/// <summary>A .csproj: what it references and when its inputs last changed.</summary>
/// <remarks>Reads the file directly. Starting MSBuild to learn that nothing changed would cost seconds at every run.</remarks>
public sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        FilePath = path;
        _document = XDocument.Load(path);
        string[] references = [.. _document.Descendants("ProjectReference").Select(e => e.Attribute("Include")?.Value.Replace('\\', '/') ?? "$()")];
        References = [.. references.Where(IsPath).Select(r => Path.GetFullPath(Path.Combine(Folder, r)))];
        IsFullyKnown = references.All(IsPath) && !_document.Descendants("Import").Any();
    }

    public string FilePath { get; }

    public string Folder => Path.GetDirectoryName(FilePath)!;

    public string Name => Path.GetFileNameWithoutExtension(FilePath);

    public string AssemblyName => _document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    /// <summary>Whether its inputs can be told without MSBuild: nothing computed, nothing imported.</summary>
    public bool IsFullyKnown { get; }

    /// <summary>Full paths of the directly referenced projects, except those MSBuild computes.</summary>
    public IReadOnlyList<string> References { get; }

    public static ProjectFile Load(string path)
    {
        if (!File.Exists(path))
            throw new BuildException($"no project file at {path}");
        try
        {
            return new ProjectFile(Path.GetFullPath(path));
        }
        catch (System.Xml.XmlException e)
        {
            throw new BuildException($"{path} is not a valid project file: {e.Message}");
        }
    }

    /// <summary>This project and everything it references, directly or not; dependencies first.</summary>
    public IReadOnlyList<ProjectFile> Closure()
    {
        var ordered = new List<ProjectFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Visit(this, ordered, seen);
        return ordered;
    }

    /// <summary>Latest change of any source, project or settings file below the folder; UTC.</summary>
    public DateTime LastChange()
    {
        DateTime latest = File.GetLastWriteTimeUtc(FilePath);
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            if (!IsInput(file))
                continue;
            DateTime time = File.GetLastWriteTimeUtc(file);
            if (time > latest)
                latest = time;
        }

        return latest;
    }

    private static bool IsPath(string reference) => reference.AsSpan().IndexOfAny("$*@;%") < 0;

    private static void Visit(ProjectFile project, List<ProjectFile> ordered, HashSet<string> seen)
    {
        if (!seen.Add(project.FilePath))
            return;
        foreach (string reference in project.References)
            Visit(Load(reference), ordered, seen);
        ordered.Add(project);
    }

    private static bool IsInput(string file) =>
        Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".targets" or ".json" or ".resx"
        && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);
}
