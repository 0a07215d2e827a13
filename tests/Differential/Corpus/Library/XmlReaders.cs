using System;
using System.IO;
using System.Text;
using System.Xml;

namespace Corpus.Library;

/// <summary>XML: the reader and the writer.</summary>
public static class XmlReaders
{
    private const string Text = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- a shop -->
        <shop xmlns:x="urn:extra" name="corner &amp; co">
          <item id="1" price="2.50">pen</item>
          <item id="2" price="12">ink<x:note>blue &lt;dark&gt;</x:note></item>
          <empty/>
          <raw><![CDATA[a < b && c]]></raw>
        </shop>
        """;

    public static int Run()
    {
        Reading();
        Writing();
        return 0;
    }

    private static void Reading()
    {
        using var reader = XmlReader.Create(new StringReader(Text), new XmlReaderSettings { IgnoreWhitespace = true, IgnoreComments = false });
        while (reader.Read())
        {
            Console.Write($"{reader.NodeType} {reader.Name}{(reader.HasValue ? "=" + reader.Value.Trim() : "")}");
            while (reader.MoveToNextAttribute())
                Console.Write($" {reader.Name}:{reader.Value}");
            Console.WriteLine();
        }
    }

    private static void Writing()
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("a", "urn:a");
            writer.WriteAttributeString("b", "\"quoted\" <b>");
            writer.WriteElementString("c", "urn:a", "text");
            writer.WriteStartElement("p", "d", "urn:d");
            writer.WriteValue(true);
            writer.WriteEndElement();
            writer.WriteCData("raw ]] text");
            writer.WriteEndElement();
        }

        Console.WriteLine(text);
    }
}
