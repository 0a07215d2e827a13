namespace IL2CPU.Import;

/// <summary>What kind of image is compiled.</summary>
public enum ImageProfile : byte
{
    /// <summary>Split stacks, collected heap, polls.</summary>
    Program,

    /// <summary>2LS: fixed stacks, no allocation anywhere.</summary>
    Native,

    /// <summary>Ring 0: fixed stacks.</summary>
    Kernel,
}

/// <summary>What the image runs on.</summary>
public enum ImageTarget : byte
{
    Metal,
    Linux,
}
