using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Common;

// Memory blocks. String instructions: processors with ERMS run them at full width for all but the shortest blocks.
internal static class MemoryRoutines
{
    // (destination, source, bytes): the ranges may overlap. Every 8-aligned cell is written by one 8-byte store when both
    // ends are 8-aligned, so that a concurrent reader never sees half a reference.
    [Routine("memmove")]
    public static void MemMove(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label backward = c.CreateLabel();
        Label words = c.CreateLabel();
        Label bytes = c.CreateLabel();
        Label byteLoop = c.CreateLabel();
        Label done = c.CreateLabel();
        Label backwardWords = c.CreateLabel();
        c.mov(rax, rdi);
        c.sub(rax, rsi);
        c.cmp(rax, rdx);
        c.jb(backward);
        c.mov(rcx, rdx);
        c.cmp(rdx, 256);
        c.jae(words);

        // Short: 8 bytes at a time, then single bytes.
        Label shortLoop = c.CreateLabel();
        c.Label(ref shortLoop);
        c.cmp(rcx, 8);
        c.jb(bytes);
        c.mov(r8, __qword_ptr[rsi]);
        c.mov(__qword_ptr[rdi], r8);
        c.add(rsi, 8);
        c.add(rdi, 8);
        c.sub(rcx, 8);
        c.jmp(shortLoop);
        c.Label(ref bytes);
        c.test(rcx, rcx);
        c.je(done);
        c.Label(ref byteLoop);
        c.mov(r8b, __byte_ptr[rsi]);
        c.mov(__byte_ptr[rdi], r8b);
        c.inc(rsi);
        c.inc(rdi);
        c.dec(rcx);
        c.jne(byteLoop);
        c.Label(ref done);
        c.ret();

        c.Label(ref words);
        c.shr(rcx, 3);
        c.rep.movsq();
        c.mov(rcx, rdx);
        c.and(rcx, 7);
        c.jmp(bytes);

        // Overlapping with the destination above the source: from the end downwards.
        c.Label(ref backward);
        c.lea(rsi, __[rsi + rdx]);
        c.lea(rdi, __[rdi + rdx]);
        c.mov(rcx, rdx);
        c.Label(ref backwardWords);
        Label backwardBytes = c.CreateLabel();
        c.cmp(rcx, 8);
        c.jb(backwardBytes);
        c.sub(rsi, 8);
        c.sub(rdi, 8);
        c.mov(r8, __qword_ptr[rsi]);
        c.mov(__qword_ptr[rdi], r8);
        c.sub(rcx, 8);
        c.jmp(backwardWords);
        c.Label(ref backwardBytes);
        c.test(rcx, rcx);
        c.je(done);
        Label backwardByteLoop = c.CreateLabel();
        c.Label(ref backwardByteLoop);
        c.dec(rsi);
        c.dec(rdi);
        c.mov(r8b, __byte_ptr[rsi]);
        c.mov(__byte_ptr[rdi], r8b);
        c.dec(rcx);
        c.jne(backwardByteLoop);
        c.ret();
    }

    // (destination, byte, bytes).
    [Routine("memset")]
    public static void MemSet(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label small = c.CreateLabel();
        Label bytes = c.CreateLabel();
        Label loop = c.CreateLabel();
        Label done = c.CreateLabel();
        c.movzx(eax, sil);
        c.mov(r8, 0x0101010101010101);
        c.imul(rax, r8);
        c.mov(rcx, rdx);
        c.cmp(rdx, 256);
        c.jb(small);
        c.shr(rcx, 3);
        c.rep.stosq();
        c.mov(rcx, rdx);
        c.and(rcx, 7);
        c.jmp(bytes);
        c.Label(ref small);
        c.cmp(rcx, 8);
        c.jb(bytes);
        c.mov(__qword_ptr[rdi], rax);
        c.add(rdi, 8);
        c.sub(rcx, 8);
        c.jmp(small);
        c.Label(ref bytes);
        c.test(rcx, rcx);
        c.je(done);
        c.Label(ref loop);
        c.mov(__byte_ptr[rdi], al);
        c.inc(rdi);
        c.dec(rcx);
        c.jne(loop);
        c.Label(ref done);
        c.ret();
    }

    // (left, right, bytes): sign of the first difference.
    [Routine("memcmp")]
    public static void MemCmp(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label words = c.CreateLabel();
        Label bytes = c.CreateLabel();
        Label equal = c.CreateLabel();
        c.Label(ref words);
        c.cmp(rdx, 8);
        c.jb(bytes);
        c.mov(rax, __qword_ptr[rdi]);
        c.cmp(rax, __qword_ptr[rsi]);
        c.jne(bytes);
        c.add(rdi, 8);
        c.add(rsi, 8);
        c.sub(rdx, 8);
        c.jmp(words);
        Label different = c.CreateLabel();
        c.Label(ref bytes);
        c.test(rdx, rdx);
        c.je(equal);
        c.movzx(eax, __byte_ptr[rdi]);
        c.movzx(ecx, __byte_ptr[rsi]);
        c.sub(eax, ecx);
        c.jne(different);
        c.inc(rdi);
        c.inc(rsi);
        c.dec(rdx);
        c.jmp(bytes);
        c.Label(ref equal);
        c.xor(eax, eax);
        c.Label(ref different);
        c.ret();
    }

    // (leaf, subleaf, uint[4]).
    [Routine("cpuid")]
    public static void Cpuid(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.push(rbx);
        c.mov(r8, rdx);
        c.mov(eax, edi);
        c.mov(ecx, esi);
        c.cpuid();
        c.mov(__dword_ptr[r8], eax);
        c.mov(__dword_ptr[r8 + 4], ebx);
        c.mov(__dword_ptr[r8 + 8], ecx);
        c.mov(__dword_ptr[r8 + 12], edx);
        c.pop(rbx);
        c.ret();
    }
}
