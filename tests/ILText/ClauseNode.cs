using System.Reflection.Metadata;

namespace ILText;

/// <summary>A protected block with its handler; places are numbers of instructions.</summary>
internal sealed record ClauseNode(ExceptionRegionKind Kind, int TryStart, int TryEnd, int Filter, int Start, int End, TypeNode? Type);
