using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Corpus.Support;

namespace Corpus.Tours;

#nullable enable annotations

// One line of output per subject; a subject that throws prints the type of its exception.
public static unsafe class FirstTour
{
    interface IShape
    {
        double Area();
        string Name => "shape";
    }

    struct Sq : IShape
    {
        public double S;

        public double Area() => S * S;

        public override string ToString() => "Sq" + S;
    }

    class Circle : IShape
    {
        public double R;

        public double Area() => 3.0 * R * R;

        public string Name => "circle";
    }

    record struct Pt(int X, int Y);

    record class Node(string Name, Node? Next);

    enum Color
    {
        Red,
        Green,
        Blue,
    }

    abstract class Animal
    {
        public abstract string Speak();
        public virtual int Legs => 4;
    }

    class Dog : Animal
    {
        public override string Speak() => "woof";
    }

    class Bird : Animal
    {
        public override string Speak() => "tweet";

        public override int Legs => 2;
    }

    struct Big
    {
        public long A,
            B,
            C;

        public Big(long a)
        {
            A = a;
            B = a * 2;
            C = a * 3;
        }

        public long Sum() => A + B + C;
    }

    static string Insert0(this string s, string t) => t + s;

    static T Max<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;

    static int Max(Color a, Color b, int z) => Math.Max((int)a, (int)b) + z;

    static Big Mk(long a) => new Big(a);

    static bool F(string s, int k)
    {
        return s.Length == k;
    }

    static IEnumerable<int> It(int n)
    {
        for (int i = 0; i < n; i++)
        {
            try
            {
                yield return i;
            }
            finally
            {
                n--;
            }
        }
    }

    static class S1
    {
        public static readonly int[] A = { 1, 2, 3 };
        public static readonly Dictionary<int, string> D = new() { [1] = "one" };
        public static int N = Compute();

        static int Compute() => A.Length * 10;
    }

    class Bad
    {
        public static int X = Throw();

        static int Throw() => throw new Exception("cctor");
    }

    static string Arith()
    {
        long s = 0;
        for (int i = 0; i < 10; i++)
            s += i * 3 / (i + 1) + (i ^ 5) - (i << 2) + (s >> 1);
        return s.ToString();
    }

    static string Strings()
    {
        string s = "a" + 5.ToString() + long.MinValue + 'c';
        return s
            + s.Length
            + s.Substring(2)
            + s.Replace("5", "xx")
            + s.IndexOf('c')
            + string.Join(",", new[] { "p", "q" })
            + s.ToUpperInvariant();
    }

    static string Lists()
    {
        var l = new List<int>();
        for (int i = 0; i < 20; i++)
            l.Add(i * i % 7);
        l.Sort();
        var d = new Dictionary<string, int>();
        d["x"] = 4;
        d["yy"] = 5;
        int t = 0;
        foreach (var kv in d)
            t += kv.Value * kv.Key.Length;
        foreach (var x in l)
            t = t * 3 + x;
        var h = new HashSet<long> { 1, 2, 1 };
        var q = new Queue<string>();
        q.Enqueue("z");
        var st = new Stack<Pt>();
        st.Push(new Pt(1, 2));
        return t + ":" + h.Count + q.Dequeue() + st.Pop().Y;
    }

