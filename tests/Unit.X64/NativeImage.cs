using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace Unit.X64;

/// <summary>A tiny linker and loader: executable memory in this process.</summary>
internal sealed unsafe partial class NativeImage : IDisposable
{
    private const int Size = 8 << 20;
    private readonly Dictionary<Symbol, ulong> _addresses = [];
    private readonly List<(CompiledCode Code, ulong Address)> _methods = [];
    private readonly Dictionary<ulong, (CompiledCode Code, StackMapEntry Map)> _maps = [];
    private readonly byte* _memory;
    private readonly byte* _uthread;
    private int _used;

    public NativeImage()
    {
        // Readable, writable, executable; private, anonymous, below 4 GiB not needed.
        _memory = (byte*)MemoryMap(0, Size, 7, 0x22, -1, 0);
        if (_memory == (byte*)-1)
            throw new IOException("mmap failed");
        _uthread = Allocate(4096, 64);
        new Span<byte>(_uthread, 4096).Clear();
        AddRoutines();
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MemoryMap(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MemoryUnmap(nint address, nint length);

    /// <summary>Value of the guard in the fake uthread block: 0 never splits, all ones always.</summary>
    public ulong Guard
    {
        get => *(ulong*)_uthread;
        set => *(ulong*)_uthread = value;
    }

    public byte* Uthread => _uthread;

    public IReadOnlyDictionary<ulong, (CompiledCode Code, StackMapEntry Map)> Maps => _maps;

    public byte* Allocate(int size, int alignment)
    {
        _used = (_used + alignment - 1) & -alignment;
        byte* result = _memory + _used;
        _used += size;
        return _used <= Size ? result : throw new InvalidOperationException("image is full");
    }

    public void Define(Symbol symbol, ulong address) => _addresses[symbol] = address;

    public void Add(CompiledCode code)
    {
        byte* at = Allocate(code.Code.Length, code.Alignment);
        code.Code.CopyTo(new Span<byte>(at, code.Code.Length));
        _addresses[code.Symbol] = (ulong)at;
        _methods.Add((code, (ulong)at));
        foreach (StackMapEntry map in code.StackMaps)
            _maps.Add((ulong)at + (ulong)map.Offset, (code, map));
    }

    public void Link()
    {
        foreach ((CompiledCode code, ulong address) in _methods)
        {
            foreach (Relocation relocation in code.Relocations)
                Apply(address + (ulong)relocation.Offset, relocation);
        }
    }

    private void Apply(ulong field, Relocation relocation)
    {
        long target = (long)Resolve(relocation.Target) + relocation.Addend;
        switch (relocation.Kind)
        {
            case RelocationKind.Relative32:
                *(int*)field = checked((int)(target - (long)(field + 4)));
                break;
            case RelocationKind.Value32:
                *(int*)field = checked((int)target);
                break;
            default:
                throw new NotSupportedException();
        }
    }

    public ulong Resolve(Symbol symbol)
    {
        if (_addresses.TryGetValue(symbol, out ulong address))
            return address;
        if (symbol is not BytesSymbol bytes)
            throw new KeyNotFoundException(symbol.Name);
        byte* data = Allocate(bytes.Bytes.Length, bytes.Alignment);
        bytes.Bytes.CopyTo(new Span<byte>(data, bytes.Bytes.Length));
        _addresses.Add(symbol, (ulong)data);
        return (ulong)data;
    }

    /// <summary>Runs a managed function of one integer argument with R14 set up.</summary>
    public long Run(Symbol symbol, long argument)
    {
        var enter = (delegate* unmanaged<byte*, ulong, long, long>)Resolve(new RoutineSymbol("Enter"));
        return enter(_uthread, Resolve(symbol), argument);
    }

    public void Dispose()
    {
        if (MemoryUnmap((nint)_memory, Size) != 0)
            throw new IOException("munmap failed");
    }

    private void AddRoutine(string name, Action<Assembler> emit)
    {
        var assembler = new Assembler(64);
        emit(assembler);
        byte* at = Allocate(512, 16);
        var stream = new MemoryStream();
        assembler.Assemble(new StreamCodeWriter(stream), (ulong)at);
        stream.ToArray().CopyTo(new Span<byte>(at, 512));
        _addresses[new RoutineSymbol(name)] = (ulong)at;
    }

    /// <summary>Uthread block: +0 guard, +8 stack pointer of Enter, +16 collector callback, +24 count of splits.</summary>
    private void AddRoutines()
    {
        AddRoutine("Enter", static a =>
        {
            foreach (AssemblerRegister64 register in s_saved)
                a.push(register);
            a.mov(r14, rdi);
            a.mov(__qword_ptr[r14 + 8], rsp);
            a.sub(rsp, 8);
            a.mov(rax, rsi);
            a.mov(rdi, rdx);
            a.call(rax);
            Leave(a);
        });
        foreach (string name in (string[])["Throw", "ThrowOverflow"])
        {
            AddRoutine(name, a =>
            {
                // The stack must be as the convention says: fault if not.
                a.movaps(__xmmword_ptr[rsp - 24], xmm0);
                a.mov(rax, name == "Throw" ? 0x7777000000000000 : 0x6666000000000000);
                if (name == "Throw")
                    a.xor(rax, rdi);
                Leave(a);
            });
        }

        AddRoutine("Clobber", static a =>
        {
            a.mov(rax, 0x5555555555555555);
            a.xor(rax, rdi);
            Clobber(a);
            a.ret();
        });
        AddRoutine("Collect", Collector);
        AddRoutine("Poll", Collector);
        AddRoutine("Split", static a =>
        {
            a.inc(__qword_ptr[r14 + 24]);
            a.mov(r11, 0xBADBADBADBADBAD);
            a.mov(rax, r11);
            a.mov(r10, r11);
            a.ret();
        });
        // RAX target, R11 bytes of stack arguments: the test's is a plain call on the same stack.
        AddRoutine("CallOnSystemStack", static a => a.jmp(rax));
    }

    private static readonly AssemblerRegister64[] s_saved = [rbx, rbp, r12, r13, r14, r15];

    private static void Leave(Assembler a)
    {
        a.mov(rsp, __qword_ptr[r14 + 8]);
        for (int i = s_saved.Length - 1; i >= 0; i--)
            a.pop(s_saved[i]);
        a.ret();
    }

    private static void Collector(Assembler a)
    {
        a.movaps(__xmmword_ptr[rsp - 24], xmm0);
        a.mov(rdi, rbp);
        a.mov(rsi, __qword_ptr[rsp]);
        a.sub(rsp, 8);
        a.call(__qword_ptr[r14 + 16]);
        a.add(rsp, 8);
        a.mov(rax, 0x5151515151515151);
        Clobber(a);
        a.ret();
    }

    /// <summary>Destroys everything a call may destroy, RAX excepted.</summary>
    private static void Clobber(Assembler a)
    {
        foreach (AssemblerRegister64 register in (AssemblerRegister64[])[rcx, rdx, rbx, rsi, rdi, r8, r9, r10, r11, r12, r13, r15])
            a.mov(register, 0xBADBADBADBADBAD);
        for (int i = 0; i < 16; i++)
            a.movq(new AssemblerRegisterXMM(Register.XMM0 + i), r11);
    }
}
