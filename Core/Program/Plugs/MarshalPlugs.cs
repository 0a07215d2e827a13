using System;
using Abi;
using Core.Casting;
using Core.Program.Collector;
using Core.Program.Marshalling;
using Core.Program.Types;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>Structures in native memory, after the linker's table of native forms.</summary>
internal static unsafe class MarshalPlugs
{
    [Plug("Internal.Runtime.CompilerHelpers.RuntimeInteropData", "GetStructUnsafeStructSize", Hash = "4d5163e730c35fb4")]
    private static int SizeOf(RuntimeTypeHandle handle)
    {
        MethodTable* type = TableOf(handle);
        MarshalLayout* layout = MarshalLayouts.Find(type);
        if (layout == null)
            throw NotMarshallable(type, null);
        return layout->Size;
    }

    [Plug("Internal.Runtime.CompilerHelpers.RuntimeInteropData", "GetStructFieldOffset", Hash = "5ca55a39ec9422b5")]
    private static uint OffsetOf(RuntimeTypeHandle handle, string fieldName)
    {
        MethodTable* type = TableOf(handle);
        MarshalLayout* layout = MarshalLayouts.Find(type);
        if (layout == null)
            throw NotMarshallable(type, null);
        int offset = MarshalLayouts.OffsetOf(layout, fieldName);
        if (offset < 0)
            throw new ArgumentException("Field passed in is not a marshaled member of the type '" + TypeNames.FullName(type) + "'.", nameof(fieldName));
        return (uint)offset;
    }

    [Plug("System.Runtime.InteropServices.Marshal", "StructureToPtr", Parameters = "System.Object,System.IntPtr,System.Boolean", Hash = "60a68261833eb441")]
    private static void ToNative(object structure, nint address, bool deleteOld)
    {
        ArgumentNullException.ThrowIfNull(structure);
        ArgumentNullException.ThrowIfNull((void*)address, "ptr");
        MethodTable* type = TypeCast.TypeOf(structure);
        if (type->IsGenericInstance)
            throw new ArgumentException("The specified object must not be an instance of a generic type.", nameof(structure));
        MarshalLayout* layout = MarshalLayouts.Get(type, nameof(structure));
        if (deleteOld)
            Marshaller.Destroy(layout, (byte*)address);
        Marshaller.ToNative(structure, layout, (byte*)address);
    }

    // The base library's two make the object by reflection.
    [Plug("System.Runtime.InteropServices.Marshal", "PtrToStructure", Parameters = "System.IntPtr", Hash = "6d20197193474c7e")]
    private static T? Make<T>(nint address)
    {
        if (address == 0)
            return (T?)(object?)null;
        if (typeof(T).IsGenericType)
            throw new ArgumentException("The specified Type must not be a generic type.", nameof(T));
        object structure = Activator.CreateInstance<T>()!;
        ToManaged(address, structure);
        return (T)structure;
    }

    [Plug("System.Runtime.InteropServices.Marshal", "PtrToStructure", Parameters = "System.IntPtr,System.Type", Hash = "84d4c3d13dce944a")]
    private static object? Make(nint address, Type structureType)
    {
        ArgumentNullException.ThrowIfNull(structureType);
        if (address == 0)
            return null;
        if (structureType.IsGenericType)
            throw new ArgumentException("The specified Type must not be a generic type.", nameof(structureType));
        MethodTable* type = TypePlugs.MethodTableOf(structureType);
        nuint constructor = MethodTable.Extension(type)->DefaultConstructor;
        if (constructor == 0 && !type->IsValueType)
            throw new PlatformNotSupportedException("the image has no constructor without parameters of " + TypeNames.FullName(type));
        object structure = CachedAllocator.NewObject(type);
        if (MethodTable.Extension(type)->Finalizer != 0)
            GC.ReRegisterForFinalize(structure);
        if (!type->IsValueType)
            ((delegate*<object, void>)constructor)(structure);
        ToManaged(address, structure);
        return structure;
    }

    [Plug("System.Runtime.InteropServices.Marshal", "PtrToStructureImpl", Hash = "0ed0bd0bb2116f4f")]
    private static void ToManaged(nint address, object structure) =>
        Marshaller.ToManaged((byte*)address, structure, MarshalLayouts.Get(TypeCast.TypeOf(structure), nameof(structure)));

    [Plug("System.Runtime.InteropServices.Marshal", "DestroyStructure", Parameters = "System.IntPtr,System.Type", Hash = "a08b65aa3cb16e98")]
    private static void Destroy(nint address, Type structuretype)
    {
        ArgumentNullException.ThrowIfNull((void*)address, "ptr");
        ArgumentNullException.ThrowIfNull(structuretype);
        MethodTable* type = TypePlugs.MethodTableOf(structuretype);
        if (type->IsGenericInstance)
            throw new ArgumentException("The specified Type must not be a generic type.", nameof(structuretype));
        Marshaller.Destroy(MarshalLayouts.Get(type, nameof(structuretype)), (byte*)address);
    }

    private static MethodTable* TableOf(RuntimeTypeHandle handle) => (MethodTable*)RuntimeTypeHandle.ToIntPtr(handle);

    private static ArgumentException NotMarshallable(MethodTable* type, string? parameter) => new(
        "Type '" + TypeNames.FullName(type) + "' cannot be marshaled as an unmanaged structure; no meaningful size or offset can be computed.", parameter);
}
