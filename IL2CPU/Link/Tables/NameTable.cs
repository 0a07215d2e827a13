using System;
using System.Collections.Generic;
using System.Text;
using Abi;
using IL2CPU.IR;

namespace IL2CPU.Link.Tables;

/// <summary>Names the runtime refers to by offset, in the code of <see cref="NameCode"/>.</summary>
/// <remarks>
/// Names of methods are made of few parts: their types, and those of their arguments; names of files of few folders. What occurs
/// more than once in a sample of names becomes a piece; further names use the pieces there are.
/// </remarks>
internal sealed class NameTable
{
    private const string Category = "names";

    private Dictionary<string, uint> _offsets = [];
    private readonly Dictionary<string, int> _pieceIndex = [];
    private readonly List<uint> _pieceOffsets = [];
    private readonly List<int> _depths = [];
    private readonly ByteWriter _bytes = new();

    // Of the deepest piece used since it was set to 0.
    private int _depth;

    /// <param name="sample">Most of the names that will be added; their order does not matter.</param>
    public NameTable(IReadOnlyCollection<string> sample)
    {
        _bytes.Byte(0);
        _offsets.Add("", 0);
        ChoosePieces(sample);
    }

    /// <summary>Offset of the name.</summary>
    public uint Add(string name)
    {
        if (_offsets.TryGetValue(name, out uint offset))
            return offset;
        offset = (uint)_bytes.Length;
        int start = 0;
        while (start < name.Length)
        {
            int end = EndOfWord(name, start);
            if (end == start)
                Literal(name.AsSpan(start, ++end - start));
            else if (!TryPiece(name[start..end], NameCode.MaxDepth))
                Parts(name[start..end], NameCode.MaxDepth);
            start = end;
        }

        _bytes.Byte(0);
        _offsets.Add(name, offset);
        return offset;
    }

    public DataObject BuildStrings(Symbol symbol)
    {
        var writer = new ObjectWriter();
        writer.Bytes.Bytes(_bytes.Written.Span);
        // There are no further names.
        _offsets = [];
        return writer.Finish(symbol, SectionKind.ReadOnly, Category, alignment: 1);
    }

    public DataObject BuildPieces(Symbol symbol)
    {
        var writer = new ObjectWriter();
        foreach (uint offset in _pieceOffsets)
            writer.UInt32(offset);
        return writer.Finish(symbol, SectionKind.ReadOnly, Category, alignment: 4);
    }

    // A word is a name with dots, or a path: what stands between the punctuation of signatures.
    private static int EndOfWord(string name, int start)
    {
        int end = start;
        while (end < name.Length && name[end] is not ('(' or ')' or ',' or '<' or '>' or ' ' or '&' or '*' or '[' or ']'))
            end++;
        return end;
    }

    // Length of the namespace, type or folder in front of the last part, its separator included.
    private static int PrefixOf(string word)
    {
        int at = word.Contains('/', StringComparison.Ordinal) ? word.LastIndexOf('/') : word.LastIndexOf('.', Math.Max(0, word.Length - 2));
        return at + 1;
    }

    private void ChoosePieces(IReadOnlyCollection<string> sample)
    {
        var words = new Dictionary<string, int>();
        foreach (string name in sample)
        {
            for (int start = 0; start < name.Length;)
            {
                int end = EndOfWord(name, start);
                if (end > start)
                    Count(words, name[start..end], 1);
                start = Math.Max(end, start + 1);
            }
        }

        var parts = new Dictionary<string, int>();
        foreach ((string word, int uses) in words)
        {
            if (Pays(word, uses))
                Count(parts, word, uses);
            CountParts(parts, word, Pays(word, uses) ? 1 : uses);
        }

        AddPieces(parts);
    }

    private static void CountParts(Dictionary<string, int> parts, string word, int uses)
    {
        int prefix = PrefixOf(word);
        if (prefix == 0)
            return;
        Count(parts, word[..prefix], uses);
        Count(parts, word[prefix..], uses);
        int outer = PrefixOf(word[..prefix]);
        if (outer != 0)
            Count(parts, word[..outer], 1);
    }

    private static void Count(Dictionary<string, int> counts, string text, int uses) =>
        counts[text] = counts.GetValueOrDefault(text) + uses;

    // A use costs two bytes, a piece its text, an end and an offset.
    private static bool Pays(string text, int uses) => (text.Length - 2) * (uses - 1) > 7;

    /// <summary>The most frequent ones get the short codes. Shorter ones are written first: longer ones contain them.</summary>
    private void AddPieces(Dictionary<string, int> parts)
    {
        var chosen = new List<(string Text, int Uses)>();
        foreach ((string text, int uses) in parts)
        {
            if (Pays(text, uses))
                chosen.Add((text, uses));
        }

        chosen.Sort(static (a, b) => a.Uses != b.Uses ? b.Uses.CompareTo(a.Uses) : string.CompareOrdinal(a.Text, b.Text));
        if (chosen.Count > NameCode.MaxPieces)
            chosen.RemoveRange(NameCode.MaxPieces, chosen.Count - NameCode.MaxPieces);
        foreach ((string text, _) in chosen)
        {
            _pieceIndex.Add(text, _pieceOffsets.Count);
            _pieceOffsets.Add(0);
            _depths.Add(0);
        }

        chosen.Sort(static (a, b) => a.Text.Length != b.Text.Length ? a.Text.Length.CompareTo(b.Text.Length) : string.CompareOrdinal(a.Text, b.Text));
        foreach ((string text, _) in chosen)
        {
            int piece = _pieceIndex[text];
            _pieceOffsets[piece] = (uint)_bytes.Length;
            _depth = 0;
            Parts(text, NameCode.MaxDepth - 1);
            _depths[piece] = _depth + 1;
            _bytes.Byte(0);
        }
    }

    // In pieces smaller than the text itself, of at most that depth.
    private void Parts(string text, int depth)
    {
        int prefix = PrefixOf(text);
        if (prefix == 0 || prefix == text.Length)
        {
            Literal(text);
            return;
        }

        if (!TryPiece(text[..prefix], depth))
            Parts(text[..prefix], depth);
        if (!TryPiece(text[prefix..], depth))
            Literal(text.AsSpan(prefix));
    }

    private bool TryPiece(string text, int depth)
    {
        // Pieces not written yet have depth 0: they are no shorter than what is being written.
        if (!_pieceIndex.TryGetValue(text, out int index) || _depths[index] == 0 || _depths[index] > depth)
            return false;
        _depth = Math.Max(_depth, _depths[index]);
        if (index < NameCode.ShortPieces)
        {
            _bytes.Byte((byte)(NameCode.FirstPiece + index));
            return true;
        }

        index -= NameCode.ShortPieces;
        _bytes.Byte((byte)(NameCode.FirstLongPiece + (index >> 8)));
        _bytes.Byte((byte)index);
        return true;
    }

    private void Literal(ReadOnlySpan<char> text)
    {
        Span<byte> buffer = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(buffer);
            foreach (byte part in buffer[..length])
            {
                if (part is <= NameCode.Escape or >= NameCode.FirstPiece)
                    _bytes.Byte(NameCode.Escape);
                _bytes.Byte(part);
            }
        }
    }
}
