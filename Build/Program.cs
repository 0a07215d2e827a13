using System;
using Build.Commands;
using Build.Testing;

namespace Build;

/// <summary>Behind ./run and ./test.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        Ending.Listen();
        try
        {
            Workspace workspace = Workspace.Find();
            int status = args switch
            {
                ["run", .. var rest] => RunCommand.Execute(workspace, rest),
                ["test", .. var rest] => TestCommand.Execute(workspace, rest),
                _ => throw new BuildException("usage: run ... or test ...", 2),
            };
            return Ending.Status ?? status;
        }
        catch (OperationCanceledException) when (Ending.Status is { } status)
        {
            return status;
        }
        catch (BuildException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return Ending.Status ?? e.ExitCode;
        }
        finally
        {
            Ending.Finish();
        }
    }
}
