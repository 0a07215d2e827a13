using System.Collections.Generic;
using System.Reflection;

namespace ILText;

/// <summary>A declared type parameter.</summary>
internal sealed record TypeParameterNode(string Name, GenericParameterAttributes Attributes, List<TypeNode> Constraints);
