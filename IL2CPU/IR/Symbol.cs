using System;
using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Something the linker gives an address or value. Equal symbols are the same thing; Name is unique per image.</summary>
public abstract record Symbol
{
    /// <summary>Unique, stable name: appears in the map file and the symbol table.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => this.Name;
}

/// <summary>Code of a method.</summary>
public sealed record MethodSymbol(MethodDesc Method) : Symbol
{
    public override string Name => Method.FullName;

    public bool Equals(MethodSymbol? other) => other is not null && Method == other.Method;

    public override int GetHashCode() => Method.Id;
}

/// <summary>How a method is entered other than directly.</summary>
public enum StubKind : byte
{
    /// <summary>Boxed this (Ref) to the address of its fields, then the method.</summary>
    Unboxing,

    /// <summary>Shifts the arguments down over the delegate and calls the open static target.</summary>
    DelegateOpenStatic,

    /// <summary>Closed over a first argument held in the helper object.</summary>
    DelegateClosedStatic,

    /// <summary>Calls each target of a combined delegate.</summary>
    DelegateMulticast,

    /// <summary>Open instance: first argument becomes this.</summary>
    DelegateOpenInstance,

    /// <summary>Enters managed code from System V code: switches to nothing, only converts.</summary>
    ReversePInvoke,

    /// <summary>A filter of the method; Index says which.</summary>
    Filter,

    /// <summary>Override of Delegate.GetThunk: gives the other thunks by number.</summary>
    DelegateGetThunk,

    /// <summary>Per struct: override of ValueType.__GetFieldHelper.</summary>
    FieldHelper,

    /// <summary>Calls a method of the signature of the given one, as <see cref="Abi.ReflectedMethod.Thunk"/> says.</summary>
    Invocation,

    /// <summary>Calls the virtual method: the override of its first argument.</summary>
    Dispatch,

    /// <summary>Passes the arguments of a delegate in an array to the function in its helper object: <see cref="Abi.ArrayThunk"/>.</summary>
    ArrayCall,
}

/// <summary>A compiler-made function belonging to a method (delegate stubs: the Invoke method of the delegate type).</summary>
public sealed record StubSymbol(StubKind Kind, MethodDesc Method, int Index = 0) : Symbol
{
    public override string Name => $"{Method.FullName}${Kind}{(Index == 0 ? "" : Index)}";
}

/// <summary>A compiler-made function belonging to a type.</summary>
public sealed record TypeStubSymbol(StubKind Kind, TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}${Kind}";
}

/// <summary>An emitted routine or an exported method, by its linkage name.</summary>
public sealed record RoutineSymbol(string RoutineName) : Symbol
{
    public override string Name => RoutineName;
}

/// <summary>The MethodTable of a type.</summary>
public sealed record TypeSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.MethodTable";

    public bool Equals(TypeSymbol? other) => other is not null && Type == other.Type;

    public override int GetHashCode() => ~Type.Id;
}

/// <summary>The statics block of a type; the class constructor context, if any, is the 8 bytes before it.</summary>
public sealed record StaticsSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.Statics";
}

/// <summary>A frozen string object.</summary>
public sealed record StringSymbol(string Text) : Symbol
{
    public override string Name => $"string:{Escape(Text)}";

    private static string Escape(string text) => Uri.EscapeDataString(text.Length <= 40 ? text : text[..40] + "#" + StableHash(text));

    private static string StableHash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash.ToString("x16");
    }
}

/// <summary>A frozen object without fields, made by a class constructor that ran at compile time.</summary>
/// <param name="Type">Class of the object.</param>
/// <param name="Label">Unique: which constructor, which object.</param>
public sealed record FrozenObjectSymbol(TypeDesc Type, string Label) : Symbol
{
    public override string Name => $"{Label}.Object";
}

/// <summary>The frozen RuntimeType object of a type.</summary>
public sealed record RuntimeTypeSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.RuntimeType";
}

/// <summary>What a RuntimeMethodHandle points to.</summary>
public sealed record MethodHandleSymbol(MethodDesc Method) : Symbol
{
    public override string Name => $"{Method.FullName}.Handle";
}

/// <summary>What a RuntimeFieldHandle points to.</summary>
public sealed record FieldHandleSymbol(FieldDesc Field) : Symbol
{
    public override string Name => $"{Field.FullName}.Handle";
}

/// <summary>Initial data of a field (RVA).</summary>
public sealed record FieldDataSymbol(FieldDesc Field) : Symbol
{
    public override string Name => $"{Field.OwningType.FullName}.{Field.Name}.Data";
}

/// <summary>A named table or cell the linker itself makes (root table, method table index, image header, ...).</summary>
public sealed record LinkerSymbol(string LinkerName) : Symbol
{
    public override string Name => LinkerName;
}

/// <summary>Constant bytes; identical bytes with identical alignment are one symbol.</summary>
public sealed record BytesSymbol(string Label, byte[] Bytes, int Alignment) : Symbol
{
    public override string Name => Label;

    public bool Equals(BytesSymbol? other) => other is not null && Label == other.Label;

    public override int GetHashCode() => EqualityComparer<string>.Default.GetHashCode(Label);
}

/// <summary>A 32-bit number the linker computes, used as a displacement.</summary>
public abstract record OffsetSymbol : Symbol;

/// <summary>Displacement of a class virtual slot from the MethodTable: 24 + 8 * slot.</summary>
public sealed record VtableOffset(MethodDesc Slot) : OffsetSymbol
{
    public override string Name => $"{Slot.FullName}.Slot";
}

/// <summary>Displacement of a selector (used interface or generic virtual method) from a dispatch row.</summary>
public sealed record SelectorOffset(MethodDesc Method) : OffsetSymbol
{
    public override string Name => $"{Method.FullName}.Selector";
}

/// <summary>Displacement of a type's thread statics from the uthread's block.</summary>
public sealed record ThreadStaticsOffset(TypeDesc Type) : OffsetSymbol
{
    public override string Name => $"{Type.FullName}.ThreadStatics";
}

/// <summary>Distance from a method's frame pointer to one of its slots (negative); known once the method is compiled. Used by its filters.</summary>
public sealed record FrameOffset(MethodDesc Method, int SlotId) : OffsetSymbol
{
    public override string Name => $"{Method.FullName}.Frame{SlotId}";
}
