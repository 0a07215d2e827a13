using System.Runtime.CompilerServices;

namespace Core.Tables;

/// <summary>Reads the numbers of a byte stream; <see cref="Abi.ImageHeader"/> says how they are written.</summary>
public unsafe struct NumberReader(byte* stream)
{
    private byte* _at = stream;

    // A call: whoever reads one number reads many.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public uint Next()
    {
        uint value = 0;
        int shift = 0;
        while (true)
        {
            byte part = *_at++;
            value |= (uint)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
            shift += 7;
        }
    }

    public void Skip(uint numbers)
    {
        while (numbers != 0)
        {
            if ((*_at++ & 0x80) == 0)
                numbers--;
        }
    }
}
