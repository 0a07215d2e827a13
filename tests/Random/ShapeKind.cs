namespace Random;

public enum ShapeKind
{
    Void,
    Boolean,
    Integer,
    Float,
    String,
    Enum,
    Struct,
    Class,
    Interface,
    Array,
    Span,
    Nullable,
    Delegate,
    Exception,
}
