namespace Core.Machine;

/// <summary>Machine instructions C# cannot say. Each call becomes the instruction of that name.</summary>
/// <remarks>The back end has one row per name. Cpuid needs four results and is the routine <see cref="MachineRoutines"/> has.</remarks>
public static unsafe class X86
{
    /// <summary>in: reads a port.</summary>
    [Instruction]
    public static extern byte In8(ushort port);

    /// <summary>out: writes a port.</summary>
    [Instruction]
    public static extern void Out8(ushort port, byte value);

    /// <summary>in: reads a port.</summary>
    [Instruction]
    public static extern ushort In16(ushort port);

    /// <summary>out: writes a port.</summary>
    [Instruction]
    public static extern void Out16(ushort port, ushort value);

    /// <summary>in: reads a port.</summary>
    [Instruction]
    public static extern uint In32(ushort port);

    /// <summary>out: writes a port.</summary>
    [Instruction]
    public static extern void Out32(ushort port, uint value);

    /// <summary>rdmsr.</summary>
    [Instruction]
    public static extern ulong ReadMsr(uint register);

    /// <summary>wrmsr.</summary>
    [Instruction]
    public static extern void WriteMsr(uint register, ulong value);

    /// <summary>mov from CR0.</summary>
    [Instruction]
    public static extern ulong ReadCr0();

    /// <summary>mov to CR0.</summary>
    [Instruction]
    public static extern void WriteCr0(ulong value);

    /// <summary>mov from CR2.</summary>
    [Instruction]
    public static extern ulong ReadCr2();

    /// <summary>mov from CR3.</summary>
    [Instruction]
    public static extern ulong ReadCr3();

    /// <summary>mov to CR3.</summary>
    [Instruction]
    public static extern void WriteCr3(ulong value);

    /// <summary>mov from CR4.</summary>
    [Instruction]
    public static extern ulong ReadCr4();

    /// <summary>mov to CR4.</summary>
    [Instruction]
    public static extern void WriteCr4(ulong value);

    /// <summary>mov from CR8.</summary>
    [Instruction]
    public static extern ulong ReadCr8();

    /// <summary>mov to CR8.</summary>
    [Instruction]
    public static extern void WriteCr8(ulong value);

    /// <summary>xgetbv of register 0.</summary>
    [Instruction]
    public static extern ulong ReadXcr0();

    /// <summary>xsetbv of register 0.</summary>
    [Instruction]
    public static extern void WriteXcr0(ulong value);

    /// <summary>Interrupts off.</summary>
    [Instruction]
    public static extern void Cli();

    /// <summary>Interrupts on, after the next instruction.</summary>
    [Instruction]
    public static extern void Sti();

    /// <summary>Waits for an interrupt.</summary>
    [Instruction]
    public static extern void Hlt();

    /// <summary>sti; hlt as one unit: an interrupt cannot slip in between and leave the core asleep.</summary>
    [Instruction]
    public static extern void StiHlt();

    /// <summary>Spin-wait hint.</summary>
    [Instruction]
    public static extern void Pause();

    /// <summary>Breakpoint.</summary>
    [Instruction]
    public static extern void Int3();

    /// <summary>Invalid instruction.</summary>
    [Instruction]
    public static extern void Ud2();

    /// <summary>Exchanges the GS bases.</summary>
    [Instruction]
    public static extern void SwapGs();

    /// <summary>Allows supervisor access to user pages.</summary>
    [Instruction]
    public static extern void Stac();

    /// <summary>Forbids supervisor access to user pages.</summary>
    [Instruction]
    public static extern void Clac();

    /// <summary>Writes back and empties the caches.</summary>
    [Instruction]
    public static extern void Wbinvd();

    /// <summary>Load fence; waits for earlier instructions.</summary>
    [Instruction]
    public static extern void Lfence();

    /// <summary>Store fence.</summary>
    [Instruction]
    public static extern void Sfence();

    /// <summary>Full fence.</summary>
    [Instruction]
    public static extern void Mfence();

    /// <summary>Drops the translation of one page.</summary>
    [Instruction]
    public static extern void Invlpg(nint address);

    /// <summary>Loads IDTR from the 10-byte pseudo-descriptor.</summary>
    [Instruction]
    public static extern void Lidt(void* descriptor);

    /// <summary>Loads GDTR from the 10-byte pseudo-descriptor. Segment registers stay as they are.</summary>
    [Instruction]
    public static extern void Lgdt(void* descriptor);

    /// <summary>Loads LDTR.</summary>
    [Instruction]
    public static extern void Lldt(ushort selector);

    /// <summary>Loads the task register.</summary>
    [Instruction]
    public static extern void Ltr(ushort selector);

    /// <summary>pushfq; pop.</summary>
    [Instruction]
    public static extern ulong ReadFlags();

    /// <summary>push; popfq.</summary>
    [Instruction]
    public static extern void WriteFlags(ulong value);

    /// <summary>Time-stamp counter, not ordered.</summary>
    [Instruction]
    public static extern ulong Rdtsc();

    /// <summary>Time-stamp counter, after all earlier instructions.</summary>
    [Instruction]
    public static extern ulong Rdtscp();

    /// <summary>mov from GS:[offset].</summary>
    [Instruction]
    public static extern ulong ReadGs64(nint offset);

    /// <summary>mov to GS:[offset].</summary>
    [Instruction]
    public static extern void WriteGs64(nint offset, ulong value);

    /// <summary>mov from FS:[offset].</summary>
    [Instruction]
    public static extern ulong ReadFs64(nint offset);

    /// <summary>mov to FS:[offset].</summary>
    [Instruction]
    public static extern void WriteFs64(nint offset, ulong value);

    /// <summary>rdfsbase.</summary>
    [Instruction]
    public static extern ulong ReadFsBase();

    /// <summary>wrfsbase.</summary>
    [Instruction]
    public static extern void WriteFsBase(ulong value);

    /// <summary>rdgsbase.</summary>
    [Instruction]
    public static extern ulong ReadGsBase();

    /// <summary>wrgsbase.</summary>
    [Instruction]
    public static extern void WriteGsBase(ulong value);

    /// <summary>fxsave64 of everything enabled; the area is aligned to 16.</summary>
    [Instruction]
    public static extern void Fxsave(void* area);

    /// <summary>fxrstor64 of everything enabled; the area is aligned to 16.</summary>
    [Instruction]
    public static extern void Fxrstor(void* area);

    /// <summary>xsave64 of everything enabled; the area is aligned to 64.</summary>
    [Instruction]
    public static extern void Xsave(void* area);

    /// <summary>xrstor64 of everything enabled; the area is aligned to 64.</summary>
    [Instruction]
    public static extern void Xrstor(void* area);

    /// <summary>xsaveopt64 of everything enabled; the area is aligned to 64.</summary>
    [Instruction]
    public static extern void Xsaveopt(void* area);

    /// <summary>Loads MXCSR.</summary>
    [Instruction]
    public static extern void Ldmxcsr(uint value);

    /// <summary>Reads MXCSR.</summary>
    [Instruction]
    public static extern uint Stmxcsr();

    /// <summary>Resets the x87 unit.</summary>
    [Instruction]
    public static extern void Fninit();

    /// <summary>The stack pointer. An integer: nothing adjusts it.</summary>
    [Instruction]
    public static extern ulong ReadRsp();

    /// <summary>The frame pointer. An integer: nothing adjusts it.</summary>
    [Instruction]
    public static extern ulong ReadRbp();

    /// <summary>rdrand: false when none was available.</summary>
    [Instruction]
    public static extern bool Rdrand64(ulong* value);
}
