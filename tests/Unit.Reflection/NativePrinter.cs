using System;
using System.Collections.Generic;
using System.Linq;

namespace Unit.Reflection;

/// <summary>Writes decoded records as lines, in the words of <see cref="MetadataPrinter"/>.</summary>
internal sealed class NativePrinter
{
    private readonly Dictionary<Record, string> _names = [];

    public NativePrinter(Decoder decoder)
    {
        foreach (Record scope in decoder.Scopes)
        {
            string assembly = $"[{scope.Text("Name")}]";
            _names.Add(scope.To("GlobalModuleType"), assembly + "<Module>");
            NameTypes(scope.To("Root"), assembly, "", scope);
        }
    }

    /// <summary>Every type that a scope lists, by name.</summary>
    public IEnumerable<KeyValuePair<Record, string>> Types => _names;

    public static string Scope(Record scope) => string.Join(
        '|',
        scope.Text("Name"),
        string.Join('.', scope.Fields["Major"], scope.Fields["Minor"], scope.Fields["Build"], scope.Fields["Revision"]),
        scope.Text("Culture"),
        Convert.ToHexString(Bytes(scope, "PublicKey")),
        scope.Fields["Flags"],
        scope.Fields["HashAlgorithm"],
        scope.Text("ModuleName"),
        new Guid(Bytes(scope, "Mvid")));

    public string Attributes(Record owner, string field = "Attributes") => string.Concat(owner.All(field).Select(Attribute).Order(StringComparer.Ordinal));

    public List<string> Type(Record type)
    {
        List<string> lines =
        [
            $"type {type.Number("Flags"):x} : {Sig(type.Maybe("BaseType"))} size {type.Fields["Size"]} pack {type.Fields["PackingSize"]}{Attributes(type)}",
            .. type.All("Interfaces").Select(i => "implements " + Sig(i)),
            .. type.All("GenericParameters").Select(GenericParameter),
        ];
        foreach (Record nested in type.All("NestedTypes"))
        {
            lines.Add("nests " + nested.Text("Name"));
        }

        lines.AddRange(type.All("Fields").Select(f =>
            $"field {f.Number("Flags"):x} {f.Text("Name")} {Sig(f.To("Signature").To("Type"))} = {Value(f.Maybe("Value"))} at {f.Fields["Offset"]}{Attributes(f)}"));
        foreach (Record method in type.All("Methods"))
        {
            lines.Add($"method {method.Number("Flags"):x} {method.Number("ImplFlags"):x} {method.Text("Name")} {Method(method.To("Signature"))}{Attributes(method)}");
            lines.AddRange(method.All("GenericParameters").Select(GenericParameter));
            lines.AddRange(method.All("Parameters").Select(p =>
                $"parameter {p.Number("Flags"):x} {p.Fields["Sequence"]} {p.Text("Name")} = {Value(p.Maybe("Value"))}{Attributes(p)}"));
        }

        lines.AddRange(type.All("Properties").Select(p =>
            $"property {p.Number("Flags"):x} {p.Text("Name")} {Property(p.To("Signature"))} = {Value(p.Maybe("Value"))}{Semantics(p)}{Attributes(p)}"));
        lines.AddRange(type.All("Events").Select(e =>
            $"event {e.Number("Flags"):x} {e.Text("Name")} {Sig(e.Maybe("Type"))}{Semantics(e)}{Attributes(e)}"));
        return lines;
    }

    private static byte[] Bytes(Record record, string field) => [.. record.List(field).Cast<byte>()];

    private void NameTypes(Record space, string assembly, string prefix, Record parent)
    {
        if (space.To("Parent") != parent)
        {
            throw new FormatException($"namespace {prefix} has another parent");
        }

        string? name = space.Text("Name");
        string full = name is null ? "" : prefix + name + ".";
        foreach (Record type in space.All("Types"))
        {
            NameType(type, assembly + full + type.Text("Name"), space);
        }

        foreach (Record inner in space.All("Namespaces"))
        {
            NameTypes(inner, assembly, full, space);
        }
    }

    private void NameType(Record type, string name, Record space)
    {
        if (type.To("Namespace") != space)
        {
            throw new FormatException($"{name} is of another namespace");
        }

        _names.Add(type, name);
        foreach (Record nested in type.All("NestedTypes"))
        {
            if (nested.To("EnclosingType") != type)
            {
                throw new FormatException($"{nested.Text("Name")} is not nested in {name}");
            }

            NameType(nested, name + "+" + nested.Text("Name"), space);
        }
    }

