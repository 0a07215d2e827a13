using System;

namespace Build;

/// <summary>A failure the user can act on: shown as its message alone.</summary>
public sealed class BuildException : Exception
{
    public BuildException(string message, int exitCode = 1)
        : base(message) => ExitCode = exitCode;

    /// <summary>Exit status of the tool.</summary>
    public int ExitCode { get; }
}
