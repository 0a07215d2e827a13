using System;
using System.Collections.Generic;
using System.Text;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link;

// Why something is in the image: the first way it was found.
internal sealed partial class LinkGraph
{
    private const int WhyLimit = 20;
    private readonly Dictionary<Symbol, MethodDesc> _answers = [];
    private readonly Dictionary<MethodDesc, Symbol?> _slotReferrers = [];

    /// <summary>The chain of references to each symbol whose name contains the text, back to a root.</summary>
    public string Explain(string name)
    {
        var text = new StringBuilder();
        int found = 0;
        foreach (Symbol symbol in Symbols())
        {
            if (!symbol.Name.Contains(name, StringComparison.Ordinal) || ++found > WhyLimit)
                continue;
            text.Append(symbol.Name).Append('\n');
            ExplainOne(text, symbol);
        }

        if (found == 0)
            text.Append("nothing in the image has '").Append(name).Append("' in its name\n");
        if (found > WhyLimit)
            text.Append("and ").Append(found - WhyLimit).Append(" more\n");
        return text.ToString();
    }

    private IEnumerable<Symbol> Symbols()
    {
        foreach (CompiledCode code in Functions)
            yield return code.Symbol;
        foreach (TypeDesc type in _types)
            yield return new TypeSymbol(type);
        foreach (Symbol data in _data)
            yield return data;
    }

    private void ExplainOne(StringBuilder text, Symbol symbol)
    {
        Symbol? at = symbol;
        while (at is not null)
        {
            if (_answers.TryGetValue(at, out MethodDesc? slot))
                text.Append("    answers ").Append(slot.FullName).Append(", called in ").Append(_slotReferrers[slot]?.Name ?? "(root)").Append('\n');
            at = _referrers[at];
            text.Append("  <- ").Append(at?.Name ?? "(root)").Append('\n');
        }
    }
}
