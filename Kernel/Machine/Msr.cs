namespace Kernel.Machine;

/// <summary>Model-specific registers. Source: SDM 4.</summary>
internal static class Msr
{
    public const uint ApicBase = 0x1B;
    public const uint Efer = 0xC0000080;
    public const uint Star = 0xC0000081;
    public const uint Lstar = 0xC0000082;
    public const uint Fmask = 0xC0000084;
    public const uint FsBase = 0xC0000100;
    public const uint GsBase = 0xC0000101;
    public const uint KernelGsBase = 0xC0000102;
}
