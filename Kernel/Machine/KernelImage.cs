using Abi;
using Core;

namespace Kernel.Machine;

/// <summary>The bounds of the running kernel image, as the linker defined them.</summary>
public static unsafe class KernelImage
{
    public static ImageHeader* Header => (ImageHeader*)ImageHeaderSymbol();

    public static ulong Start => (ulong)ImageStartSymbol();

    public static ulong TextStart => (ulong)TextStartSymbol();

    public static ulong TextEnd => (ulong)TextEndSymbol();

    public static ulong ReadOnlyStart => (ulong)ReadOnlyStartSymbol();

    public static ulong ReadOnlyEnd => (ulong)ReadOnlyEndSymbol();

    public static ulong DataStart => (ulong)DataStartSymbol();

    public static ulong End => (ulong)BssEndSymbol();

    /// <summary>The application processors' start code; see <see cref="BootLayout.Trampoline"/>.</summary>
    public static byte* Trampoline => (byte*)TrampolineSymbol();

    public static ulong BootPageTables => (ulong)BootPageTablesSymbol();

    public static bool Contains(ulong address) => address >= Start && address < End;

    public static ulong PhysicalOf(ulong address) => address - AddressMap.KernelOffset;

    [LinkerSymbol(LinkerNames.ImageHeader)]
    private static extern nint ImageHeaderSymbol();

    [LinkerSymbol(LinkerNames.ImageStart)]
    private static extern nint ImageStartSymbol();

    [LinkerSymbol(LinkerNames.TextStart)]
    private static extern nint TextStartSymbol();

    [LinkerSymbol(LinkerNames.TextEnd)]
    private static extern nint TextEndSymbol();

    [LinkerSymbol(LinkerNames.ReadOnlyStart)]
    private static extern nint ReadOnlyStartSymbol();

    [LinkerSymbol(LinkerNames.ReadOnlyEnd)]
    private static extern nint ReadOnlyEndSymbol();

    [LinkerSymbol(LinkerNames.DataStart)]
    private static extern nint DataStartSymbol();

    [LinkerSymbol(LinkerNames.BssEnd)]
    private static extern nint BssEndSymbol();

    [LinkerSymbol("ap_trampoline")]
    private static extern nint TrampolineSymbol();

    [LinkerSymbol("boot_page_tables")]
    private static extern nint BootPageTablesSymbol();
}
