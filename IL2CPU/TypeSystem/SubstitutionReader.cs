using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace IL2CPU.TypeSystem;

/// <summary>What one assembly's ILLink.Substitutions.xml says under the given switches.</summary>
internal sealed class SubstitutionTable
{
    public Dictionary<MethodDesc, long> Stubs { get; } = [];

    public HashSet<MethodDesc> Removed { get; } = [];

    public Dictionary<FieldDesc, long> Fields { get; } = [];
}

/// <summary>Reads the trimmer's substitution format (dotnet/runtime docs/tools/illink/data-formats.md).</summary>
internal static class SubstitutionReader
{
    private const string ResourceName = "ILLink.Substitutions.xml";

    public static SubstitutionTable Read(ModuleDesc module, FeatureSwitches switches)
    {
        SubstitutionTable table = new();
        if (FindResource(module) is not { } bytes)
        {
            return table;
        }

        XElement root = Parse(module, bytes);
        foreach (XElement assembly in root.Elements("assembly"))
        {
            if (Text(assembly, "fullname") == module.SimpleName && Applies(assembly, switches))
            {
                foreach (XElement type in assembly.Elements("type"))
                {
                    ReadType(module, type, switches, table);
                }
            }
        }

        return table;
    }

    private static void ReadType(ModuleDesc module, XElement element, FeatureSwitches switches, SubstitutionTable table)
    {
        // Entries for other platforms' types are not in this build of the assembly.
        if (!Applies(element, switches) || module.FindType(Text(element, "fullname").Replace('/', '+')) is not { } type)
        {
            return;
        }

        foreach (XElement method in element.Elements("method"))
        {
            if (Applies(method, switches))
            {
                ReadMethod(module, type, method, table);
            }
        }

        foreach (XElement field in element.Elements("field"))
        {
            if (Applies(field, switches) && type.FindField(Text(field, "name")) is { } found)
            {
                table.Fields[found] = Number(module, Text(field, "value"));
            }
        }
    }

    private static void ReadMethod(ModuleDesc module, TypeDesc type, XElement element, SubstitutionTable table)
    {
        string signature = Text(element, "signature");
        string name = Text(element, "name");
        string body = Text(element, "body");
        foreach (MethodDesc method in type.Methods)
        {
            if (signature.Length > 0 ? !NamesMethod(signature, method.Name) || SignatureText(method) != signature : method.Name != name)
            {
                continue;
            }

            if (body == "stub")
            {
                table.Stubs[method] = Number(module, Text(element, "value"));
            }
            else if (body == "remove")
            {
                table.Removed.Add(method);
            }
        }
    }

    private static bool Applies(XElement element, FeatureSwitches switches)
    {
        string feature = Text(element, "feature");
        if (feature.Length == 0)
        {
            return true;
        }

        return switches.TryGet(feature, out bool value)
            ? bool.TryParse(Text(element, "featurevalue"), out bool wanted) && wanted == value
            : Text(element, "featuredefault") == "true";
    }

    private static long Number(ModuleDesc module, string text)
    {
        if (text.Length == 0 || text == "null")
        {
            return 0;
        }

        if (bool.TryParse(text, out bool boolean))
        {
            return boolean ? 1 : 0;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new TypeSystemException($"{module.Path}: {ResourceName}: value '{text}' is not a number");
    }

    // Cheaper than to write the signatures of all methods of the type.
    private static bool NamesMethod(string signature, string name)
    {
        int end = signature.IndexOf('(', StringComparison.Ordinal);
        return end > name.Length && signature[end - name.Length - 1] == ' ' && signature.AsSpan(0, end).EndsWith(name, StringComparison.Ordinal);
    }

    // The trimmer's notation: result, name, parameters by full name, nested types with '/'.
    private static string SignatureText(MethodDesc method)
    {
        StringBuilder text = new();
        AppendType(text, method.Signature.ReturnType);
        text.Append(' ').Append(method.Name).Append('(');
        string separator = "";
        foreach (TypeDesc parameter in method.Signature.Parameters)
        {
            text.Append(separator);
            AppendType(text, parameter);
            separator = ",";
        }

        return text.Append(')').ToString();
    }

    private static void AppendType(StringBuilder text, TypeDesc type)
    {
        if (type.IsArray || type.IsPointer || type.IsByRef)
        {
            AppendType(text, type.Element);
            text.Append(type.IsPointer ? "*" : type.IsByRef ? "&" : "[" + new string(',', type.Rank - 1) + "]");
            return;
        }

        text.Append(type.Definition.FullName.Replace('+', '/'));
        if (type.HasInstantiation)
        {
            string separator = "<";
            foreach (TypeDesc argument in type.Arguments)
            {
                text.Append(separator);
                AppendType(text, argument);
                separator = ",";
            }

            text.Append('>');
        }
    }

    private static XElement Parse(ModuleDesc module, byte[] bytes)
    {
        try
        {
            using MemoryStream stream = new(bytes);
            return XDocument.Load(stream).Root!;
        }
        catch (XmlException e)
        {
            throw new TypeSystemException($"{module.Path}: {ResourceName}: {e.Message}", e);
        }
    }

    private static byte[]? FindResource(ModuleDesc module)
    {
        foreach (ManifestResourceHandle handle in module.Reader.ManifestResources)
        {
            ManifestResource resource = module.Reader.GetManifestResource(handle);
            if (resource.Implementation.IsNil && module.Reader.StringComparer.Equals(resource.Name, ResourceName))
            {
                DirectoryEntry directory = module.Image.PEHeaders.CorHeader!.ResourcesDirectory;
                PEMemoryBlock block = module.Image.GetSectionData(directory.RelativeVirtualAddress);
                BlobReader reader = block.GetReader((int)resource.Offset, block.Length - (int)resource.Offset);
                return reader.ReadBytes(reader.ReadInt32());
            }
        }

        return null;
    }

    private static string Text(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";
}
