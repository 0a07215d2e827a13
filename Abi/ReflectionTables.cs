using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Tables of reflection: the linker symbol <see cref="SymbolName"/>, read-only, in images whose code refers to it.</summary>
/// <remarks>
/// Descriptions of types and members are in <see cref="Metadata"/>, in the base library's own format (Internal.Metadata.NativeFormat);
/// the other tables connect them with what the image has of them. A <i>handle</i> is the offset of a record in the metadata, as in a
/// TypeDefinitionHandle, MethodHandle or FieldHandle without its kind; 0 is none. A <i>type</i> is an index in
/// <see cref="ImageHeader.Types"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ReflectionHeader
{
    /// <summary>Name of the linker symbol.</summary>
    public const string SymbolName = "ReflectionHeader";

    public byte* Metadata;

    /// <summary>By type: handle of the definition of a type that is no instance, array or pointer.</summary>
    public uint* Definitions;

    /// <summary>Sorted by handle: the types of <see cref="Definitions"/> the other way round.</summary>
    public ReflectedType* Types;

    /// <summary>What can be called, sorted by type, then handle, then <see cref="ReflectedMethod.Arguments"/>.</summary>
    public ReflectedMethod* Methods;

    /// <summary>Fields with a place, sorted by type, then handle.</summary>
    public ReflectedField* Fields;

    /// <summary>Lists of types: a count, then so many types. Offset 0 is an empty list.</summary>
    public uint* TypeLists;

    /// <summary>Embedded resources of the program's assemblies.</summary>
    public ReflectedResource* Resources;

    /// <summary>Sorted by type: delegate types of which reflection can make objects that call a function of an array.</summary>
    public ArrayThunk* ArrayThunks;

    public uint MetadataSize;
    public uint TypeCount;
    public uint MethodCount;
    public uint FieldCount;
    public uint ResourceCount;

    /// <summary>Full name of the assembly of the entry point: a name as <see cref="NameCode"/> says.</summary>
    public uint EntryAssembly;

    public uint ArrayThunkCount;
    public uint Reserved;
}

/// <summary>A described type that the image has a MethodTable of.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ReflectedType
{
    public uint Handle;
    public uint Type;
}

/// <summary>A method or constructor that can be called.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ReflectedMethod
{
    /// <summary>Exact declaring type.</summary>
    public uint Type;

    public uint Handle;

    /// <summary>Offset in <see cref="ReflectionHeader.TypeLists"/>, in u32 units: type arguments of a generic method.</summary>
    public uint Arguments;

    /// <summary>Text offset of what a delegate to the method holds: of an instance method of a struct, what takes the box. 0: abstract.</summary>
    public uint Code;

    /// <summary>Text offset of a function of the same signature that calls the override of its first argument; 0: not virtual.</summary>
    public uint Dispatch;

    /// <summary>
    /// Text offset of <c>ref byte F(void* code, ref byte target, ref byte result, void** arguments)</c>, shared by methods of one
    /// signature: calls <c>code</c> with the object <c>target</c> refers to, unless the method is static, and the values the pointers in
    /// <c>arguments</c> point to (for a parameter by reference the pointer itself); stores the result and returns where it is: <c>result</c>,
    /// or what a method that returns by reference returned.
    /// </summary>
    public uint Thunk;
}

/// <summary>Where a field is.</summary>
public enum ReflectedFieldKind : uint
{
    /// <summary>Offset from the start of the object, in a boxed struct as well.</summary>
    Instance,

    /// <summary>Offset from <see cref="ImageHeader.ImageStart"/>.</summary>
    Static,

    /// <summary>Offset in the thread statics block.</summary>
    ThreadStatic,
}

/// <summary>A field with a place.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ReflectedField
{
    /// <summary>Exact declaring type.</summary>
    public uint Type;

    public uint Handle;
    public ReflectedFieldKind Kind;
    public uint Offset;
}

/// <summary>How a delegate of a type calls a <c>Func&lt;object[], object&gt;</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ArrayThunk
{
    public uint Type;

    /// <summary>
    /// Text offset of a function of the signature of Invoke: boxes its arguments into an array, calls the function in the helper object of
    /// the delegate with it, stores what that made of arguments by reference, and returns its result unboxed.
    /// </summary>
    public uint Code;
}

/// <summary>An embedded resource.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ReflectedResource
{
    public byte* Bytes;
    public uint Length;

    /// <summary>Full name of the assembly, and the resource's name: names as <see cref="NameCode"/> says.</summary>
    public uint Assembly;
    public uint Name;
    public uint Reserved;
}
