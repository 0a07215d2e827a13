using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace Corpus.Library;

/// <summary>MD5, SHA-1, SHA-2, SHA-3, keyed hashes and derived keys: one call, in pieces, over streams.</summary>
public static class HashFunctions
{
    // Around the ends of blocks and of the place for the length.
    private static readonly int[] s_lengths = [0, 3, 55, 56, 64, 71, 72, 111, 112, 128, 135, 136, 300];

    public static int Run()
    {
        foreach (int length in s_lengths)
            Fixed([.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))]);
        Pieces();
        Keyed();
        Streams();
        Derived();
        return 0;
    }

    private static void Fixed(byte[] data)
    {
        Span<byte> result = stackalloc byte[20];
        int written = SHA1.HashData(data, result);
        Console.WriteLine($"{data.Length} {Hex(MD5.HashData(data))} {written} {Hex(result)}");
        Console.WriteLine($"  {Hex(SHA256.HashData(data))} {Hex(SHA384.HashData(data))}");
        Console.WriteLine($"  {Hex(SHA512.HashData(data))}");
        if (SHA3_256.IsSupported)
            Console.WriteLine($"  {Hex(SHA3_256.HashData(data))} {Hex(SHA3_512.HashData(data))} {Hex(Shake128.HashData(data, 180))} {Hex(Shake256.HashData(data, 9))}");
    }

    private static void Pieces()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < 40; i++)
        {
            hash.AppendData(new byte[i]);
            if (i == 25)
                Console.WriteLine(Hex(hash.GetCurrentHash()));
        }

        Console.WriteLine($"{Hex(hash.GetHashAndReset())} {Hex(hash.GetHashAndReset())}");
        using SHA512 blocks = SHA512.Create();
        blocks.TransformBlock([1, 2], 0, 2, null, 0);
        blocks.TransformFinalBlock([3], 0, 1);
        Console.WriteLine($"{Hex(blocks.Hash)} {blocks.HashSize}");
        try
        {
            IncrementalHash.CreateHash(new HashAlgorithmName("CRC7"));
        }
        catch (CryptographicException e)
        {
            Console.WriteLine(e.Message);
        }
    }

    private static void Keyed()
    {
        byte[] data = [1, 2, 3];
        Console.WriteLine($"{Hex(HMACMD5.HashData(new byte[] { 9 }, data))} {Hex(HMACSHA1.HashData(new byte[100], data))} {Hex(HMACSHA384.HashData(new byte[200], data))}");
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [5, 6]);
        hash.AppendData(data);
        string middle = Hex(hash.GetCurrentHash());
        hash.AppendData(data);
        Console.WriteLine($"{middle} {Hex(hash.GetHashAndReset())} {Hex(hash.GetHashAndReset())}");
        using var keyed = new HMACSHA512([7]);
        Console.WriteLine($"{Hex(keyed.ComputeHash(data))} {CryptographicOperations.FixedTimeEquals(keyed.Key, [7])}");
    }

    private static void Streams()
    {
        using var to = new MemoryStream();
        using (SHA1 hash = SHA1.Create())
        {
            using (var through = new CryptoStream(to, hash, CryptoStreamMode.Write, leaveOpen: true))
                through.Write(new byte[100]);
            Console.WriteLine($"{to.Length} {Hex(hash.Hash)}");
        }

        to.Position = 0;
        Console.WriteLine(Hex(SHA256.HashData(to)));
    }

    private static void Derived()
    {
        Console.WriteLine(Hex(Rfc2898DeriveBytes.Pbkdf2("password", "saltsalt"u8, 10, HashAlgorithmName.SHA256, 50)));
        Console.WriteLine(Hex(Rfc2898DeriveBytes.Pbkdf2("p"u8, "s"u8, 3, HashAlgorithmName.SHA1, 45)));
        Console.WriteLine(Hex(HKDF.DeriveKey(HashAlgorithmName.SHA256, new byte[22], 42, [1, 2, 3], [4])));
        Console.WriteLine($"{RandomNumberGenerator.GetBytes(16).Length} {RandomNumberGenerator.GetInt32(5, 6)}");
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
