using System.Collections.Generic;
using System.Linq;

namespace Syscalls.Generator;

/// <summary>Writes the class the kernel derives from: one abstract member per call, and the dispatch by number.</summary>
internal static class KernelDispatch
{
    public static string Write(IReadOnlyList<SyscallDeclaration> calls)
    {
        var code = new CodeWriter();
        code.Line("namespace Syscalls;");
        code.Line();
        code.Line("/// <summary>The kernel's side of every system call.</summary>");
        code.Line("/// <remarks>A member returns its value, or the negative of an <see cref=\"global::Abi.Errno\"/>.</remarks>");
        code.Open("public abstract class SyscallHandler");
        foreach (SyscallDeclaration call in calls)
        {
            code.Line($"/// <summary>{Escape(call.Summary)}</summary>");
            code.Line($"public abstract long {call.Name}({string.Join(", ", call.Parameters.Select(KernelParameter))});");
            code.Line();
        }

        code.Line("/// <summary>Decodes the argument words and calls the member; -ENOSYS for an unknown number.</summary>");
        code.Open("public long Dispatch(uint number, ulong word0, ulong word1, ulong word2, ulong word3, ulong word4, ulong word5)");
        code.Open("switch (number)");
        foreach (SyscallDeclaration call in calls)
        {
            code.Line($"case {call.Number}:");
            code.Line($"    return {call.Name}({string.Join(", ", Arguments(call))});");
        }

        code.Line("default:");
        code.Line("    return -(long)global::Abi.Errno.ENOSYS;");
        code.Close();
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static string KernelParameter(SyscallParameter parameter) =>
        parameter.Shape == ParameterShape.Word ? $"{parameter.Type} {parameter.Name}" : $"UserBytes {parameter.Name}";

    private static IEnumerable<string> Arguments(SyscallDeclaration call)
    {
        int word = 0;
        foreach (SyscallParameter parameter in call.Parameters)
        {
            if (parameter.Shape == ParameterShape.Word)
            {
                yield return $"unchecked(({parameter.Type})word{word})";
                word++;
                continue;
            }

            yield return $"new UserBytes(word{word}, word{word + 1})";
            word += 2;
        }
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
