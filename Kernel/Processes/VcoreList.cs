using Abi;
using Kernel.Machine;

namespace Kernel.Processes;

/// <summary>A list of vcore numbers in order; the head is the most recent. Guarded by its process's lock.</summary>
internal sealed class VcoreList
{
    private readonly int[] _vcores = new int[Limits.MaxVcores];

    public int Count { get; private set; }

    /// <summary>Entry by position, 0 being the head.</summary>
    public int At(int position) => _vcores[position];

    public void AddHead(int vcore)
    {
        Panic.Unless(Count < Limits.MaxVcores, "a vcore list overflows");
        for (int i = Count; i > 0; i--)
        {
            _vcores[i] = _vcores[i - 1];
        }

        _vcores[0] = vcore;
        Count++;
    }

    public void AddTail(int vcore)
    {
        Panic.Unless(Count < Limits.MaxVcores, "a vcore list overflows");
        _vcores[Count++] = vcore;
    }

    public int TakeHead()
    {
        int vcore = _vcores[0];
        Remove(vcore);
        return vcore;
    }

    public bool Contains(int vcore)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_vcores[i] == vcore)
            {
                return true;
            }
        }

        return false;
    }

    public void Remove(int vcore)
    {
        int found = 0;
        while (found < Count && _vcores[found] != vcore)
        {
            found++;
        }

        Panic.Unless(found < Count, "a vcore is not on the list it should be on");
        for (int i = found; i < Count - 1; i++)
        {
            _vcores[i] = _vcores[i + 1];
        }

        Count--;
    }

    public void Clear() => Count = 0;
}
