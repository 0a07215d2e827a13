using Abi;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Program;

// The fast paths of allocation: the next block of a slot in the vcore's cache. Blocks are zero. The protocol is in Abi.AllocationCache.
internal static class Allocation
{
    private const int LengthOffset = 8;
    private const int BaseSizeOffset = 4;
    private const int HasReferencesShift = 24;
    private const int HeaderSize = 8;
    private static readonly int s_cache = Layout.OffsetOf<Uthread>(nameof(Uthread.Cache));
    private static readonly int s_next = Layout.OffsetOf<AllocationSlot>(nameof(AllocationSlot.Next));
    private static readonly int s_end = Layout.OffsetOf<AllocationSlot>(nameof(AllocationSlot.End));
    private static readonly int s_blockSize = Layout.OffsetOf<AllocationSlot>(nameof(AllocationSlot.BlockSize));

    // (RDI = MethodTable of a type of fixed size) -> RAX.
    [Routine("RhpNewFast", Images = RoutineImages.Program)]
    public static void NewObject(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label slow = c.CreateLabel();
        c.mov(rcx, __qword_ptr[rdi + MethodTableExtension.AllocationSlotOffset]);
        c.add(rcx, __qword_ptr[r14 + s_cache]);
        TakeBlock(c, slow);
        c.mov(__qword_ptr[rdx + HeaderSize], rdi);
        c.lea(rax, __[rdx + HeaderSize]);
        c.ret();
        c.Label(ref slow);
        a.Jump("AllocateObject");
    }

    // (RDI = MethodTable of a one-dimensional array, RSI = length) -> RAX.
    [Routine("RhpNewArray", Images = RoutineImages.Program)]
    public static void NewArray(RoutineAssembler a) => NewCounted(a, "AllocateArray");

    // (RDI = MethodTable of String, RSI = length) -> RAX.
    [Routine("RhNewString", Images = RoutineImages.Program)]
    public static void NewString(RoutineAssembler a) => NewCounted(a, "AllocateString");

    private static void NewCounted(RoutineAssembler a, string slowPath)
    {
        Assembler c = a.Code;
        Label slow = c.CreateLabel();

        // No overflow below: a component is less than 64 KiB. Negative lengths are large here.
        c.cmp(rsi, (int)AllocationCache.MaxBytes);
        c.ja(slow);
        c.mov(eax, __dword_ptr[rdi]);
        c.movzx(ecx, ax);
        c.imul(ecx, esi);
        c.add(ecx, __dword_ptr[rdi + BaseSizeOffset]);
        c.add(ecx, 7);
        c.and(ecx, -8);
        c.cmp(ecx, (int)AllocationCache.MaxBytes);
        c.ja(slow);

        // The slot's offset: SlotOffset of (bytes, has references).
        c.shr(eax, HasReferencesShift);
        c.and(eax, 1);
        c.shr(ecx, 2);
        c.add(ecx, eax);
        c.shl(ecx, (byte)System.Numerics.BitOperations.Log2(AllocationCache.SlotSize));
        c.add(rcx, __qword_ptr[r14 + s_cache]);
        c.add(rcx, AllocationCache.SlotsOffset);
        TakeBlock(c, slow);
        c.mov(__qword_ptr[rdx + HeaderSize], rdi);
        c.mov(__dword_ptr[rdx + HeaderSize + LengthOffset], esi);
        c.lea(rax, __[rdx + HeaderSize]);
        c.ret();
        c.Label(ref slow);
        a.Jump(slowPath);
    }

    // RCX = slot -> RDX = block, or goes to the slow path with RDI and RSI unchanged.
    private static void TakeBlock(Assembler c, Label slow)
    {
        c.mov(rdx, __qword_ptr[rcx + s_next]);
        c.cmp(rdx, __qword_ptr[rcx + s_end]);
        c.jae(slow);
        c.mov(rax, __qword_ptr[rcx + s_blockSize]);
        c.add(rax, rdx);
        c.mov(__qword_ptr[rcx + s_next], rax);
    }
}
