using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link;

/// <summary>A place in a source file; File is empty when unknown.</summary>
internal readonly record struct SourceLine(string File, int Line, int Column);

/// <summary>Finds the source line of IL offsets by the sequence points of the PDBs.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<MethodDesc, IReadOnlyList<SequencePoint>> _points = [];

    /// <summary>Line of a location: that of the last visible sequence point at or before its IL offset.</summary>
    public SourceLine Find(Location location)
    {
        MethodDesc definition = location.Method.Definition;
        if (!_points.TryGetValue(definition, out IReadOnlyList<SequencePoint>? points))
        {
            points = location.Method.Body?.SequencePoints ?? [];
            _points.Add(definition, points);
        }

        int low = 0;
        int high = points.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (points[middle].Offset <= location.Offset)
                low = middle + 1;
            else
                high = middle - 1;
        }

        while (high >= 0 && points[high].Hidden)
            high--;
        return high < 0 ? new SourceLine("", 0, 0) : new SourceLine(points[high].File, points[high].Line, points[high].Column);
    }
}
