using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Build.Projects;

/// <summary>Compiles projects to DLLs when they are out of date.</summary>
public sealed class ProjectBuilder(Workspace workspace)
{
    private readonly Workspace _workspace = workspace;

    /// <summary>DLL a project builds to.</summary>
    public string AssemblyOf(ProjectFile project) =>
        Path.Combine(_workspace.OutputOf(project.FilePath), project.AssemblyName + ".dll");

    /// <summary>Builds those of the projects whose DLL is older than any input of theirs or of what they reference.</summary>
    /// <returns>How many were built.</returns>
    public int BuildStale(IReadOnlyList<ProjectFile> projects)
    {
        List<ProjectFile> stale = [.. projects.Where(IsStale)];
        if (stale.Count == 0)
            return 0;
        Progress.Say($"building {string.Join(", ", stale.Select(p => p.Name))}");
        if (stale.Count == 1)
            BuildOne(stale[0].FilePath);
        else
            BuildMany(stale);
        foreach (ProjectFile project in stale)
            File.SetLastWriteTimeUtc(StampOf(project), DateTime.UtcNow);
        return stale.Count;
    }

    private string StampOf(ProjectFile project)
    {
        string stamp = Path.Combine(_workspace.Artifacts, "stamps", project.Name + ".built");
        if (!File.Exists(stamp))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(stamp)!);
            File.WriteAllText(stamp, "");
            File.SetLastWriteTimeUtc(stamp, DateTime.UnixEpoch);
        }

        return stamp;
    }

    private bool IsStale(ProjectFile project)
    {
        if (!File.Exists(AssemblyOf(project)))
            return true;
        DateTime built = File.GetLastWriteTimeUtc(StampOf(project));
        foreach (string settings in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", "Build/Target.props", "Build/ReadyToRun.targets" })
        {
            if (File.GetLastWriteTimeUtc(_workspace.PathOf(settings)) > built)
                return true;
        }

        return project.Closure().Any(p => p.LastChange() > built);
    }

    private void BuildOne(string file) =>
        Shell.RunChecked($"building {Path.GetFileName(file)}", "dotnet",
            ["build", file, "-c", Workspace.Configuration, "-nologo", "-v", "quiet", "-clp:NoSummary"], _workspace.Root);

    /// <summary>One MSBuild over several projects: a traversal file, so that shared references are built once.</summary>
    private void BuildMany(List<ProjectFile> projects)
    {
        string file = Path.Combine(_workspace.Artifacts, "stamps", "traversal.proj");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string items = string.Concat(projects.Select(p => $"<P Include=\"{p.FilePath}\" />"));
        File.WriteAllText(file,
            $"<Project DefaultTargets=\"Build\"><ItemGroup>{items}</ItemGroup>"
            + "<Target Name=\"Build\"><MSBuild Projects=\"@(P)\" Targets=\"Restore\" Properties=\"MSBuildRestoreSessionId=1\" />"
            + "<MSBuild Projects=\"@(P)\" Targets=\"Build\" BuildInParallel=\"true\" /></Target></Project>");
        Shell.RunChecked("building", "dotnet",
            ["msbuild", file, $"-p:Configuration={Workspace.Configuration}", "-nologo", "-v:quiet", "-m", "-clp:NoSummary"], _workspace.Root);
    }
}
