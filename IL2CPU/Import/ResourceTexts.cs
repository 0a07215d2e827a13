using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Resources;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Texts of the base library's messages: the getters of each assembly's System.SR become literals.</summary>
/// <remarks>At run time there is no resource manager; without this a message would be the name of its resource.</remarks>
internal sealed class ResourceTexts
{
    private const string GetterPrefix = "get_";
    private const string ResourceSuffix = ".resources";
    private readonly Dictionary<ModuleDesc, Dictionary<string, string>> _texts = [];

    /// <summary>The text a method returns, when it is such a getter and the assembly has its resource.</summary>
    public bool TryGet(MethodDesc method, out string text)
    {
        text = "";
        if (!method.IsStatic || !method.Name.StartsWith(GetterPrefix, StringComparison.Ordinal)
            || method.OwningType.Name != "SR" || method.OwningType.Namespace != "System" || !method.Signature.ReturnType.IsString)
            return false;
        ModuleDesc module = method.OwningType.Module;
        if (!_texts.TryGetValue(module, out Dictionary<string, string>? texts))
            _texts.Add(module, texts = Read(module));
        return texts.TryGetValue(method.Name[GetterPrefix.Length..], out text!);
    }

    private static Dictionary<string, string> Read(ModuleDesc module)
    {
        var texts = new Dictionary<string, string>();
        foreach (ManifestResourceHandle handle in module.Reader.ManifestResources)
        {
            ManifestResource resource = module.Reader.GetManifestResource(handle);
            if (!resource.Implementation.IsNil || !module.Reader.GetString(resource.Name).EndsWith(ResourceSuffix, StringComparison.Ordinal))
                continue;
            DirectoryEntry directory = module.Image.PEHeaders.CorHeader!.ResourcesDirectory;
            PEMemoryBlock block = module.Image.GetSectionData(directory.RelativeVirtualAddress);
            BlobReader data = block.GetReader((int)resource.Offset, block.Length - (int)resource.Offset);
            ReadStrings(data.ReadBytes(data.ReadInt32()), texts);
        }

        return texts;
    }

    private static void ReadStrings(byte[] data, Dictionary<string, string> texts)
    {
        using var reader = new ResourceReader(new MemoryStream(data));
        foreach (DictionaryEntry entry in reader)
        {
            if (entry.Value is string text)
                texts[(string)entry.Key] = text;
        }
    }
}
