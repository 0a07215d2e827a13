namespace Abi;

/// <summary>Places in the scheduler's own structures that its routines know.</summary>
public static class SchedulerLayout
{
    /// <summary>Offset of the pointer to the FPU image in a vcore's structure, which FS points to.</summary>
    public const int VcoreFpu = 8;
}
