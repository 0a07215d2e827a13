using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>Base64, hexadecimal, UTF-8 formatting, sequences of segments, pools, encodings with fallbacks, readers and writers.</summary>
public static class BytesAndText
{
    public static int Run()
    {
        Codes();
        Sequences();
        Pools();
        Encodings();
        Readers();
        return 0;
    }

    private static void Codes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 50).Select(i => (byte)(i * 37))];
        string base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        Console.WriteLine($"{base64} {Convert.FromBase64String(base64).SequenceEqual(bytes)} {Base64Url.EncodeToString(bytes.AsSpan(0, 10))}");
        Console.WriteLine($"{Convert.ToHexStringLower(bytes.AsSpan(0, 9))} {Convert.FromHexString("00fFa5").Sum(b => b)} {Base64.IsValid("QUJD\n"u8)} {Base64Url.DecodeFromChars("QUI").Length}");
        Tour.Line("bad base64", () => Convert.FromBase64String("QUJ").Length.ToString());
        Tour.Line("bad hex", () => Convert.FromHexString("0g").Length.ToString());
        Span<byte> utf8 = stackalloc byte[40];
        Utf8Formatter.TryFormat(-1234567.891m, utf8, out int written, new StandardFormat('N', 2));
        Console.Write(Encoding.ASCII.GetString(utf8[..written]));
        Utf8Formatter.TryFormat(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), utf8, out written, 'B');
        Console.WriteLine($" {Encoding.ASCII.GetString(utf8[..written])} {Utf8Parser.TryParse("77 rest"u8, out int number, out int used)} {number} {used}");
        Span<byte> cells = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(cells, 0x01020304);
        BinaryPrimitives.WriteDoubleLittleEndian(cells[4..], Math.PI);
        BinaryPrimitives.WriteUInt16BigEndian(cells[12..], 0xABCD);
        Console.WriteLine($"{Convert.ToHexString(cells)} {BinaryPrimitives.ReadInt64BigEndian(cells):x} {BinaryPrimitives.ReverseEndianness(0x1234)} {MemoryMarshal.Read<short>(cells)}");
    }

    private static void Sequences()
    {
        var first = new Segment("key=va"u8.ToArray(), null);
        var last = new Segment("r\nnext=2\n"u8.ToArray(), new Segment("lue;othe"u8.ToArray(), first));
        var sequence = new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        Console.WriteLine($"{sequence.Length} {sequence.IsSingleSegment} {Encoding.UTF8.GetString(sequence)} {sequence.PositionOf((byte)';').HasValue}");
        var reader = new SequenceReader<byte>(sequence);
        reader.TryReadTo(out ReadOnlySequence<byte> key, (byte)'=');
        reader.TryReadToAny(out ReadOnlySequence<byte> value, ";\n"u8);
        Console.WriteLine($"{Encoding.UTF8.GetString(key)} {Encoding.UTF8.GetString(value)} {reader.Consumed} {reader.Remaining} {reader.IsNext("other"u8, advancePast: true)} {reader.TryPeek(out byte next)} {next}");
        var writer = new ArrayBufferWriter<char>(4);
        writer.Write("a text ");
        writer.Write("longer than four");
        Console.WriteLine($"{writer.WrittenSpan} {writer.WrittenCount} {sequence.Slice(4, 5).ToArray().Length}");
    }

    private static void Pools()
    {
        int[] rented = ArrayPool<int>.Shared.Rent(100);
        Console.Write($"{rented.Length >= 100} ");
        ArrayPool<int>.Shared.Return(rented, clearArray: true);
        ArrayPool<byte> own = ArrayPool<byte>.Create(64, 2);
        byte[] one = own.Rent(20);
        own.Return(one);
        Console.WriteLine($"{one.Length} {ReferenceEquals(one, own.Rent(30))} {own.Rent(1000).Length}");
        using IMemoryOwner<char> memory = MemoryPool<char>.Shared.Rent(10);
        "abc".CopyTo(memory.Memory.Span);
        Console.WriteLine($"{memory.Memory.Span[..3]} {string.Create(5, 'x', (span, c) => span.Fill(c))}");
    }

    private static void Encodings()
    {
        const string Text = "aé€😀\ud800z";
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, Encoding.ASCII })
        {
            byte[] bytes = encoding.GetBytes(Text);
            Console.WriteLine($"{encoding.WebName} {Convert.ToHexString(bytes)} {encoding.GetString(bytes).Length} {encoding.GetMaxByteCount(3)} {encoding.GetPreamble().Length}");
        }

        Encoding strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Tour.Line("strict bytes", () => strict.GetString([0x61, 0xC3]));
        Tour.Line("strict text", () => strict.GetBytes(Text).Length.ToString());
        Encoding marked = Encoding.GetEncoding("us-ascii", new EncoderReplacementFallback("<?>"), new DecoderReplacementFallback("<!>"));
        Console.WriteLine($"{marked.GetString(marked.GetBytes("naïve"))} {marked.GetString([0x41, 0xFF])}");
        Decoder decoder = Encoding.UTF8.GetDecoder();
        Span<char> chars = stackalloc char[8];
        int at = 0;
        foreach (byte b in "€😀"u8)
            at += decoder.GetChars([b], chars[at..], flush: false);
        Console.WriteLine($"{chars[..at]} {at} {Rune.DecodeFromUtf8([0xF0, 0x9F], out Rune rune, out int consumed)} {rune} {consumed}");
    }

    private static void Readers()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(true);
            writer.Write("text é");
            writer.Write7BitEncodedInt(300);
            writer.Write(1.5m);
            writer.Write('€');
            writer.Write((Half)0.5);
        }

        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        Console.WriteLine($"{reader.ReadBoolean()} {reader.ReadString()} {reader.Read7BitEncodedInt()} {reader.ReadDecimal()} {reader.ReadChar()} {reader.ReadHalf()} {reader.PeekChar()}");
        Tour.Line("behind the end", () => reader.ReadInt32().ToString());
        using var text = new StreamReader(new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("first\r\nsecond\rthird")]), detectEncodingFromByteOrderMarks: true);
        Console.Write($"{text.ReadLine()}|{(char)text.Peek()}|{text.ReadToEnd().Replace('\r', '~')}|{text.CurrentEncoding.WebName}|{text.EndOfStream}");
        using var lines = new StringReader("x\ny");
        using var to = new StringWriter { NewLine = "\n" };
        while (lines.ReadLine() is { } line)
            to.WriteLine($"<{line}>");
        Console.WriteLine(to.ToString().Replace('\n', '/'));
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment before)
        {
            Memory = bytes;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
