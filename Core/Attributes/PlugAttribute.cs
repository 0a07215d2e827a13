using System;

namespace Core;

/// <summary>Replaces the body of a base library method.</summary>
/// <remarks>
/// <para>An instance method's <c>this</c> is the first parameter (a <c>ref</c> for a value type). Type arguments of the
/// plugged type, then those of the method, are the plug's own. A parameter whose type cannot be named here is written as
/// <c>object</c>, <c>nint</c> or <c>void*</c>: what has the same scalar kind.</para>
/// <para>A name that is overloaded needs <see cref="Parameters"/>. A plug that binds to nothing, or to more than one
/// method, fails the build, and so does a <see cref="Hash"/> that differs from the hash of the replaced IL.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PlugAttribute(string type, string method) : Attribute
{
    /// <summary>Full metadata name of the type: <c>Namespace.Outer+Inner`1</c>.</summary>
    public string Type { get; } = type;

    public string Method { get; } = method;

    /// <summary>Full names of the parameter types, separated by commas without spaces; null when the name is not overloaded.</summary>
    public string? Parameters { get; init; }

    /// <summary>Methods of the same type whose calls go to the plug, separated by commas without spaces; null: all calls do, wherever they are.</summary>
    public string? Callers { get; init; }

    /// <summary>Hash of the IL that was there when the plug was written, as <c>il2cpu --verify-plugs</c> prints it; "" for a method without IL.</summary>
    public string? Hash { get; init; }
}
