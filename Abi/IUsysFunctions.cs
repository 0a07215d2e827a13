namespace Abi;

/// <summary>The functions the native side offers to programs: the one declaration both sides are built from.</summary>
/// <remarks>System V; every argument and result is a scalar of at most 8 bytes. A new entry goes to the end; the hash over
/// all names and signatures tells the sides apart. Unless said otherwise an entry is called on a system stack, outside
/// vcore context, and a negative result is the negative of an <see cref="Errno"/>.</remarks>
[UsysTable]
public unsafe interface IUsysFunctions
{
    /// <summary>Arms an alarm that aborts the caller's next blocking syscall at a Unix time in microseconds; 0 when no waiter is free.</summary>
    ulong AbortSyscallAt(ulong deadlineUs);

    /// <summary>Disarms and frees a waiter; 1 when it had not fired.</summary>
    ulong UnsetAlarmWithFree(ulong waiter);

    /// <summary>Issues a system call and blocks the uthread, not the vcore, until it is done. No error leaves number and text empty.</summary>
    void Syscall(SyscallStruct* call);

    /// <summary>Packs the low bytes of the first seven arguments, first lowest.</summary>
    ulong Tester(ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5, ulong a6, ulong a7, ulong a8, ulong a9, ulong a10, ulong a11);

    /// <summary>Wait (0) while the word has the value, or wake (1) up to that many waiters; timeout 0 means none.</summary>
    long Futex(uint* address, int operation, uint value, ulong timeoutUs, uint* address2, uint value3);

    /// <summary>Argument and environment strings (arrays of addresses ended by 0) as one blob; 0 when there is no memory.</summary>
    ulong SerializeArgvEnvp(byte** arguments, byte** environment);

    /// <summary>Frees what another function of this table returned.</summary>
    void Free(void* block);

    /// <summary>Not called but jumped to by the switch routine, on the vcore stack with notifications off: gives up the
    /// core until somebody makes the uthread runnable. Kinds: <see cref="SwitchKind"/>.</summary>
    void Switch(Uthread* uthread, ulong kind, ulong argument);

    /// <summary>Puts a parked or new uthread into the run queue.</summary>
    void MakeRunnable(Uthread* uthread);

    /// <summary>Asks for vcores, as a total; the number granted so far.</summary>
    ulong RequestVcores(ulong total);

    /// <summary>Time slice after which running uthreads are asked to yield, 0 for none.</summary>
    void SetTimeSlice(ulong intervalUs);

    /// <summary>Brings every other uthread to a safepoint; 0 when another did so meanwhile and the caller is to try again.</summary>
    ulong StopWorld();

    /// <summary>Ends <see cref="StopWorld"/>.</summary>
    void StartWorld();

    /// <summary>Whether the calling code runs in vcore context.</summary>
    ulong InVcoreContext();

    /// <summary>A counter of <see cref="UsysStatistic"/>.</summary>
    ulong Statistic(ulong which);

    /// <summary>Tells the native side what it needs of the program; once, right after the handshake. The block stays in use.</summary>
    void InstallProgram(ProgramInterface* program);

    /// <summary>Disposition of a signal for the process: <see cref="SignalDisposition"/>; the former one.</summary>
    long SetSignal(ulong signal, ulong disposition);

    /// <summary>Sends a signal to one uthread; it arrives when that next runs outside vcore context.</summary>
    long SignalUthread(Uthread* uthread, ulong signal, ulong value);

    /// <summary>Sends a signal to the process as the kernel would: taken in vcore context.</summary>
    long SignalProcess(ulong signal, ulong value);

    /// <summary>Changes the caller's signal mask (<see cref="SignalMaskChange"/>); the former mask through the last argument.</summary>
    long SignalMask(ulong how, ulong set, ulong* former);

    /// <summary>Gives the caller the uthread whose stack its signal handlers run on; null takes it away.</summary>
    long SignalStack(Uthread* handler);

    /// <summary>Takes the oldest queued signal: of a uthread, or of the process when that is null; 0 when none is queued.</summary>
    ulong TakeSignal(Uthread* uthread, SignalInfo* info);

    /// <summary>Prints a message to the kernel log and ends the process.</summary>
    void Abort(byte* text, ulong length);
}

/// <summary>Why a uthread gives up its core.</summary>
public static class SwitchKind
{
    /// <summary>To the end of the run queue.</summary>
    public const ulong Yield = 0;

    /// <summary>Until <see cref="IUsysFunctions.MakeRunnable"/>. Argument: address of a u32 lock word to set to 0 after the
    /// context is saved, or 0.</summary>
    public const ulong Park = 1;

    /// <summary>Until the TSC reaches the argument.</summary>
    public const ulong Sleep = 2;

    /// <summary>For ever; the argument is a u32 to set to 1 when its stack is no longer in use, or 0.</summary>
    public const ulong Exit = 3;

    /// <summary>A signal handler's uthread is done; the interrupted one continues.</summary>
    public const ulong SignalReturn = 4;

    /// <summary>As <see cref="Park"/>, but ends by itself when the TSC reaches <see cref="Uthread.Deadline"/>, if
    /// <see cref="Uthread.ParkState"/> is <see cref="ParkState.Waiting"/> then.</summary>
    public const ulong ParkUntil = 5;
}

/// <summary>Operations of <see cref="IUsysFunctions.Futex"/>.</summary>
public static class FutexOperation
{
    public const int Wait = 0;
    public const int Wake = 1;
}

/// <summary>Counters of the native side.</summary>
public static class UsysStatistic
{
    public const ulong Vcores = 0;
    public const ulong VcoreEntries = 1;
    public const ulong UthreadsRun = 2;
    public const ulong BlockedSyscalls = 3;
    public const ulong Steals = 4;
    public const ulong Preemptions = 5;
    public const ulong SignalsInVcoreContext = 6;
    public const ulong SignalsDirect = 7;
    public const ulong CurrentVcore = 8;
    public const ulong SystemStacks = 9;

    /// <summary>First eight letters of the scheduler's name, little-endian.</summary>
    public const ulong SchedulerName = 10;
    public const ulong FaultsReflected = 11;
}
