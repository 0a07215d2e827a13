using System;
using System.Threading.Tasks;

namespace Endings;

internal static class Late
{
    /// <summary>Throws where nobody waits for it.</summary>
    public static async void Throw()
    {
        await Task.Delay(1);
        throw new InvalidOperationException("from void");
    }
}
