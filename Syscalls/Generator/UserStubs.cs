using System.Collections.Generic;
using System.Linq;

namespace Syscalls.Generator;

/// <summary>Writes the class of stubs programs call.</summary>
/// <remarks>A stub has two parts. The outer owns the struct and keeps addresses as pointers, which a split adjusts. The
/// inner turns them into integers and issues the call; it is [NoSplit], so nothing moves in between.</remarks>
internal static class UserStubs
{
    public static string Write(IReadOnlyList<SyscallDeclaration> calls)
    {
        var code = new CodeWriter();
        code.Line("namespace Syscalls;");
        code.Line();
        code.Line("/// <summary>System calls for programs.</summary>");
        code.Open("public static unsafe partial class Sys");
        bool first = true;
        foreach (SyscallDeclaration call in calls.Where(c => !c.IsHandWritten))
        {
            if (!first)
                code.Line();
            first = false;
            WriteThrowing(code, call);
            code.Line();
            WriteTry(code, call);
            code.Line();
            WriteIssue(code, call);
        }

        code.Close();
        return code.ToString();
    }

    private static string Declared(SyscallDeclaration call) => string.Join(", ", call.Parameters.Select(p => $"{p.Type} {p.Name}"));

    private static void WriteDocumentation(CodeWriter code, SyscallDeclaration call, string returns)
    {
        code.Line($"/// <summary>{Escape(call.Summary)}</summary>");
        if (returns.Length > 0)
            code.Line($"/// <returns>{Escape(returns)}</returns>");
        if (call.Remarks.Length > 0)
            code.Line($"/// <remarks>{Escape(call.Remarks)}</remarks>");
    }

    private static void WriteThrowing(CodeWriter code, SyscallDeclaration call)
    {
        WriteDocumentation(code, call, call.Result == ResultShape.Errno ? "" : call.Returns);
        code.Line("/// <exception cref=\"SyscallException\">The call failed.</exception>");
        string arguments = string.Join(", ", call.Parameters.Select(p => p.Name));
        if (call.Result == ResultShape.Errno)
            code.Line($"public static void {call.Name}({Declared(call)}) => Try{call.Name}({arguments}).ThrowIfFailed();");
        else
            code.Line($"public static {call.ReturnType} {call.Name}({Declared(call)}) => unchecked(({call.ReturnType})Try{call.Name}({arguments}).ValueOrThrow());");
    }

    private static void WriteTry(CodeWriter code, SyscallDeclaration call)
    {
        WriteDocumentation(code, call, call.Returns);
        code.Open($"public static SyscallResult Try{call.Name}({Declared(call)})");
        code.Line("global::Abi.SyscallStruct call = default;");
        code.Line($"call.Number = {call.Number};");
        foreach (SyscallParameter span in call.Parameters.Where(p => p.Shape != ParameterShape.Word))
            code.Line($"fixed (byte* {span.PointerName} = {span.Name})");
        IEnumerable<string> arguments = call.Parameters.Select(
            p => p.Shape == ParameterShape.Word ? p.Name : $"{p.PointerName}, (ulong){p.Name}.Length");
        code.Line($"    Issue{call.Name}({string.Join(", ", arguments.Prepend("&call"))});");
        code.Line("return SyscallResult.Of(&call);");
        code.Close();
    }

    private static void WriteIssue(CodeWriter code, SyscallDeclaration call)
    {
        IEnumerable<string> parameters = call.Parameters.Select(
            p => p.Shape == ParameterShape.Word ? $"{p.Type} {p.Name}" : $"byte* {p.PointerName}, ulong {p.Name}Length");
        code.Line("[global::Core.NoSplit(\"between conversion and call nothing may move\")]");
        code.Open($"private static void Issue{call.Name}({string.Join(", ", parameters.Prepend("global::Abi.SyscallStruct* call"))})");
        int word = 0;
        foreach (SyscallParameter parameter in call.Parameters)
        {
            if (parameter.Shape == ParameterShape.Word)
            {
                code.Line($"call->Arg{word++} = {(parameter.IsSigned ? $"unchecked((ulong)(long){parameter.Name})" : $"(ulong){parameter.Name}")};");
                continue;
            }

            code.Line($"call->Arg{word++} = (ulong){parameter.PointerName};");
            code.Line($"call->Arg{word++} = {parameter.Name}Length;");
        }

        code.Line("SyscallGate.Submit(call);");
        code.Close();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
