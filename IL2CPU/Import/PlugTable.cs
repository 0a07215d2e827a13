using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using System.Security.Cryptography;
using System.Text;
using IL2CPU.TypeSystem;
using CustomAttribute = IL2CPU.TypeSystem.CustomAttribute;

namespace IL2CPU.Import;

/// <summary>[Plug] methods and what they replace.</summary>
/// <remarks>
/// A plug is bound when the method it names is first called. Plugs of assemblies the program does not use stay unbound;
/// those of loaded assemblies that fit no method, or several, or a method whose IL has changed, are errors.
/// </remarks>
public sealed class PlugTable
{
    private const string PlugAttribute = "Core.PlugAttribute";
    private const int HashBytes = 8;
    private readonly Dictionary<string, List<Plug>> _byType = [];
    private readonly Dictionary<MethodDesc, MethodDesc?> _bound = [];
    private readonly Dictionary<(MethodDesc Caller, MethodDesc Callee), MethodDesc> _calls = [];
    private readonly HashSet<string> _calledTypes = [];
    private readonly List<Plug> _plugs = [];

    internal PlugTable(IReadOnlyList<ModuleDesc> modules)
    {
        foreach (ModuleDesc module in modules)
        {
            foreach (MethodDesc method in AttributedMethods.Find(module, "Core", "PlugAttribute"))
                Add(method);
        }
    }

    /// <summary>The plug in place of a method, instantiated alike; null without one.</summary>
    internal MethodDesc? Replacement(MethodDesc method)
    {
        MethodDesc definition = method.Definition;
        if (!_bound.TryGetValue(definition, out MethodDesc? plug))
        {
            plug = Bind(definition);
            _bound.Add(definition, plug);
        }

        if (plug is null || plug.GenericParameterCount == 0)
            return plug;
        return plug.MakeInstance([.. method.OwningType.Arguments, .. method.Arguments]);
    }

    /// <summary>What a caller calls in place of a method of its own type: that, unless a plug is for calls from there.</summary>
    internal MethodDesc CalledFrom(MethodDesc caller, MethodDesc callee)
    {
        if (caller.OwningType != callee.OwningType || !_calledTypes.Contains(callee.OwningType.FullName))
            return callee;
        if (_calls.TryGetValue((caller, callee), out MethodDesc? target))
            return target;
        Plug? plug = _byType[callee.OwningType.FullName].Find(p => p.Callers is not null && Fits(p, callee) && p.Callers.Contains(caller.Name));
        target = plug is null ? callee : Checked(plug, callee);
        _calls.Add((caller, callee), target);
        return target;
    }

