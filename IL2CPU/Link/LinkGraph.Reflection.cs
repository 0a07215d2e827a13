using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link;

// What the tables of reflection refer to.
internal sealed partial class LinkGraph
{
    private void VisitReflection(Symbol header)
    {
        ReflectedMembers members = _model.Reflected!;
        foreach (TypeDesc type in members.Described)
            Mark(new TypeSymbol(type), header);
        foreach (TypeDesc type in members.Mentioned)
            Mark(new TypeSymbol(type), header);
        foreach (CallableMethod method in members.Methods)
        {
            Mark(new TypeSymbol(method.Method.OwningType), header);
            foreach (TypeDesc argument in method.Method.Arguments)
                Mark(new TypeSymbol(argument), header);
            MarkIfPresent(method.Code, header);
            MarkIfPresent(method.Dispatch, header);
            MarkIfPresent(method.Thunk, header);
            if (method.Thunk is null)
                continue;
            MarkExchanged(method.Method.Signature.ReturnType, header);
            foreach (TypeDesc parameter in method.Method.Signature.Parameters)
                MarkExchanged(parameter, header);
        }

        foreach ((TypeDesc type, Symbol code) in members.ArrayThunks)
        {
            Mark(new TypeSymbol(type), header);
            MarkIfPresent(code, header);
        }

        foreach (FieldDesc field in members.Fields)
        {
            Mark(new TypeSymbol(field.OwningType), header);
            MarkExchanged(field.FieldType, header);
            if (field.IsThreadStatic)
                Mark(new ThreadStaticsOffset(field.OwningType), header);
            else if (field.IsStatic)
                Mark(new StaticsSymbol(field.OwningType), header);
        }
    }

    private void MarkIfPresent(Symbol? symbol, Symbol header)
    {
        if (symbol is not null && HasFunction(Canonical(symbol)))
            Mark(symbol, header);
    }

    // Values of the type travel in boxes.
    private void MarkExchanged(TypeDesc type, Symbol header)
    {
        Mark(new TypeSymbol(type), header);
        if (type.IsByRef || type.IsPointer)
            Mark(new TypeSymbol(type.Element), header);
    }
}
