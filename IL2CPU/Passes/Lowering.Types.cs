using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

internal sealed partial class Lowering
{
    private void LowerIsInst(Value value)
    {
        Value obj = value.Arg(0);
        TypeDesc type = Target(value);
        if (type.IsObject)
        {
            Replace(value, obj);
            return;
        }

        if (FewInstances(type) is { } instances)
        {
            TestInstances(value, obj, instances);
            return;
        }

        if (type.IsInterface)
        {
            Become(value, Op.Call, 0, _context.Helper(RuntimeHelper.IsInstInterface), TypeAddress(type), obj);
            return;
        }

        Value none = Null();
        Block start = _builder.Block;
        Block check = _builder.NewBlock();
        Block join = _builder.NewBlock();
        _builder.Branch(_builder.Emit(Op.Eq, Kind.I32, obj, none), join, check);
        _builder.Block = check;
        Value same = IsExactly(obj, type);
        if (IsExact(type))
        {
            Value result = _builder.Emit(Op.Select, Kind.Ref, same, obj, none);
            _builder.Jump(join);
            BecomePhi(value, join, none, result);
        }
        else
        {
            Block slow = _builder.NewBlock();
            _builder.Branch(same, join, slow);
            _builder.Block = slow;
            Value result = _builder.Call(_context.Helper(IsInstHelper(type)), Kind.Ref, TypeAddress(type), obj);
            _builder.Jump(join);
            BecomePhi(value, join, none, obj, result);
        }

        _ = start;
        _builder.Block = join;
    }

    // The result of a cast that returns is its operand.
    private void LowerCastClass(Value value)
    {
        Value obj = value.Arg(0);
        TypeDesc type = Target(value);
        Replace(value, obj);
        if (type.IsObject)
            return;
        if (FewInstances(type) is { Count: > 0 } instances)
        {
            Block done = _builder.NewBlock();
            PassInstances(obj, instances, done);
            _builder.Call(_context.Helper(type.IsInterface ? RuntimeHelper.CastInterface : CastHelper(type)), Kind.Ref, TypeAddress(type), obj);
            _builder.Jump(done);
            _builder.Block = done;
            return;
        }

        if (type.IsInterface)
        {
            _builder.Call(_context.Helper(RuntimeHelper.CastInterface), Kind.Ref, TypeAddress(type), obj);
            return;
        }

        Block check = _builder.NewBlock();
        Block slow = _builder.NewBlock(cold: IsExact(type));
        Block join = _builder.NewBlock();
        _builder.Branch(_builder.Emit(Op.Eq, Kind.I32, obj, Null()), join, check);
        _builder.Block = check;
        _builder.Branch(IsExactly(obj, type), join, slow);
        _builder.Block = slow;
        _builder.Call(_context.Helper(CastHelper(type)), Kind.Ref, TypeAddress(type), obj);
        _builder.Jump(join);
        _builder.Block = join;
    }

    /// <summary>The types whose objects pass, when they are so few that comparing with each is cheaper than asking the runtime.</summary>
    private IReadOnlyList<TypeDesc>? FewInstances(TypeDesc type)
    {
        if (!_context.Optimise || IsExact(type) || (!type.IsInterface && (type.IsArray || type.HasVariance)))
            return null;
        IReadOnlyList<TypeDesc> instances = _context.InstancesOf(type);
        return instances.Count <= InstanceLimit ? instances : null;
    }

    private const int InstanceLimit = 3;

    // obj is T   =>   obj == null ? null : MethodTable == A || MethodTable == B ? obj : null
    private void TestInstances(Value value, Value obj, IReadOnlyList<TypeDesc> instances)
    {
        Value none = Null();
        if (instances.Count == 0)
        {
            Replace(value, none);
            return;
        }

        Block join = _builder.NewBlock();
        Block check = _builder.NewBlock();
        _builder.Branch(_builder.Emit(Op.Eq, Kind.I32, obj, none), join, check);
        _builder.Block = check;
        var results = new List<Value> { none };
        for (int i = 0; i < instances.Count - 1; i++)
        {
            Block next = _builder.NewBlock();
            _builder.Branch(IsExactly(obj, instances[i]), join, next);
            _builder.Block = next;
            results.Add(obj);
        }

        results.Add(_builder.Emit(Op.Select, Kind.Ref, IsExactly(obj, instances[^1]), obj, none));
        _builder.Jump(join);
        BecomePhi(value, join, [.. results]);
        _builder.Block = join;
    }

