using System;
using System.Reflection;

namespace Core.Reflection.Methods;

/// <summary>Which method of a type implements a method of an interface, found by name and signature.</summary>
/// <remarks>The descriptions have no list of implementations: an explicit one is known by the interface's name in its own.</remarks>
internal static class InterfaceMaps
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <returns>Null when there is none, or none that is described.</returns>
    public static MethodInfo? TargetOf(Type type, MethodInfo declared)
    {
        string prefix = SourceName(declared.DeclaringType!);
        for (Type? at = type; at != null; at = at.BaseType)
        {
            MethodInfo? found = null;
            foreach (MethodInfo method in at.GetMethods(Declared))
            {
                if (method.IsStatic != declared.IsStatic || !HasSignature(method, declared))
                    continue;
                if (IsExplicit(method.Name, prefix, declared.Name))
                    return method;
                if (method.IsPublic && method.Name == declared.Name)
                    found = method;
            }

            if (found != null)
                return found;
        }

        return declared.IsAbstract ? null : declared;
    }

    // Namespace.Interface<Arguments>.Method: of the arguments the parameters tell.
    private static bool IsExplicit(string name, string prefix, string member) =>
        name.Length > prefix.Length + member.Length
        && name.StartsWith(prefix, StringComparison.Ordinal)
        && name[prefix.Length] is '.' or '<'
        && name.EndsWith(member, StringComparison.Ordinal)
        && name[name.Length - member.Length - 1] == '.';

    private static string SourceName(Type type)
    {
        string name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static bool HasSignature(MethodInfo method, MethodInfo declared)
    {
        ParameterInfo[] own = method.GetParameters();
        ParameterInfo[] wanted = declared.GetParameters();
        if (own.Length != wanted.Length || method.GetGenericArguments().Length != declared.GetGenericArguments().Length)
            return false;
        if (method.IsGenericMethodDefinition)
            return true;
        for (int i = 0; i < own.Length; i++)
        {
            if (own[i].ParameterType != wanted[i].ParameterType)
                return false;
        }

        return method.ReturnType == declared.ReturnType;
    }
}
