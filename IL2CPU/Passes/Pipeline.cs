using System;
using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Passes.StaleAddresses;

namespace IL2CPU.Passes;

/// <summary>Runs the passes over every body of an image, from imported to final IR.</summary>
/// <remarks>
/// Two tables say everything: the passes in order, grouped in stages, and what must come before what, with the reason. The
/// second is checked against the first before anything runs.
/// </remarks>
public static class Pipeline
{
    private enum Stage
    {
        /// <summary>On high-level IR, callees before callers.</summary>
        High,

        /// <summary>On each body that is still reached.</summary>
        Closed,

        /// <summary>On each body the image needs: to lowered IR and beyond.</summary>
        Low,

        /// <summary>On each body the image needs, once those it calls are lowered.</summary>
        Final,
    }

    private sealed record Entry(string Name, Stage Stage, int MinimumLevel, Func<MethodBody, PassContext, bool> Run);

    private sealed record Constraint(string Before, string After, string Reason);

    /// <summary>Told of each pass that did optional rewrites in a method; null outside tests, which break the code with it.</summary>
    internal static Action<string, MethodBody>? Saboteur { get; set; }

    private static readonly Entry[] s_passes =
    [
        new("Devirtualization", Stage.High, 0, Devirtualization.Run),
        new("GuardedCalls", Stage.High, 2, GuardedCalls.Run),
        new("Simplify", Stage.High, 2, Simplify.Run),
        new("ControlFlow", Stage.High, 2, ControlFlow.Run),
        new("NoReturnCalls", Stage.High, 2, NoReturnCalls.Run),
        new("TailRecursion", Stage.High, 2, TailRecursion.Run),
        new("Inlining", Stage.High, 2, Inlining.Run),
        new("Simplify", Stage.High, 2, Simplify.Run),
        new("ControlFlow", Stage.High, 2, ControlFlow.Run),
        new("EmptyHandlers", Stage.High, 2, EmptyHandlers.Run),
        new("ControlFlow", Stage.High, 2, ControlFlow.Run),
        new("CopyExpansion", Stage.High, 2, CopyExpansion.Run),
        new("ScalarReplacement", Stage.High, 2, ScalarReplacement.Run),
        new("Simplify", Stage.High, 2, Simplify.Run),
        new("JumpThreading", Stage.High, 2, JumpThreading.Run),
        new("ControlFlow", Stage.High, 2, ControlFlow.Run),
        new("ValueNumbering", Stage.High, 2, ValueNumbering.Run),
        new("Devirtualization", Stage.High, 2, Devirtualization.Run),
        new("Simplify", Stage.High, 2, Simplify.Run),
        new("ControlFlow", Stage.High, 2, ControlFlow.Run),
        new("DeadCode", Stage.High, 2, DeadCode.Run),
        new("Devirtualization", Stage.Closed, 2, Devirtualization.Run),
        new("KnownParameters", Stage.Closed, 2, KnownParameters.Run),
        new("Simplify", Stage.Closed, 2, Simplify.Run),
        new("ControlFlow", Stage.Closed, 2, ControlFlow.Run),
        new("NoReturnCalls", Stage.Closed, 2, NoReturnCalls.Run),
        new("ControlFlow", Stage.Closed, 2, ControlFlow.Run),
        new("DeadCode", Stage.Closed, 2, DeadCode.Run),
        new("Lowering", Stage.Low, 0, Lowering.Run),
        new("Simplify", Stage.Low, 0, Simplify.Run),
        new("ControlFlow", Stage.Low, 0, ControlFlow.Run),
        new("CopyExpansion", Stage.Low, 2, CopyExpansion.Run),
        new("ScalarReplacement", Stage.Low, 2, ScalarReplacement.Run),
        new("Simplify", Stage.Low, 2, Simplify.Run),
        new("JumpThreading", Stage.Low, 2, JumpThreading.Run),
        new("ControlFlow", Stage.Low, 2, ControlFlow.Run),
        new("ValueNumbering", Stage.Low, 2, ValueNumbering.Run),
        new("DivisionByConstants", Stage.Low, 2, DivisionByConstants.Run),
        new("LoopInvariants", Stage.Low, 2, LoopInvariants.Run),
        new("ControlFlow", Stage.Low, 2, ControlFlow.Run),
        new("Selects", Stage.Low, 2, Selects.Run),
        new("ControlFlow", Stage.Low, 2, ControlFlow.Run),
        new("CountedLoops", Stage.Low, 2, CountedLoops.Run),
        new("Simplify", Stage.Low, 2, Simplify.Run),
        new("ControlFlow", Stage.Low, 2, ControlFlow.Run),
        new("DeadCode", Stage.Low, 0, DeadCode.Run),
        new("PollInsertion", Stage.Final, 0, PollInsertion.Run),
    ];

