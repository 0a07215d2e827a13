using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Root of the tables the linker emits for the runtime: the linker symbol <c>ImageHeader</c>, read-only.</summary>
/// <remarks>
/// Code positions in the tables are u32 offsets from <see cref="TextStart"/> ("text offsets"); names are u32 offsets into
/// <see cref="Strings"/>, in the code of <see cref="NameCode"/>. Offset 0 is the empty string. A <i>number</i> in a byte stream
/// is unsigned LEB128.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ImageHeader
{
    /// <summary>Value of <see cref="Magic"/>: "SHKIMAGE".</summary>
    public const ulong ExpectedMagic = 0x4547414D494B4853;
    public const uint ExpectedVersion = 2;

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

    /// <summary>Offsets in <see cref="Strings"/> of what names share.</summary>
    public uint* Pieces;

    /// <summary>Sorted by <see cref="MethodInfo.CodeOffset"/>; covers the text section, padding belonging to what precedes it.</summary>
    public MethodInfo* Methods;

    /// <summary>What <see cref="MethodInfo.Details"/> counts from; see <see cref="MethodDetails"/>.</summary>
    public byte* Details;

    /// <summary>Methods that source lines belong to.</summary>
    public SourceMethod* SourceMethods;

    /// <summary>Return address to live slots, by pages of text; see <see cref="StackMapEntry"/>. One more than there are pages.</summary>
    public uint* StackMapPages;

    public uint* StackMaps;

    /// <summary>Records of stack maps and base maps; see <see cref="StackMapRecord"/>.</summary>
    public uint* MapRecords;

    public ExceptionRegion* Regions;
    public ExceptionRange* Ranges;

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

    /// <summary>Has a frame only from some offset on, which its <see cref="MethodDetails"/> tell; before that it is as a leaf without.</summary>
    LateFrame = 64,
}

/// <summary>One function; it ends where the next one begins.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MethodInfo
{
    /// <summary>Bits of <see cref="Packed"/> holding the flags; the frame size is in the others, in units of 8 bytes.</summary>
    public const int FlagBits = 8;

    /// <summary>Text offset of the first byte.</summary>
    public uint CodeOffset;

    /// <summary>Offset of the <see cref="MethodDetails"/>.</summary>
    public uint Details;

    /// <summary>Frame size and flags.</summary>
    public uint Packed;

    public readonly MethodInfoFlags Flags => (MethodInfoFlags)(Packed & ((1u << FlagBits) - 1));

    /// <summary>RBP minus RSP in the body.</summary>
    public readonly uint FrameSize => Packed >> FlagBits << 3;
}

/// <summary>Byte stream with what is seldom asked of a function.</summary>
/// <remarks>
/// Numbers: name; index in <see cref="ImageHeader.MapRecords"/> of the map of a frame stopped at a faulting instruction; with
/// <see cref="MethodInfoFlags.LateFrame"/>, from which offset in the code there is a frame; number of regions, and unless 0,
/// index of the first one, number of ranges, index of the first range. Then the source lines, unless the image is stripped:
/// number of scopes, and each scope: 1 + index of the scope it was inlined into, or 0 for the function itself; index in
/// <see cref="ImageHeader.SourceMethods"/>; unless the function itself, the line of the call, from the first line of the method it
/// is in. Then the number of rows, and each row: text offset less that of the row before (the first: of the function) times 4 plus a
/// <see cref="LineRowKind"/>, followed by what that says.
/// </remarks>
public static class MethodDetails
{
    /// <summary>A difference of either sign as a number: zigzag.</summary>
    public static uint Zigzag(int difference) => (uint)((difference << 1) ^ (difference >> 31));

    /// <summary>Inverse of <see cref="Zigzag"/>.</summary>
    public static int Unzigzag(uint number) => (int)(number >> 1) ^ -(int)(number & 1);
}

/// <summary>What a row of source lines says of the code from its offset to the next row.</summary>
public enum LineRowKind : uint
{
    /// <summary>The scope of the row before. A number: zigzag difference from its line.</summary>
    Line,

    /// <summary>Two numbers: index of the scope, and line from the first line of its method.</summary>
    Scope,

    /// <summary>Nothing is known. The row after it is a <see cref="Scope"/>.</summary>
    None,
}

/// <summary>A method as a place of source lines.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SourceMethod
{
    public uint Name;

    /// <summary>Name of the file; 0: unknown.</summary>
    public uint File;

    /// <summary>1-based; 0: no lines are known.</summary>
    public uint FirstLine;
}

/// <summary>Code of the names in <see cref="ImageHeader.Strings"/>: bytes up to a 0.</summary>
/// <remarks>
/// ASCII stands for itself. <see cref="Escape"/> is followed by one byte of UTF-8. A byte from <see cref="FirstPiece"/> on stands
/// for a piece, itself a name in this code: p, or from <see cref="FirstLongPiece"/> on, with its low bits and another byte.
/// </remarks>
public static class NameCode
{
    public const byte Escape = 1;
    public const byte FirstPiece = 0x80;
    public const byte FirstLongPiece = 0xC0;

    /// <summary>Pieces of one byte.</summary>
    public const int ShortPieces = FirstLongPiece - FirstPiece;

    public const int MaxPieces = ShortPieces + ((0x100 - FirstLongPiece) << 8);

    /// <summary>Pieces within pieces at most: a name has depth 0.</summary>
    public const int MaxDepth = 3;
}

/// <summary>A return address and its live slots.</summary>
/// <remarks>
/// The text is divided in pages of <see cref="PageSize"/> bytes. The entries of page p are those from
/// <see cref="ImageHeader.StackMapPages"/>[p] up to [p + 1], ascending: a u32 each, the low byte that of the return address' text
/// offset, the rest the index of the record in <see cref="ImageHeader.MapRecords"/>.
/// </remarks>
public static class StackMapEntry
{
    public const int PageShift = 8;
    public const uint PageSize = 1 << PageShift;
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

    /// <summary>Head bit 30: the frame must stay where it is, and with it all further up.</summary>
    public const uint IsPinned = 0x40000000;

    /// <summary>Head bits 16 to 29 of the record of a pinned frame: 8-byte units at its lower end that are arguments of calls.</summary>
    public const int OutgoingShift = 16;
    public const uint OutgoingMask = 0x3FFF;

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
    public const string ReflectionHeader = Abi.ReflectionHeader.SymbolName;
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

    /// <summary>Only in images that refer to it.</summary>
    public const string MarshalLayouts = MarshalLayout.SymbolName;
}
