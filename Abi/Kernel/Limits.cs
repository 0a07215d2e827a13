namespace Abi;

/// <summary>Sizes of the fixed tables shared between kernel and user space.</summary>
[UsysConstantSource]
public static class Limits
{
    public const int MaxVcores = 64;
    public const int MaxCores = 64;
    public const int EventTypes = 50;
    public const int ResourceTypes = 3;
    public const int ErrorTextLength = 128;
    public const int MaxFileDescriptors = 64;
}

/// <summary>Indices into resource request and grant tables.</summary>
public static class ResourceType
{
    public const int Cores = 0;
    public const int Memory = 1;
}
