using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Corpus.Library;

/// <summary>Deflate, zlib and gzip there and back, archives, damaged and truncated data. Lengths of compressed data may differ from .NET's.</summary>
public static class CompressedStreams
{
    private static readonly CompressionLevel[] s_levels = Enum.GetValues<CompressionLevel>();

    // "hello hello hello" by gzip, with a name in its header.
    private const string Gzipped = "H4sICAAAAAAC/2hlbGxvLnR4dADLSM3JyVfIQJAAgIj55REAAAA=";

    public static int Run()
    {
        foreach ((string name, byte[] data) in Inputs())
            ThereAndBack(name, data);
        Known();
        Pieces();
        Members();
        Damaged();
        Archive();
        return 0;
    }

    private static (string Name, byte[] Data)[] Inputs()
    {
        var random = new Random(5);
        byte[] noise = new byte[900];
        random.NextBytes(noise);
        string[] words = ["the", "quick", "brown", "fox", "jumps"];
        string text = string.Join(' ', Enumerable.Range(0, 400).Select(_ => words[random.Next(words.Length)]));
        byte[] steps = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i / 70))];
        return [("nothing", []), ("one", [65]), ("zeros", new byte[5000]), ("noise", noise), ("text", Encoding.ASCII.GetBytes(text)), ("steps", steps)];
    }

    private static Stream Compress(int kind, Stream to, CompressionLevel level) => kind switch
    {
        0 => new DeflateStream(to, level, leaveOpen: true),
        1 => new ZLibStream(to, level, leaveOpen: true),
        _ => new GZipStream(to, level, leaveOpen: true),
    };

    private static Stream Expand(int kind, Stream from) => kind switch
    {
        0 => new DeflateStream(from, CompressionMode.Decompress),
        1 => new ZLibStream(from, CompressionMode.Decompress),
        _ => new GZipStream(from, CompressionMode.Decompress),
    };

    private static void ThereAndBack(string name, byte[] data)
    {
        for (int kind = 0; kind < 3; kind++)
        {
            foreach (CompressionLevel level in s_levels)
            {
                var packed = new MemoryStream();
                using (Stream to = Compress(kind, packed, level))
                    to.Write(data);
                bool smaller = packed.Length < data.Length / 2;
                packed.Position = 0;
                var back = new MemoryStream();
                using (Stream from = Expand(kind, packed))
                    from.CopyTo(back);
                Console.Write($"{name} {kind} {level} {back.ToArray().AsSpan().SequenceEqual(data)} {smaller}; ");
            }
        }

        Console.WriteLine();
    }

    private static void Known()
    {
        using var from = new GZipStream(new MemoryStream(Convert.FromBase64String(Gzipped)), CompressionMode.Decompress);
        Console.WriteLine(new StreamReader(from).ReadToEnd());
    }

    // Bytes one at a time, spans on the stack, flushes in between.
    private static void Pieces()
    {
        var packed = new MemoryStream();
        using (var to = new DeflateStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            Span<byte> piece = stackalloc byte[40];
            for (int i = 0; i < 20; i++)
            {
                piece.Fill((byte)i);
                to.Write(piece[..(2 * i)]);
                to.WriteByte((byte)(200 + i));
                if (i % 6 == 0)
                    to.Flush();
            }
        }

        packed.Position = 0;
        using var from = new DeflateStream(packed, CompressionMode.Decompress);
        Span<byte> read = stackalloc byte[7];
        int sum = from.ReadByte(), count = 1, got;
        while ((got = from.Read(read)) > 0)
        {
            foreach (byte value in read[..got])
                sum = (sum * 31) + value;
            count += got;
        }

        Console.WriteLine($"{count} {sum} {from.ReadByte()}");
    }

    // A gzip file may hold several members; what follows them is left alone.
    private static void Members()
    {
        var packed = new MemoryStream();
        foreach (string part in new[] { "first ", "", "second" })
        {
            using var to = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
            to.Write(Encoding.UTF8.GetBytes(part + " "));
        }

        packed.Write("tail"u8);
        packed.Position = 0;
        using var from = new GZipStream(packed, CompressionMode.Decompress);
        Console.WriteLine(new StreamReader(from).ReadToEnd() + "|");
    }

    private static void Damaged()
    {
        byte[] sound = Convert.FromBase64String(Gzipped);
        byte[] wrongSum = [.. sound];
        wrongSum[^6] ^= 1;
        byte[] wrongCode = [.. sound];
        wrongCode[20] = 0xFF;
        foreach (byte[] data in new[] { wrongSum, wrongCode, sound[..^12], "no gzip at all"u8.ToArray(), [] })
        {
            try
            {
                using var from = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
                Console.WriteLine("read " + new StreamReader(from).ReadToEnd());
            }
            catch (InvalidDataException e)
            {
                Console.WriteLine(e.Message);
            }
        }
    }

    private static void Archive()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in new[] { "a.txt", "folder/b.txt", "empty" })
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, name.Length > 5 ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2024, 2, 29, 12, 30, 0, TimeSpan.Zero);
                using var to = new StreamWriter(entry.Open());
                to.Write(name == "empty" ? "" : string.Concat(Enumerable.Repeat(name + "; ", 50)));
            }
        }

        file.Position = 0;
        using var back = new ZipArchive(file, ZipArchiveMode.Update);
        back.GetEntry("a.txt")!.Delete();
        foreach (ZipArchiveEntry entry in back.Entries)
        {
            using var from = new StreamReader(entry.Open());
            string text = from.ReadToEnd();
            Console.WriteLine($"{entry.FullName} {entry.Name} {text.Length} {entry.LastWriteTime.DateTime:yyyy-MM-dd HH:mm} {text[..Math.Min(20, text.Length)]}");
        }
    }
}
