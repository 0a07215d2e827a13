using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using IL2CPU.TypeSystem;

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

    /// <summary>Hash of a method's IL as [Plug] writes it: hexadecimal, of the code bytes; empty when there is no IL.</summary>
    public static string HashOf(MethodDesc method)
    {
        if (method.Definition.Body is not { } body)
            return "";
        return Convert.ToHexStringLower(SHA256.HashData(body.Code).AsSpan(0, HashBytes));
    }

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

    /// <summary>Plugs of the loaded assemblies with the hash they should carry, for filling it in.</summary>
    public IEnumerable<(MethodDesc Plug, string Hash)> MissingHashes(TypeSystemContext types)
    {
        foreach (Plug plug in _plugs)
        {
            if (plug.Hash is null && types.FindType(plug.Type) is { } type && Candidates(plug, type) is [MethodDesc only])
                yield return (plug.Method, HashOf(only));
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
        if (!string.IsNullOrEmpty(plug.Hash) && plug.Hash != HashOf(target))
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
            var plug = new Plug(method, type, name, attribute["Parameters"] as string, attribute["Hash"] as string);
            _plugs.Add(plug);
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
            if (!Fits(plug, definition))
                continue;
            if (Candidates(plug, definition.OwningType.Definition).Count > 1)
                throw new CompilerDiagnosticException($"plug {plug.Method.FullName} for {plug.Type}.{plug.Name}: several methods fit, give Parameters");
            if (!string.IsNullOrEmpty(plug.Hash) && plug.Hash != HashOf(definition))
                throw new CompilerDiagnosticException($"plug {plug.Method.FullName}: the IL of {definition.FullName} has changed, hash {HashOf(definition)} instead of {plug.Hash}");
            return plug.Method;
        }

        return null;
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

    private sealed record Plug(MethodDesc Method, string Type, string Name, string? Parameters, string? Hash);
}
