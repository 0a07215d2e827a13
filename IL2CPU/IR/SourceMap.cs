using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>A place in a source file; File is empty when unknown.</summary>
public readonly record struct SourceLine(string File, int Line, int Column);

/// <summary>Finds the source line of IL offsets by the sequence points of the PDBs.</summary>
public sealed class SourceMap
{
    private readonly Dictionary<MethodDesc, IReadOnlyList<SequencePoint>> _points = [];

    /// <summary>File of a method, and the least line any of its code has; empty and 0 when unknown.</summary>
    public (string File, int FirstLine) Begin(MethodDesc method)
    {
        string file = "";
        int first = 0;
        foreach (SequencePoint point in PointsOf(method))
        {
            if (point.Hidden || (first != 0 && point.Line >= first))
                continue;
            file = point.File;
            first = point.Line;
        }

        return (file, first);
    }

    /// <summary>Line of a location: that of the last visible sequence point at or before its IL offset.</summary>
    public SourceLine Find(Location location)
    {
        IReadOnlyList<SequencePoint> points = PointsOf(location.Method);
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

    private IReadOnlyList<SequencePoint> PointsOf(MethodDesc method)
    {
        MethodDesc definition = method.Definition;
        if (!_points.TryGetValue(definition, out IReadOnlyList<SequencePoint>? points))
        {
            points = method.Body?.SequencePoints ?? [];
            _points.Add(definition, points);
        }

        return points;
    }
}
