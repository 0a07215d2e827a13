using Abi;

namespace Core.Tables;

/// <summary>Addresses the linker defines.</summary>
public static class ImageSymbols
{
    [LinkerSymbol(LinkerNames.ImageHeader)]
    public static extern nint ImageHeader();

    [LinkerSymbol(LinkerNames.TextStart)]
    public static extern nint TextStart();

    [LinkerSymbol(LinkerNames.TextEnd)]
    public static extern nint TextEnd();
}
