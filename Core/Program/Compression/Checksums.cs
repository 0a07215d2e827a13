namespace Core.Program.Compression;

/// <summary>CRC-32 of gzip and zip, Adler-32 of zlib.</summary>
internal static unsafe class Checksums
{
    public const uint AdlerStart = 1;

    private const uint Polynomial = 0xEDB88320;
    private const uint AdlerModulus = 65521;

    // So many bytes cannot make the second sum overflow.
    private const int AdlerRun = 5552;

    private static readonly uint[] s_table = MakeTable();

    public static uint Crc(uint crc, byte* data, int count)
    {
        uint[] table = s_table;
        crc = ~crc;
        for (int i = 0; i < count; i++)
            crc = table[(byte)(crc ^ data[i])] ^ (crc >> 8);
        return ~crc;
    }

    public static uint Adler(uint sum, byte* data, int count)
    {
        uint low = sum & 0xFFFF, high = sum >> 16;
        while (count > 0)
        {
            int run = count < AdlerRun ? count : AdlerRun;
            for (int i = 0; i < run; i++)
            {
                low += data[i];
                high += low;
            }

            low %= AdlerModulus;
            high %= AdlerModulus;
            data += run;
            count -= run;
        }

        return (high << 16) | low;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