    // Leads null and objects of the listed types to the end; the builder stays where the cast fails.
    private void PassInstances(Value obj, IReadOnlyList<TypeDesc> instances, Block done)
    {
        Block next = _builder.NewBlock();
        _builder.Branch(_builder.Emit(Op.Eq, Kind.I32, obj, Null()), done, next);
        for (int i = 0; i < instances.Count; i++)
        {
            _builder.Block = next;
            next = _builder.NewBlock(cold: i == instances.Count - 1);
            _builder.Branch(IsExactly(obj, instances[i]), done, next);
        }

        _builder.Block = next;
    }

    // A test against Nullable<T> is a test against T: there are no boxed nullables.
    private static TypeDesc Target(Value value)
    {
        var type = (TypeDesc)value.Aux!;
        return type.IsNullable ? type.Arguments[0] : type;
    }

    private Value IsExactly(Value obj, TypeDesc type)
    {
        Value table = _builder.Load(MemType.I64, obj, 0, ValueFlags.NonNull | ValueFlags.Invariant);
        return _builder.Emit(Op.Eq, Kind.I32, table, TypeAddress(type));
    }

    /// <summary>True when an object is an instance of the type only if its MethodTable is the type's own.</summary>
    private bool IsExact(TypeDesc type) => !type.IsArray && !type.IsInterface && !type.HasVariance && (type.IsValueType || _context.IsLeafClass(type));

    private static string IsInstHelper(TypeDesc type) => type.IsArray || type.HasVariance ? RuntimeHelper.IsInstAny : RuntimeHelper.IsInstClass;

    private static string CastHelper(TypeDesc type) => type.IsArray || type.HasVariance ? RuntimeHelper.CastAny : RuntimeHelper.CastClass;

    private static void BecomePhi(Value value, Block join, params System.ReadOnlySpan<Value> args)
    {
        value.Become(Op.Phi, Kind.Ref, 0, null, args);
        value.Block = join;
        join.Phis.Add(value);
    }

    private void LowerStatics(Value value)
    {
        var type = (TypeDesc)value.Aux!;
        if (_context.Model.LazyClassConstructor(type) is not null)
            CheckClassConstructor(type);
        switch (value.Op)
        {
            case Op.StaticBase:
                Become(value, Op.SymbolAddr, 0, new StaticsSymbol(type));
                break;
            case Op.ThreadStaticBase:
                LowerThreadStaticBase(value, type);
                break;
            default:
                value.Block = null;
                break;
        }
    }

    // The context cell before the statics block is 0 once the class constructor has run.
    private void CheckClassConstructor(TypeDesc type)
    {
        Symbol statics = new StaticsSymbol(type);
        Value context = _builder.Address(statics, Kind.Ptr, -8);
        Value state = _builder.Load(MemType.I64, context, 0, ValueFlags.NonNull);
        Block run = _builder.NewBlock(cold: true);
        Block join = _builder.NewBlock();
        _builder.Branch(_builder.Emit(Op.Ne, Kind.I32, state, _builder.Const(Kind.I64, 0)), run, join);
        _builder.Block = run;
        _builder.Call(_context.Helper(RuntimeHelper.RunClassConstructor), Kind.Void, context);
        _builder.Jump(join);
        _builder.Block = join;
    }

    private void LowerThreadStaticBase(Value value, TypeDesc type)
    {
        if (_context.Model.Profile != ImageProfile.Program)
            throw new System.InvalidOperationException($"{_body.Symbol.Name}: thread statics of {type.FullName} exist in program images only");
        Value uthread = _builder.Emit(Op.CurrentUthread, Kind.I64);
        Value block = _builder.Load(MemType.Ptr, uthread, ThreadStaticsField, ValueFlags.NonNull);
        Value offset = _builder.Address(new ThreadStaticsOffset(type), Kind.I64);
        Become(value, Op.Add, 0, null, block, offset);
    }

    private static readonly long ThreadStaticsField =
        System.Runtime.InteropServices.Marshal.OffsetOf<Abi.Uthread>(nameof(Abi.Uthread.ThreadStatics)).ToInt64();
}
