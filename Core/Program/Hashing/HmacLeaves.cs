using System;
using Core.Program.Plugs;

namespace Core.Program.Hashing;

/// <summary>Keyed hashes and what is made of them, under the names System.Security.Cryptography calls.</summary>
internal static unsafe class HmacLeaves
{
    private const int Done = 1;

    // Further keyed hashes and key derivations: there are none, and the library has its own in place of most.
    [Export("CryptoNative_EvpMacFetch")]
    private static nint FindMac(byte* name, int* available) => *available = 0;

    [Export("CryptoNative_EvpKdfFetch")]
    private static nint FindDerivation(byte* name, int* available) => *available = 0;

    [Export("CryptoNative_HmacCreate")]
    private static nint Create(byte* key, int count, nint kind)
    {
        var state = (HmacState*)NativeMemoryPool.Allocate((nuint)sizeof(HmacState));
        HmacState.Begin(state, (HashKind)kind, key, count);
        return (nint)state;
    }

    [Export("CryptoNative_HmacCopy")]
    private static nint Clone(nint handle)
    {
        var state = (HmacState*)NativeMemoryPool.Allocate((nuint)sizeof(HmacState));
        *state = *(HmacState*)handle;
        return (nint)state;
    }

    [Export("CryptoNative_HmacDestroy")]
    private static void Destroy(nint handle) => NativeMemoryPool.Free((void*)handle);

    [Export("CryptoNative_HmacReset")]
    private static int Reset(nint handle)
    {
        ((HmacState*)handle)->Inner = ((HmacState*)handle)->InnerStart;
        return Done;
    }

    [Export("CryptoNative_HmacUpdate")]
    private static int Update(nint handle, byte* data, int count)
    {
        Hash.Add(&((HmacState*)handle)->Inner, data, count);
        return Done;
    }

    [Export("CryptoNative_HmacFinal")]
    private static int Final(nint handle, byte* result, int* size)
    {
        var state = (HmacState*)handle;
        *size = Hash.Size(state->Inner.Kind);
        HmacState.End(state, result);
        return Done;
    }

    [Export("CryptoNative_HmacCurrent")]
    private static int Current(nint handle, byte* result, int* size)
    {
        HmacState copy = *(HmacState*)handle;
        *size = Hash.Size(copy.Inner.Kind);
        HmacState.End(&copy, result);
        return Done;
    }

    [Export("CryptoNative_HmacOneShot")]
    private static int OneShot(nint kind, byte* key, int keySize, byte* data, int count, byte* result, int* size)
    {
        HmacState state;
        HmacState.Begin(&state, (HashKind)kind, key, keySize);
        Hash.Add(&state.Inner, data, count);
        HmacState.End(&state, result);
        *size = Hash.Size((HashKind)kind);
        return Done;
    }

    // PKCS #5 2.0 (RFC 8018): each block is the exclusive or of a chain of keyed hashes.
    [Export("CryptoNative_Pbkdf2")]
    private static int DeriveKey(byte* password, int passwordLength, byte* salt, int saltLength, int rounds, nint kind, byte* result, int count)
    {
        HmacState start;
        HmacState.Begin(&start, (HashKind)kind, password, passwordLength);
        int size = Hash.Size((HashKind)kind);
        byte* link = stackalloc byte[Hash.LongestResult];
        byte* sum = stackalloc byte[Hash.LongestResult];
        for (uint block = 1; count > 0; block++)
        {
            HmacState state = start;
            Hash.Add(&state.Inner, salt, saltLength);
            uint number = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(block);
            Hash.Add(&state.Inner, (byte*)&number, sizeof(uint));
            HmacState.End(&state, link);
            new ReadOnlySpan<byte>(link, size).CopyTo(new Span<byte>(sum, size));
            for (int round = 1; round < rounds; round++)
            {
                state.Inner = start.InnerStart;
                Hash.Add(&state.Inner, link, size);
                HmacState.End(&state, link);
                for (int i = 0; i < size; i++)
                    sum[i] ^= link[i];
            }

            int taken = Math.Min(count, size);
            new ReadOnlySpan<byte>(sum, taken).CopyTo(new Span<byte>(result, taken));
            result += taken;
            count -= taken;
        }

        return Done;
    }
}
