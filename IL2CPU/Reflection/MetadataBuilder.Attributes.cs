using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    private List<int> Attributes(ModuleDesc module, EntityHandle parent) => [];
}
