namespace Codegen.Kernels;

/// <summary>Many small objects that live briefly, beside one large tree that stays.</summary>
internal static class BinaryTrees
{
    private sealed class Node(Node? left, Node? right)
    {
        private readonly Node? _left = left;
        private readonly Node? _right = right;

        public int Check() => _left is null ? 1 : 1 + _left.Check() + _right!.Check();
    }

    public static long Run(int size)
    {
        long checksum = 0;
        Node longLived = Make(size);
        for (int depth = 4; depth <= size; depth += 4)
        {
            int iterations = 1 << (size - depth + 4);
            for (int i = 0; i < iterations; i++)
                checksum += Make(depth).Check();
        }

        return checksum + longLived.Check();
    }

    private static Node Make(int depth) => depth == 0 ? new Node(null, null) : new Node(Make(depth - 1), Make(depth - 1));
}
