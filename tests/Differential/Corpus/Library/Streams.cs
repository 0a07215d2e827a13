using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Corpus.Library;

public static class Streams
{
    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        var ms = new MemoryStream();
        using (var w = new StreamWriter(ms, new UTF8Encoding(false), 1024, true))
        {
            w.WriteLine("héllo");
            w.Write(42);
            w.Write(' ');
            w.Write(1.5);
            w.WriteLine("{0}-{1}", 1, 2);
        }
        ms.Position = 0;
        using (var r = new StreamReader(ms))
        {
            string l;
            while ((l = r.ReadLine()) != null)
                Console.WriteLine(l);
        }
        var bw = new BinaryWriter(new MemoryStream());
        bw.Write(1);
        bw.Write("str");
        bw.Write(2.5);
        bw.Write(true);
        bw.Write(5m);
        bw.Flush();
        bw.BaseStream.Position = 0;
        var br = new BinaryReader(bw.BaseStream);
        Console.WriteLine(br.ReadInt32() + br.ReadString() + br.ReadDouble() + br.ReadBoolean() + br.ReadDecimal());
        try
        {
            br.ReadByte();
        }
        catch (EndOfStreamException e)
        {
            Console.WriteLine(e.Message);
        }
        var sr = new StringReader("a\r\nb\nc");
        Console.WriteLine(sr.ReadLine() + sr.Read() + sr.ReadToEnd());
        var sw = new StringWriter();
        sw.Write("{0:X}", 255);
        sw.WriteLine();
        Console.WriteLine(sw.ToString().Length);
        Console.WriteLine(
            Path.GetExtension("a/b.c")
                + Path.ChangeExtension("a.b", "c")
                + Path.GetFullPath("/a/../b/./c")
                + Path.GetDirectoryName("/a/b/c")
                + Path.IsPathRooted("/x")
                + Path.GetFileNameWithoutExtension("x/y.z")
                + Path.Combine("a", "/b")
                + Path.Join("a", "b")
                + Path.GetRelativePath("/a/b", "/a/c/d")
        );
        foreach (
            var enc in new Encoding[]
            {
                Encoding.UTF8,
                Encoding.Unicode,
                Encoding.BigEndianUnicode,
                Encoding.UTF32,
                Encoding.ASCII,
                Encoding.Latin1,
            }
        )
        {
            var b = enc.GetBytes("aé€😀");
            Console.WriteLine(
                enc.WebName
                    + " "
                    + BitConverter.ToString(b)
                    + " "
                    + enc.GetString(b)
                    + " "
                    + enc.GetByteCount("abc")
                    + enc.GetPreamble().Length
            );
        }
        Console.WriteLine(Encoding.UTF8.GetString(new byte[] { 0x61, 0xff, 0xc3, 0x28 }));
        try
        {
            new UTF8Encoding(false, true).GetString(new byte[] { 0xff });
        }
        catch (DecoderFallbackException e)
        {
            Console.WriteLine(e.Message);
        }
        Console.WriteLine(Encoding.GetEncoding("utf-8").EncodingName + Encoding.GetEncoding(28591).WebName);
        var dec = Encoding.UTF8.GetDecoder();
        var ch = new char[10];
        int n = dec.GetChars(new byte[] { 0xe2, 0x82 }, 0, 2, ch, 0);
        n += dec.GetChars(new byte[] { 0xac }, 0, 1, ch, n);
        Console.WriteLine(n + " " + ch[0]);
        foreach (Rune ru in "a😀".EnumerateRunes())
            Console.WriteLine(ru.Value);
        using (var bs = new BufferedStream(new MemoryStream()))
        {
            bs.WriteByte(1);
            bs.Position = 0;
            Console.WriteLine(bs.ReadByte());
        }
    }
}
