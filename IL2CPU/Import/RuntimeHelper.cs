namespace IL2CPU.Import;

/// <summary>Linkage names of the helpers generated code calls. Each is an [Export] in Core or an emitted routine.</summary>
public static class RuntimeHelper
{
    // Allocation: zeroed memory, never null.
    /// <summary>(I64 mt) -> Ref.</summary>
    public const string NewObject = "RhpNewFast";

    /// <summary>(I64 mt) -> Ref, registered for finalization.</summary>
    public const string NewFinalizable = "RhpNewFinalizable";

    /// <summary>(I64 mt, I64 length) -> Ref; a negative or too large length throws OverflowException.</summary>
    public const string NewArray = "RhpNewArray";

    /// <summary>(I64 mt, I32 rank, Ptr lengths) -> Ref multidimensional array.</summary>
    public const string NewMultiArray = "RhNewMultiArray";

    // Casts: (I64 mt, Ref) -> Ref. IsInst gives null, Cast throws InvalidCastException. Class: not an interface, array or variant.
    public const string IsInstClass = "IsInstClass";
    public const string IsInstInterface = "IsInstInterface";
    public const string IsInstAny = "IsInstAny";
    public const string CastClass = "CastClass";
    public const string CastInterface = "CastInterface";
    public const string CastAny = "CastAny";

    /// <summary>(Ref array, I64 index, Ref value): bounds and type checked.</summary>
    public const string StoreElementRef = "StelemRef";

    /// <summary>(Ref array, I64 index, I64 mt) -> Ptr: bounds checked, exact element type checked.</summary>
    public const string ElementAddressRef = "LdelemaRef";

    /// <summary>(Ref source, I32 index, Ref destination, I32 index, I32 length): Array.Copy of arrays of the same elements. Programs only.</summary>
    public const string CopyArray = "CopyArray";

    // Throws: never return.
    public const string ThrowNullReference = "ThrowNullReference";
    public const string ThrowIndexOutOfRange = "ThrowIndexOutOfRange";
    public const string ThrowOverflow = "ThrowOverflow";
    public const string ThrowDivideByZero = "ThrowDivideByZero";
    public const string ThrowInvalidCast = "ThrowInvalidCast";
    public const string ThrowInvalidUnbox = "ThrowInvalidUnbox";
    public const string ThrowArrayTypeMismatch = "ThrowArrayTypeMismatch";

    /// <summary>(Ref exception).</summary>
    public const string Throw = "RhpThrowEx";

    /// <summary>(Ref exception): keeps the recorded stack trace.</summary>
    public const string Rethrow = "RhpRethrow";

    /// <summary>(Ref record): end of an exceptional finally or fault block.</summary>
    public const string ResumeUnwind = "ResumeUnwind";

    /// <summary>(Ptr context): runs the class constructor whose context cell this is, once; see ARCHITECTURE 1.5.</summary>
    public const string RunClassConstructor = "RunClassConstructor";

    // Memory routines. Pointers may be interior; MemMove handles overlap.
    /// <summary>(Ptr destination, Ptr source, I64 bytes).</summary>
    public const string MemMove = "memmove";

    /// <summary>(Ptr destination, I32 byte, I64 bytes).</summary>
    public const string MemSet = "memset";

    // Floating helpers without an instruction.
    public const string FMod = "fmod";
    public const string FModF = "fmodf";

    // Emitted routines of the split stack.
    public const string Split = "Split";
    public const string Poll = "Poll";
    public const string CallOnSystemStack = "CallOnSystemStack";
}
