using System;
using Core.Types;
using Internal.Metadata.NativeFormat;
using Internal.Runtime;
using Internal.Runtime.Augments;

namespace Core.Reflection.Types;

/// <summary>What the base library asks of a type loader. Nothing is loaded: types are found, or are not there.</summary>
internal sealed unsafe class ImageTypeLoader : TypeLoaderCallbacks
{
    private static ImageTypeLoader? s_instance;

    public static ImageTypeLoader Instance => s_instance ??= new ImageTypeLoader();

    public override bool TryGetConstructedGenericTypeForComponents(
        RuntimeTypeHandle genericTypeDefinitionHandle, RuntimeTypeHandle[] genericTypeArgumentHandles, out RuntimeTypeHandle runtimeTypeHandle) =>
        ReflectionEnvironment.Instance.TryGetConstructedGenericTypeForComponents(genericTypeDefinitionHandle, genericTypeArgumentHandles, out runtimeTypeHandle);

    public override bool TryGetPointerTypeForTargetType(RuntimeTypeHandle pointeeTypeHandle, out RuntimeTypeHandle pointerTypeHandle) =>
        ReflectionEnvironment.Instance.TryGetPointerTypeForTargetType(pointeeTypeHandle, out pointerTypeHandle);

    public override bool TryGetArrayTypeForElementType(RuntimeTypeHandle elementTypeHandle, bool isMdArray, int rank, out RuntimeTypeHandle arrayTypeHandle) =>
        isMdArray
            ? ReflectionEnvironment.Instance.TryGetMultiDimArrayTypeForElementType(elementTypeHandle, rank, out arrayTypeHandle)
            : ReflectionEnvironment.Instance.TryGetArrayTypeForElementType(elementTypeHandle, out arrayTypeHandle);

    public override nint TryGetDefaultConstructorForType(RuntimeTypeHandle runtimeTypeHandle) =>
        (nint)MethodTable.Extension(ImageMetadata.TableOf(runtimeTypeHandle))->DefaultConstructor;

    // The table of types has the constructor of the value itself.
    public override nint ConvertUnboxingFunctionPointerToUnderlyingNonUnboxingPointer(nint unboxingFunctionPointer, RuntimeTypeHandle declaringType) =>
        unboxingFunctionPointer;

    public override RuntimeMethodHandle GetRuntimeMethodHandleForComponents(
        RuntimeTypeHandle declaringTypeHandle, MethodHandle handle, RuntimeTypeHandle[] genericMethodArgs) =>
        MemberHandles.Create(declaringTypeHandle, handle, genericMethodArgs);

    public override RuntimeFieldHandle GetRuntimeFieldHandleForComponents(RuntimeTypeHandle declaringTypeHandle, FieldHandle handle) =>
        MemberHandles.Create(declaringTypeHandle, handle);

    public override bool TryGetOwningTypeForMethodDictionary(nint dictionary, out RuntimeTypeHandle owningType) => throw NoDictionaries();

    public override TypeManagerHandle GetModuleForMetadataReader(MetadataReader reader) => throw NoDictionaries();

    public override nint GetThreadStaticGCDescForDynamicType(TypeManagerHandle handle, int index) => throw NoDictionaries();

    public override nint GenericLookupFromContextAndSignature(nint context, nint signature, out nint auxResult) => throw NoDictionaries();

    public override nint ResolveGenericVirtualMethodTarget(RuntimeTypeHandle targetTypeHandle, RuntimeMethodHandle declMethod) => throw NoDictionaries();

    private static PlatformNotSupportedException NoDictionaries() => new("generic code is compiled for every instance: it has no dictionaries");
}
