using Abi;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines;

/// <summary>Fields of the current uthread as memory operands.</summary>
internal static class UthreadLayout
{
    public static readonly int SystemUthread = Offset(nameof(Uthread.SystemUthread));
    public static readonly int StackGuard = Offset(nameof(Uthread.StackGuard));
    public static readonly int StackLow = Offset(nameof(Uthread.StackLow));
    public static readonly int Segments = Offset(nameof(Uthread.Segments));
    public static readonly int RetiredSegments = Offset(nameof(Uthread.RetiredSegments));
    public static readonly int SegmentBase = Offset(nameof(Uthread.SegmentBase));
    public static readonly int StackHigh = Offset(nameof(Uthread.StackHigh));
    public static readonly int SavedRsp = Offset(nameof(Uthread.SavedRsp));
    public static readonly int SavedRbp = Offset(nameof(Uthread.SavedRbp));
    public static readonly int SavedRip = Offset(nameof(Uthread.SavedRip));
    public static readonly int Saved = Offset(nameof(Uthread.Saved));
    public static readonly int Flags = Offset(nameof(Uthread.Flags));
    public static readonly int IntArguments = Offset(nameof(Uthread.IntArguments));
    public static readonly int FloatArguments = Offset(nameof(Uthread.FloatArguments));
    public static readonly int Entry = Offset(nameof(Uthread.Entry));
    public static readonly int EntryArgument = Offset(nameof(Uthread.EntryArgument));
    public static readonly int FaultPc = Offset(nameof(Uthread.FaultPc));

    public static AssemblerMemoryOperand Field(AssemblerRegister64 uthread, int offset) => __qword_ptr[uthread + offset];

    public static AssemblerMemoryOperand Field32(AssemblerRegister64 uthread, int offset) => __dword_ptr[uthread + offset];

    private static int Offset(string field) => Layout.OffsetOf<Uthread>(field);
}
