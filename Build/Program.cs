using System;
using Build.Commands;
using Build.Testing;

namespace Build;

/// <summary>Behind ./run and ./test.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        try
        {
            Workspace workspace = Workspace.Find();
            return args switch
            {
                ["run", .. var rest] => RunCommand.Execute(workspace, rest),
                ["test", .. var rest] => TestCommand.Execute(workspace, rest),
                _ => throw new BuildException("usage: run ... or test ...", 2),
            };
        }
        catch (BuildException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return e.ExitCode;
        }
    }
}