    /// <summary>Hash of a method's IL as [Plug] writes it: hexadecimal; empty when there is no IL.</summary>
    /// <remarks>Of the code with every token replaced by what it names, so that copies of a type in several assemblies have one hash.</remarks>
    public static string HashOf(MethodDesc method)
    {
        if (method.Definition.Body is not { } body)
            return "";
        var text = new StringBuilder();
        var reader = new ILReader(body.Code);
        while (reader.HasNext)
        {
            ILOpCode opcode = reader.ReadOpcode();
            text.Append((int)opcode).Append(' ');
            if (NamesSomething(opcode))
            {
                text.Append(NameOf(body, opcode, reader.ReadInt32()));
            }
            else
            {
                int start = reader.Offset;
                reader.Skip(opcode);
                text.Append(Convert.ToHexStringLower(body.Code[start..reader.Offset]));
            }

            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, HashBytes));
    }

    private static string NameOf(ILBody body, ILOpCode opcode, int token) => opcode switch
    {
        ILOpCode.Ldstr => body.ResolveString(token),
        ILOpCode.Calli => "calli",
        _ => body.ResolveToken(token) switch
        {
            MethodDesc method => method.FullName,
            FieldDesc field => $"{field.OwningType.FullName}.{field.Name}",
            TypeDesc type => type.FullName,
            _ => "",
        },
    };

    private static bool NamesSomething(ILOpCode opcode) => opcode switch
    {
        ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Calli or ILOpCode.Newobj or ILOpCode.Jmp or ILOpCode.Ldftn or ILOpCode.Ldvirtftn => true,
        ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld => true,
        ILOpCode.Cpobj or ILOpCode.Ldobj or ILOpCode.Stobj or ILOpCode.Box or ILOpCode.Unbox or ILOpCode.Unbox_any => true,
        ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Castclass or ILOpCode.Isinst => true,
        ILOpCode.Ldtoken or ILOpCode.Ldstr or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof => true,
        ILOpCode.Mkrefany or ILOpCode.Refanyval => true,
        _ => false,
    };

    /// <summary>Everything wrong with the plugs of the loaded assemblies, one line each.</summary>
    public IReadOnlyList<string> Verify(TypeSystemContext types)
    {
        var errors = new List<string>();
        foreach (Plug plug in _plugs)
        {
            if (types.FindType(plug.Type) is { } type)
                VerifyOne(plug, type, errors);
        }

        return errors;
    }

    /// <summary>Plugs of the loaded assemblies without a hash: the method, and its attribute as it should be written.</summary>
    public IEnumerable<(MethodDesc Plug, string Attribute)> Unpinned(TypeSystemContext types)
    {
        foreach (Plug plug in _plugs)
        {
            if (plug.Hash is null && types.FindType(plug.Type) is { } type && Candidates(plug, type) is [MethodDesc only])
            {
                string parameters = plug.Parameters is null ? "" : $", Parameters = \"{plug.Parameters}\"";
                parameters += plug.Callers is null ? "" : $", Callers = \"{string.Join(',', plug.Callers)}\"";
                yield return (plug.Method, $"[Plug(\"{plug.Type}\", \"{plug.Name}\"{parameters}, Hash = \"{HashOf(only)}\")]");
            }
        }
    }

    private static void VerifyOne(Plug plug, TypeDesc type, List<string> errors)
    {
        List<MethodDesc> candidates = Candidates(plug, type);
        string name = $"plug {plug.Method.FullName} for {plug.Type}.{plug.Name}";
        if (candidates.Count == 0)
        {
            errors.Add($"{name}: there is no such method");
            return;
        }

        if (candidates.Count > 1)
        {
            errors.Add($"{name}: {candidates.Count} methods fit, give Parameters");
            return;
        }

        MethodDesc target = candidates[0];
        int arity = target.OwningType.Arguments.Count + target.GenericParameterCount;
        if (plug.Method.GenericParameterCount != arity)
            errors.Add($"{name}: has {plug.Method.GenericParameterCount} type parameters instead of {arity}");
        int parameters = target.Signature.Parameters.Count + (target.HasThis ? 1 : 0);
        if (plug.Method.Signature.Parameters.Count != parameters)
            errors.Add($"{name}: has {plug.Method.Signature.Parameters.Count} parameters instead of {parameters}");
        foreach (string caller in plug.Callers ?? [])
        {
            if (!type.Methods.Any(m => m.Name == caller))
                errors.Add($"{name}: there is no caller {caller}");
        }

        if (plug.Hash is null)
            errors.Add($"{name}: is not pinned, add Hash = \"{HashOf(target)}\"");
        else if (plug.Hash.Length != 0 && plug.Hash != HashOf(target))
            errors.Add($"{name}: the replaced IL has changed, hash {HashOf(target)} instead of {plug.Hash}");
    }

    private void Add(MethodDesc method)
    {
        foreach (CustomAttribute attribute in method.Attributes)
        {
            if (attribute.Type.FullName != PlugAttribute)
                continue;
            if (!method.IsStatic || attribute.FixedArguments is not [string type, string name])
                throw new CompilerDiagnosticException($"[Plug] on {method.FullName} is malformed", method, -1);
            var plug = new Plug(method, type, name, attribute["Parameters"] as string, attribute["Hash"] as string, (attribute["Callers"] as string)?.Split(','));
            _plugs.Add(plug);
            if (plug.Callers is not null)
                _calledTypes.Add(type);
            if (!_byType.TryGetValue(type, out List<Plug>? list))
                _byType.Add(type, list = []);
            list.Add(plug);
        }
    }

    private MethodDesc? Bind(MethodDesc definition)
    {
        if (!_byType.TryGetValue(definition.OwningType.Definition.FullName, out List<Plug>? plugs))
            return null;
        foreach (Plug plug in plugs)
        {
            if (plug.Callers is null && Fits(plug, definition))
                return Checked(plug, definition);
        }

        return null;
    }

    private static MethodDesc Checked(Plug plug, MethodDesc definition)
    {
        if (Candidates(plug, definition.OwningType.Definition).Count > 1)
            throw new CompilerDiagnosticException($"plug {plug.Method.FullName} for {plug.Type}.{plug.Name}: several methods fit, give Parameters");
        if (!string.IsNullOrEmpty(plug.Hash) && plug.Hash != HashOf(definition))
            throw new CompilerDiagnosticException($"plug {plug.Method.FullName}: the IL of {definition.FullName} has changed, hash {HashOf(definition)} instead of {plug.Hash}");
        return plug.Method;
    }

    private static List<MethodDesc> Candidates(Plug plug, TypeDesc type) => type.Methods.Where(m => Fits(plug, m)).ToList();

    private static bool Fits(Plug plug, MethodDesc method)
    {
        if (plug.Name != method.Name)
            return false;
        if (plug.Parameters is null)
            return true;
        // Overloads may differ by the number of type parameters alone.
        return plug.Method.GenericParameterCount == method.OwningType.Arguments.Count + method.GenericParameterCount
            && plug.Parameters == string.Join(',', method.Signature.Parameters.Select(p => p.FullName));
    }

    private sealed record Plug(MethodDesc Method, string Type, string Name, string? Parameters, string? Hash, string[]? Callers);
}
