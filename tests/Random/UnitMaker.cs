using System.Collections.Generic;
using System.Linq;

namespace Random;

/// <summary>Makes one namespace: types, and static methods that use them. This part makes the types.</summary>
public sealed partial class UnitMaker
{
    private readonly Dice _dice;
    private readonly UnitModel _unit = new();
    private readonly Node _members = Node.Block();
    private readonly int _number;

    /// <summary>Bodies of methods are made when every signature is known.</summary>
    private readonly List<(Shape Type, Callable Method, Node Place, bool IsReadOnly)> _pending = [];

    private UnitMaker(Dice dice, int number)
    {
        _dice = dice;
        _number = number;
    }

    /// <summary>The namespace <c>U{number}</c>, whose <c>P.Run</c> runs each of its methods.</summary>
    public static Node Make(ulong seed, int number, int methods)
    {
        var maker = new UnitMaker(new Dice(seed * 1_000_003 + (ulong)number), number);
        maker.Types();
        maker.Methods(methods);
        return Node.Statement($"namespace U{number} ", maker._members);
    }

    private void Types()
    {
        _members.Add(Node.Member("Box", Support.Box));
        for (int i = _dice.Below(2); i >= 0; i--)
            MakeEnum();
        for (int i = _dice.Below(2); i >= 0; i--)
            MakeInterface();
        for (int i = _dice.Between(1, 4); i > 0; i--)
            MakeStruct();
        for (int i = _dice.Between(1, 4); i > 0; i--)
            MakeClass();
    }

    private void MakeEnum()
    {
        Shape underlying = _dice.Pick(Shape.UInt8, Shape.Int32, Shape.Int16, Shape.Int64, Shape.UInt32);
        string name = "E" + _unit.Enums.Count;
        _unit.Enums.Add(new Shape(ShapeKind.Enum, name) { Element = underlying, Bits = underlying.Bits, Signed = underlying.Signed });
        _members.Add(Node.Member(name, $"enum {name} : {underlying.Name} {{ A, B, C = 7, D }}"));
    }

    private void MakeInterface()
    {
        var shape = new Shape(ShapeKind.Interface, "I" + _unit.Interfaces.Count);
        shape.Methods.Add(Signature($"A{_unit.Interfaces.Count}"));
        shape.Methods.Add(Signature($"B{_unit.Interfaces.Count}"));
        Node body = Node.Block();
        body.Add(Declared("", shape.Methods[0], ";"));
        Node place = Node.Block();
        body.Add(Node.Member(shape.Methods[1].Name, $"{shape.Methods[1].Result.Name} {shape.Methods[1].Name}({shape.Methods[1].Signature}) ", place));
        _pending.Add((shape, shape.Methods[1], place, true));
        _unit.Interfaces.Add(shape);
        _members.Add(Node.Member(shape.Name, $"interface {shape.Name} ", body));
    }

    private static Node Declared(string modifiers, Callable method, string end) =>
        Node.Statement($"{modifiers}{method.Result.Name} {method.Name}({method.Signature}){end}");

    /// <summary>A small method of plain types.</summary>
    private Callable Signature(string name)
    {
        Shape result = _dice.Chance(20) && _unit.Structs.Count > 0 ? _dice.From(_unit.Structs) : _dice.Chance(15) ? Shape.Double : _dice.Pick(Shape.Integers);
        return new Callable(name, result, Parameters(_dice.Below(4))) { Cost = BodyMaker.LeafBudget };
    }

    private List<Parameter> Parameters(int count)
    {
        var result = new List<Parameter>();
        for (int i = 0; i < count; i++)
        {
            ParameterMode mode = _dice.Weighted(70, 18, 6, 4) switch
            {
                0 => ParameterMode.Value,
                1 => ParameterMode.Ref,
                2 => ParameterMode.In,
                _ => ParameterMode.Ref,
            };
            result.Add(new Parameter("p" + i, FieldShape(), mode));
        }

        return result;
    }

    private Shape FieldShape() => _dice.Weighted(58, 10, 5, 4, 12, 4, 5) switch
    {
        0 => _dice.Pick(Shape.Integers),
        1 => _dice.Pick(Shape.Double, Shape.Single),
        2 => Shape.Boolean,
        3 => Shape.String,
        4 when _unit.Structs.Count > 0 => _dice.From(_unit.Structs),
        5 when _unit.Enums.Count > 0 => _dice.From(_unit.Enums),
        6 => _unit.ArrayOf(_dice.Pick(Shape.Integers)),
        _ => _dice.Pick(Shape.Int32, Shape.Int64),
    };

    private void MakeStruct()
    {
        string name = "S" + _unit.Structs.Count;
        bool isReadOnly = _dice.Chance(15);
        var shape = new Shape(ShapeKind.Struct, name) { IsReadOnly = isReadOnly };
        int count = _dice.Pick(1, 1, 2, 2, 2, 3, 4, 6, 9);
        for (int i = 0; i < count; i++)
            shape.Fields.Add(new Variable("f" + i, FieldShape()) { IsAssignable = !isReadOnly });
        if (_dice.Chance(40))
            shape.Interfaces.Add(_dice.From(_unit.Interfaces));
        Node body = Node.Block();
        Fields(body, shape.Fields, isReadOnly ? "public readonly " : "public ");
        string parameters = string.Join(", ", shape.Fields.Select(static f => $"{f.Shape.Name} {f.Name}"));
        body.Add(Node.Statement($"public {name}({parameters}) {{ {string.Concat(shape.Fields.Select(static f => $"this.{f.Name} = {f.Name}; "))}}}"));
        AddHash(body, shape.Fields, "public readonly void Hash()", "");
        foreach (Shape contract in shape.Interfaces)
            Implement(body, shape, contract.Methods[0], "public ");
        for (int i = _dice.Below(3); i > 0; i--)
        {
            Callable method = Signature("M" + i);
            shape.Methods.Add(method);
            Implement(body, shape, method, "public ");
        }

        _unit.Structs.Add(shape);
        _members.Add(Node.Member(name, $"{(isReadOnly ? "readonly " : "")}struct {name}{Bases(shape.Interfaces)} ", body));
    }

