using System;
using System.Globalization;
using System.Threading;

namespace Core.Program.Plugs;

/// <summary>The current culture is the invariant one until the program sets another, which it can only have made from that one.</summary>
/// <remarks>It flows with the execution context, as in .NET. Programs that set none have no code for it: the hooks are set by the first setter.</remarks>
internal static unsafe class CulturePlugs
{
    private const string Culture = "System.Globalization.CultureInfo";

    private static delegate*<CultureInfo> s_hook;
    private static delegate*<CultureInfo> s_interfaceHook;
    private static AsyncLocal<CultureInfo?>? s_flowing;
    private static AsyncLocal<CultureInfo?>? s_flowingInterface;
    private static CultureInfo? s_default;
    private static CultureInfo? s_interfaceDefault;

    [Plug(Culture, "get_CurrentCulture", Hash = "61707e7081d47c83")]
    private static CultureInfo Current() => s_hook == null ? CultureInfo.InvariantCulture : s_hook();

    [Plug(Culture, "get_CurrentUICulture", Hash = "7b072e35af594beb")]
    private static CultureInfo CurrentInterface() => s_interfaceHook == null ? CultureInfo.InvariantCulture : s_interfaceHook();

    [Plug("System.Globalization.NumberFormatInfo", "get_CurrentInfo", Hash = "2a4f0b34d883ce37")]
    private static NumberFormatInfo CurrentNumberFormat() => s_hook == null ? NumberFormatInfo.InvariantInfo : s_hook().NumberFormat;

    [Plug("System.Globalization.DateTimeFormatInfo", "get_CurrentInfo", Hash = "1d870b66c89081ac")]
    private static DateTimeFormatInfo CurrentDateTimeFormat() => s_hook == null ? DateTimeFormatInfo.InvariantInfo : s_hook().DateTimeFormat;

    [Plug(Culture, "set_CurrentCulture", Hash = "20294e21b1be67ef")]
    private static void SetCurrent(CultureInfo value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Flowing(ref s_flowing).Value = value;
        s_hook = &FindCurrent;
    }

    [Plug(Culture, "set_CurrentUICulture", Hash = "61c5e01b00a536c4")]
    private static void SetCurrentInterface(CultureInfo value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Flowing(ref s_flowingInterface).Value = value;
        s_interfaceHook = &FindCurrentInterface;
    }

    [Plug(Culture, "get_DefaultThreadCurrentCulture", Hash = "7367b87a217aadb9")]
    private static CultureInfo? Default() => s_default;

    [Plug(Culture, "set_DefaultThreadCurrentCulture", Hash = "1e24354efc2179ab")]
    private static void SetDefault(CultureInfo? value)
    {
        s_default = value;
        s_hook = &FindCurrent;
    }

    [Plug(Culture, "get_DefaultThreadCurrentUICulture", Hash = "afdebf7b81e7ff9a")]
    private static CultureInfo? DefaultInterface() => s_interfaceDefault;

    [Plug(Culture, "set_DefaultThreadCurrentUICulture", Hash = "de7e78bf487218e4")]
    private static void SetDefaultInterface(CultureInfo? value)
    {
        s_interfaceDefault = value;
        s_interfaceHook = &FindCurrentInterface;
    }

    private static CultureInfo FindCurrent() => s_flowing?.Value ?? s_default ?? CultureInfo.InvariantCulture;

    private static CultureInfo FindCurrentInterface() => s_flowingInterface?.Value ?? s_interfaceDefault ?? CultureInfo.InvariantCulture;

    private static AsyncLocal<CultureInfo?> Flowing(ref AsyncLocal<CultureInfo?>? variable)
    {
        if (Volatile.Read(ref variable) is { } made)
            return made;
        var value = new AsyncLocal<CultureInfo?>();
        return Interlocked.CompareExchange(ref variable, value, null) ?? value;
    }
}
