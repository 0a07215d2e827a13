using System;
using Core.Stacks;

namespace Core.Program.Exceptions;

/// <summary>Fills an exception's stack trace during pass 1.</summary>
internal struct TraceRecorder
{
    private const int FirstLength = 16;
    private const int MaxLength = 4096;

    private readonly Exception _exception;

    // A rethrow's own frame is in the trace already: it was recorded when the handler was found in it.
    private bool _skipNext;

    public TraceRecorder(Exception exception, bool isRethrow)
    {
        _exception = exception;
        _skipNext = isRethrow;
        if (!isRethrow)
            ExceptionFields.StackTraceCount(exception) = 0;
    }

    public void Add(StackWalker walker)
    {
        if (_skipNext)
        {
            _skipNext = false;
            return;
        }

        int count = ExceptionFields.StackTraceCount(_exception);
        nint[]? trace = ExceptionFields.StackTrace(_exception);
        if (trace == null || count == trace.Length)
        {
            if (count == MaxLength)
                return;
            var longer = new nint[trace == null ? FirstLength : trace.Length * 2];
            for (int i = 0; i < count; i++)
                longer[i] = trace![i];
            trace = longer;
            ExceptionFields.StackTrace(_exception) = trace;
        }

        // Read back as return addresses: one less is inside the instruction.
        trace[count] = (nint)(walker.IsFault ? walker.Pc + 1 : walker.Pc);
        ExceptionFields.StackTraceCount(_exception) = count + 1;
    }
}
