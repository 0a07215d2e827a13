using Abi;

namespace Core.Tables;

/// <summary>Where in the source an instruction comes from: begins in the innermost inlined method and goes outwards.</summary>
public unsafe struct SourcePosition
{
    private readonly ImageHeader* _header;

    // Before the scopes, behind their number.
    private readonly NumberReader _scopes;

    // 1 + index of the scope the current one was inlined into, 0: it was not.
    private uint _outer;

    // Line of the call in the scope it was inlined into, from the first line of that one's method.
    private uint _callLine;

    private SourcePosition(ImageHeader* header, NumberReader scopes)
    {
        _header = header;
        _scopes = scopes;
    }

    /// <summary>Name of the method that was inlined, or of the function itself.</summary>
    public uint Method { get; private set; }

    /// <summary>Name of the file.</summary>
    public uint File { get; private set; }

    /// <summary>1-based; 0: unknown, and nothing else is known either.</summary>
    public uint Line { get; private set; }

    public readonly bool IsInlined => _outer != 0;

    /// <summary>Position of a text offset.</summary>
    public static SourcePosition Find(ImageHeader* header, MethodInfo* method, uint textOffset)
    {
        NumberReader reader = FunctionDetails.Of(header, method).Lines;
        uint scopes = reader.Next();
        var position = new SourcePosition(header, reader);
        for (uint i = 0; i < scopes; i++)
            reader.Skip(reader.Next() == 0 ? 1u : 2u);
        uint scope = uint.MaxValue;
        uint line = 0;
        uint offset = method->CodeOffset;
        for (uint rows = reader.Next(); rows != 0; rows--)
        {
            uint head = reader.Next();
            offset += head >> 2;
            if (offset > textOffset)
                break;
            switch ((LineRowKind)(head & 3))
            {
                case LineRowKind.Line:
                    line += (uint)MethodDetails.Unzigzag(reader.Next());
                    break;
                case LineRowKind.Scope:
                    scope = reader.Next();
                    line = reader.Next();
                    break;
                default:
                    scope = uint.MaxValue;
                    break;
            }
        }

        if (scope != uint.MaxValue)
            position.Enter(scope, line);
        return position;
    }

    /// <summary>Goes to the call that was inlined; only when <see cref="IsInlined"/>.</summary>
    public void MoveOut() => Enter(_outer - 1, _callLine);

    private void Enter(uint scope, uint line)
    {
        NumberReader reader = _scopes;
        for (uint i = 0; i < scope; i++)
            reader.Skip(reader.Next() == 0 ? 1u : 2u);
        _outer = reader.Next();
        SourceMethod* method = _header->SourceMethods + reader.Next();
        _callLine = _outer == 0 ? 0 : reader.Next();
        Method = method->Name;
        File = method->File;
        Line = method->FirstLine == 0 ? 0 : method->FirstLine + line;
    }
}
