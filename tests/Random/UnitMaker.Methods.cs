using System;
using System.Collections.Generic;
using System.Linq;

namespace Random;

/// <summary>The methods of a unit, and what runs them.</summary>
public sealed partial class UnitMaker
{
    /// <summary>Of the method whose body is nothing but calls of the tests.</summary>
    public const string RunHeader = "public static void Run() ";

    private const int CallsOfEach = 2;

    private readonly Node _statics = Node.Block();

    private void Methods(int count)
    {
        Node initial = Node.Block();
        for (int i = _dice.Between(3, 6); i > 0; i--)
            MakeStatic(i, initial);
        // Explicit: when it runs is then defined.
        _statics.Add(Node.Member("P", "static P() ", initial));
        for (int i = _dice.Between(2, 5); i > 0; i--)
            MakeLeaf();
        for (int i = _dice.Below(3); i > 0; i--)
            MakeIterator(i);
        foreach (Shape contract in _unit.Interfaces)
            MakeConstrained(contract);
        foreach (Callable leaf in _unit.Leaves.Where(static l => !l.Name.Contains('<', StringComparison.Ordinal)))
        {
            var shape = new Shape(ShapeKind.Delegate, "D" + _unit.Delegates.Count);
            shape.Methods.Add(leaf);
            _unit.Delegates.Add(shape);
            _members.Add(Node.Member(shape.Name, $"delegate {leaf.Result.Name} {shape.Name}({leaf.Signature});"));
        }

        foreach ((Shape type, Callable method, Node place, bool isReadOnly) in _pending)
        {
            var maker = new BodyMaker(_unit, _dice, method, isLeaf: true);
            maker.AddThis(type, isReadOnly);
            place.Parts.AddRange(maker.Body(_dice.Between(0, 2)).Parts);
        }

        Node runs = Node.Block();
        for (int i = 0; i < count; i++)
        {
            MakeMethod(i);
            MakeDriver(i);
            runs.Add(Node.Statement($"T{i}();"));
        }

        _statics.Add(Node.Statement(RunHeader, runs));
        _members.Add(Node.Statement("static class P ", _statics));
    }

    private void MakeStatic(int number, Node initial)
    {
        Shape shape = _dice.Chance(25) && _unit.Classes.Count > 0 ? _dice.From(_unit.Classes) : FieldShape();
        string name = "s" + number;
        var maker = new BodyMaker(_unit, _dice, new Callable(name, Shape.Void, []), isLeaf: true);
        _statics.Add(Node.Statement($"public static {shape.Name} {name};"));
        initial.Add(Node.Statement("try ", Node.Block(maker.Initialisation("P." + name, shape)), " catch (Exception) { }"));
        _unit.Statics.Add(new Variable("P." + name, shape));
        if (!_dice.Chance(30))
            return;
        Shape late = _dice.Pick(Shape.Integers);
        _members.Add(Node.Member($"K{number}", $"static class K{number} {{ public static {late.Name} Value; static K{number}() {{ H.Add({number}); Value = ({late.Name}){_dice.Below(100)}; }} }}"));
        _unit.Statics.Add(new Variable($"K{number}.Value", late));
    }

    private void MakeLeaf()
    {
        Callable method = Signature("L" + _unit.Leaves.Count);
        var maker = new BodyMaker(_unit, _dice, method, isLeaf: true);
        Node body = Guarded(maker.Body(_dice.Between(0, 2)), method);
        _statics.Add(Node.Member(method.Name, $"{Inlining()}public static {method.Result.Name} {method.Name}({method.Signature}) ", body));
        method.Cost = maker.Cost;
        _unit.Leaves.Add(method);
    }

    // A small method whose whole body is protected is copied into its callers, its handler with it.
    private Node Guarded(Node body, Callable method)
    {
        if (!_dice.Chance(30))
            return body;
        if (_dice.Chance(35))
            return Node.Block(Node.Statement("lock (H.Lock) ", body));
        Node cleanup = Node.Block(Node.Statement($"H.Add({_dice.Below(100)}L);"));
        foreach (Parameter parameter in method.Parameters.Where(static p => p.Mode != ParameterMode.Out && Shape.Integers.Contains(p.Shape)))
            cleanup.Add(Node.Statement($"H.Add(unchecked((long){parameter.Name}));"));
        return Node.Block(Node.Statement("try ", body, " finally ", cleanup));
    }

