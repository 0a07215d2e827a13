using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>A method body in open form, shared by all instantiations.</summary>
internal sealed class ILBodyData
{
    private SequencePoint[]? _sequencePoints;
    private string[]? _localNames;

    public ILBodyData(ModuleDesc module, MethodData method, byte[] code)
    {
        Module = module;
        Method = method;
        Code = code;
    }

    public ModuleDesc Module { get; }

    public MethodData Method { get; }

    public byte[] Code { get; }

    public required int MaxStack { get; init; }

    public required bool InitLocals { get; init; }

    public required LocalInfo[] Locals { get; init; }

    public required ExceptionClause[] Clauses { get; init; }

    public SequencePoint[] SequencePoints => _sequencePoints ??= Module.ReadSequencePoints(Method.Handle);

    public string[] LocalNames => _localNames ??= Module.ReadLocalNames(Method.Handle, Locals.Length);
}
