namespace Core.Program.Exceptions;

/// <summary>Texts of exceptions the runtime itself throws.</summary>
internal static class RuntimeMessages
{
    public const string NullReference = "Object reference not set to an instance of an object.";
    public const string IndexOutOfRange = "Index was outside the bounds of the array.";
    public const string Overflow = "Arithmetic operation resulted in an overflow.";
    public const string DivideByZero = "Attempted to divide by zero.";
    public const string InvalidCast = "Specified cast is not valid.";
    public const string ArrayTypeMismatch = "Attempted to access an element as a type incompatible with the array.";
    public const string AccessViolation = "Attempted to read or write protected memory. This is often an indication that other memory is corrupt.";
    public const string OutOfMemory = "Insufficient memory to continue the execution of the program.";
}
