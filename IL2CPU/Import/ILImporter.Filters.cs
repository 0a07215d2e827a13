using IL2CPU.IR;

namespace IL2CPU.Import;

// Exception filters.
internal sealed partial class ILImporter
{
    private Symbol DeclareFilter(int clause) =>
        throw new CompilerDiagnosticException($"exception filter at IL_{_il.Clauses[clause].FilterStart:x4}");

    private void ImportEndFilter() => throw new CompilerDiagnosticException("endfilter outside a filter");
}
