using Abi;

namespace Core.Program.Threads;

/// <summary>First in, first out; linked by <see cref="Uthread.WaitNext"/>. A uthread is in one such queue at most.</summary>
internal unsafe struct UthreadQueue
{
    private Uthread* _first;
    private Uthread* _last;

    public readonly Uthread* First => _first;

    public void Add(Uthread* uthread)
    {
        uthread->WaitNext = null;
        uthread->WaitPrevious = _last;
        if (_last == null)
            _first = uthread;
        else
            _last->WaitNext = uthread;
        _last = uthread;
    }

    public void Remove(Uthread* uthread)
    {
        if (uthread->WaitPrevious == null)
            _first = uthread->WaitNext;
        else
            uthread->WaitPrevious->WaitNext = uthread->WaitNext;
        if (uthread->WaitNext == null)
            _last = uthread->WaitPrevious;
        else
            uthread->WaitNext->WaitPrevious = uthread->WaitPrevious;
    }
}
