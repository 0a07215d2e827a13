using System;
using System.Reflection;
using System.Reflection.Runtime.General;
using Abi;
using Core.Reflection.Fields;
using Core.Reflection.Methods;
using Core.Reflection.Types;
using Core.Types;
using Internal.Metadata.NativeFormat;
using Internal.Reflection.Core;
using Internal.Reflection.Core.Execution;
using MethodInfo = System.Reflection.MethodInfo;

namespace Core.Reflection;

/// <summary>What the base library's reflection asks of a runtime, answered from the tables of the image.</summary>
internal sealed unsafe partial class ReflectionEnvironment : ExecutionEnvironment
{
    private static ReflectionEnvironment? s_instance;
    private readonly ScopeBinder _binder = new();

    /// <summary>Has no state that could differ: a race makes two that answer alike.</summary>
    public static ReflectionEnvironment Instance => s_instance ??= new ReflectionEnvironment();

    public override AssemblyBinder AssemblyBinder => _binder;

    public override MethodBaseInvoker TryGetMethodInvokerNoConstraintCheck(
        RuntimeTypeHandle declaringTypeHandle, QMethodDefinition methodHandle, RuntimeTypeHandle[] genericMethodTypeArgumentHandles)
    {
        ReflectedMethod* method = MethodCatalog.Find(
            ImageMetadata.TableOf(declaringTypeHandle), ImageMetadata.OffsetOf(methodHandle.NativeFormatHandle), genericMethodTypeArgumentHandles);
        return method == null || method->Thunk == 0 ? null! : new ImageMethodInvoker(method);
    }

    public override nint GetDynamicInvokeThunk(MethodBaseInvoker invoker) => ((ImageMethodInvoker)invoker).InvokeThunk;

    public override FieldAccessor TryGetFieldAccessor(
        MetadataReader reader, RuntimeTypeHandle declaringTypeHandle, RuntimeTypeHandle fieldTypeHandle, FieldHandle fieldHandle)
    {
        ReflectedField* field = FieldCatalog.Find(ImageMetadata.TableOf(declaringTypeHandle), ImageMetadata.OffsetOf(fieldHandle));
        if (field == null)
            return null!;
        if (field->Kind == ReflectedFieldKind.Instance)
            return new InstanceFieldAccessor(declaringTypeHandle, fieldTypeHandle, (int)field->Offset);
        bool isInitOnly = (fieldHandle.GetField(reader).Flags & FieldAttributes.InitOnly) != 0;
        return new StaticFieldAccessor(field, fieldTypeHandle, isInitOnly);
    }

    public override FieldAccessor CreateLiteralFieldAccessor(object value, RuntimeTypeHandle fieldTypeHandle) => new LiteralFieldAccessor(value);

    public override MethodInfo GetDelegateMethod(Delegate del) => DelegateMethods.Of(del);

    public override MethodBase GetMethodBaseFromStartAddressIfAvailable(nint methodStartAddress)
    {
        ReflectedMethod* method = MethodCatalog.FindCode(methodStartAddress, null);
        return method == null ? null! : MethodCatalog.DescriptionOf(method);
    }

    public override nint GetStaticClassConstructionContext(RuntimeTypeHandle typeHandle) =>
        (nint)MethodTable.Extension(ImageMetadata.TableOf(typeHandle))->ClassConstructor;

    public override Exception CreateMissingMetadataException(Type pertainant) =>
        new NotSupportedException($"The program has no '{pertainant}': mention it in its source, as in typeof({pertainant.Name}), or keep it with [DynamicDependency].");

    public override Exception CreateNonInvokabilityException(MemberInfo pertainant) =>
        new NotSupportedException($"The program does not keep '{MemberNames.Of(pertainant)}' for reflection: call it somewhere, or keep it with [DynamicDependency].");
}
