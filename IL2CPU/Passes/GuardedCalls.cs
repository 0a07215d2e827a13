using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Asks for the type where a virtual call has a few small targets, so that they can be inlined.
//   v4 = CallVirtual v1 M   =>   Load v1 == A ? Call A.M v1 : Call B.M v1
// Needs the closed world: the types listed are all there are, so the last target needs no test. Reading the MethodTable faults on
// null where the call would have.
internal sealed class GuardedCalls
{
    private const int TestLimit = 2;
    private const int SmallTarget = 10;

    /// <summary>Bytes between an object's address and its first field.</summary>
    private const long BoxedFields = 8;

    private readonly MethodBody _body;
    private readonly Replacements _replacements;

    /// <summary>The types whose objects end in one target.</summary>
    internal sealed record Group(MethodDesc Target, List<TypeDesc> Types);

    private GuardedCalls(MethodBody body)
    {
        _body = body;
        _replacements = new Replacements(body);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var found = new List<(Value Call, IReadOnlyList<Group> Groups)>();
        foreach (Block block in body.Blocks)
        {
            if (block.IsCold)
                continue;
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.CallVirtual && value.Flags == ValueFlags.None && context.DispatchGroups((MethodDesc)value.Aux!) is { } groups
                    && Pays(groups, context) && context.Rewrites.Allow())
                    found.Add((value, groups));
            }
        }

        if (found.Count == 0)
            return false;
        var pass = new GuardedCalls(body);
        foreach ((Value call, IReadOnlyList<Group> groups) in found)
            pass.Expand(call, groups);
        pass._replacements.Apply();
        return true;
    }

    /// <summary>Targets by receiver, the one with the most types last; null when they cannot be told apart with few tests.</summary>
    internal static IReadOnlyList<Group>? FindGroups(MethodDesc slot, PassContext context)
    {
        var groups = new List<Group>();
        int types = 0;
        foreach (TypeDesc type in context.Model.ConstructedHeirs(slot.OwningType))
        {
            Symbol? symbol = context.Model.Implementation(type, slot);
            if (symbol is null && !type.IsAssignableTo(slot.OwningType))
                continue;
            MethodDesc? target = symbol switch
            {
                MethodSymbol method => method.Method,
                StubSymbol { Kind: StubKind.Unboxing } stub => stub.Method,
                _ => null,
            };
            if (target is null || context.FindBody(target) is null)
                return null;
            int index = groups.FindIndex(group => group.Target == target);
            if (index < 0)
                groups.Add(new Group(target, [type]));
            else
                groups[index].Types.Add(type);
            types++;
        }

        if (groups.Count < 2)
            return null;
        Group last = groups[0];
        foreach (Group group in groups)
            last = group.Types.Count > last.Types.Count ? group : last;
        groups.Remove(last);
        groups.Add(last);
        return types - last.Types.Count <= TestLimit ? groups : null;
    }

    // What is not inlined afterwards gains nothing: an indirect call is predicted as well as a branch.
    private static bool Pays(IReadOnlyList<Group> groups, PassContext context)
    {
        foreach (Group group in groups)
        {
            if (context.InlineCost(context.FindBody(group.Target)!) is not { } cost || cost.Values > SmallTarget)
                return false;
        }

        return true;
    }

    private void Expand(Value call, IReadOnlyList<Group> groups)
    {
        Block before = call.Block!;
        int index = before.Body.IndexOf(call);
        Block after = _body.SplitBlock(before, index + 1);
        before.Body.RemoveAt(index);
        Value? second = after.Body.Count > 0 && after.Body[0].Op == Op.SecondResult ? after.Body[0] : null;
        if (second is not null)
            after.Body.RemoveAt(0);
        Value? first = call.Kind == Kind.Void ? null : _body.NewPhi(after, call.Kind);
        Value? other = second is null ? null : _body.NewPhi(after, second.Kind);
        var builder = new BodyBuilder(_body, before, call.Location);
        Value receiver = call.Arg((int)call.Imm);
        ValueFlags flags = ValueFlags.Invariant | (AddressFacts.IsNonNullAddress(receiver) ? ValueFlags.NonNull : ValueFlags.None);
        Value table = builder.Load(MemType.I64, receiver, 0, flags);
        for (int i = 0; i < groups.Count; i++)
        {
            Block target = builder.NewBlock();
            if (i == groups.Count - 1)
                builder.Jump(target);
            else
                TestTypes(ref builder, table, groups[i], target);
            EmitCall(new BodyBuilder(_body, target, call.Location), call, groups[i].Target, after, first, other);
        }

        if (first is not null)
            _replacements.Replace(call, first);
        if (second is not null)
            _replacements.Replace(second, other!);
        call.Block = null;
    }

    private static void TestTypes(ref BodyBuilder builder, Value table, Group group, Block target)
    {
        foreach (TypeDesc type in group.Types)
        {
            Block next = builder.NewBlock();
            Value same = builder.Emit(Op.Eq, Kind.I32, table, builder.Address(new TypeSymbol(type), Kind.I64));
            builder.Branch(same, target, next);
            builder.Block = next;
        }
    }

    private static void EmitCall(BodyBuilder builder, Value call, MethodDesc target, Block after, Value? first, Value? other)
    {
        Value[] args = call.Args.ToArray();
        int receiver = (int)call.Imm;
        if (target.OwningType.IsValueType)
            args[receiver] = builder.Emit(Op.Add, Kind.Ptr, builder.Emit(Op.RefToPtr, Kind.Ptr, args[receiver]), builder.Const(Kind.I64, BoxedFields));
        Value result = builder.Call(new MethodSymbol(target), call.Kind, args);
        first?.AddArg(result);
        if (other is not null)
        {
            Value second = builder.Emit(Op.SecondResult, other.Kind, result);
            second.Imm = 1;
            other.AddArg(second);
        }

        builder.Jump(after);
    }
}
