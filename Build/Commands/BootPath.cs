namespace Build.Commands;

/// <summary>How the machine gets to the kernel.</summary>
public enum BootPath
{
    /// <summary>QEMU loads the ELF itself (PVH): the fast way.</summary>
    Direct,

    /// <summary>GRUB from the ISO, BIOS firmware.</summary>
    IsoBios,

    /// <summary>GRUB from the ISO, UEFI firmware.</summary>
    IsoUefi,
}
