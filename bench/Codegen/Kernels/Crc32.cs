namespace Codegen.Kernels;

/// <summary>A table and a chain of dependent operations per byte.</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = MakeTable();

    public static long Run(int size)
    {
        byte[] data = new byte[size];
        for (int i = 0; i < data.Length; i++)
            data[i] = (byte)((i * 31) + 7);
        uint sum = 0;
        for (int pass = 0; pass < 8; pass++)
            sum = Update(sum, data);
        return sum;
    }

    private static uint Update(uint crc, byte[] data)
    {
        crc = ~crc;
        foreach (byte b in data)
            crc = s_table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
