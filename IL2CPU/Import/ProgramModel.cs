using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Everything reachable from the roots of one image: what Lowering, the checks and Link work from.</summary>
/// <remarks>All lists are in discovery order, which depends on the input alone.</remarks>
public abstract class ProgramModel
{
    public abstract TypeSystemContext Context { get; }

    public abstract ImageProfile Profile { get; }

    public abstract ImageTarget Target { get; }

    /// <summary>Method that the start-up code calls, if the input has one.</summary>
    public abstract MethodDesc? EntryPoint { get; }

    /// <summary>Imported methods and stubs, high-level IR until Lowering ran.</summary>
    public abstract IReadOnlyList<MethodBody> Bodies { get; }

    /// <summary>Keeps the bodies in little memory.</summary>
    public BodyStore Store { get; } = new();

    /// <summary>Types of which instances may exist: they get a full MethodTable (vtable, dispatch row, interfaces).</summary>
    public abstract IReadOnlyList<TypeDesc> ConstructedTypes { get; }

    /// <summary>Those of them that may derive from a class or implement an interface: all that do, and others of the same generic definition.</summary>
    public virtual IReadOnlyList<TypeDesc> ConstructedHeirs(TypeDesc ancestor) => ConstructedTypes;

    /// <summary>Further types whose MethodTable address is used (casts, typeof, base and element types): header only.</summary>
    public abstract IReadOnlyList<TypeDesc> ReferencedTypes { get; }

    /// <summary>Types whose statics block is used, with their class constructor if it must run lazily.</summary>
    public abstract IReadOnlyList<TypeDesc> StaticsTypes { get; }

    public abstract IReadOnlyList<TypeDesc> ThreadStaticsTypes { get; }

    /// <summary>Class virtual slots called somewhere; only these need an entry in vtables.</summary>
    public abstract bool IsSlotUsed(MethodDesc slot);

    /// <summary>Interface methods and generic virtual methods called somewhere: the selectors.</summary>
    public abstract IReadOnlyList<MethodDesc> Selectors { get; }

    /// <summary>Implementation for a constructed type of a used class slot or selector, as the symbol to put in the table
    /// (an unboxing stub for value types); null when the type does not implement it.</summary>
    public abstract Symbol? Implementation(TypeDesc type, MethodDesc slotOrSelector);

    /// <summary>All methods a virtual call may reach.</summary>
    public abstract IReadOnlyList<MethodDesc> PossibleTargets(MethodDesc slotOrSelector);

    /// <summary>True of slots whose implementations the compiler makes per type: <see cref="PossibleTargets"/> does not tell them.</summary>
    public virtual bool IsFilledByStubs(MethodDesc slot) => false;

    /// <summary>Lazy class constructor of the type, or null when it has none, it was run at compile time, or it runs eagerly.</summary>
    public abstract MethodDesc? LazyClassConstructor(TypeDesc type);

    /// <summary>Content of the type's statics block at the start, where its class constructor ran at compile time; else empty.</summary>
    public virtual IReadOnlyList<InitialStatic> InitialStatics(TypeDesc type) => [];

    /// <summary>Finds anew what is reachable, from the bodies as they are now. All answers may change; none grows.</summary>
    public virtual void Narrow()
    {
    }

    /// <summary>True when the code is entered by direct calls from <see cref="Bodies"/> alone.</summary>
    public virtual bool IsOnlyCalled(Symbol symbol) => false;

    /// <summary>Array types nothing need refer to: they are made from the type of their elements.</summary>
    public virtual IReadOnlyList<TypeDesc> MadeArrays => [];

    /// <summary>What reflection can reach, in images whose code asks for its tables; else null.</summary>
    public virtual ReflectedMembers? Reflected => null;

    /// <summary>Method with [Export] of that name, or null.</summary>
    public abstract MethodDesc? FindExport(string name);

    /// <summary>A method nobody here wrote or can change: not the program's, nor of the assemblies given with it.</summary>
    public virtual bool IsOfBaseLibrary(MethodDesc method) => false;

    /// <summary>Interfaces the type is to list in its MethodTable, variant-compatible ones that are cast targets included.</summary>
    public abstract IReadOnlyList<TypeDesc> CastableInterfaces(TypeDesc type);

    /// <summary>Class constructors the start-up code runs in this order before anything else ([EagerStaticClassConstruction]).</summary>
    public abstract IReadOnlyList<MethodDesc> EagerClassConstructors { get; }

    /// <summary>Module initialisers, run after the eager class constructors, base library first.</summary>
    public abstract IReadOnlyList<MethodDesc> ModuleInitializers { get; }

    /// <summary>Diagnostics found; the image must not be built when there are any.</summary>
    public abstract IReadOnlyList<Diagnostic> Diagnostics { get; }
}
