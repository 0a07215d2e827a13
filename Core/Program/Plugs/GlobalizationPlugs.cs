using System.Globalization;

namespace Core.Program.Plugs;

/// <summary>There is one culture: the invariant one.</summary>
internal static class GlobalizationPlugs
{
    // There are no time zone files: local time is UTC.
    [Plug("System.TimeZoneInfo", "GetLocalTimeZoneCore", Hash = "f0530d2fb3136bac")]
    private static System.TimeZoneInfo GetLocalTimeZone() => System.TimeZoneInfo.Utc;

    [Plug("System.Globalization.CultureInfo", "get_CurrentCulture", Hash = "61707e7081d47c83")]
    private static CultureInfo CurrentCulture() => CultureInfo.InvariantCulture;

    [Plug("System.Globalization.CultureInfo", "get_CurrentUICulture", Hash = "7b072e35af594beb")]
    private static CultureInfo CurrentUICulture() => CultureInfo.InvariantCulture;

    [Plug("System.Globalization.CultureInfo", "GetCultureInfo", Parameters = "System.String", Hash = "7dfa729d49714ffa")]
    private static CultureInfo GetCultureInfo(string name)
    {
        System.ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return CultureInfo.InvariantCulture;
        throw new CultureNotFoundException(nameof(name), name,
            "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
    }

    [Plug("System.Globalization.NumberFormatInfo", "get_CurrentInfo", Hash = "2a4f0b34d883ce37")]
    private static NumberFormatInfo CurrentNumberFormat() => NumberFormatInfo.InvariantInfo;

    [Plug("System.Globalization.DateTimeFormatInfo", "get_CurrentInfo", Hash = "1d870b66c89081ac")]
    private static DateTimeFormatInfo CurrentDateTimeFormat() => DateTimeFormatInfo.InvariantInfo;
}
