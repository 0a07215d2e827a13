using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>IL of one method in one instantiation: tokens resolve to exact types and members.</summary>
public sealed class ILBody
{
    private readonly ILBodyData _data;
    private LocalInfo[]? _locals;
    private ExceptionClause[]? _clauses;
    private Dictionary<int, object>? _resolved;

    internal ILBody(MethodDesc method, ILBodyData data)
    {
        Method = method;
        _data = data;
    }

    public MethodDesc Method { get; }

    public ReadOnlySpan<byte> Code => _data.Code;

    public int MaxStack => _data.MaxStack;

    public bool InitLocals => _data.InitLocals;

    public IReadOnlyList<LocalInfo> Locals => _locals ??= InstantiateLocals();

    /// <summary>Protected regions, inner before outer, as in the file.</summary>
    public IReadOnlyList<ExceptionClause> Clauses => _clauses ??= InstantiateClauses();

    /// <summary>Places in source files by rising IL offset; empty without a PDB.</summary>
    public IReadOnlyList<SequencePoint> SequencePoints => _data.SequencePoints;

    /// <summary>Names of locals from the PDB; empty strings for unnamed ones, none at all without a PDB.</summary>
    public IReadOnlyList<string> LocalNames => _data.LocalNames;

    private ModuleDesc Module => _data.Module;

    public TypeDesc ResolveType(int token) => ResolveToken(token) as TypeDesc ?? throw Wrong(token, "type");

    public MethodDesc ResolveMethod(int token) => ResolveToken(token) as MethodDesc ?? throw Wrong(token, "method");

    public FieldDesc ResolveField(int token) => ResolveToken(token) as FieldDesc ?? throw Wrong(token, "field");

    /// <summary>Operand of ldtoken and of every other instruction: TypeDesc, MethodDesc or FieldDesc.</summary>
    public object ResolveToken(int token)
    {
        _resolved ??= [];
        if (!_resolved.TryGetValue(token, out object? entity))
        {
            entity = Guarded(token, static (body, t) => body.Instantiate(t, body.Module.ResolveToken(t)));
            _resolved.Add(token, entity);
        }

        return entity;
    }

    /// <summary>A string literal.</summary>
    public string ResolveString(int token) =>
        (string)Guarded(token, static (body, t) => body.Module.Reader.GetUserString(MetadataTokens.UserStringHandle(t & 0xFFFFFF)));

    /// <summary>The signature of a calli.</summary>
    public MethodSignature ResolveSignature(int token) => (MethodSignature)Guarded(token, static (body, t) =>
    {
        MetadataReader reader = body.Module.Reader;
        StandaloneSignature row = reader.GetStandaloneSignature((StandaloneSignatureHandle)MetadataTokens.EntityHandle(t));
        MethodSignature open = new SignatureReader(body.Module, reader.GetBlobReader(row.Signature)).ReadMethod();
        return open.Instantiate(body.Method.OwningType.Args, body.Method.Args);
    });

    private object Instantiate(int token, object open)
    {
        TypeDesc[] typeArguments = Method.OwningType.Args;
        TypeDesc[] methodArguments = Method.Args;
        return open switch
        {
            // A bare definition (ldtoken List<>) is meant as such.
            TypeDesc type when token >>> 24 != (int)TableIndex.TypeSpec => type,
            TypeDesc type => type.Instantiate(typeArguments, methodArguments),
            MethodDesc method => method.Instantiate(typeArguments, methodArguments),
            FieldDesc field => field.Instantiate(typeArguments, methodArguments),
            _ => throw Wrong(token, "type or member"),
        };
    }

    private LocalInfo[] InstantiateLocals()
    {
        LocalInfo[] open = _data.Locals;
        LocalInfo[] locals = new LocalInfo[open.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            locals[i] = open[i] with { Type = open[i].Type.Instantiate(Method.OwningType.Args, Method.Args) };
        }

        return locals;
    }

    private ExceptionClause[] InstantiateClauses()
    {
        ExceptionClause[] open = _data.Clauses;
        if (open.Length == 0)
        {
            return [];
        }

        ExceptionClause[] clauses = new ExceptionClause[open.Length];
        for (int i = 0; i < clauses.Length; i++)
        {
            clauses[i] = open[i] with { CatchType = open[i].CatchType?.Instantiate(Method.OwningType.Args, Method.Args) };
        }

        return clauses;
    }

    private object Guarded(int token, Func<ILBody, int, object> resolve)
    {
        try
        {
            return resolve(this, token);
        }
        catch (Exception e) when (ModuleDesc.IsDamage(e))
        {
            throw Module.Damaged($"token 0x{token:x8} in {Method.FullName}", e);
        }
        catch (TypeSystemException e)
        {
            throw new TypeSystemException($"{Method.FullName}: {e.Message}", e);
        }
    }

    private TypeSystemException Wrong(int token, string kind) =>
        new($"{Module.Path}: token 0x{token:x8} in {Method.FullName} is not a {kind}");
}

/// <summary>A local variable; <paramref name="Pinned"/> keeps what it refers to from moving.</summary>
public readonly record struct LocalInfo(TypeDesc Type, bool Pinned);

public enum ExceptionClauseKind
{
    Catch,
    Filter,
    Finally,
    Fault,
}

/// <summary>A protected region; ends are exclusive IL offsets. FilterStart is -1 and CatchType null where they do not apply.</summary>
public sealed record ExceptionClause(
    ExceptionClauseKind Kind,
    int TryStart,
    int TryEnd,
    int HandlerStart,
    int HandlerEnd,
    int FilterStart,
    TypeDesc? CatchType);

/// <summary>The source place of the code from an IL offset on; hidden code belongs to no line.</summary>
public readonly record struct SequencePoint(int Offset, string File, int Line, int Column, bool Hidden);
