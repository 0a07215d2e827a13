namespace ILText;

/// <summary>A field named in an instruction.</summary>
internal sealed record FieldReference(TypeNode Owner, string Name, TypeNode Type, int Line);
