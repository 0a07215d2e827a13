using Abi;

namespace Core.Tables;

/// <summary>Addresses the linker defines.</summary>
public static class ImageSymbols
{
    [LinkerSymbol(LinkerNames.ImageHeader)]
    public static extern nint ImageHeader();

    /// <summary>The <see cref="Abi.ReflectionHeader"/>: only images that ask for it have it.</summary>
    [LinkerSymbol(LinkerNames.ReflectionHeader)]
    public static extern nint ReflectionHeader();

    [LinkerSymbol(LinkerNames.TextStart)]
    public static extern nint TextStart();

    [LinkerSymbol(LinkerNames.TextEnd)]
    public static extern nint TextEnd();

    [LinkerSymbol(LinkerNames.MarshalLayouts)]
    public static extern nint MarshalLayouts();
}
