using System;
using System.Text;

namespace Random;

/// <summary>Makes text of nodes.</summary>
public static class SourceWriter
{
    public static string Write(Node root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var text = new StringBuilder();
        foreach (object statement in root.Parts)
            WriteStatement(text, (Node)statement, 0);
        return text.ToString();
    }

    private static void WriteStatement(StringBuilder text, Node statement, int depth)
    {
        text.Append(' ', depth * 2);
        WriteParts(text, statement, depth);
        text.Append('\n');
    }

    private static void WriteParts(StringBuilder text, Node node, int depth)
    {
        foreach (object part in node.Parts)
        {
            if (part is string word)
                text.Append(word);
            else if (part is Node { Kind: NodeKind.Block } block)
                WriteBlock(text, block, depth);
            else
                WriteParts(text, (Node)part, depth);
        }
    }

    private static void WriteBlock(StringBuilder text, Node block, int depth)
    {
        text.Append("{\n");
        foreach (object statement in block.Parts)
            WriteStatement(text, (Node)statement, depth + 1);
        text.Append(' ', depth * 2).Append('}');
    }
}
