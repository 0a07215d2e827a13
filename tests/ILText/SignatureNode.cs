using System.Collections.Generic;
using System.Reflection.Metadata;

namespace ILText;

/// <summary>What a method, or a call, takes and gives.</summary>
internal sealed record SignatureNode(
    bool IsInstance, bool IsExplicit, SignatureCallingConvention Convention, TypeNode Result, List<TypeNode> Parameters, int TypeParameterCount = 0);
