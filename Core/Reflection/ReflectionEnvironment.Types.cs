using System;
using System.Reflection;
using System.Reflection.Runtime.General;
using Abi;
using Core.Reflection.Methods;
using Core.Reflection.Types;
using Core.Types;
using MethodInfo = System.Reflection.MethodInfo;

namespace Core.Reflection;

internal sealed unsafe partial class ReflectionEnvironment
{
    public override QTypeDefinition GetMetadataForNamedType(RuntimeTypeHandle runtimeTypeHandle)
    {
        uint definition = ImageMetadata.DefinitionOf(ImageMetadata.TableOf(runtimeTypeHandle));
        if (definition == 0)
            throw new NotSupportedException($"The program does not describe '{Type.GetTypeFromHandle(runtimeTypeHandle)}': keep it with [DynamicDependency].");
        return new QTypeDefinition(ImageMetadata.Reader, ImageMetadata.TypeDefinitionAt(definition));
    }

    public override bool TryGetNamedTypeForMetadata(QTypeDefinition qTypeDefinition, out RuntimeTypeHandle runtimeTypeHandle) =>
        Found(ImageMetadata.TypeOf(ImageMetadata.OffsetOf(qTypeDefinition.NativeFormatHandle)), out runtimeTypeHandle);

    public override bool TryGetArrayTypeForElementType(RuntimeTypeHandle elementTypeHandle, out RuntimeTypeHandle arrayTypeHandle) =>
        Found((MethodTable*)MethodTable.Extension(ImageMetadata.TableOf(elementTypeHandle))->ArrayType, out arrayTypeHandle);

    public override bool TryGetMultiDimArrayTypeForElementType(RuntimeTypeHandle elementTypeHandle, int rank, out RuntimeTypeHandle arrayTypeHandle) =>
        Found(TypeCatalog.FindParameterized(ElementType.Array, ImageMetadata.TableOf(elementTypeHandle), rank), out arrayTypeHandle);

    public override bool TryGetPointerTypeForTargetType(RuntimeTypeHandle targetTypeHandle, out RuntimeTypeHandle pointerTypeHandle) =>
        Found(TypeCatalog.FindParameterized(ElementType.Pointer, ImageMetadata.TableOf(targetTypeHandle), 0), out pointerTypeHandle);

    public override bool TryGetByRefTypeForTargetType(RuntimeTypeHandle targetTypeHandle, out RuntimeTypeHandle byRefTypeHandle) =>
        Found(TypeCatalog.FindParameterized(ElementType.ByRef, ImageMetadata.TableOf(targetTypeHandle), 0), out byRefTypeHandle);

    // A function pointer's MethodTable does not tell what it is made of.
    public override bool TryGetFunctionPointerTypeForComponents(
        RuntimeTypeHandle returnTypeHandle, RuntimeTypeHandle[] parameterHandles, bool isUnmanaged, out RuntimeTypeHandle functionPointerTypeHandle) =>
        Found(null, out functionPointerTypeHandle);

    public override bool TryGetConstructedGenericTypeForComponents(
        RuntimeTypeHandle genericTypeDefinitionHandle, RuntimeTypeHandle[] genericTypeArgumentHandles, out RuntimeTypeHandle runtimeTypeHandle) =>
        TryGetConstructedGenericTypeForComponentsNoConstraintCheck(genericTypeDefinitionHandle, genericTypeArgumentHandles, out runtimeTypeHandle);

    public override bool TryGetConstructedGenericTypeForComponentsNoConstraintCheck(
        RuntimeTypeHandle genericTypeDefinitionHandle, RuntimeTypeHandle[] genericTypeArgumentHandles, out RuntimeTypeHandle runtimeTypeHandle) =>
        Found(TypeCatalog.FindInstance(ImageMetadata.TableOf(genericTypeDefinitionHandle), genericTypeArgumentHandles), out runtimeTypeHandle);

    // An instance the image has satisfies the constraints, or the compiler would not have made it; another cannot be called.
    public override void ValidateGenericMethodConstraints(MethodInfo method)
    {
    }

    public override void GetInterfaceMap(Type instanceType, Type interfaceType, out MethodInfo[] interfaceMethods, out MethodInfo[] targetMethods)
    {
        interfaceMethods = interfaceType.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        targetMethods = new MethodInfo[interfaceMethods.Length];
        for (int i = 0; i < interfaceMethods.Length; i++)
        {
            targetMethods[i] = InterfaceMaps.TargetOf(instanceType, interfaceMethods[i])
                ?? throw new NotSupportedException($"What implements '{MemberNames.Of(interfaceMethods[i])}' in {instanceType} is not described in the image.");
        }
    }

    public override void GetEnumInfo(RuntimeTypeHandle typeHandle, out string[] names, out object[] values, out bool isFlags)
    {
        QTypeDefinition type = GetMetadataForNamedType(typeHandle);
        EnumMembers.Read(type.NativeFormatHandle, out names, out values, out isFlags);
    }

    public override bool TryGetMethodFromHandle(
        RuntimeMethodHandle runtimeMethodHandle, out RuntimeTypeHandle declaringTypeHandle, out QMethodDefinition methodHandle, out RuntimeTypeHandle[] genericMethodTypeArgumentHandles)
    {
        MemberHandles.Read(runtimeMethodHandle, out declaringTypeHandle, out methodHandle, out genericMethodTypeArgumentHandles);
        return true;
    }

    public override bool TryGetMethodFromHandleAndType(
        RuntimeMethodHandle runtimeMethodHandle, RuntimeTypeHandle declaringTypeHandle, out QMethodDefinition methodHandle, out RuntimeTypeHandle[] genericMethodTypeArgumentHandles)
    {
        MemberHandles.Read(runtimeMethodHandle, out _, out methodHandle, out genericMethodTypeArgumentHandles);
        return true;
    }

    public override bool TryGetFieldFromHandle(
        RuntimeFieldHandle runtimeFieldHandle, out RuntimeTypeHandle declaringTypeHandle, out Internal.Metadata.NativeFormat.FieldHandle fieldHandle)
    {
        MemberHandles.Read(runtimeFieldHandle, out declaringTypeHandle, out fieldHandle);
        return true;
    }

    public override bool TryGetFieldFromHandleAndType(
        RuntimeFieldHandle runtimeFieldHandle, RuntimeTypeHandle declaringTypeHandle, out Internal.Metadata.NativeFormat.FieldHandle fieldHandle)
    {
        MemberHandles.Read(runtimeFieldHandle, out _, out fieldHandle);
        return true;
    }

    private static bool Found(MethodTable* type, out RuntimeTypeHandle handle)
    {
        handle = type == null ? default : ImageMetadata.HandleOf(type);
        return type != null;
    }
}
