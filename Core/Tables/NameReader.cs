using Abi;

namespace Core.Tables;

/// <summary>Reads a name byte by byte as UTF-8; <see cref="NameCode"/>. No allocation, usable from any context.</summary>
public unsafe struct NameReader
{
    private readonly byte* _strings;
    private readonly uint* _pieces;
    private byte* _at;

    // Where the names go on that the current piece is part of.
    private byte* _outer1;
    private byte* _outer2;
    private byte* _outer3;

    public NameReader(byte* strings, uint* pieces, uint name)
    {
        _strings = strings;
        _pieces = pieces;
        _at = strings + name;
        _outer1 = null;
        _outer2 = null;
        _outer3 = null;
    }

    /// <summary>The next byte, or -1 at the end.</summary>
    public int Next()
    {
        while (true)
        {
            byte code = *_at++;
            if (code == 0)
            {
                if (_outer1 == null)
                {
                    _at--;
                    return -1;
                }

                _at = _outer1;
                _outer1 = _outer2;
                _outer2 = _outer3;
                _outer3 = null;
            }
            else if (code == NameCode.Escape)
            {
                return *_at++;
            }
            else if (code < NameCode.FirstPiece)
            {
                return code;
            }
            else
            {
                Enter(code);
            }
        }
    }

    private void Enter(byte code)
    {
        int piece = code < NameCode.FirstLongPiece
            ? code - NameCode.FirstPiece
            : NameCode.ShortPieces + ((code - NameCode.FirstLongPiece) << 8) + *_at++;
        _outer3 = _outer2;
        _outer2 = _outer1;
        _outer1 = _at;
        _at = _strings + _pieces[piece];
    }
}
