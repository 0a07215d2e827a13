using System;
using Corpus.Support;
using ILPrograms;
using Code = ILPrograms.RawMemory;

namespace Corpus.IL;

/// <summary>Blocks of memory, unaligned and volatile accesses, localloc, sizes, addresses of elements.</summary>
public static class RawMemory
{
    public static int Run()
    {
        Blocks();
        Console.WriteLine($"packed {Code.PackedFields(new Packed { Tag = 9, Real = 0.5 })} overlay {Code.Overlay(0x0102_0304_0506_0708):x}");
        Console.WriteLine($"sizes {Code.Sizes()} {Code.SizeOf<byte>()} {Code.SizeOf<string>()} {Code.SizeOf<decimal>()} {Code.SizeOf<(byte, int, char)>()}");
        Console.WriteLine($"localloc {Code.Allocate(0, 5)} {Code.Allocate(300, 64)} {Code.Allocate(3, 40_000)}");
        Places();
        Elements();
        Console.WriteLine($"uninitialised {Code.Uninitialised(4)} null {Code.NullBlock(new byte[4], 0)} {Code.NullBlock(new byte[4], 4)}");
        return 0;
    }

    private static void Blocks()
    {
        var cells = new byte[24];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = (byte)i;
        Code.Copy(cells, 3, (byte[])cells.Clone(), 10, 9);
        Console.WriteLine(Convert.ToHexString(cells));
        Code.Fill(cells, 5, 0x1EE, 6);
        Console.WriteLine(Convert.ToHexString(cells));
        Code.Fixed(cells);
        Console.WriteLine(Convert.ToHexString(cells));
        Console.WriteLine($"{Code.Unaligned(cells):x} {Convert.ToHexString(cells)}");
    }

    private static void Places()
    {
        Console.WriteLine($"default {Code.Initialise("text")} {Code.Default(5)} {Code.Default("x") ?? "null"} {Code.Default((1, "y"))}");
        string to = "to";
        string from = "from";
        Code.CopyObject(ref to, ref from);
        (int, string, long) pair = (1, "a", 2);
        (int, string, long) old = Code.Exchange(ref pair, (7, "b", 8));
        Console.WriteLine($"objects {to} {old} {pair} {Code.Exchange(ref from, "new")} {from}");
        Console.WriteLine($"pinned {Code.Pinned([5, 6, 7])}");
    }

    private static void Elements()
    {
        object[] strings = new string[] { "a", "b" };
        Tour.Line("readonly", () => (string)Code.Element(strings, 1));
        Tour.Line("readonly outside", () => (string)Code.Element(strings, 2));
        Tour.Line("exact", () =>
        {
            Code.Store(strings, 0, "c");
            return (string)strings[0];
        });
        object[] objects = [1, 2];
        Code.Store(objects, 1, "text");
        Console.WriteLine($"{objects[1]} {Code.Generic(new[] { 1.5, 2.5 }, 1)} {Code.Generic(new[] { "x", "y" }, 0)}");
        int[] numbers = [1, 20, 300];
        Console.WriteLine($"{Code.Elements(numbers, 1)} {numbers[1]} {Code.Bytes([false, true], 1)}");
        Tour.Line("native index", () => Code.Generic(numbers, unchecked((nint)0x1_0000_0000)).ToString());
    }
}
