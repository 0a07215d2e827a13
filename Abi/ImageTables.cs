using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Root of the tables the linker emits for the runtime: the linker symbol <c>ImageHeader</c>, read-only.</summary>
/// <remarks>
/// Code positions in the tables are u32 offsets from <see cref="TextStart"/> ("text offsets"); names are u32 offsets into
/// <see cref="Strings"/>, each string being a u16 byte count and UTF-8 bytes. Offset 0 is the empty string.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ImageHeader
{
    /// <summary>Value of <see cref="Magic"/>: "SHKIMAGE".</summary>
    public const ulong ExpectedMagic = 0x4547414D494B4853;
    public const uint ExpectedVersion = 1;

    /// <summary>Name of the linker symbol.</summary>
    public const string SymbolName = "ImageHeader";

    public ulong Magic;
    public uint Version;
    public EntryPointFlags EntryFlags;

    /// <summary>All code: methods, stubs and routines.</summary>
    public nuint TextStart;
    public nuint TextEnd;

    /// <summary>First byte of the image and the byte after its last (zero-initialised data included).</summary>
    public nuint ImageStart;
    public nuint ImageEnd;

    /// <summary>Main, or 0.</summary>
    public nuint EntryPoint;

    public byte* Strings;

    /// <summary>Sorted by <see cref="MethodInfo.CodeOffset"/>; covers the text section but for padding.</summary>
    public MethodInfo* Methods;

    /// <summary>Return address to live slots: open addressing, <see cref="StackMapMask"/> + 1 entries.</summary>
    public StackMapEntry* StackMaps;

    /// <summary>Records of stack maps and base maps; see <see cref="StackMapRecord"/>.</summary>
    public uint* MapRecords;

    public ExceptionRegion* Regions;
    public ExceptionRange* Ranges;
    public LineEntry* Lines;
    public SourcePosition* Positions;

    /// <summary>Static memory holding references.</summary>
    public GcRoot* Roots;

    /// <summary>MethodTable addresses of all types, in <see cref="MethodTableExtension.Index"/> order.</summary>
    public nuint* Types;

    /// <summary>Code addresses of class constructors to run, in this order, before Main.</summary>
    public nuint* EagerConstructors;

    /// <summary>Code addresses of module initialisers to run after those.</summary>
    public nuint* ModuleInitializers;

    /// <summary>Lazy class constructors, sorted by <see cref="ClassConstructorInfo.Context"/>.</summary>
    public ClassConstructorInfo* ClassConstructors;

    /// <summary>Bitmap of the thread statics block: bit i of u64 words is the reference at block + 8*i.</summary>
    public ulong* ThreadStaticsMap;

    public uint ThreadStaticsSize;
    public uint MethodCount;

    /// <summary>Entries - 1; entries are a power of two.</summary>
    public uint StackMapMask;

    /// <summary>hash(offset) = (offset * StackMapEntry.Multiplier) >> StackMapShift, then linear probing.</summary>
    public int StackMapShift;

    public uint RootCount;
    public uint TypeCount;
    public uint EagerConstructorCount;
    public uint ModuleInitializerCount;
    public uint ClassConstructorCount;

    /// <summary>Name of the image (assembly of the entry point).</summary>
    public uint Name;
}

/// <summary>Shape of Main.</summary>
[System.Flags]
public enum EntryPointFlags : uint
{
    None = 0,

    /// <summary>Takes string[].</summary>
    HasArguments = 1,

    /// <summary>Returns the exit status (int or uint); otherwise void.</summary>
    ReturnsStatus = 2,
}

/// <summary>Facts about a function.</summary>
[System.Flags]
public enum MethodInfoFlags : uint
{
    None = 0,

    /// <summary>Pushes RBP; the frame pointer chain contains it. Otherwise it is a leaf: return address at RSP.</summary>
    HasFrame = 1,

    /// <summary>Has no split check.</summary>
    NoSplit = 2,

    /// <summary>Entered from System V code: a walk of managed frames ends here.</summary>
    UnmanagedEntry = 4,

    /// <summary>Emitted routine: no maps; the walker must know it by name or treat it as the end.</summary>
    Routine = 8,

    /// <summary>Compiler-made function (unboxing, delegate, filter): left out of stack traces.</summary>
    Stub = 16,

    /// <summary>[StackTraceHidden]: left out of the traces of exceptions.</summary>
    Hidden = 32,
}

/// <summary>One function.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MethodInfo
{
    /// <summary>Text offset of the first byte.</summary>
    public uint CodeOffset;
    public uint CodeSize;

    /// <summary>RBP minus RSP in the body.</summary>
    public uint FrameSize;
    public MethodInfoFlags Flags;

    /// <summary>Index in <see cref="ImageHeader.MapRecords"/> of the map of a frame stopped at a faulting instruction.</summary>
    public uint BaseMap;

    /// <summary>String offset of the name.</summary>
    public uint Name;

    /// <summary>Index of the first region and number of regions.</summary>
    public uint FirstRegion;
    public uint RegionCount;

    public uint FirstRange;
    public uint RangeCount;

    public uint FirstLine;
    public uint LineCount;
}

