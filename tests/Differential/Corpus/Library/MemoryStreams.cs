using System;
using System.IO;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Library;

/// <summary>Streams, readers and writers over memory.</summary>
public static class MemoryStreams
{
    public static int Run()
    {
        using var m = new MemoryStream();
        using (var w = new BinaryWriter(m, Encoding.UTF8, true))
        {
            w.Write(42);
            w.Write("héllo");
            w.Write(1.5);
            w.Write(true);
            w.Write('é');
            w.Write(123456789012345L);
            w.Write(1.25m);
            w.Write([1, 2, 3]);
            w.Write7BitEncodedInt(300);
        }
        WriteLine(m.Length);
        m.Position = 0;
        using (var r = new BinaryReader(m, Encoding.UTF8, true))
            WriteLine(
                r.ReadInt32()
                    + r.ReadString()
                    + r.ReadDouble()
                    + r.ReadBoolean()
                    + r.ReadChar()
                    + r.ReadInt64()
                    + r.ReadDecimal()
                    + r.ReadBytes(3)[2]
                    + r.Read7BitEncodedInt()
                    + r.PeekChar()
            );
        m.SetLength(0);
        using (var w = new StreamWriter(m, leaveOpen: true) { NewLine = "\n" })
        {
            w.WriteLine("line {0}", 1);
            w.WriteLine("zwei ä");
            w.Write("no end");
        }
        m.Position = 0;
        using (var r = new StreamReader(m, leaveOpen: true))
        {
            while (r.ReadLine() is { } l)
                Write(l + "|");
            WriteLine(r.EndOfStream);
        }
        m.Seek(-3, SeekOrigin.End);
        WriteLine(m.ReadByte() + " " + m.ToArray().Length);
        var sr = new StringReader("a\r\nb\nc");
        WriteLine(sr.ReadLine() + sr.Peek() + sr.ReadToEnd().Length);
        var sw = new StringWriter();
        sw.Write(1);
        sw.WriteLine(true);
        WriteLine(sw.ToString().Trim());
        try
        {
            m.Dispose();
            m.ReadByte();
        }
        catch (ObjectDisposedException)
        {
            WriteLine("closed");
        }
        return 0;
    }
}
