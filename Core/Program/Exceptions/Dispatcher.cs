using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Abi;
using Core.Casting;
using Core.Machine;
using Core.Program.Stacks;
using Core.Stacks;
using Core.Tables;
using Core.Text;
using Core.Types;

namespace Core.Program.Exceptions;

/// <summary>Two-pass exception dispatch. Runs on the stack of the code that throws.</summary>
/// <remarks>
/// Pass 1 looks for the handler, running filters and recording the trace. Pass 2 enters finally and fault blocks by setting
/// RBP and RSP to their frame: this method's frames are gone then, and the block comes back through ResumeUnwind.
/// A handler block expects its object in RAX.
/// </remarks>
internal static unsafe class Dispatcher
{
    [Export("RhpThrowEx")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    [DoesNotReturn]
    private static void Throw(Exception? exception)
    {
        exception ??= new NullReferenceException(RuntimeMessages.NullReference);
        Dispatch(exception, StackWalker.CallerOf(Intrinsics.FrameAddress()), isRethrow: false);
    }

    [Export("RhpRethrow")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    [DoesNotReturn]
    private static void Rethrow(Exception exception) =>
        Dispatch(exception, StackWalker.CallerOf(Intrinsics.FrameAddress()), isRethrow: true);

    [Export("ResumeUnwind")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    [DoesNotReturn]
    private static void ResumeUnwind(DispatchRecord record) =>
        Unwind(record, StackWalker.CallerOf(Intrinsics.FrameAddress()));

    /// <summary>Throws on behalf of the frame given.</summary>
    [DoesNotReturn]
    public static void Dispatch(Exception exception, StackWalker origin, bool isRethrow)
    {
        if ((Uthreads.Current->Flags & UthreadFlags.System) != 0)
            FatalOnSystemStack(exception, origin);
        ExceptionEvents.RaiseFirstChance(exception);
        var record = new DispatchRecord(exception);
        var trace = new TraceRecorder(exception, isRethrow);
        if (!FindHandler(record, origin, ref trace))
            UnhandledException.Stop(exception);
        Unwind(record, origin);
    }

    private static bool FindHandler(DispatchRecord record, StackWalker walker, ref TraceRecorder trace)
    {
        while (walker.IsManaged)
        {
            trace.Add(walker);
            int region = FindHandler(record.Exception, walker);
            if (region >= 0)
            {
                record.TargetDepth = Segments.DepthOf(walker.FramePointer);
                record.TargetRegion = region;
                return true;
            }

            walker.MoveToCaller();
        }

        return false;
    }

    // Innermost region of the frame that handles the exception, or -1.
    private static int FindHandler(Exception exception, StackWalker walker)
    {
        if (walker.IsFrameless)
            return -1;
        ImageHeader* header = ImageTables.Header;
        var details = FunctionDetails.Of(header, walker.Method);
        if (details.RegionCount == 0)
            return -1;
        ExceptionRegion* regions = header->Regions + details.FirstRegion;
        int index = details.FindRegion(header, walker.TextOffset);
        while (index >= 0)
        {
            ExceptionRegion* region = regions + index;
            if (region->Handler != ExceptionRegion.NoHandler && Accepts(region, exception, walker.FramePointer))
                return index;
            index = region->Parent;
        }

        return -1;
    }

    private static bool Accepts(ExceptionRegion* region, Exception exception, byte* framePointer) => region->Kind switch
    {
        ExceptionRegionKind.Catch => TypeCast.IsAssignable(TypeCast.TypeOf(exception), (MethodTable*)region->TypeOrFilter),
        ExceptionRegionKind.Filter => RunFilter(region->TypeOrFilter, exception, framePointer),
        _ => false,
    };

    // An exception in a filter means no.
    private static bool RunFilter(nuint filter, Exception exception, byte* framePointer)
    {
        try
        {
            return ((delegate*<object, byte*, int>)filter)(exception, framePointer) != 0;
        }
        catch (Exception)
        {
            return false;
        }
    }

    // Pass 2 from the frame given: enters the next finally or fault block, or the handler.
    [DoesNotReturn]
    private static void Unwind(DispatchRecord record, StackWalker walker)
    {
        while (walker.IsManaged)
        {
            // Compared as depths: the stack may have moved since pass 1, and moves again during this loop.
            bool isTarget = Segments.DepthOf(walker.FramePointer) == record.TargetDepth && !walker.IsFrameless;
            MethodInfo* method = walker.Method;
            ImageHeader* header = ImageTables.Header;
            var details = FunctionDetails.Of(header, method);
            if (details.RegionCount != 0 && !walker.IsFrameless)
            {
                ExceptionRegion* regions = header->Regions + details.FirstRegion;
                int index = details.FindRegion(header, walker.TextOffset);
                while (index >= 0 && !(isTarget && index == record.TargetRegion))
                {
                    ExceptionRegion* region = regions + index;
                    if (region->Kind is ExceptionRegionKind.Finally or ExceptionRegionKind.Fault && region->Handler != ExceptionRegion.NoHandler)
                        Enter(region, method, walker.FramePointer, record);
                    index = region->Parent;
                }

                if (isTarget)
                    Enter(regions + record.TargetRegion, method, walker.FramePointer, record.Exception);
            }

            walker.MoveToCaller();
        }

        Fatal.Stop("the frame of an exception's handler is gone"u8);
    }

    [DoesNotReturn]
    private static void Enter(ExceptionRegion* region, MethodInfo* method, byte* framePointer, object value)
    {
        UthreadRoutines.EnterHandler(framePointer, framePointer - method->FrameSize, ImageTables.Header->TextStart + region->Handler, value);
        Fatal.Stop("a handler returned"u8);
    }

    [DoesNotReturn]
    private static void FatalOnSystemStack(Exception exception, StackWalker origin)
    {
        ErrorWriter.Write("runtime error: exception in the runtime: "u8);
        ErrorWriter.WriteTypeName(TypeCast.TypeOf(exception));
        ErrorWriter.Write("\n"u8);
        Fatal.Trace(origin);
        Fatal.Exit(Fatal.ExitStatus);
    }
}
