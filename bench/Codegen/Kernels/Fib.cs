namespace Codegen.Kernels;

/// <summary>Calls and small integers.</summary>
internal static class Fib
{
    public static long Run(int size) => Of(size);

    private static int Of(int n) => n < 2 ? n : Of(n - 1) + Of(n - 2);
}
