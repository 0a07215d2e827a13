using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Removes protected regions that protect nothing: their handler only passes the exception on, or nothing in them can throw.
//   handler: v1 = CatchArg; Call ResumeUnwind v1   =>   no region
// Needs calls inlined and blocks merged. Gives slots that no handler reads, and blocks that merge across the old boundary.
internal static class EmptyHandlers
{
    public static bool Run(MethodBody body, PassContext context)
    {
        if (body.Regions.Count == 0)
            return false;
        bool[] throwing = FindThrowing(body);
        Symbol resume = context.Helper(RuntimeHelper.ResumeUnwind);
        bool changed = false;
        foreach (Region region in body.Regions)
        {
            if (region.Handler is null || !context.Rewrites.Allow())
                continue;
            if (throwing[region.Index] && !(region.Kind is RegionKind.Finally or RegionKind.Fault && PassesOn(region.Handler, resume)))
                continue;
            Remove(body, region);
            changed = true;
        }

        if (changed)
            body.RemoveUnreachableBlocks();
        return changed;
    }

    private static bool[] FindThrowing(MethodBody body)
    {
        var throwing = new bool[body.Regions.Count];
        foreach (Block block in body.Blocks)
        {
            if (block.Region < 0 || !block.Body.Exists(value => value.MayThrow || value.IsCall || value.Op == Op.Machine))
                continue;
            for (int region = block.Region; region >= 0; region = body.Regions[region].Parent)
                throwing[region] = true;
        }

        return throwing;
    }

    private static bool PassesOn(Block handler, Symbol resume)
    {
        List<Value> values = handler.Body;
        if (values.Count < 2 || values[0].Op != Op.CatchArg || values[^1].Op != Op.Call || !resume.Equals(values[^1].Aux) || values[^1].Arg(0) != values[0])
            return false;
        return values.TrueForAll(value => value == values[^1] || value.IsRemovable);
    }

    private static void Remove(MethodBody body, Region region)
    {
        foreach (Block block in body.Blocks)
        {
            if (block.Region == region.Index)
                block.Region = region.Parent;
        }

        foreach (Region other in body.Regions)
        {
            if (other.Parent == region.Index)
                other.Parent = region.Parent;
        }

        Block handler = region.Handler!;
        region.Handler = null;
        handler.IsHandler = body.Regions.Exists(other => other.Handler == handler);
    }
}
