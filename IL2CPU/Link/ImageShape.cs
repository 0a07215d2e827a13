using Abi;
using IL2CPU.Import;

namespace IL2CPU.Link;

/// <summary>Where an image of some profile lies.</summary>
/// <param name="Base">Address of the first byte (the ELF header).</param>
/// <param name="PhysicalOffset">Virtual minus physical address; 0 outside the kernel.</param>
internal readonly record struct ImageShape(ulong Base, ulong PhysicalOffset)
{
    public const ulong PageSize = AddressMap.PageSize;

    public static ImageShape Of(ImageProfile profile) => profile switch
    {
        ImageProfile.Kernel => new ImageShape(AddressMap.KernelOffset + AddressMap.KernelPhysicalBase, AddressMap.KernelOffset),
        ImageProfile.Native => new ImageShape(AddressMap.SchedulerBase, 0),
        _ => new ImageShape(AddressMap.ProgramBase, 0),
    };

    public static ulong PageUp(ulong value) => (value + PageSize - 1) & ~(PageSize - 1);
}
