using System;
using System.Globalization;

namespace Random;

/// <summary>Makes whole programs: units, and a Main that runs a range of them.</summary>
public static class ProgramMaker
{
    public const int MethodsOfUnit = 20;

    public static int UnitsFor(int methods, int size = MethodsOfUnit) => Math.Max(1, (methods + size - 1) / size);

    /// <summary>The units from <paramref name="first"/> of this seed; the same at any time and place.</summary>
    /// <param name="size">Methods of each unit.</param>
    public static Node Make(ulong seed, int first, int units, int size = MethodsOfUnit)
    {
        Node root = Node.Block();
        Node main = Node.Block();
        for (int i = first; i < first + units; i++)
        {
            root.Add(UnitMaker.Make(seed, i, size));
            string number = i.ToString(CultureInfo.InvariantCulture);
            main.Add(Node.Statement($"if (first <= {number} && {number} < end) U{number}.P.Run();"));
        }

        root.Add(Node.Statement("static class Program { static void Main(string[] args) { int first = args.Length > 0 ? int.Parse(args[0]) : 0, end = args.Length > 1 ? int.Parse(args[1]) : int.MaxValue; Run(first, end); } static void Run(int first, int end) ", main, " }"));
        return root;
    }
}