    private static string Bases(IReadOnlyCollection<Shape> bases) => bases.Count == 0 ? "" : " : " + string.Join(", ", bases);

    private static void Fields(Node body, IEnumerable<Variable> fields, string modifiers)
    {
        foreach (Variable field in fields)
            body.Add(Node.Statement($"{modifiers}{field.Shape.Name} {field.Name};"));
    }

    private void Implement(Node body, Shape type, Callable method, string modifiers)
    {
        Node place = Node.Block();
        body.Add(Node.Member(method.Name, $"{modifiers}{method.Result.Name} {method.Name}({method.Signature}) ", place));
        _pending.Add((type, method, place, type.IsReadOnly));
        if (type.Kind == ShapeKind.Struct && !type.Methods.Contains(method))
            type.Methods.Add(method);
    }

    private static void AddHash(Node body, IEnumerable<Variable> fields, string header, string first)
    {
        Node block = Node.Block();
        if (first.Length > 0)
            block.Add(Node.Statement(first));
        foreach (Variable field in fields)
            block.Add(Mixed("this." + field.Name, field.Shape));
        body.Add(Node.Member("Hash", header + " ", block));
    }

    /// <summary>The statement that adds a value to the checksum.</summary>
    private static Node Mixed(string text, Shape shape) => Node.Statement(shape.Kind switch
    {
        ShapeKind.Enum => $"H.Add((long){text});",
        ShapeKind.Struct => $"{text}.Hash();",
        ShapeKind.Class => $"H.Add({text} is null); {text}?.Hash();",
        ShapeKind.Interface or ShapeKind.Delegate => $"H.Add({text} is null);",
        ShapeKind.Array => $"H.Add({text} is null); if ({text} is not null) foreach (var item in {text}) {ItemMixed(shape.Element!)}",
        ShapeKind.Nullable => $"H.Add({text}.HasValue); H.Add({text}.GetValueOrDefault());",
        _ => $"H.Add({text});",
    });

    private static string ItemMixed(Shape element) => element.Kind == ShapeKind.Struct ? "item.Hash();" : "H.Add(item);";

    private void MakeClass()
    {
        string name = "C" + _unit.Classes.Count;
        Shape? parent = _unit.Classes.Count > 0 && _dice.Chance(70) ? _dice.From(_unit.Classes) : null;
        var shape = new Shape(ShapeKind.Class, name) { Base = parent, IsAbstract = parent is null && _dice.Chance(25) };
        var own = new List<Variable>();
        for (int i = _dice.Between(1, 4); i > 0; i--)
            own.Add(new Variable($"c{_unit.Classes.Count}_{i}", FieldShape()));
        shape.Fields.AddRange(own);
        if (parent is not null)
        {
            shape.Fields.AddRange(parent.Fields);
            shape.Methods.AddRange(parent.Methods);
        }

        Node body = Node.Block();
        Fields(body, own, "public ");
        if (parent is null && _dice.Chance(60))
        {
            Shape contract = _dice.From(_unit.Interfaces);
            shape.Interfaces.Add(contract);
            shape.Methods.Add(contract.Methods[0]);
            Implement(body, shape, contract.Methods[0], "public virtual ");
        }

        foreach (Callable inherited in parent?.Methods ?? [])
        {
            if (_dice.Chance(60))
                Implement(body, shape, inherited, "public override ");
        }

        for (int i = _dice.Below(3); i > 0; i--)
        {
            Callable method = Signature($"V{_unit.Classes.Count}_{i}");
            shape.Methods.Add(method);
            Implement(body, shape, method, "public virtual ");
        }

        AddHash(body, own, parent is null ? "public virtual void Hash()" : "public override void Hash()", parent is null ? "" : "base.Hash();");
        Constructor(body, shape, own);
        _unit.Classes.Add(shape);
        _members.Add(Node.Member(name, $"{(shape.IsAbstract ? "abstract " : "")}class {name}{Bases(parent is null ? shape.Interfaces : [parent])} ", body));
    }

    private void Constructor(Node body, Shape shape, List<Variable> own)
    {
        var seed = new Parameter("seed", Shape.Int32, ParameterMode.Value);
        var maker = new BodyMaker(_unit, _dice, new Callable(shape.Name, Shape.Void, [seed]), isLeaf: true);
        Node block = Node.Block();
        foreach (Variable field in own)
            block.Add(maker.Initialisation("this." + field.Name, field.Shape));
        body.Add(Node.Member(shape.Name, $"public {shape.Name}(int seed){(shape.Base is null ? " " : " : base(seed + 1) ")}", block));
    }
}
