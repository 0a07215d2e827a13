using System;
using System.Globalization;
using System.IO;
using System.Text;
using Abi;

namespace Build.Emulator;

/// <summary>Splits COM1 into lines, passes them on, and picks out the machine-readable record of the exit status.</summary>
public sealed class LogReader(Action<string> line)
{
    private readonly Action<string> _line = line;
    private readonly StringBuilder _partial = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Status from the record "exit N"; null until it came.</summary>
    public int? ProgramStatus { get; private set; }

    public void ReadAll(Stream stream)
    {
        byte[] bytes = new byte[4096];
        char[] chars = new char[4096];
        int count;
        while ((count = stream.Read(bytes)) > 0)
        {
            int decoded = _decoder.GetChars(bytes.AsSpan(0, count), chars, false);
            foreach (char c in chars.AsSpan(0, decoded))
                Take(c);
        }

        if (_partial.Length != 0)
            EndLine();
    }

    private void Take(char c)
    {
        if (c == '\n')
            EndLine();
        else if (c != '\r')
            _partial.Append(c);
    }

    private void EndLine()
    {
        string text = _partial.ToString();
        _partial.Clear();
        int mark = text.IndexOf(BootProtocol.ExitLineMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            _line(text);
            return;
        }

        if (mark > 0)
            _line(text[..mark]);
        string[] words = text[(mark + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["exit", var number] && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int status))
            ProgramStatus = status & 0xFF;
    }
}
