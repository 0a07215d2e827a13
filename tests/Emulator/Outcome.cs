using System;
using System.Text;

namespace Emulator;

/// <summary>What a run left.</summary>
internal sealed record Outcome(int Status, byte[] Bytes, string Errors, TimeSpan Time)
{
    /// <summary>Standard output.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Lines of standard output, without a last empty one.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>For the messages of failed assertions.</summary>
    public override string ToString() => $"status {Status} after {Time.TotalSeconds:0.0} s\n--- output\n{Text}\n--- errors\n{Errors}";
}
