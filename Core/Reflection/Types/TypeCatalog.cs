using System;
using Core.Tables;
using Core.Types;

namespace Core.Reflection.Types;

/// <summary>Finds types of the image by what they are made of: instances by definition and arguments, arrays and pointers by element.</summary>
internal static unsafe class TypeCatalog
{
    // Chains by hash: heads by low bits, then next by type; both hold index + 1. A race makes a second, equal table.
    private static Chains? s_chains;

    private sealed class Chains(int[] heads, int[] next)
    {
        public int[] Heads { get; } = heads;

        public int[] Next { get; } = next;
    }

    public static MethodTable* FindInstance(MethodTable* definition, ReadOnlySpan<RuntimeTypeHandle> arguments)
    {
        uint hash = Mix(0, definition);
        foreach (RuntimeTypeHandle argument in arguments)
            hash = Mix(hash, ImageMetadata.TableOf(argument));
        Chains chains = s_chains ??= Build();
        for (int at = chains.Heads[hash & (chains.Heads.Length - 1)]; at != 0; at = chains.Next[at - 1])
        {
            MethodTable* type = ImageMetadata.TypeAt((uint)at - 1);
            if (type->IsGenericInstance && MethodTable.GenericDefinition(type) == definition && HasArguments(type, arguments))
                return type;
        }

        return null;
    }

    /// <summary>An array of several dimensions, a pointer or a reference.</summary>
    /// <param name="rank">0 unless an array.</param>
    public static MethodTable* FindParameterized(ElementType kind, MethodTable* element, int rank)
    {
        uint hash = Mix((uint)kind + 32 * (uint)rank, element);
        Chains chains = s_chains ??= Build();
        for (int at = chains.Heads[hash & (chains.Heads.Length - 1)]; at != 0; at = chains.Next[at - 1])
        {
            MethodTable* type = ImageMetadata.TypeAt((uint)at - 1);
            if (type->ElementType == kind && type->Related == element && RankOf(type) == rank)
                return type;
        }

        return null;
    }

    private static Chains Build()
    {
        uint count = ImageTables.Header->TypeCount;
        int size = 16;
        while (size < count)
            size *= 2;
        var chains = new Chains(new int[size], new int[count]);
        for (uint i = 0; i < count; i++)
        {
            if (!TryHash(ImageMetadata.TypeAt(i), out uint hash))
                continue;
            ref int head = ref chains.Heads[hash & (uint)(size - 1)];
            chains.Next[i] = head;
            head = (int)i + 1;
        }

        return chains;
    }

    private static bool TryHash(MethodTable* type, out uint hash)
    {
        hash = 0;
        if (type->IsGenericInstance)
        {
            MethodTable* definition = MethodTable.GenericDefinition(type);
            hash = Mix(0, definition);
            for (int i = 0; i < (int)definition->BaseSize; i++)
                hash = Mix(hash, MethodTable.GenericArgument(type, i));
            return true;
        }

        if (type->ElementType is not (ElementType.Array or ElementType.Pointer or ElementType.ByRef))
            return false;
        hash = Mix((uint)type->ElementType + 32 * (uint)RankOf(type), type->Related);
        return true;
    }

    private static bool HasArguments(MethodTable* type, ReadOnlySpan<RuntimeTypeHandle> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (MethodTable.GenericArgument(type, i) != ImageMetadata.TableOf(arguments[i]))
                return false;
        }

        return true;
    }

    private static int RankOf(MethodTable* type) =>
        type->IsArray ? (int)(((uint)MethodTable.Extension(type)->Flags >> 8) & 0xFF) : 0;

    private static uint Mix(uint hash, MethodTable* type) => hash * 31 + ImageMetadata.IndexOf(type) + 1;
}
