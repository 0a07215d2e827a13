using System.Runtime.CompilerServices;
using System.Text;
using Abi;
using Core.Machine;
using Core.Program.Types;
using Core.Stacks;
using Core.Tables;

namespace Core.Program.Exceptions;

/// <summary>What System.Diagnostics.StackTrace and StackFrame ask about return addresses. A frame stands for a function with all it inlined.</summary>
internal static unsafe class StackFramePlugs
{
    private const string Experience = "Internal.DeveloperExperience.DeveloperExperience";

    [Export("RhFindMethodStartAddress")]
    private static nint FindStart(nint returnAddress)
    {
        MethodInfo* method = ImageTables.FindMethod((nuint)returnAddress - 1);
        return method == null ? 0 : (nint)(ImageTables.Header->TextStart + method->CodeOffset);
    }

    // From the caller on. A negative number of return addresses when they do not fit.
    [Export("RhGetCurrentThreadStackTrace")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CurrentTrace(nint[] addresses)
    {
        int count = 0;
        for (var walker = StackWalker.CallerOf(Intrinsics.FrameAddress()); walker.IsManaged; walker.MoveToCaller())
        {
            if ((walker.Method->Flags & (MethodInfoFlags.Stub | MethodInfoFlags.Hidden)) != 0)
                continue;
            if (count < addresses.Length)
                addresses[count] = (nint)(walker.IsFault ? walker.Pc + 1 : walker.Pc);
            count++;
        }

        return count > addresses.Length ? -count : count;
    }

    [Plug(Experience, "CreateStackTraceString", Hash = "4c5d4d4182d8b257")]
    private static string Describe(object experience, nint returnAddress, bool withFile, out bool isHidden)
    {
        var text = new StringBuilder();
        StackTraceText.Append(text, (nuint)returnAddress, withFile);
        isHidden = text.Length == 0;
        return isHidden ? "" : text.ToString(StackTraceText.LineHead.Length, text.Length - StackTraceText.LineHead.Length);
    }

    [Plug(Experience, "TryGetSourceLineInfo", Hash = "a730cc9aef286c05")]
    private static void FindLine(object experience, nint returnAddress, out string? file, out int line, out int column)
    {
        file = null;
        line = 0;
        column = 0;
        MethodInfo* method = ImageTables.FindMethod((nuint)returnAddress - 1);
        if (method == null)
            return;
        ImageHeader* header = ImageTables.Header;
        var position = SourcePosition.Find(header, method, (uint)((nuint)returnAddress - 1 - header->TextStart));
        while (position.IsInlined)
            position.MoveOut();
        if (position.Line == 0)
            return;
        file = TableNames.TextOf(position.File);
        line = (int)position.Line;
    }
}
