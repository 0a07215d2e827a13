namespace ILText;

/// <summary>A custom attribute with its encoded arguments.</summary>
internal sealed record AttributeNode(MethodReference Constructor, byte[] Value);