    private void MakeIterator(int number)
    {
        Shape element = _dice.Chance(25) && _unit.Structs.Count > 0 ? _dice.From(_unit.Structs) : _dice.Pick(Shape.Integers);
        var iterator = new Callable("I" + number, element, [.. Parameters(_dice.Below(3)).Select(static p => p with { Mode = ParameterMode.Value })]);
        var maker = new BodyMaker(_unit, _dice, new Callable(iterator.Name, Shape.Void, iterator.Parameters), isLeaf: true);
        maker.Yield(element);
        Node body = maker.Body(_dice.Between(1, 4));
        body.Add(Node.Statement("yield break;"));
        iterator.Cost = maker.Cost;
        _statics.Add(Node.Member(iterator.Name, $"static System.Collections.Generic.IEnumerable<{element.Name}> {iterator.Name}({iterator.Signature}) ", body));
        _unit.Iterators.Add(iterator);
    }

    /// <summary>A generic method that calls an interface's method on its type parameter, once for all types that have it.</summary>
    private void MakeConstrained(Shape contract)
    {
        Callable method = contract.Methods[_dice.Below(2)];
        string name = "G" + contract.Name;
        string arguments = string.Join(", ", method.Parameters.Select(static p => (p.Mode == ParameterMode.In ? "" : p.Prefix) + p.Name));
        string more = method.Parameters.Count == 0 ? "" : ", " + method.Signature;
        _statics.Add(Node.Member(name, $"{Inlining()}public static {method.Result.Name} {name}<T>(ref T target{more}) where T : {contract.Name} {{ T copy = target; return (H.Of(true) ? ref target : ref copy).{method.Name}({arguments}); }}"));
        foreach (Shape type in _unit.Structs.Concat(_unit.Classes).Where(t => t.Is(contract) || t.Interfaces.Contains(contract)))
        {
            Parameter target = new("target", type, ParameterMode.Ref);
            _unit.Leaves.Add(new Callable($"{name}<{type.Name}>", method.Result, [target, .. method.Parameters]) { Cost = method.Cost });
        }
    }

    private string Inlining() => _dice.Weighted(80, 10, 10) switch
    {
        1 => "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] ",
        2 => "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] ",
        _ => "",
    };

    private void MakeMethod(int number)
    {
        bool isRecursive = _dice.Chance(15);
        List<Parameter> parameters = Parameters(_dice.Pick(0, 1, 2, 2, 3, 3, 4, 5, 8, 11));
        if (isRecursive)
            parameters.Insert(0, new Parameter(BodyMaker.FuelName, Shape.Int32, ParameterMode.Value));
        Shape result = _dice.Chance(12) ? Shape.Void : FieldShape();
        var method = new Callable("M" + number, result, parameters) { IsRecursive = isRecursive };
        var maker = new BodyMaker(_unit, _dice, method, isLeaf: false);
        Node body = maker.Body(_dice.Between(2, 6));
        method.Cost = maker.Cost * (isRecursive ? BodyMaker.RecursionDepth + 1 : 1);
        _statics.Add(Node.Statement($"{Inlining()}static {result.Name} {method.Name}({method.Signature}) ", body));
        _unit.Methods.Add(method);
    }

    /// <summary>Calls a method some times, and adds what it returns and leaves in its parameters.</summary>
    private void MakeDriver(int number)
    {
        Callable method = _unit.Methods[number];
        Node body = Node.Block(Node.Statement("H.Begin();"));
        for (int i = 0; i < CallsOfEach; i++)
        {
            var maker = new BodyMaker(_unit, _dice, new Callable("", Shape.Void, []), isLeaf: true);
            Node call = Node.Block();
            var arguments = new List<string>();
            foreach (Parameter parameter in method.Parameters)
            {
                bool isFuel = parameter.Name == BodyMaker.FuelName;
                call.Add(isFuel ? Node.Statement($"int {parameter.Name} = {_dice.Below(BodyMaker.RecursionDepth)};") : maker.Initialisation($"{parameter.Shape.Name} {parameter.Name}", parameter.Shape));
                arguments.Add((parameter.Mode == ParameterMode.In ? "" : parameter.Prefix) + parameter.Name);
            }

            string invocation = $"P.{method.Name}({string.Join(", ", arguments)})";
            call.Add(Node.Statement(method.Result == Shape.Void ? invocation + ";" : $"{method.Result.Name} result = {invocation};"));
            if (method.Result != Shape.Void)
                call.Add(Mixed("result", method.Result));
            foreach (Parameter parameter in method.Parameters.Where(static p => p.Mode == ParameterMode.Ref))
                call.Add(Mixed(parameter.Name, parameter.Shape));
            body.Add(Node.Statement("try ", call, " catch (Exception e) { H.Thrown(e); }"));
        }

        body.Add(Node.Statement($"H.End(\"{_number}.{number}\");"));
        _statics.Add(Node.Member($"T{number}", $"static void T{number}() ", body));
    }
}
