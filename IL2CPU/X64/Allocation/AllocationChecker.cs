using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

internal sealed class AllocationChecker
{
    public AllocationChecker(LirFunction function, LinearScan scan, MoveResolver resolver, Safepoints safepoints) { }
    public void Check() { }
}
