using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Abi;
using Core.Machine;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Marshalling;

/// <summary>Converts objects to their native form and back, step by step.</summary>
internal static unsafe class Marshaller
{
    // Between the reference and the first field.
    private const int HeaderSize = 8;

    // Between the reference and the first element.
    private const int ArrayHeaderSize = 16;

    public static void ToNative(object structure, MarshalLayout* layout, byte* native)
    {
        CheckSupported(layout);
        byte* managed = (byte*)Intrinsics.AddressOf(structure) + HeaderSize;
        MarshalStep* steps = MarshalLayouts.Steps(layout);

        // What lies between the fields.
        MachineRoutines.MemSet(native, 0, (nuint)layout->Size);
        for (uint i = 0; i < layout->StepCount; i++)
            ToNative(steps + i, managed + steps[i].ManagedOffset, native + steps[i].NativeOffset);
        GC.KeepAlive(structure);
    }

    public static void ToManaged(byte* native, object structure, MarshalLayout* layout)
    {
        CheckSupported(layout);
        byte* managed = (byte*)Intrinsics.AddressOf(structure) + HeaderSize;
        MarshalStep* steps = MarshalLayouts.Steps(layout);
        for (uint i = 0; i < layout->StepCount; i++)
            ToManaged(steps + i, managed + steps[i].ManagedOffset, native + steps[i].NativeOffset);
        GC.KeepAlive(structure);
    }

    /// <summary>Frees the texts the native form leads to.</summary>
    public static void Destroy(MarshalLayout* layout, byte* native)
    {
        CheckSupported(layout);
        MarshalStep* steps = MarshalLayouts.Steps(layout);
        for (uint i = 0; i < layout->StepCount; i++)
        {
            if (steps[i].Kind is not (MarshalKind.AnsiText or MarshalKind.WideText))
                continue;
            nint* text = (nint*)(native + steps[i].NativeOffset);
            Marshal.FreeCoTaskMem(*text);
            *text = 0;
        }
    }

    // Before anything is written.
    private static void CheckSupported(MarshalLayout* layout)
    {
        MarshalStep* steps = MarshalLayouts.Steps(layout);
        for (uint i = 0; i < layout->StepCount; i++)
        {
            if (steps[i].Kind != MarshalKind.Unsupported)
                continue;
            string type = TypeNames.FullName((MethodTable*)ImageTables.Header->Types[layout->Type]);
            throw new PlatformNotSupportedException("the field at offset " + steps[i].NativeOffset.ToString() + " of " + type
                + " cannot be converted to or from native memory: numbers, characters, strings and arrays of numbers can");
        }
    }

    private static void ToNative(MarshalStep* step, byte* managed, byte* native)
    {
        switch (step->Kind)
        {
            case MarshalKind.Copy:
                MachineRoutines.MemMove(native, managed, (nuint)step->Count);
                break;
            case MarshalKind.Boolean when step->Count == 1:
                *native = *managed != 0 ? (byte)1 : (byte)0;
                break;
            case MarshalKind.Boolean:
                Unsafe.WriteUnaligned(native, *managed != 0 ? 1 : 0);
                break;
            case MarshalKind.AnsiCharacter:
                char character = *(char*)managed;
                *native = character < 0x80 ? (byte)character : (byte)'?';
                break;
            case MarshalKind.AnsiText:
                Unsafe.WriteUnaligned(native, Marshal.StringToCoTaskMemUTF8(TextAt(managed)));
                break;
            case MarshalKind.WideText:
                Unsafe.WriteUnaligned(native, Marshal.StringToCoTaskMemUni(TextAt(managed)));
                break;
            case MarshalKind.FixedAnsiText:
                WriteFixedAnsi(TextAt(managed), native, step->Count);
                break;
            case MarshalKind.FixedWideText:
                WriteFixedWide(TextAt(managed), (char*)native, step->Count);
                break;
            default:
                WriteArray(Unsafe.As<string?, Array?>(ref TextAt(managed)), step, native);
                break;
        }
    }

    private static void ToManaged(MarshalStep* step, byte* managed, byte* native)
    {
        switch (step->Kind)
        {
            case MarshalKind.Copy:
                MachineRoutines.MemMove(managed, native, (nuint)step->Count);
                break;
            case MarshalKind.Boolean:
                *managed = (step->Count == 1 ? *native : Unsafe.ReadUnaligned<int>(native)) != 0 ? (byte)1 : (byte)0;
                break;
            case MarshalKind.AnsiCharacter:
                *(char*)managed = *native < 0x80 ? (char)*native : '\uFFFD';
                break;
            case MarshalKind.AnsiText:
                TextAt(managed) = Marshal.PtrToStringUTF8(Unsafe.ReadUnaligned<nint>(native));
                break;
            case MarshalKind.WideText:
                TextAt(managed) = Marshal.PtrToStringUni(Unsafe.ReadUnaligned<nint>(native));
                break;
            case MarshalKind.FixedAnsiText:
                var bytes = new ReadOnlySpan<byte>(native, step->Count);
                int end = bytes.IndexOf((byte)0);
                TextAt(managed) = Encoding.UTF8.GetString(end < 0 ? bytes : bytes.Slice(0, end));
                break;
            case MarshalKind.FixedWideText:
                var letters = new ReadOnlySpan<char>(native, step->Count);
                int length = letters.IndexOf('\0');
                TextAt(managed) = new string(length < 0 ? letters : letters.Slice(0, length));
                break;
            default:
                Unsafe.As<string?, object?>(ref TextAt(managed)) = ReadArray(step, native);
                break;
        }
    }

    // The cell of a reference, whatever its type.
    private static ref string? TextAt(byte* cell) => ref Unsafe.AsRef<string?>(cell);

    private static void WriteFixedAnsi(string? text, byte* native, int room)
    {
        int length = 0;
        if (text != null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            length = Math.Min(bytes.Length, room - 1);
            bytes.AsSpan(0, length).CopyTo(new Span<byte>(native, room));
        }

        native[length] = 0;
    }

    private static void WriteFixedWide(string? text, char* native, int room)
    {
        ReadOnlySpan<char> letters = text.AsSpan();
        int length = Math.Min(letters.Length, room - 1);
        letters.Slice(0, length).CopyTo(new Span<char>(native, room));
        native[length] = '\0';
    }

    private static void WriteArray(Array? array, MarshalStep* step, byte* native)
    {
        nuint bytes = (nuint)step->Count * ElementSize(step);
        if (array == null)
        {
            MachineRoutines.MemSet(native, 0, bytes);
            return;
        }

        if (array.Length < step->Count)
        {
            throw new ArgumentException("Type could not be marshaled because the length of an embedded array instance does not match the "
                + "declared length in the layout.");
        }

        MachineRoutines.MemMove(native, (byte*)Intrinsics.AddressOf(array) + ArrayHeaderSize, bytes);
        GC.KeepAlive(array);
    }

    private static Array ReadArray(MarshalStep* step, byte* native)
    {
        Array array = Array.CreateInstanceFromArrayType(Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)TypeOf(step)))!, step->Count);
        MachineRoutines.MemMove((byte*)Intrinsics.AddressOf(array) + ArrayHeaderSize, native, (nuint)step->Count * ElementSize(step));
        GC.KeepAlive(array);
        return array;
    }

    private static MethodTable* TypeOf(MarshalStep* step) => (MethodTable*)ImageTables.Header->Types[step->ArrayType];

    private static nuint ElementSize(MarshalStep* step) => TypeOf(step)->ComponentSize;
}
