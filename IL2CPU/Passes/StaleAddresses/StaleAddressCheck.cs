using System.Collections.Generic;
using System.Text;
using IL2CPU.Import;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Reports integers made from stack addresses that are used as addresses after the stack may have moved.</summary>
/// <remarks>
/// Stacks of programs move when a prologue finds too little room; pointers are adjusted, integers are not. Used as an address means:
/// made a pointer again, dereferenced, or handed to a routine or unmanaged code. Works on imported IR: the answer is the same at
/// every level of optimisation. Where an integer is not followed (see <see cref="AddressFlow"/>), and in the base library, nothing
/// is reported: there the stack stays where it is (see <see cref="StackPins"/>).
/// </remarks>
public sealed class StaleAddressCheck
{
    private const int MostErrors = 20;

    private readonly PassContext _context;
    private readonly SplitPoints _splits;
    private readonly SourceMap _sources = new();
    private readonly Dictionary<AddressQuestion, AddressSummary> _answers = [];

    private StaleAddressCheck(PassContext context)
    {
        _context = context;
        _splits = new SplitPoints(context);
    }

    /// <summary>One message per method that has such a use.</summary>
    public static IReadOnlyList<string> Run(PassContext context)
    {
        // Stacks of the kernel and of native images stay where they are.
        if (context.Model.Profile != ImageProfile.Program)
            return [];
        var check = new StaleAddressCheck(context);
        List<string> errors = check.Report(context);
        if (errors.Count == 0)
            new StackPins(context, check._splits, check.Answer).Pin();
        return errors;
    }

    private List<string> Report(PassContext context)
    {
        var errors = new List<string>();
        foreach (MethodBody body in context.Model.Bodies)
        {
            if (body.Slots.Count == 0 || StackPins.IsOfBaseLibrary(body, context) || errors.Count == MostErrors)
                continue;
            var flow = new AddressFlow(body, null, Answer, _splits);
            var stale = new StaleFlow(body, null, flow, Answer, _splits);
            stale.Run();
            if (stale.Use is { } use)
                errors.Add(Describe(body, use, flow, stale));
            context.Model.Store.Trim();
        }

        return errors;
    }

    private AddressSummary Answer(AddressQuestion question)
    {
        if (_answers.TryGetValue(question, out AddressSummary? known))
            return known;
        // What a call in a cycle would add is left out: the question is being answered.
        _answers.Add(question, AddressSummary.Nothing);
        MethodBody body = question.Body;
        var flow = new AddressFlow(body, question, Answer, _splits);
        var stale = new StaleFlow(body, question, flow, Answer, _splits);
        stale.Run();
        AddressTaint results = AddressTaint.None;
        foreach (Block block in flow.Order)
        {
            if (block.Terminator is not { Op: Op.Return } end)
                continue;
            foreach (Value result in end.Args)
                results |= flow[result];
        }

        // An integer made here is right for as long as the method runs, if that pins the stack.
        bool isGiven = question.Taint.Has(AddressTaint.Integer | AddressTaint.BehindInteger);
        bool isRight = !isGiven && (body.PinsStack || StackPins.IsOfBaseLibrary(body, _context));
        var answer = new AddressSummary
        {
            Use = isRight ? null : stale.Use,
            Results = results,
            ResultsAreStale = stale.ResultsAreStale && !isRight,
            Escapes = flow.Escapes && isGiven,
            KeepsPointer = flow.KeepsPointer,
            Stores = flow.Stores,
        };
        _answers[question] = answer;
        return answer;
    }

    private string Describe(MethodBody body, StaleUse use, AddressFlow flow, StaleFlow stale)
    {
        var text = new StringBuilder($"error: {body.Symbol.Name}: an integer made from a stack address is used after the stack may have moved");
        if (stale.Operand is { } operand && Origin(operand, flow) is { } origin)
            text.Append($"\n  made at   {Place(body, origin)}");
        for (StaleUse? step = use; step is not null; step = step.Inner)
        {
            if (step.IsSplitOnEntry)
                text.Append($"\n  moved by  the prologue of {step.Body.Symbol.Name}");
            if (step.Split is { } split)
                text.Append($"\n  moved at  {Place(step.Body, split)}{Callee(split)}");
            text.Append($"\n  {(step.Inner is null ? "used at  " : "passed at")} {Place(step.Body, step.Value)}{Callee(step.Value)}");
        }

        text.Append("\n  keep a pointer (pointers are adjusted), make the integer after the call, or mark what runs in between [NoSplit]");
        return text.ToString();
    }

    private static string Callee(Value value) => value.Op == Op.Call ? $", calling {((Symbol)value.Aux!).Name}" : "";

    private string Place(MethodBody body, Value value)
    {
        if (value.Location < 0)
            return body.Symbol.Name;
        Location location = body.Locations[value.Location];
        SourceLine line = _sources.Find(location);
        return line.Line > 0 ? $"{line.File}:{line.Line}" : $"{body.Symbol.Name} IL_{location.Offset:x4}";
    }

    /// <summary>Where the integer was made: nearest first, through arithmetic and the body's slots.</summary>
    private static Value? Origin(Value operand, AddressFlow flow)
    {
        var queue = new Queue<Value>([operand]);
        var seen = new HashSet<Value>();
        while (queue.TryDequeue(out Value? value))
        {
            if (!seen.Add(value))
                continue;
            if (value.Op is Op.PtrToInt or Op.Call)
                return value;
            Slot? source = flow.Memory.SlotOf(value.Op == Op.Load ? value.Arg(0) : value);
            foreach (Value next in source is null ? value.Args.ToArray() : flow.Memory.StoredTo(source))
            {
                if (flow[next].Has(AddressTaint.Integer))
                    queue.Enqueue(next);
            }
        }

        return null;
    }
}
