using System.Collections.Generic;

namespace ILText;

/// <summary>A method named in an instruction.</summary>
internal sealed record MethodReference(TypeNode Owner, string Name, SignatureNode Signature, List<TypeNode> Arguments, int Line);
