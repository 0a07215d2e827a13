using System;

namespace Core.Program.Native;

/// <summary>errno of libSystem.Native: per thread, in Linux's numbers.</summary>
public static class LastError
{
    [ThreadStatic]
    private static int s_errno;

    /// <summary>What a call of the system's C library would return.</summary>
    /// <param name="result">A system call's result: below 0 a negated error number.</param>
    /// <returns>The result, or -1 with the number kept for GetErrNo.</returns>
    public static long Keep(long result)
    {
        if (result >= 0)
            return result;
        s_errno = (int)-result;
        return -1;
    }

    [Export("SystemNative_GetErrNo")]
    private static int Get() => s_errno;

    [Export("SystemNative_SetErrNo")]
    private static void Set(int number) => s_errno = number;
}
