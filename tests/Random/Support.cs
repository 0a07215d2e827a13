namespace Random;

/// <summary>What every generated program brings along: the checksum, and things that make values opaque to a compiler.</summary>
internal static class Support
{
    public const string Source = """
        using System;
        using System.Runtime.CompilerServices;

        static class H
        {
          public static readonly object Lock = new object();
          static ulong s_sum;
          static string s_thrown = "";

          public static void Begin() { s_sum = 14695981039346656037; s_thrown = ""; }

          [MethodImpl(MethodImplOptions.NoInlining)]
          public static void Add(ulong value) { s_sum = (s_sum ^ value) * 1099511628211; s_sum ^= s_sum >> 29; }
          public static void Add(long value) => Add((ulong)value);
          public static void Add(bool value) => Add(value ? 3UL : 5UL);
          public static void Add(double value) => Add(double.IsNaN(value) ? 0x7FF8000000000000UL : (ulong)BitConverter.DoubleToInt64Bits(value));
          public static void Add(float value) => Add((double)value);
          public static void Add(string value)
          {
            if (value == null) { Add(11UL); return; }
            Add((ulong)value.Length);
            foreach (char c in value) Add((ulong)c);
          }

          public static void End(string name)
          {
            char[] digits = new char[16];
            for (int i = 0; i < 16; i++) digits[i] = "0123456789abcdef"[(int)(s_sum >> (60 - 4 * i)) & 15];
            Console.WriteLine(name + " " + new string(digits) + s_thrown);
          }

          public static void Thrown(Exception e) { Add(Code(e)); s_thrown += " " + e.GetType().Name; }

          public static long Code(Exception e) => e switch
          {
            Own own => own.Number, Other other => 100 + other.Number, NullReferenceException => 1, IndexOutOfRangeException => 2, DivideByZeroException => 3,
            OverflowException => 4, InvalidCastException => 5, InvalidOperationException => 6, FormatException => 7, ArgumentException => 8,
            TypeInitializationException => 9, ArrayTypeMismatchException => 10, _ => 0,
          };

          /// In a filter: that it ran is part of the result.
          public static bool Seen(bool value) { Add(value); return value; }

          [MethodImpl(MethodImplOptions.NoInlining)]
          public static T Of<T>(T value) => value;

          public static char At(string text, int index) => text == null ? 'n' : text.Length == 0 ? 'e' : text[(int)((uint)index % (uint)text.Length)];
          public static string Cut(string text) => text == null || text.Length <= 20 ? text : text.Substring(0, 20);
          public static string Part(string text, int index) => text == null ? null : text.Substring((int)((uint)index % (uint)(text.Length + 1)));

          [MethodImpl(MethodImplOptions.NoInlining)]
          public static object Boxed<T>(T value) => value;

          /// Each frame has a local of its own and a pointer to that of another.
          [MethodImpl(MethodImplOptions.NoInlining)]
          public static unsafe long Deep(long* other, int depth)
          {
            long own = *other + depth;
            *other = *other * 3 + 1;
            long below = depth > 0 ? Deep(depth % 3 == 0 ? other : &own, depth - 1) : 0;
            return below * 31 + own;
          }

          public static long Deep(Ref other, int depth)
          {
            long own = other.Value;
            other.Value += depth;
            long below = depth > 0 ? Deep(depth % 4 == 0 ? other : new Ref(ref own, depth), depth - 1) : other.Number;
            return below * 31 + own;
          }

          public ref struct Ref
          {
            public ref long Value;
            public int Number;
            public Ref(ref long value, int number) { Value = ref value; Number = number; }
          }

          public sealed class Scope : IDisposable
          {
            readonly int _number;
            public Scope(int number) { _number = number; Add((long)number); }
            public void Dispose() => Add((long)_number * 7);
          }

          [InlineArray(5)]
          public struct Row { int _first; }

          public static long Sum(Row row) { long sum = 0; foreach (int item in row) sum = sum * 5 + item; return sum; }
          public static void Change(ref Row row) { for (int i = 0; i < 5; i++) row[i] += i * row[4 - i]; }

          public sealed class Own : Exception { public long Number; public Own(int number) { Number = number; } }
          public sealed class Other : Exception { public long Number; public Other(int number) { Number = number; } }
        }

        static class G
        {
          public static T Pick<T>(bool first, T a, T b) => first ? a : b;
        }

        """;

    /// <summary>A class of each unit: what it counts must not depend on other units.</summary>
    public const string Box =
        "sealed class Box<T> { static int s_made; T _value; public Box(T value) { _value = value; s_made++; } "
        + "public T Swap(T other) { T old = _value; _value = other; return (s_made & 1) == 0 ? old : _value; } }";
}
