using System.Runtime.InteropServices;

namespace Abi;

/// <summary>How a type looks to native code: an entry of the linker's table of that name, for types that have such a form.</summary>
/// <remarks>
/// The table is in the image when something refers to <see cref="SymbolName"/>. It begins with three u32 (numbers of layouts,
/// steps and fields) and a fourth that is 0; then come the layouts in order of <see cref="Type"/>, the steps, and the fields.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct MarshalLayout
{
    public const string SymbolName = "MarshalLayouts";

    /// <summary>Bytes in front of the first layout.</summary>
    public const int HeaderSize = 16;

    /// <summary>Index in <see cref="ImageHeader.Types"/>.</summary>
    public uint Type;

    /// <summary>Bytes of the native form.</summary>
    public int Size;

    public uint FirstStep;
    public uint StepCount;

    /// <summary>Its fields by name, in <see cref="MarshalField"/> entries.</summary>
    public uint FirstField;
    public uint FieldCount;
}

/// <summary>One part of a conversion.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MarshalStep
{
    public MarshalKind Kind;

    /// <summary>From the object's first field.</summary>
    public int ManagedOffset;
    public int NativeOffset;

    /// <summary>Bytes of the native form; of a fixed text characters, of an array elements.</summary>
    public int Count;

    /// <summary>Of an array: its index in <see cref="ImageHeader.Types"/>.</summary>
    public uint ArrayType;
}

/// <summary>Place of a field, for <c>Marshal.OffsetOf</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MarshalField
{
    /// <summary>A name as <see cref="NameCode"/> says.</summary>
    public uint Name;
    public int Offset;
}

/// <summary>What a step does.</summary>
public enum MarshalKind : uint
{
    /// <summary>The same bytes on both sides.</summary>
    Copy,

    /// <summary>One byte here, <see cref="MarshalStep.Count"/> bytes there.</summary>
    Boolean,

    /// <summary>A UTF-16 character here, one byte there.</summary>
    AnsiCharacter,

    /// <summary>A string here, the address of a zero-terminated UTF-8 text there.</summary>
    AnsiText,

    /// <summary>The same with a UTF-16 text.</summary>
    WideText,

    /// <summary>A string here, zero-terminated text of limited length in the structure there.</summary>
    FixedAnsiText,
    FixedWideText,

    /// <summary>An array of numbers here, its elements in the structure there.</summary>
    Array,

    /// <summary>Size and place are known, conversion is not supported.</summary>
    Unsupported,
}
