using System;
using IL2CPU.IR;
using IL2CPU.X64;

namespace IL2CPU.Link.Dwarf;

internal sealed partial class DwarfWriter
{
    private const byte CopyRow = 1;
    private const byte AdvancePc = 2;
    private const byte AdvanceLine = 3;
    private const byte SetFile = 4;
    private const byte SetColumn = 5;
    private const int LineBase = -5;
    private const int LineRange = 14;
    private const int OpcodeBase = 13;
    private const byte PathContent = 1;
    private const byte DirectoryContent = 2;

    /// <summary>The line number program: one sequence per function.</summary>
    private ByteWriter LineProgram()
    {
        var program = new ByteWriter();
        for (int i = 0; i < _functions.Count; i++)
        {
            if (_functions[i].Code.Body is { } body && _functions[i].Code.Lines.Length != 0)
                AddSequence(program, _functions[i], body, EndOf(i));
        }

        return program;
    }

    private void AddSequence(ByteWriter program, PlacedFunction function, MethodBody body, ulong end)
    {
        SourceLine current = FirstLine(function);
        var state = new LineState();
        bool started = false;
        if (current.Line > 0)
        {
            Start(program, function, 0, ref state, ref started);
            Row(program, ref state, 0, current);
        }

        // gdb puts a breakpoint on a function behind its prologue, which it takes to end at the second row.
        foreach (LineRow row in function.Code.Lines)
        {
            SourceLine line = row.Location < 0 ? default : _sources.Find(body.Locations[row.Location]);
            if (line.Line == 0 || (line == current && row.Offset == 0) || (line == current && started && state.Rows > 1))
                continue;
            Start(program, function, row.Offset, ref state, ref started);
            Row(program, ref state, row.Offset, line);
            current = line;
        }

        if (!started)
            return;
        program.Byte(AdvancePc);
        program.Uleb(end - (_textStart + function.Offset) - (ulong)state.Offset);
        program.Byte(0);
        program.Byte(1);
        program.Byte(1);
    }

    private void Start(ByteWriter program, PlacedFunction function, int offset, ref LineState state, ref bool started)
    {
        if (started)
            return;
        started = true;
        program.Byte(0);
        program.Byte(1 + AddressSize);
        program.Byte(2);
        program.UInt64(_textStart + function.Offset + (ulong)offset);
        state = new LineState { Offset = offset, Line = 1, File = 1 };
    }

    private void Row(ByteWriter program, ref LineState state, int offset, SourceLine line)
    {
        int file = FileIndex(line.File);
        if (file != state.File)
        {
            program.Byte(SetFile);
            program.Uleb((ulong)file);
            state.File = file;
        }

        if (line.Column != state.Column)
        {
            program.Byte(SetColumn);
            program.Uleb((ulong)line.Column);
            state.Column = line.Column;
        }

        int lineStep = line.Line - state.Line;
        int pcStep = offset - state.Offset;
        int special = lineStep - LineBase + (LineRange * pcStep) + OpcodeBase;
        if (lineStep is >= LineBase and < LineBase + LineRange && special <= byte.MaxValue && pcStep < 20)
        {
            program.Byte((byte)special);
        }
        else
        {
            program.Byte(AdvancePc);
            program.Uleb((ulong)pcStep);
            program.Byte(AdvanceLine);
            program.Sleb(lineStep);
            program.Byte(CopyRow);
        }

        state.Line = line.Line;
        state.Offset = offset;
        state.Rows++;
    }

    private ReadOnlyMemory<byte> LineSection(ByteWriter program)
    {
        ReadOnlySpan<byte> operandCounts = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];
        var header = new ByteWriter();
        header.Byte(1);
        header.Byte(1);
        header.Byte(1);
        header.Byte(unchecked((byte)LineBase));
        header.Byte(LineRange);
        header.Byte(OpcodeBase);
        header.Bytes(operandCounts);
        // One directory, then the files: their paths are absolute. File 0 stands for the unit, and is one of the others.
        header.Bytes([1, PathContent, FormString, 1]);
        header.CString("/");
        header.Bytes([2, PathContent, FormString, DirectoryContent, FormUnsigned]);
        header.Uleb((ulong)_files.Count + 1);
        AddFile(header, _files.Count > 0 ? _files[0] : _name);
        foreach (string file in _files)
            AddFile(header, file);
        var section = new ByteWriter();
        section.UInt32((uint)(2 + 2 + 4 + header.Length + program.Length));
        section.UInt16(Version);
        section.Byte(AddressSize);
        section.Byte(0);
        section.UInt32((uint)header.Length);
        section.Bytes(header.Written.Span);
        section.Bytes(program.Written.Span);
        return section.Written;
    }

    private static void AddFile(ByteWriter header, string file)
    {
        header.CString(file);
        header.Uleb(0);
    }

    private struct LineState
    {
        public int Offset;
        public int Line;
        public int Column;
        public int File;
        public int Rows;
    }
}
