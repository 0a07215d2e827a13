namespace Core.Program.Collector;

/// <summary>The base library's callbacks at full collections, which trim its pools, are not made.</summary>
/// <remarks>Every collection is a full one here; each callback would be a finalizer's run, and the object of the next one.</remarks>
internal static class FullCollectionPlugs
{
    [Plug("System.Gen2GcCallback", "Register", Parameters = "System.Func`1<System.Boolean>", Hash = "e8ff2401ac808f8a")]
    private static void Register(object callback)
    {
    }
}
