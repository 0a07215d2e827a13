[assembly: Core.NoAlloc("the native side has no heap: pools only")]
