using System.Collections.Generic;

namespace ILText;

/// <summary>A type as written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of a class: with its namespace; nested ones behind a slash. Of a primitive: its word.</param>
/// <param name="Assembly">Where the class is; null for this one.</param>
/// <param name="Element">Of arrays, pointers, references, instances and modified types.</param>
/// <param name="Arguments">Type arguments.</param>
/// <param name="Number">Of a type parameter its index; of a multidimensional array its rank.</param>
/// <param name="Bounds">Lower bounds of a multidimensional array.</param>
/// <param name="Function">Signature of a function pointer.</param>
internal sealed record TypeNode(
    TypeKind Kind,
    string Name = "",
    string? Assembly = null,
    TypeNode? Element = null,
    List<TypeNode>? Arguments = null,
    int Number = 0,
    List<int>? Bounds = null,
    SignatureNode? Function = null);
