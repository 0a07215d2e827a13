using System;
using IL2CPU.IR;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Emission;
using IL2CPU.X64.Lir;
using IL2CPU.X64.Selection;

namespace IL2CPU.X64;

/// <summary>Back end: lowered IR of one method to machine code with its tables.</summary>
/// <remarks>Thread-safe: each thread keeps its own working storage. The body is not changed.</remarks>
public sealed class CodeGenerator
{
    [ThreadStatic]
    private static CodeGenerator? s_current;

    private readonly LirFunction _function = new();
    private readonly Selector _selector = new();
    private readonly LinearScan _scan = new();
    private readonly MoveResolver _resolver = new();
    private readonly Safepoints _safepoints = new();
    private readonly Emitter _emitter = new();

    private CodeGenerator()
    {
    }

    /// <exception cref="NotSupportedException">The body holds an operation that should have been lowered, or an unknown machine instruction.</exception>
    /// <exception cref="AllocationException">A defect of the allocator, found by itself or by its checker.</exception>
    public static CompiledCode Compile(MethodBody body, CodeGenOptions options)
    {
        // Left null while in use: an exception leaves the storage in an unknown state.
        CodeGenerator generator = s_current ?? new CodeGenerator();
        s_current = null;
        CompiledCode code = generator.Run(body, options);
        s_current = generator;
        return code;
    }

    private CompiledCode Run(MethodBody body, CodeGenOptions options)
    {
        _selector.Run(body, _function, options);
        _scan.Run(_function);
        _resolver.Run(_function, _scan);
        _safepoints.Run(_function, _scan);
        return _emitter.Run(_function, _scan, _resolver, _safepoints, options);
    }
}
