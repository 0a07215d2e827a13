using System;

namespace Abi;

/// <summary>The marked interface declares the usys functions; its members in order are the entries of the table.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UsysTableAttribute : Attribute
{
}

/// <summary>The public numbers of the marked type travel in the table of constants.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
public sealed class UsysConstantSourceAttribute : Attribute
{
}

/// <summary>The marked static partial class has one <c>[UnmanagedCallersOnly]</c> method per entry; its Fill is generated.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsysImplementationAttribute(Type table) : Attribute
{
    public Type Table { get; } = table;
}
