using System.Globalization;

namespace Core.Program.Plugs;

/// <summary>No culture is known by name but the invariant one.</summary>
internal static class GlobalizationPlugs
{
    [Plug("System.Globalization.CultureInfo", "GetCultureInfo", Parameters = "System.String", Hash = "7dfa729d49714ffa")]
    private static CultureInfo GetCultureInfo(string name)
    {
        System.ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return CultureInfo.InvariantCulture;
        throw new CultureNotFoundException(nameof(name), name,
            "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
    }
}
