using System;
using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>A function in no image of ours.</summary>
/// <param name="Library">Native library the P/Invoke names; null for a service of NativeAOT's runtime.</param>
/// <param name="Function">Entry point.</param>
internal sealed record MissingNative(string? Library, string Function);

/// <summary>Native code the program calls and that is not there: a call throws, as it does on .NET where a library is missing.</summary>
internal sealed class MissingLibraries
{
    // What the base library's own native parts are for, and who does that in C#.
    private static readonly Dictionary<string, string> s_advice = new(StringComparer.Ordinal)
    {
        ["libSystem.Security.Cryptography.Native.OpenSsl"] = "hash functions and HMAC are there; for ciphers use cryptography written in C#, for instance the package BouncyCastle.Cryptography",
        ["libSystem.IO.Compression.Native"] = "use Deflate, zlib or gzip, or compression written in C#",
        ["libSystem.Globalization.Native"] = "use the invariant culture",
        ["libSystem.Net.Security.Native"] = "there is no network",
        ["libSystem.Native"] = "see docs/CAVEATS.md for what the system offers",
    };

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly List<Call> _fresh = [];

    /// <summary>The first call into a library, or of a service in a type.</summary>
    public sealed record Call(MissingNative Missing, MethodDesc Caller, int Offset)
    {
        public string? Advice => Missing.Library is { } library ? s_advice.GetValueOrDefault(library) : null;

        /// <summary>Text of the warning.</summary>
        public string Message => Missing.Library is { } library
            ? $"there is no native library '{library}': calls of {Missing.Function} and the like throw DllNotFoundException"
            : $"the runtime does not offer {Missing.Function}: its calls throw PlatformNotSupportedException";
    }

    /// <summary>Type and text of the exception.</summary>
    public static (string Type, string Message) Exception(MissingNative missing)
    {
        if (missing.Library is not { } library)
            return ("System.PlatformNotSupportedException", $"The runtime does not offer {missing.Function}.");
        string text = $"There is no native library '{library}' to call {missing.Function} of";
        return ("System.DllNotFoundException", s_advice.TryGetValue(library, out string? advice) ? $"{text}: {advice}." : text + ".");
    }

    public void Note(MissingNative missing, MethodDesc caller, int offset)
    {
        if (_reported.Add(missing.Library ?? caller.OwningType.FullName))
            _fresh.Add(new Call(missing, caller, offset));
    }

    /// <summary>What was noted since the last time.</summary>
    public IReadOnlyList<Call> Take()
    {
        if (_fresh.Count == 0)
            return [];
        Call[] taken = [.. _fresh];
        _fresh.Clear();
        return taken;
    }
}
