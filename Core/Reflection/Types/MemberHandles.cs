using System;
using System.Reflection.Runtime.General;
using System.Runtime.InteropServices;
using Internal.Metadata.NativeFormat;

namespace Core.Reflection.Types;

/// <summary>Run-time handles of methods and fields: the address of a record in the base library's layout, which compares them by content.</summary>
internal static unsafe class MemberHandles
{
    /// <summary>A handle lives as long as the program.</summary>
    public static RuntimeMethodHandle Create(RuntimeTypeHandle declaringType, MethodHandle handle, RuntimeTypeHandle[]? arguments)
    {
        int count = arguments?.Length ?? 0;
        var record = (MethodHandleInfo*)NativeMemory.AllocZeroed((nuint)(sizeof(MethodHandleInfo) + (count * sizeof(RuntimeTypeHandle))));
        record->DeclaringType = declaringType;
        record->Handle = handle;
        record->NumGenericArgs = count;
        for (int i = 0; i < count; i++)
            Arguments(record)[i] = arguments![i];
        return RuntimeMethodHandle.FromIntPtr((nint)record);
    }

    public static RuntimeFieldHandle Create(RuntimeTypeHandle declaringType, FieldHandle handle)
    {
        var record = (FieldHandleInfo*)NativeMemory.AllocZeroed((nuint)sizeof(FieldHandleInfo));
        record->DeclaringType = declaringType;
        record->Handle = handle;
        return RuntimeFieldHandle.FromIntPtr((nint)record);
    }

    public static void Read(RuntimeMethodHandle handle, out RuntimeTypeHandle declaringType, out QMethodDefinition method, out RuntimeTypeHandle[] arguments)
    {
        var record = (MethodHandleInfo*)handle.Value;
        declaringType = record->DeclaringType;
        method = new QMethodDefinition(ImageMetadata.Reader, record->Handle);
        arguments = record->NumGenericArgs == 0 ? null! : new ReadOnlySpan<RuntimeTypeHandle>(Arguments(record), record->NumGenericArgs).ToArray();
    }

    public static void Read(RuntimeFieldHandle handle, out RuntimeTypeHandle declaringType, out FieldHandle field)
    {
        var record = (FieldHandleInfo*)handle.Value;
        declaringType = record->DeclaringType;
        field = record->Handle;
    }

    private static RuntimeTypeHandle* Arguments(MethodHandleInfo* record) => &record->FirstArgument;
}
