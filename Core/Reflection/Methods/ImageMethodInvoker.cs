using System;
using System.Reflection;
using Abi;
using Core.Types;
using Internal.Reflection.Core.Execution;
using Internal.Runtime.Augments;

namespace Core.Reflection.Methods;

/// <summary>Calls one method or constructor of the image.</summary>
internal sealed unsafe class ImageMethodInvoker : MethodBaseInvoker
{
    private readonly DynamicInvokeInfo _info;
    private readonly RuntimeTypeHandle _declaringType;

    // The code of the method itself, 0 for an abstract one, and what is called: for a virtual method the function that finds the override.
    private readonly nint _code;
    private readonly nint _called;

    public ImageMethodInvoker(ReflectedMethod* method)
    {
        MethodBase description = MethodCatalog.DescriptionOf(method);
        _info = new DynamicInvokeInfo(description, MethodCatalog.AddressOf(method->Thunk));
        _declaringType = ImageMetadata.HandleOf(ImageMetadata.TypeAt(method->Type));
        _code = MethodCatalog.AddressOf(method->Code);
        _called = method->Dispatch == 0 ? _code : MethodCatalog.AddressOf(method->Dispatch);
    }

    public override nint LdFtnResult =>
        _code != 0 ? _code : throw new PlatformNotSupportedException($"{_info.Method.DeclaringType}.{_info.Method.Name} is abstract: it has no address");

    public nint InvokeThunk => _info.InvokeThunk;

    public override Delegate CreateDelegate(RuntimeTypeHandle delegateType, object target, bool isStatic, bool isVirtual, bool isOpen)
    {
        if (isStatic)
            return RuntimeAugments.CreateDelegate(delegateType, _code, target, isStatic: true, isOpen);
        if (!isOpen)
            return RuntimeAugments.CreateDelegate(delegateType, _called, target, isStatic: false, isOpen: false);
        if (ImageMetadata.TableOf(_declaringType)->IsValueType)
        {
            // What is there takes a box, the delegate a reference to the value.
            throw new NotSupportedException($"no delegate can be made of {_info.Method.DeclaringType}.{_info.Method.Name} without an object: write a lambda");
        }

        // As of a static method: the object is the first argument.
        return RuntimeAugments.CreateDelegate(delegateType, _called, null!, isStatic: true, isOpen: true);
    }

    protected override object? Invoke(object? thisObject, object?[]? arguments, BinderBundle binderBundle, bool wrapInTargetInvocationException)
    {
        CheckReceiver(thisObject);
        return _info.Invoke(thisObject, _called, arguments, binderBundle, wrapInTargetInvocationException);
    }

    protected override object? Invoke(object? thisObject, Span<object?> arguments)
    {
        CheckReceiver(thisObject);
        return _info.Invoke(thisObject, _called, arguments);
    }

    protected override object? InvokeDirectWithFewArgs(object? thisObject, Span<object?> arguments)
    {
        CheckReceiver(thisObject);
        return _info.InvokeDirectWithFewArgs(thisObject, _called, arguments);
    }

    protected override object CreateInstance(object?[]? arguments, BinderBundle binderBundle, bool wrapInTargetInvocationException)
    {
        object instance = Allocate();
        _info.Invoke(instance, _code, arguments, binderBundle, wrapInTargetInvocationException);
        return instance;
    }

    protected override object CreateInstance(Span<object?> arguments)
    {
        object instance = Allocate();
        _info.Invoke(instance, _code, arguments);
        return instance;
    }

    protected override object CreateInstanceWithFewArgs(Span<object?> arguments)
    {
        object instance = Allocate();
        _info.InvokeDirectWithFewArgs(instance, _code, arguments);
        return instance;
    }

    private void CheckReceiver(object? thisObject)
    {
        // A signature that cannot be called is reported first, whatever the object.
        if (!_info.Method.IsStatic && _info.IsSupportedSignature)
            ValidateThis(thisObject!, _declaringType);
    }

    private object Allocate()
    {
        if (RuntimeAugments.IsByRefLike(_declaringType))
            throw new TargetException();
        return RuntimeAugments.RawNewObject(_declaringType);
    }
}
