using System;
using System.Collections.Generic;
using System.Text;
using IL2CPU.IR;
using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>Proves that chains of functions without a stack check stay within the room below the stack guard.</summary>
/// <remarks>
/// Height of a function: most bytes it and what it calls may need below RSP at its entry before a check or a change of
/// stack happens. A call of a function with a check needs 8 bytes more (its call of Split). Routines change stacks and
/// count by their own depth alone. Source: Go's linker, stackcheck.go.
/// </remarks>
internal sealed class NoSplitCheck
{
    /// <summary>StackGuard 928 - small frame 128 - the return address 8.</summary>
    public const int Budget = 792;

    private const int CallSize = 8;
    private const int Infinite = int.MaxValue / 2;
    private readonly LinkGraph _graph;
    private readonly Dictionary<Symbol, int> _heights = [];
    private readonly HashSet<Symbol> _active = [];
    private readonly List<string> _errors = [];

    public NoSplitCheck(LinkGraph graph) => _graph = graph;

    public void Run()
    {
        foreach (CompiledCode code in _graph.Functions)
        {
            // Entries from System V code run on a system stack.
            if (code.Body is not { IsUnmanagedEntry: false } || HasCheck(code))
                continue;
            if (Height(code) > Budget)
                _errors.Add(Describe(code));
        }

        if (_errors.Count != 0)
            throw new LinkException(string.Join('\n', _errors));
    }

    private static bool HasCheck(CompiledCode code)
    {
        foreach (StackMapEntry map in code.StackMaps)
        {
            if (map.ArgumentRegisters >= 0)
                return true;
        }

        return false;
    }

    private int Height(CompiledCode code)
    {
        if (_heights.TryGetValue(code.Symbol, out int known))
            return known;
        if (!_active.Add(code.Symbol))
            return Infinite;
        int height = OwnFrame(code);
        foreach (CallSite call in code.Calls)
            height = Math.Max(height, HeightAt(code, call));
        _active.Remove(code.Symbol);
        _heights.Add(code.Symbol, height);
        return height;
    }

    /// <summary>Of a function with a check, what it may need before that.</summary>
    private int UncheckedHeight(CompiledCode code)
    {
        int height = 0;
        foreach (CallSite call in code.Calls)
        {
            if (!call.IsUnchecked || call.StackDepth == 0)
                continue;
            if (!_active.Add(code.Symbol))
                return Infinite;
            height = Math.Max(height, HeightAt(code, call));
            _active.Remove(code.Symbol);
        }

        return height;
    }

    private static int OwnFrame(CompiledCode code) => code.HasFrame ? code.FrameSize + CallSize : code.FrameSize;

    private int HeightAt(CompiledCode caller, CallSite call)
    {
        int below = call.StackDepth + CallSize;
        if (call.Target is null)
            return IsDeclared(caller) ? Infinite : below + CallSize;
        CompiledCode? callee = _graph.FindCode(call.Target);
        if (callee is null || callee.Body is null)
            return below + (callee is null ? 0 : OwnFrame(callee));
        if (HasCheck(callee))
            return (int)Math.Min(Infinite, (long)below + Math.Max(CallSize, UncheckedHeight(callee)));
        return (int)Math.Min(Infinite, (long)below + Height(callee));
    }

    private static bool IsDeclared(CompiledCode code) => code.Body is { IsNoSplit: true };

    private string Describe(CompiledCode root)
    {
        var text = new StringBuilder($"[NoSplit] chain over the budget of {Budget} bytes: {root.Symbol.Name}");
        var seen = new HashSet<Symbol>();
        CompiledCode? at = root;
        int total = 0;
        string indent = "    ";
        while (at is not null && seen.Add(at.Symbol))
        {
            CallSite? worst = Worst(at);
            if (worst is not { } call || HeightAt(at, call) < OwnFrame(at))
            {
                total += OwnFrame(at);
                text.Append($"\n{indent}grows {OwnFrame(at)} bytes");
                break;
            }

            int grows = call.StackDepth + CallSize;
            total += grows;
            text.Append($"\n{indent}grows {grows} bytes, calls {call.Target?.Name ?? "an unknown function"}");
            indent += "    ";
            at = call.Target is null ? null : _graph.FindCode(call.Target);
            if (at is not null && (at.Body is null || HasCheck(at)))
                break;
            if (at is not null && seen.Contains(at.Symbol))
                text.Append($"\n{indent}infinite cycle");
            if (call.Target is null)
                text.Append($"\n{indent}a [NoSplit] method cannot call through a pointer");
        }

        if (total > Budget)
            text.Append($"\n    {total - Budget} bytes over limit");
        return text.ToString();
    }

    private CallSite? Worst(CompiledCode code)
    {
        CallSite? worst = null;
        int height = -1;
        foreach (CallSite call in code.Calls)
        {
            int at = HeightAt(code, call);
            if (at > height)
            {
                height = at;
                worst = call;
            }
        }

        return worst;
    }
}