    // Of each entry, the first one of the same pass.
    private static readonly int[] s_first = Array.ConvertAll(s_passes, static pass => Array.FindIndex(s_passes, first => first.Name == pass.Name));

    private static readonly Constraint[] s_constraints =
    [
        new("Devirtualization", "Lowering", "Lowering turns every remaining CallVirtual into an indirect call"),
        new("Devirtualization", "GuardedCalls", "a call with one target needs no guard"),
        new("GuardedCalls", "Inlining", "only what is inlined afterwards pays for the guard"),
        new("NoReturnCalls", "Inlining", "a method that never returns must not be inlined: nothing would follow it"),
        new("TailRecursion", "Inlining", "copies of a method in itself have calls at no end"),
        new("Inlining", "EmptyHandlers", "most handlers that do nothing are calls of an empty Dispose"),
        new("EmptyHandlers", "ScalarReplacement", "what a handler may read has to stay in its slot"),
        new("CopyExpansion", "Lowering", "type tests on struct fields fold only once the fields are values"),
        new("Inlining", "Lowering", "inlined high-level operations are lowered with the caller, where more is known"),
        new("ValueNumbering", "DivisionByConstants", "equal quotients are found while they are one operation"),
        new("Lowering", "PollInsertion", "type tests and static bases become calls and branches only there"),
        new("LoopInvariants", "CountedLoops", "a bound read in the loop is no bound until it has been moved out"),
        new("JumpThreading", "Selects", "a test whose outcome is known needs no choice"),
        new("Selects", "CountedLoops", "a loop without branches is copied more cheaply"),
        new("CountedLoops", "PollInsertion", "the fast version of a loop is marked as needing no Poll"),
        new("LoopInvariants", "PollInsertion", "a loop with a Poll is a loop with a call"),
    ];

    /// <summary>Optimises and lowers all bodies of the model in place.</summary>
    /// <exception cref="IRVerificationException">A pass broke the IR; the message begins with its name.</exception>
    public static PassContext Run(ProgramModel model, PipelineOptions options)
    {
        PassContext context = Begin(model, options);
        foreach (MethodBody body in model.Bodies)
        {
            Finish(body, context);
            model.Store.Trim();
        }

        return context;
    }

    /// <summary>The checks, and the passes on high-level IR: afterwards many bodies are inlined wherever they were called.</summary>
    /// <exception cref="IRVerificationException">A pass broke the IR; the message begins with its name.</exception>
    public static PassContext Begin(ProgramModel model, PipelineOptions options)
    {
        CheckConstraints();
        var context = new PassContext(model, options);
        foreach (MethodBody body in model.Bodies)
        {
            Check(body, "Import", context);
            model.Store.Trim();
        }

        Costs.Start start = context.Costs.Begin();
        context.Diagnostics = [.. NoAllocCheck.Run(model), .. StaleAddressCheck.Run(context)];
        context.Costs.End("checks", start);
        foreach (MethodBody body in CallOrder.BottomUp(context))
        {
            RunStage(body, Stage.High, context);
            model.Store.Trim();
        }

        Close(context);
        return context;
    }

    /// <summary>The rest of the passes, for one body that the image needs. Once for each.</summary>
    /// <returns>The body.</returns>
    public static MethodBody Finish(MethodBody body, PassContext context)
    {
        Lower(body, context);
        RunStage(body, Stage.Final, context);
        if (context.Options.Verify)
            Verifier.VerifyLowered(body);
        // Others may ask when this body's code is made and its blocks are gone.
        context.ChecksGuard(body);
        return body;
    }

