using System.Globalization;

namespace Core.Program.Plugs;

/// <summary>There is one culture: the invariant one.</summary>
internal static class GlobalizationPlugs
{
    // There are no time zone files: local time is UTC.
    [Plug("System.TimeZoneInfo", "GetLocalTimeZoneCore")]
    private static System.TimeZoneInfo GetLocalTimeZone() => System.TimeZoneInfo.Utc;

    [Plug("System.Globalization.CultureInfo", "get_CurrentCulture")]
    private static CultureInfo CurrentCulture() => CultureInfo.InvariantCulture;

    [Plug("System.Globalization.CultureInfo", "get_CurrentUICulture")]
    private static CultureInfo CurrentUICulture() => CultureInfo.InvariantCulture;

    [Plug("System.Globalization.CultureInfo", "GetCultureInfo", Parameters = "System.String")]
    private static CultureInfo GetCultureInfo(string name)
    {
        System.ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return CultureInfo.InvariantCulture;
        throw new CultureNotFoundException(nameof(name), name,
            "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
    }

    [Plug("System.Globalization.NumberFormatInfo", "get_CurrentInfo")]
    private static NumberFormatInfo CurrentNumberFormat() => NumberFormatInfo.InvariantInfo;

    [Plug("System.Globalization.DateTimeFormatInfo", "get_CurrentInfo")]
    private static DateTimeFormatInfo CurrentDateTimeFormat() => DateTimeFormatInfo.InvariantInfo;
}
