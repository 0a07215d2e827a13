namespace ILText;

internal enum TypeKind
{
    Primitive,
    Class,
    ValueType,
    Instance,
    Vector,
    Array,
    Pointer,
    Reference,
    Pinned,
    TypeParameter,
    MethodParameter,
    Function,

    /// <summary>modreq of the class named on the element.</summary>
    Required,

    /// <summary>modopt of the class named on the element.</summary>
    Optional,
}
