using Core.Program.Plugs;

namespace Core.Program.Hashing;

/// <summary>Hash functions for System.Security.Cryptography, under the names of the library it calls for them.</summary>
internal static unsafe class HashLeaves
{
    private const int Done = 1;

    [Export("CryptoNative_EnsureOpenSslInitialized")]
    private static int EnsureInitialized() => 0;

    [Export("CryptoNative_GetMaxMdSize")]
    private static int LongestResult() => Hash.LongestResult;

    [Export("CryptoNative_ErrClearError")]
    private static ulong ClearError() => 0;

    [Export("CryptoNative_EvpMd5")]
    private static nint Md5() => (nint)HashKind.Md5;

    [Export("CryptoNative_EvpSha1")]
    private static nint Sha1() => (nint)HashKind.Sha1;

    [Export("CryptoNative_EvpSha256")]
    private static nint Sha256() => (nint)HashKind.Sha256;

    [Export("CryptoNative_EvpSha384")]
    private static nint Sha384() => (nint)HashKind.Sha384;

    [Export("CryptoNative_EvpSha512")]
    private static nint Sha512() => (nint)HashKind.Sha512;

    [Export("CryptoNative_EvpSha3_256")]
    private static nint Sha3With256() => (nint)HashKind.Sha3With256;

    [Export("CryptoNative_EvpSha3_384")]
    private static nint Sha3With384() => (nint)HashKind.Sha3With384;

    [Export("CryptoNative_EvpSha3_512")]
    private static nint Sha3With512() => (nint)HashKind.Sha3With512;

    [Export("CryptoNative_EvpShake128")]
    private static nint Shake128() => (nint)HashKind.Shake128;

    [Export("CryptoNative_EvpShake256")]
    private static nint Shake256() => (nint)HashKind.Shake256;

    [Export("CryptoNative_EvpMdSize")]
    private static int Size(nint kind) => Hash.Size((HashKind)kind);

    [Export("CryptoNative_EvpMdCtxCreate")]
    private static nint Create(nint kind)
    {
        var state = (HashState*)NativeMemoryPool.Allocate((nuint)sizeof(HashState));
        Hash.Begin(state, (HashKind)kind);
        return (nint)state;
    }

    [Export("CryptoNative_EvpMdCtxCopyEx")]
    private static nint Clone(nint handle)
    {
        var state = (HashState*)NativeMemoryPool.Allocate((nuint)sizeof(HashState));
        *state = *(HashState*)handle;
        return (nint)state;
    }

    [Export("CryptoNative_EvpMdCtxDestroy")]
    private static void Destroy(nint handle) => NativeMemoryPool.Free((void*)handle);

    [Export("CryptoNative_EvpDigestReset")]
    private static int Reset(nint handle, nint kind)
    {
        Hash.Begin((HashState*)handle, (HashKind)kind);
        return Done;
    }

    [Export("CryptoNative_EvpDigestUpdate")]
    private static int Update(nint handle, byte* data, int count)
    {
        Hash.Add((HashState*)handle, data, count);
        return Done;
    }

    [Export("CryptoNative_EvpDigestFinalEx")]
    private static int Final(nint handle, byte* result, uint* size)
    {
        var state = (HashState*)handle;
        *size = (uint)Hash.Size(state->Kind);
        Hash.End(state, result);
        return Done;
    }

    [Export("CryptoNative_EvpDigestCurrent")]
    private static int Current(nint handle, byte* result, uint* size)
    {
        HashState copy = *(HashState*)handle;
        *size = (uint)Hash.Size(copy.Kind);
        Hash.End(&copy, result);
        return Done;
    }

    [Export("CryptoNative_EvpDigestOneShot")]
    private static int OneShot(nint kind, byte* data, int count, byte* result, uint* size)
    {
        HashState state;
        Hash.Begin(&state, (HashKind)kind);
        Hash.Add(&state, data, count);
        Hash.End(&state, result);
        *size = (uint)Hash.Size((HashKind)kind);
        return Done;
    }

    [Export("CryptoNative_EvpDigestFinalXOF")]
    private static int FinalAny(nint handle, byte* result, uint count)
    {
        Hash.Squeeze((HashState*)handle, result, (int)count);
        return Done;
    }

    [Export("CryptoNative_EvpDigestCurrentXOF")]
    private static int CurrentAny(nint handle, byte* result, uint count)
    {
        HashState copy = *(HashState*)handle;
        Hash.Squeeze(&copy, result, (int)count);
        return Done;
    }

    [Export("CryptoNative_EvpDigestSqueeze")]
    private static int Squeeze(nint handle, byte* result, uint count, int* available)
    {
        *available = 1;
        Hash.Squeeze((HashState*)handle, result, (int)count);
        return Done;
    }

    [Export("CryptoNative_EvpDigestXOFOneShot")]
    private static int OneShotAny(nint kind, byte* data, int count, byte* result, uint size)
    {
        HashState state;
        Hash.Begin(&state, (HashKind)kind);
        Hash.Add(&state, data, count);
        Hash.Squeeze(&state, result, (int)size);
        return Done;
    }
}
