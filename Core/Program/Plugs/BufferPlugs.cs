using System.Buffers;

namespace Core.Program.Plugs;

/// <summary>Shared array pools without per-core caches.</summary>
internal static class BufferPlugs
{
    [Plug("System.Buffers.ArrayPool`1", "get_Shared", Hash = "0027eac264359472")]
    private static ArrayPool<T> Shared<T>() => SimpleArrayPool<T>.Instance;
}
