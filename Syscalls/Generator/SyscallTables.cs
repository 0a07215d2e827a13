using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Syscalls.Generator;

/// <summary>Writes trace names, the errors each call may give, and the reference page.</summary>
internal static class SyscallTables
{
    public static string Write(IReadOnlyList<SyscallDeclaration> calls)
    {
        var code = new CodeWriter();
        code.Line("namespace Syscalls;");
        code.Line();
        code.Line("/// <summary>What is known of every system call by its number.</summary>");
        code.Open("public static class SyscallTable");
        code.Line("/// <summary>Name for traces, or null for a number that is not assigned.</summary>");
        code.Open("public static string? NameOf(uint number) => number switch");
        foreach (SyscallDeclaration call in calls)
            code.Line($"{call.Number} => \"{TraceName(call.Name)}\",");
        code.Line("_ => null,");
        code.Close("};");
        code.Line();
        code.Line("/// <summary>Whether a call is declared to fail with an error.</summary>");
        code.Open("public static bool MayFailWith(uint number, global::Abi.Errno error) => number switch");
        foreach (SyscallDeclaration call in calls.Where(c => c.Errors.Count > 0))
            code.Line($"{call.Number} => (int)error is {string.Join(" or ", call.Errors)},");
        code.Line("_ => false,");
        code.Close("};");
        code.Line();
        code.Line("/// <summary>The reference page of all calls, in Markdown.</summary>");
        code.Line($"public const string ReferencePage = \"{Quote(Page(calls))}\";");
        code.Close();
        return code.ToString();
    }

    /// <summary>The conventional spelling: lower case with underscores.</summary>
    private static string TraceName(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static string Page(IReadOnlyList<SyscallDeclaration> calls)
    {
        var page = new StringBuilder("# System calls\n");
        foreach (SyscallDeclaration call in calls)
        {
            page.Append($"\n## {call.Number} {TraceName(call.Name)}\n\n");
            page.Append($"`{call.ReturnType.Split('.').Last()} {call.Name}(");
            page.Append(string.Join(", ", call.Parameters.Select(p => $"{p.Type.Replace("global::System.", "")} {p.Name}"))).Append(")`\n\n");
            page.Append(call.Summary).Append('\n');
            if (call.Returns.Length > 0)
                page.Append($"\nReturns: {call.Returns}\n");
            if (call.ErrorNames.Count > 0)
                page.Append($"\nErrors: {string.Join(", ", call.ErrorNames)}\n");
            if (call.Remarks.Length > 0)
                page.Append($"\n{call.Remarks}\n");
        }

        return page.ToString();
    }

    private static string Quote(string text) =>
        text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