    private string GenericParameter(Record parameter) =>
        $"generic {parameter.Fields["Kind"]} {parameter.Fields["Number"]} {parameter.Number("Flags"):x} {parameter.Text("Name")}"
        + string.Concat(parameter.All("Constraints").Select(c => " : " + Sig(c))) + Attributes(parameter);

    private static string Semantics(Record owner) =>
        string.Concat(owner.All("Semantics").Select(s => $" {s.Fields["Kind"]} {s.To("Method").Text("Name")}").Order(StringComparer.Ordinal));

    private string Property(Record signature) =>
        $"{signature.Fields["Convention"]} {Sig(signature.To("Type"))}({string.Join(",", signature.All("Parameters").Select(Sig))})";

    private string Method(Record signature) =>
        $"{signature.Number("Convention"):x} <{signature.Fields["Arity"]}> {Sig(signature.To("Result"))}({string.Join(",", signature.All("Parameters").Select(Sig))})";

    private string Sig(Record? type)
    {
        if (type is null)
        {
            return "nothing";
        }

        return type.Kind switch
        {
            "TypeDefinition" => _names[type],
            "ModifiedType" => $"{((byte)type.Fields["IsOptional"]! == 0 ? "modreq" : "modopt")}({Sig(type.To("Modifier"))}) {Sig(type.To("Type"))}",
            "TypeSpecification" => Specification(type.To("Signature")),
            _ => throw new FormatException($"{type.Kind} where a type belongs"),
        };
    }

    private string Specification(Record signature) => signature.Kind switch
    {
        "TypeInstantiationSignature" => $"{Sig(signature.To("Definition"))}<{string.Join(",", signature.All("Arguments").Select(Sig))}>",
        "SZArraySignature" => Sig(signature.To("Element")) + "[]",
        "ArraySignature" => $"{Sig(signature.To("Element"))}[{signature.Fields["Rank"]}]",
        "PointerSignature" => Sig(signature.To("Element")) + "*",
        "ByReferenceSignature" => Sig(signature.To("Element")) + "&",
        "TypeVariableSignature" => "!" + signature.Fields["Number"],
        "MethodTypeVariableSignature" => "!!" + signature.Fields["Number"],
        "FunctionPointerSignature" => "fn " + Method(signature.To("Signature")),
        _ => throw new FormatException($"{signature.Kind} where a signature belongs"),
    };

    private string Attribute(Record attribute)
    {
        return $" [{Constructor(attribute.To("Constructor"))}"
            + string.Concat(attribute.List("Arguments").Select(a => " " + Value((Record?)a)))
            + string.Concat(attribute.All("NamedArguments").Select(a =>
                $" {(a.Number("Kind") == 0 ? "property" : "field")} {Sig(a.To("Type"))} {a.Text("Name")}={Value(a.Maybe("Value"))}")) + "]";
    }

    private string Constructor(Record constructor)
    {
        if (constructor.Kind == "MemberReference")
        {
            return $"{Sig(constructor.To("Parent"))} {Method(constructor.To("Signature"))}";
        }

        Record type = constructor.To("EnclosingType");
        return type.All("Methods").Contains(constructor.To("Method"))
            ? $"{_names[type]} {Method(constructor.To("Method").To("Signature"))}"
            : throw new FormatException("an attribute's constructor is no method of its type");
    }

    private string Value(Record? value) => value switch
    {
        null => "nothing",
        { Kind: "ConstantReferenceValue" } => "null",
        { Kind: "ConstantStringValue" } => Words.Text((string)value.Fields["Value"]!),
        { Kind: "TypeDefinition" or "TypeSpecification" } => $"typeof({Sig(value)})",
        { Kind: "ConstantEnumValue" } => $"({Sig(value.To("Type"))}){Value(value.To("Value"))}",
        { Kind: "ConstantEnumArray" } => $"({Sig(value.To("Type"))}){Value(value.To("Value"))}",
        { Kind: "ConstantHandleArray" or "ConstantStringArray" } => $"{{{string.Join(", ", value.List("Value").Select(v => Value((Record?)v)))}}}",
        _ when value.Kind.EndsWith("Array", StringComparison.Ordinal) =>
            $"{{{string.Join(", ", value.List("Value").Select(v => Words.Number(Element(value.Kind), v!)))}}}",
        _ => Words.Number(Element(value.Kind), value.Fields["Value"]!),
    };

    /// <summary>ConstantInt32Value and ConstantInt32Array are of Int32.</summary>
    private static string Element(string kind) => kind["Constant".Length..^"Value".Length];
}
