using System;
using System.Buffers.Binary;
using Abi;

namespace Kernel.Processes;

/// <summary>Writes an argument block; see <see cref="ArgumentBlock"/>.</summary>
internal ref struct ArgumentWriter
{
    private readonly Span<byte> _block;
    private readonly int _tableEnd;
    private int _offset;
    private int _strings;

    /// <summary>Begins a block of <see cref="SizeFor"/> bytes.</summary>
    public ArgumentWriter(Span<byte> block, int arguments, int variables)
    {
        _block = block;
        _offset = ArgumentBlock.FirstOffset;
        _tableEnd = ArgumentBlock.FirstOffset + ((arguments + variables) * sizeof(uint));
        _strings = _tableEnd;
        BinaryPrimitives.WriteInt32LittleEndian(block.Slice(ArgumentBlock.CountOffset), arguments);
        BinaryPrimitives.WriteInt32LittleEndian(block.Slice(ArgumentBlock.EnvironmentCountOffset), variables);
    }

    /// <summary>Bytes of a block with so many strings of so many bytes in sum.</summary>
    public static int SizeFor(int strings, int bytes) =>
        ArgumentBlock.FirstOffset + (strings * sizeof(uint)) + bytes + strings;

    /// <summary>Adds the next string, arguments first.</summary>
    public void Add(scoped ReadOnlySpan<byte> text)
    {
        Machine.Panic.Unless(_offset < _tableEnd, "more arguments than announced");
        BinaryPrimitives.WriteInt32LittleEndian(_block.Slice(_offset), _strings);
        _offset += sizeof(uint);
        text.CopyTo(_block.Slice(_strings));
        _block[_strings + text.Length] = 0;
        _strings += text.Length + 1;
    }

    /// <summary>Lines in a text; a last line without its line break counts.</summary>
    public static int CountLines(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (TakeLine(ref text, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>Cuts the first line off.</summary>
    public static bool TakeLine(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (text.IsEmpty)
        {
            return false;
        }

        int length = 0;
        while (length < text.Length && text[length] != '\n')
        {
            length++;
        }

        line = text.Slice(0, length);
        text = length < text.Length ? text.Slice(length + 1) : default;
        return true;
    }
}