/// <summary>Hash entry of one return address.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StackMapEntry
{
    /// <summary>Knuth's multiplicative constant, 2^32 / phi.</summary>
    public const uint Multiplier = 0x9E3779B1;

    /// <summary>Text offset of the return address; 0: free.</summary>
    public uint ReturnOffset;

    /// <summary>Index of the record in <see cref="ImageHeader.MapRecords"/>.</summary>
    public uint Record;
}

/// <summary>Encoding of a map record: one u32 head, then its bitmap words.</summary>
/// <remarks>Bit i of the bitmap: the 8 bytes at RBP - 8*(i+1) hold a live Ref or Ptr. Equal records are shared.</remarks>
public static class StackMapRecord
{
    /// <summary>Head bits 0 to 15: number of bitmap words that follow.</summary>
    public const uint WordCountMask = 0xFFFF;

    /// <summary>Head bit 31: the return address of the call in a split slow path (no frame exists yet).</summary>
    public const uint IsSplit = 0x80000000;

    /// <summary>Head bits 16 to 21 of a split record: integer argument register i (RDI RSI RDX RCX R8 R9) holds a pointer.</summary>
    public const int ArgumentShift = 16;
    public const uint ArgumentMask = 0x3F;

    /// <summary>Index of the record without any slot.</summary>
    public const uint Empty = 0;
}

/// <summary>What the handler of a region does.</summary>
public enum ExceptionRegionKind : uint
{
    Catch,
    Finally,
    Fault,
    Filter,
}

/// <summary>One protected region of a method.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ExceptionRegion
{
    public const uint NoHandler = 0xFFFFFFFF;

    public ExceptionRegionKind Kind;

    /// <summary>Enclosing region, as an index among the method's regions; -1: none.</summary>
    public int Parent;

    /// <summary>Text offset of the handler block, or <see cref="NoHandler"/>: the region is skipped.</summary>
    public uint Handler;
    private readonly uint _padding;

    /// <summary>Catch: MethodTable of the caught type. Filter: code address of (Ref exception, Ptr frame) -> i32.</summary>
    public nuint TypeOrFilter;
}

/// <summary>Text range whose innermost region this is. Ranges of a method are sorted and do not overlap.</summary>
/// <remarks>A return address is looked up as address - 1, a faulting instruction by its own address.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct ExceptionRange
{
    public uint Start;
    public uint End;

    /// <summary>Index among the method's regions.</summary>
    public int Region;
}

/// <summary>From this text offset to the next entry's (or the method's end), the code belongs to a position.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LineEntry
{
    public const uint NoPosition = 0xFFFFFFFF;

    public uint CodeOffset;

    /// <summary>Index in <see cref="ImageHeader.Positions"/>, or <see cref="NoPosition"/>.</summary>
    public uint Position;
}

/// <summary>A source position, possibly inside an inlined method.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SourcePosition
{
    public const uint NoParent = 0xFFFFFFFF;

    /// <summary>String offset of the method's name.</summary>
    public uint Method;

    /// <summary>String offset of the file's path; 0: unknown.</summary>
    public uint File;

    /// <summary>1-based; 0: unknown.</summary>
    public uint Line;

    /// <summary>Position of the call that was inlined here, or <see cref="NoParent"/>.</summary>
    public uint InlinedAt;
}

/// <summary>Static memory that may hold references.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct GcRoot
{
    /// <summary>8-aligned.</summary>
    public nuint Address;

    /// <summary>Bytes, a multiple of 8.</summary>
    public nuint Size;

    /// <summary>u64 words: bit i is the reference at Address + 8*i.</summary>
    public ulong* Bitmap;
}

/// <summary>A lazy class constructor.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ClassConstructorInfo
{
    /// <summary>Address of the context cell, which holds the constructor's code address until it ran, then 0.</summary>
    public nuint Context;

    /// <summary>Code address of the constructor.</summary>
    public nuint Code;

    /// <summary>String offset of the type's full name.</summary>
    public uint TypeName;
    private readonly uint _padding;
}

/// <summary>Names of the addresses the linker defines; C# reaches them by [LinkerSymbol].</summary>
public static class LinkerNames
{
    public const string ImageHeader = Abi.ImageHeader.SymbolName;
    public const string ImageStart = "ImageStart";
    public const string ImageEnd = "ImageEnd";
    public const string TextStart = "TextStart";
    public const string TextEnd = "TextEnd";
    public const string ReadOnlyStart = "ReadOnlyStart";
    public const string ReadOnlyEnd = "ReadOnlyEnd";
    public const string DataStart = "DataStart";

    /// <summary>End of initialised data, start of zero-initialised data.</summary>
    public const string DataEnd = "DataEnd";
    public const string BssEnd = "BssEnd";
}
