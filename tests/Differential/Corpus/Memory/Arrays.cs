using System;

namespace Corpus.Memory;

public static class Arrays
{
    public static int Run()
    {
        int[] a = new int[10];
        for (int i = 0; i < a.Length; i++) a[i] = i * i;
        byte[] b = [1, 2, 3, 250];
        short[] s = [-1, 2];
        ushort[] us = [65535];
        float[] f = [1.5f, 2.5f];
        double[] d = [0.1, 0.2];
        bool[] flags = [true, false];
        char[] c = ['x', 'y'];
        string[] strings = ["p", null, "q"];
        Console.WriteLine(a[3] + b[3] + s[0] + us[0]);
        Console.WriteLine(f[0] + f[1] + " " + (d[0] + d[1]) + flags[0] + c[1] + strings[2] + strings[1]);
        int[,] grid = new int[3, 4];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) grid[i, j] = i * 10 + j;
        Console.WriteLine(grid[2, 3] + grid.GetLength(0) * 100 + grid.GetLength(1) + grid.Length + grid.Rank);
        int sum = 0;
        foreach (int v in grid) sum += v;
        Console.WriteLine(sum);
        string[,,] cube = new string[2, 2, 2];
        cube[1, 0, 1] = "cube";
        Console.WriteLine(cube[1, 0, 1] + cube[0, 0, 0]);
        try { grid[3, 0] = 1; } catch (IndexOutOfRangeException) { Console.WriteLine("range"); }
        int[][] jagged = [[1], [2, 3], []];
        Console.WriteLine(jagged[1][1] + jagged[2].Length);
        Array.Reverse(a);
        Array.Resize(ref a, 12);
        Array.Copy(a, 0, a, 2, 8);
        Console.WriteLine(string.Join(" ", a));
        Console.WriteLine(Array.IndexOf(a, 81) + " " + Array.BinarySearch(new[] { 1, 3, 5 }, 3));
        Array.Fill(a, 7, 1, 3);
        Array.Clear(a, 0, 1);
        Console.WriteLine(a[0] + a[1] + a[4]);
        object o = a;
        Console.WriteLine(o is int[] && o is not uint[][] && o is Array);
        int[] clone = (int[])a.Clone();
        clone[0] = 55;
        Console.WriteLine(a[0] + clone[0]);
        Range r = 1..^1;
        Console.WriteLine(string.Join(",", b[r]) + b[^1]);
        return sum & 0x7F;
    }
}
