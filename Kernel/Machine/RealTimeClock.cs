using Core.Machine;

namespace Kernel.Machine;

/// <summary>The battery-backed clock. Source: MC146818 data sheet.</summary>
internal static class RealTimeClock
{
    private const ushort IndexPort = 0x70;
    private const ushort DataPort = 0x71;

    /// <summary>Seconds since 1970, in UTC as QEMU keeps it.</summary>
    public static ulong ReadUnixSeconds()
    {
        while ((Read(0x0A) & 0x80) != 0)
        {
            X86.Pause();
        }

        bool binary = (Read(0x0B) & 4) != 0;
        int second = Field(0, binary);
        int minute = Field(2, binary);
        int hour = Field(4, binary);
        int day = Field(7, binary);
        int month = Field(8, binary);
        int year = 2000 + Field(9, binary);
        long days = DaysSinceEpoch(year, month, day);
        return (ulong)((((((days * 24) + hour) * 60) + minute) * 60) + second);
    }

    private static byte Read(byte register)
    {
        X86.Out8(IndexPort, register);
        return X86.In8(DataPort);
    }

    private static int Field(byte register, bool binary)
    {
        int value = Read(register);
        return binary ? value : ((value >> 4) * 10) + (value & 15);
    }

    // Years counted from March, so that the leap day is the last of its year.
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        int y = month <= 2 ? year - 1 : year;
        int monthFromMarch = (month + 9) % 12;
        int dayOfYear = (((153 * monthFromMarch) + 2) / 5) + day - 1;
        long era = y / 400;
        long yearOfEra = y - (era * 400);
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }
}
