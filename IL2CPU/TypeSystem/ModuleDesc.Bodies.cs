using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

public sealed partial class ModuleDesc
{
    private MetadataReaderProvider? _symbols;
    private MetadataReader? _symbolReader;
    private readonly Dictionary<DocumentHandle, string> _documents = [];
    private bool _symbolsKnown;

    /// <summary>The portable PDB beside or inside the file; null if there is none that matches.</summary>
    public MetadataReader? Symbols
    {
        get
        {
            if (!_symbolsKnown)
            {
                _symbolsKnown = true;
                _symbolReader = OpenSymbols();
            }

            return _symbolReader;
        }
    }

    internal ILBodyData? ReadBody(MethodData method)
    {
        int address = Read("a method", method, static m => m.Definition.RelativeVirtualAddress);
        bool isIL = (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL;
        if (address == 0 || !isIL || (method.Attributes & (MethodAttributes.Abstract | MethodAttributes.PinvokeImpl)) != 0)
        {
            return null;
        }

        try
        {
            MethodBodyBlock block = Image.GetMethodBody(address);
            byte[] code = block.GetILBytes() ?? [];
            return new ILBodyData(this, method, code)
            {
                MaxStack = block.MaxStack,
                InitLocals = block.LocalVariablesInitialized,
                Locals = ReadLocals(block),
                Clauses = ReadClauses(block, code.Length),
            };
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged($"the body of {method.Name}", e);
        }
    }

    internal SequencePoint[] ReadSequencePoints(MethodDefinitionHandle handle)
    {
        if (Symbols is not { } symbols || handle.IsNil)
        {
            return [];
        }

        List<SequencePoint> points = [];
        MethodDebugInformation information = symbols.GetMethodDebugInformation(handle);
        foreach (System.Reflection.Metadata.SequencePoint point in information.GetSequencePoints())
        {
            points.Add(new SequencePoint(point.Offset, NameOf(point.Document, symbols), point.StartLine, point.StartColumn, point.IsHidden));
        }

        return [.. points];
    }

    // One string for all the points of a file.
    private string NameOf(DocumentHandle document, MetadataReader symbols)
    {
        if (document.IsNil)
            return "";
        if (!_documents.TryGetValue(document, out string? name))
            _documents.Add(document, name = symbols.GetString(symbols.GetDocument(document).Name));
        return name;
    }

    internal string[] ReadLocalNames(MethodDefinitionHandle handle, int count)
    {
        if (Symbols is not { } symbols)
        {
            return [];
        }

        string[] names = new string[count];
        Array.Fill(names, "");
        foreach (LocalScopeHandle scopeHandle in symbols.GetLocalScopes(handle))
        {
            foreach (LocalVariableHandle variableHandle in symbols.GetLocalScope(scopeHandle).GetLocalVariables())
            {
                LocalVariable variable = symbols.GetLocalVariable(variableHandle);
                bool isHidden = (variable.Attributes & LocalVariableAttributes.DebuggerHidden) != 0;
                if (!isHidden && variable.Index < count)
                {
                    names[variable.Index] = symbols.GetString(variable.Name);
                }
            }
        }

        return names;
    }

    private LocalInfo[] ReadLocals(MethodBodyBlock block)
    {
        if (block.LocalSignature.IsNil)
        {
            return [];
        }

        StandaloneSignature row = Reader.GetStandaloneSignature(block.LocalSignature);
        return new SignatureReader(this, Reader.GetBlobReader(row.Signature)).ReadLocals();
    }

    private ExceptionClause[] ReadClauses(MethodBodyBlock block, int codeSize)
    {
        ImmutableArray<ExceptionRegion> regions = block.ExceptionRegions;
        ExceptionClause[] clauses = regions.Length == 0 ? [] : new ExceptionClause[regions.Length];
        for (int i = 0; i < clauses.Length; i++)
        {
            ExceptionRegion region = regions[i];
            ExceptionClauseKind kind = region.Kind switch
            {
                ExceptionRegionKind.Catch => ExceptionClauseKind.Catch,
                ExceptionRegionKind.Filter => ExceptionClauseKind.Filter,
                ExceptionRegionKind.Finally => ExceptionClauseKind.Finally,
                _ => ExceptionClauseKind.Fault,
            };
            clauses[i] = new ExceptionClause(
                kind,
                region.TryOffset,
                region.TryOffset + region.TryLength,
                region.HandlerOffset,
                region.HandlerOffset + region.HandlerLength,
                kind == ExceptionClauseKind.Filter ? region.FilterOffset : -1,
                kind == ExceptionClauseKind.Catch ? OpenType(region.CatchType) : null);
            if ((uint)clauses[i].TryEnd > (uint)codeSize || (uint)clauses[i].HandlerEnd > (uint)codeSize)
            {
                throw new BadImageFormatException("an exception clause lies outside the code");
            }
        }

        return clauses;
    }

    private MetadataReader? OpenSymbols()
    {
        try
        {
            if (Image.TryOpenAssociatedPortablePdb(Path, OpenFileIfPresent, out _symbols, out _))
            {
                return _symbols!.GetMetadataReader();
            }
        }
        catch (Exception e) when (IsDamage(e) || e is IOException)
        {
            // Symbols are a convenience: a damaged file counts as none.
            _symbols = null;
        }

        return null;
    }

    // Not the file itself, which would be mapped.
    private static MemoryStream? OpenFileIfPresent(string path) => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null;
}
