using System;

namespace IL2CPU.TypeSystem;

/// <summary>The members that [DynamicallyAccessedMembers] says are reached by reflection: of the type that a parameter stands for, or of objects of a class.</summary>
/// <remarks>Values as System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes; a flag of public members goes without those that are not.</remarks>
[Flags]
public enum AccessedMembers
{
    None = 0,
    PublicParameterlessConstructor = 1,
    PublicConstructors = 3,
    NonPublicConstructors = 4,
    PublicMethods = 8,
    NonPublicMethods = 16,
    PublicFields = 32,
    NonPublicFields = 64,
    PublicProperties = 512,
    NonPublicProperties = 1024,
    PublicEvents = 2048,
    NonPublicEvents = 4096,
}