    static string Exc()
    {
        int r = 0;
        try
        {
            try
            {
                if (r == 0)
                    throw new InvalidOperationException("x");
            }
            finally
            {
                r += 1;
            }
        }
        catch (InvalidOperationException e)
        {
            r += e.Message.Length;
        }
        try
        {
            int[] a = new int[2];
            a[r] = 1;
        }
        catch (IndexOutOfRangeException)
        {
            r += 100;
        }
        try
        {
            object o = "s";
            _ = (int)o;
        }
        catch (InvalidCastException)
        {
            r += 1000;
        }
        try
        {
            string s = null!;
            r += s.Length;
        }
        catch (NullReferenceException)
        {
            r += 10000;
        }
        try
        {
            int z = r - r;
            r = 5 / z;
        }
        catch (DivideByZeroException)
        {
            r += 100000;
        }
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                r++;
            }
            finally
            {
                r += 7;
            }
        }
        return r.ToString();
    }

    static string Dele()
    {
        int k = 4;
        Func<int, int> f = a => a + k;
        f += a => a * 2;
        Action<List<int>> g = l => l.Add(k);
        g += static l => l.Add(9);
        var x = new List<int>();
        g(x);
        g -= g;
        Func<string, string> h = "abc".Insert0;
        Comparison<int> c = (a, b) => b - a;
        x.Sort(c);
        return f(3) + ":" + x.Count + x[0] + h("q");
    }

    static string Lin()
    {
        Span<int> s = stackalloc int[4];
        s[2] = 5;
        int[,] m = new int[2, 3];
        m[1, 2] = 7;
        object o = s[2];
        string[,] ss = new string[2, 2];
        ss[1, 0] = "k";
        int[][] j = { new[] { 1, 2 }, new[] { 3 } };
        return ((int)o + m[1, 2] + m.Length + m.GetLength(1) + (o is string ? 1 : 0)) + ss[1, 0] + j[1][0];
    }

    static string Iface()
    {
        IShape[] a =
        {
            new Sq { S = 2 },
            new Circle { R = 1.5 },
        };
        double t = 0;
        string n = "";
        foreach (var s in a)
        {
            t += s.Area();
            n += s.Name + s;
        }
        return t.ToString() + n;
    }

    static string Gen()
    {
        return Max(3, 4) + Max("a", "b") + Max(2.5, 1.5) + Max(Color.Red, Color.Blue is Color c ? c : default, 0);
    }

    static string Virt()
    {
        Animal[] a = { new Dog(), new Bird() };
        string r = "";
        foreach (var x in a)
            r += x.Speak() + x.Legs;
        return r;
    }

    static string BigS()
    {
        Big b = Mk(3);
        Big c = b;
        c.A = 100;
        object o = c;
        Big d = (Big)o;
        d.B++;
        return b.Sum() + ":" + c.Sum() + ":" + d.Sum() + ":" + Mk(5).Sum() + ((Big)o).B;
    }

    static string Conv()
    {
        double d = -3.7;
        long l = (long)d;
        uint u = (uint)l;
        byte b = unchecked((byte)300);
        sbyte sb = (sbyte)b;
        float f = 1.1f;
        ulong ul = 1UL << 63;
        return $"{l} {u} {b} {sb} {(double)f:R} {(int)f} {(double)ul} {(float)ul} {(long)(d * double.NaN)} {(int)(d * -1e20)} {(uint)(d * 0.4)} {(char)65}";
    }

    static string LinqT()
    {
        return string.Join(",", Enumerable.Range(0, 10).Where(x => x % 2 == 1).Select(x => x * x).OrderByDescending(x => x))
            + new[] { 1, 2, 3 }.Sum()
            + "hello".GroupBy(c => c).Count()
            + new List<int> { 3, 1 }.Max()
            + new[] { "a", "bb" }.ToDictionary(s => s, s => s.Length)["bb"];
    }

    static string Sb()
    {
        var sb = new StringBuilder();
        for (int i = 0; i < 50; i++)
            sb.Append(i).Append(' ').AppendFormat("{0:X2}", i);
        sb.Insert(3, "zz").Remove(0, 2);
        return sb.Length + sb.ToString(0, 30);
    }

    static string Nul()
    {
        int? a = 5,
            b = null;
        int? c = a + b;
        object o = a;
        object p = b;
        int? q = (int?)o;
        return (c.HasValue ? 1 : 0)
            + ""
            + a.GetValueOrDefault()
            + (o is int ? "i" : "n")
            + (p is null)
            + q
            + (a == 5)
            + (b ?? 9)
            + a.ToString()
            + b.ToString()
            + a.Equals(5);
    }

    static string Filt()
    {
        int r = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                throw new ArgumentException("m" + i);
            }
            catch (ArgumentException e) when (F(e.Message, 2) && i == 1)
            {
                r += 10;
            }
            catch (Exception e) when (i == 2 && e is ArgumentException)
            {
                r += 100;
            }
            catch (Exception)
            {
                r++;
            }
        }
        return r.ToString();
    }

    static string Cast()
    {
        object[] os = { 1, "s", 2.5, new Dog(), new int[3], new Pt(1, 2), 'c', null!, Color.Green };
        string r = "";
        foreach (var o in os)
            r += o switch
            {
                int i => "i" + i,
                string s => "s" + s,
                double d => "d" + d,
                Animal a => a.Speak(),
                int[] x => "arr" + x.Length,
                Pt p => p.ToString(),
                IConvertible => "cv",
                null => "null",
                _ => "?",
            };
        return r + (os is IEnumerable<object>) + ((object)new string[1] is object[]) + (new List<string>() is IEnumerable<object>);
    }

    static string Iter()
    {
        int s = 0;
        foreach (int x in It(10))
            s = s * 10 + x;
        return s.ToString();
    }

    static string Sw()
    {
        string r = "";
        foreach (var s in new[] { "alpha", "beta", "gamma", "delta", "eps", "zeta", "eta", "x" })
            r += s switch
            {
                "alpha" => 1,
                "beta" => 2,
                "gamma" => 3,
                "delta" => 4,
                "eps" => 5,
                "zeta" => 6,
                "eta" => 7,
                _ => 0,
            };
        for (int i = -1; i < 7; i++)
            switch (i)
            {
                case 0:
                    r += "a";
                    break;
                case 1:
                case 2:
                    r += "b";
                    break;
                case 5:
                    r += "c";
                    break;
                default:
                    r += ".";
                    break;
            }
        return r;
    }

    static string Sp()
    {
        ReadOnlySpan<char> s = "hello world";
        int i = s.IndexOf(' ');
        var a = s[..i].ToString();
        Span<byte> b = new byte[16];
        b.Fill(3);
        b[5] = 9;
        ReadOnlySpan<int> c = [1, 2, 3, 4];
        int t = 0;
        foreach (var x in c)
            t += x;
        return a + b.IndexOf((byte)9) + t + s.Slice(6).SequenceEqual("world") + int.Parse("-123") + b.ToArray().Length;
    }

    static string Chk()
    {
        string r = "";
        int m = int.MaxValue;
        try
        {
            checked
            {
                m++;
            }
        }
        catch (OverflowException)
        {
            r += "o1";
        }
        try
        {
            checked
            {
                byte b = (byte)(m - 1);
            }
        }
        catch (OverflowException)
        {
            r += "o2";
        }
        try
        {
            checked
            {
                uint u = (uint)(-m);
            }
        }
        catch (OverflowException)
        {
            r += "o3";
        }
        try
        {
            long l = long.MinValue;
            l = checked(-l);
        }
        catch (OverflowException)
        {
            r += "o4";
        }
        try
        {
            int z = int.MinValue;
            z /= (m - m - 1);
        }
        catch (OverflowException)
        {
            r += "o5";
        }
        try
        {
            double d = 1e10;
            int i = checked((int)d);
        }
        catch (OverflowException)
        {
            r += "o6";
        }
        checked
        {
            r += (byte)200 + (sbyte)-5;
        }
        return r;
    }

    static string Dbl()
    {
        double a = 0.1 + 0.2,
            n = double.NaN;
        return a.ToString()
            + (n < 1)
            + (n > 1)
            + (n != n)
            + (n == n)
            + !(n >= 1)
            + Math.Sqrt(2)
            + Math.Floor(-2.5)
            + Math.Round(2.5)
            + (5.5 % 2)
            + 1e300 * 1e10
            + (float)a
            + Math.Abs(-3.5)
            + 123456789.125.ToString("F2")
            + (1.0 / 3).ToString("E3");
    }

    static string Stat()
    {
        string r = S1.N + S1.D[1];
        try
        {
            r += Bad.X;
        }
        catch (TypeInitializationException e)
        {
            r += e.InnerException!.Message;
        }
        return r;
    }

    static string Rec()
    {
        var a = new Node("a", new Node("b", null));
        var b = a with { Name = "c" };
        var p = new Pt(1, 2);
        return a
            + ""
            + (a == new Node("a", new Node("b", null)))
            + b.Name
            + (p == new Pt(1, 2))
            + p
            + p.GetHashCode().Equals(new Pt(1, 2).GetHashCode())
            + (1, "x", 2.5)
            + new { Q = 1, W = "z" };
    }

    static string En()
    {
        Color c = Color.Green;
        return c.ToString()
            + (int)c
            + (c | Color.Blue)
            + Enum.IsDefined(c)
            + c.CompareTo(Color.Red)
            + c.Equals(Color.Green)
            + new Dictionary<Color, int> { [Color.Blue] = 3 }[Color.Blue];
    }

    public static int Run()
    {
        Tour.Line("Arith", Arith);
        Tour.Line("Strings", Strings);
        Tour.Line("Lists", Lists);
        Tour.Line("Exc", Exc);
        Tour.Line("Dele", Dele);
        Tour.Line("Lin", Lin);
        Tour.Line("Iface", Iface);
        Tour.Line("Gen", Gen);
        Tour.Line("Virt", Virt);
        Tour.Line("BigS", BigS);
        Tour.Line("Conv", Conv);
        Tour.Line("LinqT", LinqT);
        Tour.Line("Sb", Sb);
        Tour.Line("Nul", Nul);
        Tour.Line("Filt", Filt);
        Tour.Line("Cast", Cast);
        Tour.Line("Iter", Iter);
        Tour.Line("Sw", Sw);
        Tour.Line("Sp", Sp);
        Tour.Line("Chk", Chk);
        Tour.Line("Dbl", Dbl);
        Tour.Line("Stat", Stat);
        Tour.Line("Rec", Rec);
        Tour.Line("En", En);
        return 0;
    }
}
