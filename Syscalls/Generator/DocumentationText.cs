using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Syscalls.Generator;

/// <summary>The plain text of a declaration's XML documentation.</summary>
internal static class DocumentationText
{
    /// <summary>Content of one element with white space folded, or an empty text.</summary>
    public static string Element(ISymbol symbol, string element)
    {
        string? xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml))
            return "";
        try
        {
            XElement? found = XElement.Parse(xml).Element(element);
            return found is null ? "" : Fold(PlainText(found));
        }
        catch (System.Xml.XmlException)
        {
            return "";
        }
    }

    private static string PlainText(XElement element)
    {
        var text = new StringBuilder();
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement child)
                text.Append(ReferenceName(child) ?? PlainText(child));
        }

        return text.ToString();
    }

    private static string? ReferenceName(XElement element)
    {
        string? target = element.Attribute("cref")?.Value ?? element.Attribute("name")?.Value;
        return target is null ? null : target[(target.LastIndexOfAny(['.', ':']) + 1)..];
    }

    private static string Fold(string text) => string.Join(" ", text.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
}
