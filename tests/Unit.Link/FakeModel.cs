using System.Collections.Generic;
using System.IO;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace Unit.Link;

/// <summary>A program model a test fills in by hand, over the real base library.</summary>
internal sealed class FakeModel : ProgramModel
{
    private static readonly string s_library = FindLibrary();

    public List<TypeDesc> Constructed { get; } = [];

    public Dictionary<(TypeDesc, MethodDesc), Symbol> Implementations { get; } = [];

    public Dictionary<TypeDesc, MethodDesc> Constructors { get; } = [];

    public List<TypeDesc> ThreadStatics { get; } = [];

    public override TypeSystemContext Context { get; } = new(
        [Path.Combine(s_library, "native", "System.Private.CoreLib.dll"), .. Directory.EnumerateFiles(Path.Combine(s_library, "lib", "net10.0"), "*.dll")],
        new FeatureSwitches());

    public override ImageProfile Profile => UsedProfile;

    public ImageProfile UsedProfile { get; init; } = ImageProfile.Program;

    public override ImageTarget Target => ImageTarget.Linux;

    public override MethodDesc? EntryPoint => null;

    public override IReadOnlyList<MethodBody> Bodies => [];

    public override IReadOnlyList<TypeDesc> ConstructedTypes => Constructed;

    public override IReadOnlyList<TypeDesc> ReferencedTypes => [];

    public override IReadOnlyList<TypeDesc> StaticsTypes => [];

    public override IReadOnlyList<TypeDesc> ThreadStaticsTypes => ThreadStatics;

    public override IReadOnlyList<MethodDesc> Selectors => [];

    public override IReadOnlyList<MethodDesc> EagerClassConstructors => [];

    public override IReadOnlyList<MethodDesc> ModuleInitializers => [];

    public override IReadOnlyList<Diagnostic> Diagnostics => [];

    public TypeDesc Find(string name) => Context.FindType(name) ?? throw new InvalidDataException(name);

    public override bool IsSlotUsed(MethodDesc slot) => true;

    public override Symbol? Implementation(TypeDesc type, MethodDesc slotOrSelector) => Implementations.GetValueOrDefault((type, slotOrSelector));

    public override IReadOnlyList<MethodDesc> PossibleTargets(MethodDesc slotOrSelector) => [];

    public override MethodDesc? LazyClassConstructor(TypeDesc type) => Constructors.GetValueOrDefault(type);

    public override MethodDesc? FindExport(string name) => null;

    public override IReadOnlyList<TypeDesc> CastableInterfaces(TypeDesc type) => type.Interfaces;

    private static string FindLibrary()
    {
        foreach (System.Reflection.AssemblyMetadataAttribute attribute in System.Reflection.CustomAttributeExtensions.GetCustomAttributes<System.Reflection.AssemblyMetadataAttribute>(typeof(FakeModel).Assembly))
        {
            if (attribute is { Key: "BaseLibrary", Value: { } folder })
                return folder;
        }

        throw new InvalidDataException("no BaseLibrary");
    }
}
