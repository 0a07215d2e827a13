namespace IL2CPU.X64.Allocation;

/// <summary>Part of a lifetime spent in one place. Ranges and uses are lists in the arenas of <see cref="IntervalSet"/>.</summary>
internal sealed class Interval
{
    public int Register;
    public int Sequence;

    /// <summary>First range and first use; -1 for none.</summary>
    public int FirstRange;
    public int FirstUse;
    public int Start;
    public int End;

    /// <summary>First range that does not end before the scan's position.</summary>
    public int Cursor;
    public Place Place;

    /// <summary>Machine register the value is in on all ways to the start; -1 for none.</summary>
    public int Preferred;

    /// <summary>Next part of the same lifetime.</summary>
    public Interval? Next;

    public bool IsFirst;
}

/// <summary>Half-open range of points.</summary>
internal struct LiveRange
{
    public int From;
    public int To;
    public int Next;
}

/// <summary>A point where an operand needs the value.</summary>
internal struct UsePoint
{
    public int Position;
    public int Operand;
    public Lir.Need Need;
    public sbyte Hint;
    public int Next;
}
