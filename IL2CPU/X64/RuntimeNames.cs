using IL2CPU.IR;

namespace IL2CPU.X64;

/// <summary>Symbols the back end itself calls; the names are those of <c>Import/RuntimeHelper</c>.</summary>
internal static class RuntimeNames
{
    public static readonly RoutineSymbol Split = new("Split");
    public static readonly RoutineSymbol Poll = new("Poll");
    public static readonly RoutineSymbol Rejoin = new("Rejoin");
    public static readonly RoutineSymbol CallOnSystemStack = new("CallOnSystemStack");
    public static readonly RoutineSymbol ThrowOverflow = new("ThrowOverflow");
    public static readonly RoutineSymbol MemMove = new("memmove");
    public static readonly RoutineSymbol MemSet = new("memset");
}
