using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

public sealed partial class MethodDesc
{
    private const string IntrinsicName = "System.Runtime.CompilerServices.IntrinsicAttribute";
    private PInvokeInfo? _pinvoke;
    private string[]? _parameterNames;

    /// <summary>[Intrinsic] on the method or its type.</summary>
    public bool IsIntrinsic => HasAttribute(IntrinsicName) || OwningType.HasAttribute(IntrinsicName);

    public bool IsUnmanagedCallersOnly => IsStatic && HasAttribute("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute");

    /// <summary>The native method imported by DllImport, else null.</summary>
    public PInvokeInfo? PInvoke
    {
        get
        {
            if ((_data.Attributes & MethodAttributes.PinvokeImpl) == 0)
            {
                return null;
            }

            return Definition._pinvoke ??= Module.Read($"the import of {Name}", this, static m => m.ReadPInvoke());
        }
    }

    /// <summary>Entry name of [RuntimeImport], else null.</summary>
    public string? RuntimeImport => LastString("System.Runtime.RuntimeImportAttribute") ??
        (HasAttribute("System.Runtime.RuntimeImportAttribute") ? Name : null);

    /// <summary>Entry name of [RuntimeExport], else null.</summary>
    public string? RuntimeExport => LastString("System.Runtime.RuntimeExportAttribute");

    public IReadOnlyList<CustomAttribute> Attributes => _data.Handle.IsNil ? [] : Module.AllAttributes(_data.Handle);

    /// <summary>Names from metadata, in order, without <c>this</c>; empty strings where there is none.</summary>
    public IReadOnlyList<string> ParameterNames => Definition._parameterNames ??=
        Module.Read($"the parameters of {Name}", this, static m => m.ReadParameterNames());

    public bool HasAttribute(string fullName) => !_data.Handle.IsNil && Module.HasAttribute(_data.Handle, fullName);

    public CustomAttribute? GetAttribute(string fullName) =>
        _data.Handle.IsNil ? null : Module.FindAttribute(_data.Handle, fullName);

    /// <summary>An attribute of a parameter, from 1 upwards without <c>this</c>, or of the result (0).</summary>
    public CustomAttribute? GetParameterAttribute(int parameter, string fullName)
    {
        if (_data.Handle.IsNil)
        {
            return null;
        }

        foreach (ParameterHandle handle in _data.Definition.GetParameters())
        {
            if (Module.Reader.GetParameter(handle).SequenceNumber == parameter)
            {
                return Module.FindAttribute(handle, fullName);
            }
        }

        return null;
    }

    private string? LastString(string attribute) =>
        GetAttribute(attribute)?.FixedArguments is [.., string name] ? name : null;

    private PInvokeInfo ReadPInvoke()
    {
        MethodImport import = _data.Definition.GetImport();
        MetadataReader reader = Module.Reader;
        string module = import.Module.IsNil ? "" : reader.GetString(reader.GetModuleReference(import.Module).Name);
        string entry = import.Name.IsNil ? Name : reader.GetString(import.Name);
        bool setsError = (import.Attributes & MethodImportAttributes.SetLastError) != 0;
        return new PInvokeInfo(module, entry, setsError);
    }

    private string[] ReadParameterNames()
    {
        string[] names = new string[Signature.Parameters.Count];
        System.Array.Fill(names, "");
        if (_data.Handle.IsNil)
        {
            return names;
        }

        foreach (ParameterHandle handle in _data.Definition.GetParameters())
        {
            Parameter parameter = Module.Reader.GetParameter(handle);
            if (parameter.SequenceNumber > 0 && parameter.SequenceNumber <= names.Length)
            {
                names[parameter.SequenceNumber - 1] = Module.Reader.GetString(parameter.Name);
            }
        }

        return names;
    }
}

/// <summary>Target of a P/Invoke.</summary>
public sealed record PInvokeInfo(string Module, string EntryPoint, bool SetLastError);
