using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Reflection in the base library whose answer is known here.
internal sealed partial class ILImporter
{
    private const string EnumConverter = "System.Text.Json.Serialization.Converters.EnumConverter`1";
    private const string MemberNameAttribute = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    /// <summary>The converter of enumerations asks for fields to find names given by attributes; without any, no field matters.</summary>
    private bool TryEnumFields(MethodDesc method)
    {
        if (method.Name != "GetFields" || method.OwningType.FullName != "System.Type" || _method.OwningType.Definition.FullName != EnumConverter)
            return false;
        TypeDesc type = _method.OwningType.Arguments[0];
        foreach (FieldDesc field in type.Fields)
        {
            if (field.HasAttribute(MemberNameAttribute))
            {
                throw new CompilerDiagnosticException(
                    $"{field.FullName} has [JsonStringEnumMemberName], which needs reflection: name the member itself as in the text, or use a JsonConverter of your own");
            }
        }

        TypeDesc info = _method.Context.FindType("System.Reflection.FieldInfo") ?? throw new CompilerDiagnosticException("System.Reflection.FieldInfo is missing");
        InvokeDirect(_context.WellKnownMethod("System.Array", "Empty").MakeInstance([info]), []);
        _isTail = false;
        return true;
    }
}
