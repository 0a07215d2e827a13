using System;

namespace Core.Program.Native;

/// <summary>The variables the process was started with. Changes are kept by the base library.</summary>
public static unsafe class ProcessEnvironment
{
    // NAME=value, NUL-terminated, then a null; or null when there is none.
    private static byte** s_block;

    /// <param name="block">Strings NAME=value and a null behind the last; they must stay.</param>
    public static void Initialize(byte** block) => s_block = block;

    [Export("SystemNative_GetEnv")]
    private static byte* Get(byte* name)
    {
        ReadOnlySpan<byte> wanted = NativeText.SpanOf(name);
        for (byte** entry = s_block; entry != null && *entry != null; entry++)
        {
            ReadOnlySpan<byte> text = NativeText.SpanOf(*entry);
            if (text.Length > wanted.Length && text[wanted.Length] == (byte)'=' && text.StartsWith(wanted))
                return *entry + wanted.Length + 1;
        }

        return null;
    }

    [Export("SystemNative_GetEnviron")]
    private static byte** GetAll() => s_block;

    [Export("SystemNative_FreeEnviron")]
    private static void FreeAll(nint block)
    {
    }
}
