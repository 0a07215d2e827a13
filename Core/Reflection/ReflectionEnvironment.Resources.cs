using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using Abi;
using Core.Program.Types;

namespace Core.Reflection;

internal sealed unsafe partial class ReflectionEnvironment
{
    public override ManifestResourceInfo GetManifestResourceInfo(Assembly assembly, string resourceName) =>
        FindResource(assembly, resourceName) == null
            ? null!
            : new ManifestResourceInfo(null, null, ResourceLocation.Embedded | ResourceLocation.ContainedInManifestFile);

    public override string[] GetManifestResourceNames(Assembly assembly)
    {
        var names = new List<string>();
        string owner = assembly.FullName!;
        ReflectionHeader* header = ImageMetadata.Header;
        for (uint i = 0; i < header->ResourceCount; i++)
        {
            if (TableNames.TextOf(header->Resources[i].Assembly) == owner)
                names.Add(TableNames.TextOf(header->Resources[i].Name));
        }

        return names.ToArray();
    }

    public override Stream GetManifestResourceStream(Assembly assembly, string name)
    {
        ReflectedResource* resource = FindResource(assembly, name);
        return resource == null ? null! : new UnmanagedMemoryStream(resource->Bytes, resource->Length);
    }

    private static ReflectedResource* FindResource(Assembly assembly, string name)
    {
        string owner = assembly.FullName!;
        ReflectionHeader* header = ImageMetadata.Header;
        for (uint i = 0; i < header->ResourceCount; i++)
        {
            ReflectedResource* resource = header->Resources + i;
            if (TableNames.TextOf(resource->Name) == name && TableNames.TextOf(resource->Assembly) == owner)
                return resource;
        }

        return null;
    }
}
