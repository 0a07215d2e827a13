using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Code hands a type to a method that looks for members of it.</summary>
/// <param name="Name">The members' name; null where it is not known.</param>
internal readonly record struct TypeAccess(TypeDesc Type, AccessedMembers Members, string? Name);
