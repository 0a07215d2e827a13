[assembly: Core.NoAlloc("part of the native side, which has no heap")]
