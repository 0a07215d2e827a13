using System.Collections.Generic;
using System.Reflection;

namespace ILText;

/// <summary>A declared field.</summary>
internal sealed record FieldNode(string Name, TypeNode Type, FieldAttributes Attributes, int? Offset, List<AttributeNode> CustomAttributes);