    /// <summary>Makes the body final but for its polls.</summary>
    internal static void Lower(MethodBody body, PassContext context)
    {
        if (context.BeginLowering(body))
            RunStage(body, Stage.Low, context);
    }

    // What optimisation left over is less than what was imported: fewer types have objects, fewer constants are passed. One
    // round finds nearly all; what it cuts off is not compiled.
    private static void Close(PassContext context)
    {
        if (!context.Optimise)
            return;
        Narrow(context);
        context.ParameterValues = ParameterValues.Of(context);
        bool changed = false;
        foreach (MethodBody body in context.Model.Bodies)
        {
            changed |= RunStage(body, Stage.Closed, context);
            context.Model.Store.Trim();
        }

        context.ParameterValues = null;
        if (changed)
            Narrow(context);
    }

    private static void Narrow(PassContext context)
    {
        Costs.Start start = context.Costs.Begin();
        context.Narrow();
        context.Costs.End("Narrow", start);
    }

    // A pass that would see exactly what it left behind last time is skipped. Of the closed world only the two passes that
    // ask it find something new; the others clean up behind them.
    private static bool RunStage(MethodBody body, Stage stage, PassContext context)
    {
        body.BeginChange();
        int changes = 0;
        Span<int> seen = stackalloc int[s_passes.Length];
        seen.Fill(-1);
        Costs.Start start = context.Costs.Begin();
        for (int i = 0; i < s_passes.Length; i++)
        {
            Entry pass = s_passes[i];
            if (pass.Stage != stage || pass.MinimumLevel > context.Options.OptimisationLevel)
                continue;
            int first = s_first[i];
            if (seen[first] == changes)
                continue;
            if (stage == Stage.Closed && changes == 0 && pass.Name is not ("Devirtualization" or "KnownParameters"))
                break;
            seen[first] = changes;
            context.Rewrites.Enter(pass.Name, body);
            try
            {
                long done = context.Rewrites.Done;
                if (pass.Run(body, context))
                    changes++;
                if (context.Rewrites.Done != done)
                    Saboteur?.Invoke(pass.Name, body);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException or InvalidCastException
                or IndexOutOfRangeException or KeyNotFoundException)
            {
                throw new InvalidOperationException($"{pass.Name}: {body.Symbol.Name}: {e.Message}", e);
            }

            start = context.Costs.End(pass.Name, start);
            if (context.Options.Verify || context.Options.Dump is not null)
            {
                Check(body, pass.Name, context);
                start = context.Costs.Begin();
            }
        }

        return changes > 0;
    }

    private static void Check(MethodBody body, string pass, PassContext context)
    {
        Dump(body, pass, context.Options);
        if (!context.Options.Verify)
            return;
        try
        {
            Verifier.Verify(body);
            CallVerifier.Verify(body, context);
        }
        catch (IRVerificationException e)
        {
            throw new IRVerificationException($"after {pass}: {e.Method}", e.Block, e.Value, e.Rule, null);
        }
    }

    private static void Dump(MethodBody body, string pass, PipelineOptions options)
    {
        if (options.Dump is null || options.DumpFilter is not { } filter)
            return;
        int colon = filter.LastIndexOf(':');
        string method = colon < 0 ? filter : filter[..colon];
        if (body.Symbol.Name.Contains(method, StringComparison.Ordinal) && (colon < 0 || filter[(colon + 1)..] == pass))
            options.Dump(pass, body.Symbol.Name, IRPrinter.Print(body));
    }

    /// <summary>The pass of that name, for tests of one pass.</summary>
    internal static Func<MethodBody, PassContext, bool>? Find(string name) => Array.Find(s_passes, pass => pass.Name == name)?.Run;

    // The first run of the one precedes the first run of the other.
    internal static void CheckConstraints()
    {
        foreach (Constraint constraint in s_constraints)
        {
            int before = Array.FindIndex(s_passes, pass => pass.Name == constraint.Before);
            int after = Array.FindIndex(s_passes, pass => pass.Name == constraint.After);
            if (before < 0 || after < 0 || before > after || s_passes[before].Stage > s_passes[after].Stage)
                throw new InvalidOperationException($"pipeline: {constraint.Before} must run before {constraint.After}: {constraint.Reason}");
        }
    }
}
