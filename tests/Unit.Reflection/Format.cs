using System.Collections.Generic;

namespace Unit.Reflection;

/// <summary>The records of the format, as the base library's reader takes them apart.</summary>
/// <remarks>
/// A field is <c>name:code</c>. Codes: u, s numbers; U, S 64-bit numbers; b byte; t text; f, d floating; h a handle that says its
/// kind; anything else the kind of record a handle leads to. A star behind is a count with so many of them.
/// </remarks>
internal static class Format
{
    public static readonly string[] Kinds =
    [
        "Null", "ArraySignature", "ByReferenceSignature", "ConstantBooleanArray", "ConstantBooleanValue", "ConstantByteArray",
        "ConstantByteValue", "ConstantCharArray", "ConstantCharValue", "ConstantDoubleArray", "ConstantDoubleValue", "ConstantEnumArray",
        "ConstantEnumValue", "ConstantHandleArray", "ConstantInt16Array", "ConstantInt16Value", "ConstantInt32Array", "ConstantInt32Value",
        "ConstantInt64Array", "ConstantInt64Value", "ConstantReferenceValue", "ConstantSByteArray", "ConstantSByteValue",
        "ConstantSingleArray", "ConstantSingleValue", "ConstantStringArray", "ConstantStringValue", "ConstantUInt16Array",
        "ConstantUInt16Value", "ConstantUInt32Array", "ConstantUInt32Value", "ConstantUInt64Array", "ConstantUInt64Value",
        "CustomAttribute", "Event", "Field", "FieldSignature", "FunctionPointerSignature", "GenericParameter", "MemberReference",
        "Method", "MethodInstantiation", "MethodSemantics", "MethodSignature", "MethodTypeVariableSignature", "ModifiedType",
        "NamedArgument", "NamespaceDefinition", "NamespaceReference", "Parameter", "PointerSignature", "Property", "PropertySignature",
        "QualifiedField", "QualifiedMethod", "SZArraySignature", "ScopeDefinition", "ScopeReference", "TypeDefinition", "TypeForwarder",
        "TypeInstantiationSignature", "TypeReference", "TypeSpecification", "TypeVariableSignature",
    ];

    public static readonly Dictionary<string, string> Records = new()
    {
        ["ScopeDefinition"] = "Flags:u Name:ConstantStringValue HashAlgorithm:u Major:u Minor:u Build:u Revision:u PublicKey:b* "
            + "Culture:ConstantStringValue Root:NamespaceDefinition EntryPoint:QualifiedMethod GlobalModuleType:TypeDefinition "
            + "Attributes:CustomAttribute* ModuleName:ConstantStringValue Mvid:b* ModuleAttributes:CustomAttribute*",
        ["NamespaceDefinition"] = "Parent:h Name:ConstantStringValue Types:TypeDefinition* Forwarders:TypeForwarder* Namespaces:NamespaceDefinition*",
        ["TypeDefinition"] = "Flags:u BaseType:h Namespace:NamespaceDefinition Name:ConstantStringValue Size:u PackingSize:u "
            + "EnclosingType:TypeDefinition NestedTypes:TypeDefinition* Methods:Method* Fields:Field* Properties:Property* Events:Event* "
            + "GenericParameters:GenericParameter* Interfaces:h* Attributes:CustomAttribute*",
        ["TypeForwarder"] = "Scope:ScopeReference Name:ConstantStringValue NestedTypes:TypeForwarder*",
        ["ScopeReference"] = "Flags:u Name:ConstantStringValue Major:u Minor:u Build:u Revision:u PublicKeyOrToken:b* Culture:ConstantStringValue",
        ["Method"] = "Flags:u ImplFlags:u Name:ConstantStringValue Signature:MethodSignature Parameters:Parameter* "
            + "GenericParameters:GenericParameter* Attributes:CustomAttribute*",
        ["Field"] = "Flags:u Name:ConstantStringValue Signature:FieldSignature Value:h Offset:u Attributes:CustomAttribute*",
        ["Property"] = "Flags:u Name:ConstantStringValue Signature:PropertySignature Semantics:MethodSemantics* Value:h Attributes:CustomAttribute*",
        ["Event"] = "Flags:u Name:ConstantStringValue Type:h Semantics:MethodSemantics* Attributes:CustomAttribute*",
        ["Parameter"] = "Flags:u Sequence:u Name:ConstantStringValue Value:h Attributes:CustomAttribute*",
        ["GenericParameter"] = "Number:u Flags:u Kind:u Name:ConstantStringValue Constraints:h* Attributes:CustomAttribute*",
        ["MethodSemantics"] = "Kind:u Method:Method",
        ["CustomAttribute"] = "Constructor:h Arguments:h* NamedArguments:NamedArgument*",
        ["NamedArgument"] = "Kind:u Name:ConstantStringValue Type:h Value:h",
        ["QualifiedMethod"] = "Method:Method EnclosingType:TypeDefinition",
        ["MemberReference"] = "Parent:h Name:ConstantStringValue Signature:h",
        ["MethodSignature"] = "Convention:u Arity:s Result:h Parameters:h* More:h*",
        ["PropertySignature"] = "Convention:u Type:h Parameters:h*",
        ["FieldSignature"] = "Type:h",
        ["FunctionPointerSignature"] = "Signature:MethodSignature",
        ["TypeSpecification"] = "Signature:h",
        ["TypeInstantiationSignature"] = "Definition:h Arguments:h*",
        ["SZArraySignature"] = "Element:h",
        ["ArraySignature"] = "Element:h Rank:s Sizes:s* Bounds:s*",
        ["PointerSignature"] = "Element:h",
        ["ByReferenceSignature"] = "Element:h",
        ["TypeVariableSignature"] = "Number:s",
        ["MethodTypeVariableSignature"] = "Number:s",
        ["ModifiedType"] = "IsOptional:b Modifier:h Type:h",
        ["ConstantReferenceValue"] = "",
        ["ConstantStringValue"] = "Value:t",
        ["ConstantBooleanValue"] = "Value:b",
        ["ConstantCharValue"] = "Value:u",
        ["ConstantSByteValue"] = "Value:b",
        ["ConstantByteValue"] = "Value:b",
        ["ConstantInt16Value"] = "Value:s",
        ["ConstantUInt16Value"] = "Value:u",
        ["ConstantInt32Value"] = "Value:s",
        ["ConstantUInt32Value"] = "Value:u",
        ["ConstantInt64Value"] = "Value:S",
        ["ConstantUInt64Value"] = "Value:U",
        ["ConstantSingleValue"] = "Value:f",
        ["ConstantDoubleValue"] = "Value:d",
        ["ConstantEnumValue"] = "Value:h Type:h",
        ["ConstantBooleanArray"] = "Value:b*",
        ["ConstantCharArray"] = "Value:u*",
        ["ConstantSByteArray"] = "Value:b*",
        ["ConstantByteArray"] = "Value:b*",
        ["ConstantInt16Array"] = "Value:s*",
        ["ConstantUInt16Array"] = "Value:u*",
        ["ConstantInt32Array"] = "Value:s*",
        ["ConstantUInt32Array"] = "Value:u*",
        ["ConstantInt64Array"] = "Value:S*",
        ["ConstantUInt64Array"] = "Value:U*",
        ["ConstantSingleArray"] = "Value:f*",
        ["ConstantDoubleArray"] = "Value:d*",
        ["ConstantStringArray"] = "Value:h*",
        ["ConstantHandleArray"] = "Value:h*",
        ["ConstantEnumArray"] = "Type:h Value:h",
    };
}
