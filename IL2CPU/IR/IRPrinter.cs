using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Text;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Writes a body as text which <see cref="IRParser"/> reads back.</summary>
/// <remarks>
/// One value a line: <c>v3:i64 = Load.i64 v1 + 8 {NonNull}</c>. Order of decorations: operands, <c>+ Imm</c>, Aux, flags,
/// <c>@ location</c>. Phis name their predecessors: <c>v5:i32 = Phi b1: v2, b2: v4</c>.
/// </remarks>
public static class IRPrinter
{
    public static string Print(MethodBody body)
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Print(body, writer);
        return writer.ToString();
    }

    public static void Print(MethodBody body, TextWriter writer)
    {
        writer.Write($"method {AuxText.Format(body.Symbol)} ({Join(body.Parameters)})");
        if (body.Results.Length > 0)
            writer.Write($" -> {Join(body.Results)}");
        writer.Write(body.IsNoSplit ? " nosplit" : "");
        writer.Write(body.PinsStack ? " pins" : "");
        writer.WriteLine(body.IsUnmanagedEntry ? " unmanaged" : "");
        foreach (Slot slot in body.Slots)
            WriteSlot(writer, slot);
        foreach (Region region in body.Regions)
            WriteRegion(writer, region);
        for (int i = 0; i < body.Locations.Count; i++)
            writer.WriteLine($"location {i} {AuxText.Format(body.Locations[i].Method)} {body.Locations[i].Offset} {body.Locations[i].InlinedAt}");
        foreach (Block block in body.Blocks)
            WriteBlock(writer, block);
    }

    /// <summary>One value, without the line break.</summary>
    public static string Print(Value value)
    {
        var text = new StringBuilder();
        if (value.Kind != Kind.Void)
            text.Append(CultureInfo.InvariantCulture, $"v{value.Id}:{KindName(value.Kind)} = ");
        text.Append(OpInfo.Name(value.Op));
        if (value.Mem != MemType.None)
            text.Append('.').Append(MemName(value.Mem));
        for (int i = 0; i < value.ArgCount; i++)
        {
            text.Append(i == 0 ? " " : ", ");
            if (value.Op == Op.Phi && value.Block is { } block && i < block.Predecessors.Count)
                text.Append(block.Predecessors[i]).Append(": ");
            text.Append(value.Arg(i));
        }

        if (value.Imm != 0 || value.Op is Op.Const or Op.Param)
            text.Append(value.ArgCount > 0 ? " + " : " ").Append(value.Imm);
        if (value.Aux is { } aux)
            text.Append(' ').Append(AuxText.Format(aux));
        if (value.Flags != ValueFlags.None)
            text.Append(" {").Append(value.Flags.ToString().Replace(", ", " ", System.StringComparison.Ordinal)).Append('}');
        if (value.Location >= 0)
            text.Append(" @ ").Append(value.Location);
        return text.ToString();
    }

    internal static string KindName(Kind kind) => kind switch
    {
        Kind.I32 => "i32",
        Kind.I64 => "i64",
        Kind.F32 => "f32",
        Kind.F64 => "f64",
        Kind.Ref => "ref",
        Kind.Ptr => "ptr",
        _ => "void",
    };

    internal static string MemName(MemType type) => type.ToString().ToLowerInvariant();

    internal static string Join(ImmutableArray<Kind> kinds)
    {
        var text = new StringBuilder();
        foreach (Kind kind in kinds)
            text.Append(text.Length == 0 ? "" : ", ").Append(KindName(kind));
        return text.ToString();
    }

    private static void WriteSlot(TextWriter writer, Slot slot)
    {
        writer.Write($"slot s{slot.Id} size {slot.Size} align {slot.Alignment}");
        if (slot.ScalarKind != Kind.Void)
            writer.Write($" scalar {KindName(slot.ScalarKind)}");
        if (slot.Count != 1)
            writer.Write($" count {slot.Count}");
        if (slot.Type is not null)
            writer.Write($" type {AuxText.Format(slot.Type)}");
        if (slot.Name is not null)
            writer.Write($" name {AuxText.Quote(slot.Name)}");
        writer.WriteLine((slot.MustZero ? " zero" : "") + (slot.IsShared ? " shared" : "") + (slot.IsRemoved ? " removed" : ""));
    }

    private static void WriteRegion(TextWriter writer, Region region)
    {
        writer.Write($"region {region.Index} {region.Kind} parent {region.Parent}");
        if (region.Handler is not null)
            writer.Write($" handler {region.Handler}");
        if (region.CatchType is not null)
            writer.Write($" type {AuxText.Format(region.CatchType)}");
        if (region.FilterFunction is not null)
            writer.Write($" filter {AuxText.Format(region.FilterFunction)}");
        writer.WriteLine();
    }

    private static void WriteBlock(TextWriter writer, Block block)
    {
        writer.Write($"b{block.Id}:");
        if (block.Region >= 0)
            writer.Write($" region {block.Region}");
        writer.Write(block.IsHandler ? " handler" : "");
        writer.Write(block.IsCold ? " cold" : "");
        writer.WriteLine(block.IsBounded ? " bounded" : "");
        foreach (Value phi in block.Phis)
            writer.WriteLine($"  {Print(phi)}");
        foreach (Value value in block.Body)
            writer.WriteLine($"  {Print(value)}");
        if (block.Terminator is not { } terminator)
            return;
        writer.Write($"  {Print(terminator)}");
        for (int i = 0; i < block.Successors.Count; i++)
            writer.Write($"{(i == 0 ? " -> " : ", ")}{block.Successors[i]}");
        writer.WriteLine();
    }
}
