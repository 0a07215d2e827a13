using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace Unit.Passes;

/// <summary>A closed world of hand-made bodies without types.</summary>
internal sealed class FakeModel(params MethodBody[] bodies) : ProgramModel
{
    public Dictionary<MethodDesc, MethodDesc[]> Targets { get; } = [];

    public HashSet<TypeDesc> LazyTypes { get; } = [];

    public List<TypeDesc> Constructed { get; } = [];

    public HashSet<Symbol> OnlyCalled { get; } = [];

    public ImageProfile ProfileOfImage { get; init; } = ImageProfile.Program;

    public override TypeSystemContext Context => null!;

    public override ImageProfile Profile => ProfileOfImage;

    public override ImageTarget Target => ImageTarget.Linux;

    public override MethodDesc? EntryPoint => null;

    public override IReadOnlyList<MethodBody> Bodies => bodies;

    public override IReadOnlyList<TypeDesc> ConstructedTypes => Constructed;

    public override IReadOnlyList<TypeDesc> ReferencedTypes => [];

    public override IReadOnlyList<TypeDesc> StaticsTypes => [];

    public override IReadOnlyList<TypeDesc> ThreadStaticsTypes => [];

    public override IReadOnlyList<MethodDesc> Selectors => [];

    public override IReadOnlyList<MethodDesc> EagerClassConstructors => [];

    public override IReadOnlyList<MethodDesc> ModuleInitializers => [];

    public override IReadOnlyList<Diagnostic> Diagnostics => [];

    public override bool IsSlotUsed(MethodDesc slot) => true;

    public override Symbol? Implementation(TypeDesc type, MethodDesc slotOrSelector)
    {
        foreach (MethodDesc target in PossibleTargets(slotOrSelector))
        {
            if (target.OwningType == type)
                return type.IsValueType ? new StubSymbol(StubKind.Unboxing, target) : new MethodSymbol(target);
        }

        return null;
    }

    public override IReadOnlyList<MethodDesc> PossibleTargets(MethodDesc slotOrSelector) => Targets.GetValueOrDefault(slotOrSelector, []);

    public override MethodDesc? LazyClassConstructor(TypeDesc type) => LazyTypes.Contains(type) ? type.StaticConstructor : null;

    public override bool IsOnlyCalled(Symbol symbol) => OnlyCalled.Contains(symbol);

    public override MethodDesc? FindExport(string name) => null;

    public override IReadOnlyList<TypeDesc> CastableInterfaces(TypeDesc type) => [];
}
