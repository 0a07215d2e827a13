using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assets.Import;

public interface IMarked { }

public struct Marked : IMarked { public int Value; }

public static class Folding
{
    private static readonly int s_limit = 40 + 2;

    public static void Dead() => throw new InvalidOperationException();

    public static int ByTypeOf<T>()
    {
        if (typeof(T) == typeof(int))
            return 1;
        Dead();
        return 2;
    }

    public static int ByContainsReferences<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Dead();
            return 2;
        }

        return 1;
    }

    public static int ByHardware()
    {
        if (Vector128.IsHardwareAccelerated)
            Dead();
        return 1;
    }

    public static unsafe int BySize<T>() where T : unmanaged
    {
        if (sizeof(T) != 4)
            Dead();
        return 1;
    }

    public static int ByBoxedType<T>(T value)
    {
        if (value is IMarked)
            return 1;
        Dead();
        return 2;
    }

    public static int ByNull<T>(T value)
    {
        if (value == null)
            Dead();
        return 1;
    }

    public static int ByIsEnum<T>()
    {
        if (typeof(T).IsEnum)
            Dead();
        return 1;
    }

    public static int ByIsValueType<T>()
    {
        if (!typeof(T).IsValueType)
            Dead();
        return 1;
    }

    public static int ByReadOnlyField()
    {
        if (s_limit != 42)
            Dead();
        return 1;
    }

    private static bool Answer() => IntPtr.Size == 8;

    public static int ByConstantMethod()
    {
        if (!Answer())
            Dead();
        return 1;
    }

    public static int ByLoopVariable(int count)
    {
        // Not a constant, though it begins as one.
        int sum = 0;
        for (int i = 0; i < count; i++)
            sum += i;
        return sum;
    }
}
