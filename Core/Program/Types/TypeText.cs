namespace Core.Program.Types;

/// <summary>Texts a type has.</summary>
public enum TypeText
{
    /// <summary><c>Type.Name</c>.</summary>
    Name,

    /// <summary><c>Type.FullName</c>.</summary>
    FullName,

    /// <summary><c>Type.AssemblyQualifiedName</c>.</summary>
    AssemblyQualifiedName,

    /// <summary><c>Type.Namespace</c>.</summary>
    Namespace,

    /// <summary><c>Type.ToString()</c>.</summary>
    Display,
}
