using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Corpus.Memory;

/// <summary>Addresses of variables in integers, handed to where no compiler follows them, while the stack has to grow.</summary>
public static unsafe class AddressesHandedOn
{
    private const int Deep = 400;

    public static int Run()
    {
        Library();
        for (int size = 1; size < 60; size += 9)
        {
            Span<int> numbers = stackalloc int[size];
            for (int i = 0; i < size; i++)
                numbers[i] = (i + 1) * size;
            Console.WriteLine(Joined(numbers) + " " + SumThroughObject(numbers) + " " + SumThroughField(numbers));
        }

        Console.WriteLine(Nested(5));
        Console.WriteLine(ManyArguments("first", 12));
        Console.WriteLine(Looping());
        Thrown();
        Console.WriteLine(Enumerated());
        Console.WriteLine(FromManyThreads());
        Console.WriteLine(PointersInStackMemory() + " " + PointerInAnObject());
        return 0;
    }

    // What the base library does this way.
    private static void Library()
    {
        Span<byte> bytes = stackalloc byte[40];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i * 37);
        Span<char> label = stackalloc char[4];
        "DATA".CopyTo(label);
        Console.WriteLine(Base64Url.EncodeToString(bytes));
        Console.WriteLine(PemEncoding.WriteString(label, bytes));
        Console.WriteLine(new BigInteger(bytes, isUnsigned: true).ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(BigInteger.Pow(-7, 150).ToString("N0", CultureInfo.InvariantCulture));
        Console.WriteLine(BigInteger.Pow(3, 90).ToString("X"));
        Console.WriteLine(new Regex("[aeiou]").Replace("a text to be changed at many places", "<>"));
        Console.WriteLine(new Regex("[aeiou]", RegexOptions.RightToLeft).Replace("a text to be changed at many places", "<>", 4));
        Console.WriteLine(Path.Join("one", "two", "three", "four"));
        Console.WriteLine(Path.Join("one/".AsSpan(), "two".AsSpan(), "/three".AsSpan()));
        Console.WriteLine(DayOfWeek.Friday.ToString("X") + " " + Enum.Format(typeof(DayOfWeek), DayOfWeek.Monday, "x"));
        Console.WriteLine(Path.GetRandomFileName().Length);
    }

    private static string Joined(ReadOnlySpan<int> numbers) => string.Create(numbers.Length * 2, (nint)(&numbers), static (text, state) =>
    {
        Down(Deep);
        ReadOnlySpan<int> numbers = *(ReadOnlySpan<int>*)state;
        for (int i = 0; i < text.Length; i++)
            text[i] = (char)('a' + (numbers[i / 2] + i) % 26);
    });

    private sealed class Holder(nint address)
    {
        public int Sum(int count)
        {
            Down(Deep);
            int sum = 0;
            for (int i = 0; i < count; i++)
                sum += ((int*)address)[i];
            return sum;
        }
    }

    private static int SumThroughObject(Span<int> numbers)
    {
        fixed (int* first = numbers)
            return new Holder((nint)first).Sum(numbers.Length);
    }

    private static nint s_address;

    private static int SumThroughField(Span<int> numbers)
    {
        int sum = 0;
        fixed (int* first = numbers)
        {
            s_address = (nint)first;
            Down(Deep);
            for (int i = 0; i < numbers.Length; i++)
                sum += ((int*)s_address)[i];
        }

        return sum;
    }

    // A frame that stays calls another that stays, and so on; each changes the variables of all further up.
    private static int Nested(int depth)
    {
        int own = depth * 100;
        Func<nint, int, int> add = static (address, by) =>
        {
            Down(Deep);
            return *(int*)address += by;
        };
        add((nint)(&own), 1);
        int inner = depth == 0 ? 0 : Nested(depth - 1);
        add((nint)(&own), inner % 100);
        return own;
    }

    // Arguments on the stack move with the callee; one is an object that only lives there.
    private static string ManyArguments(string text, int number)
    {
        int local = number;
        Func<nint, long, long, long, long, long, object, string, string> callee = Many;
        string first = callee((nint)(&local), 1, 2, 3, 4, 5, new StringBuilder(text), text + number);
        string second = callee((nint)(&local), 6, 7, 8, 9, 10, new StringBuilder(first), first + local);
        return second + local;
    }

    private static string Many(nint address, long a, long b, long c, long d, long e, object builder, string text)
    {
        Down(Deep);
        *(int*)address += (int)(a + b + c + d + e);
        builder = new StringBuilder(builder.ToString()).Append('+');
        text += "!";
        GC.Collect();
        Down(Deep * 2);
        return builder + text + (a * b * c * d * e);
    }

    private static long Looping()
    {
        long sum = 0;
        Action<nint, int> add = static (address, i) =>
        {
            Down(i % 200);
            *(long*)address += i;
        };
        for (int i = 0; i < 300; i++)
            add((nint)(&sum), i);
        return sum;
    }

    private static void Thrown()
    {
        for (int i = 0; i < 4; i++)
        {
            try
            {
                Console.WriteLine(Throwing(i));
            }
            catch (InvalidOperationException e) when (Down(Deep) == Deep)
            {
                Console.WriteLine("out " + e.Message);
            }
            finally
            {
                Console.WriteLine("finally " + Down(Deep));
            }
        }
    }

    private static int Throwing(int kind)
    {
        int count = 0;
        Func<nint, int, int> act = static (address, kind) =>
        {
            Down(Deep);
            ++*(int*)address;
            return kind switch
            {
                0 => throw new ArgumentException("argument"),
                1 => throw new InvalidOperationException("operation"),
                2 => ((string?)null)!.Length,
                _ => kind,
            };
        };
        for (int i = 0; i < 3; i++)
        {
            try
            {
                count += act((nint)(&count), kind) * 0;
            }
            catch (ArgumentException e)
            {
                Down(Deep);
                count += e.Message.Length;
            }
            catch (NullReferenceException)
            {
                count += 1000;
            }
            finally
            {
                count += 10;
            }
        }

        return count;
    }

    private static IEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
            yield return Down(i);
    }

    private static int Enumerated()
    {
        int sum = 0;
        nint address = (nint)(&sum);
        Action<int> add = number => *(int*)address += number;
        foreach (int number in Numbers(50))
            add(number);
        return sum;
    }

    // Nobody knows that this memory holds pointers.
    private static int PointersInStackMemory()
    {
        int first = 3;
        int second = 4;
        int** table = stackalloc int*[2];
        table[0] = &first;
        table[1] = &second;
        Down(Deep);
        *table[0] += 10;
        Down(Deep * 3);
        *table[1] += *table[0];
        return first * 100 + second;
    }

    private static int PointerInAnObject()
    {
        byte* bytes = stackalloc byte[32];
        for (int i = 0; i < 32; i++)
            bytes[i] = (byte)(i * i);
        using var stream = new UnmanagedMemoryStream(bytes, 32, 32, FileAccess.ReadWrite);
        int sum = 0;
        for (int read = stream.ReadByte(); read >= 0; read = stream.ReadByte())
            sum += read + Down(sum % 50);
        stream.Position = 5;
        stream.WriteByte(200);
        return sum + bytes[5];
    }

    private static long FromManyThreads()
    {
        var threads = new System.Threading.Thread[8];
        var results = new long[threads.Length];
        for (int i = 0; i < threads.Length; i++)
        {
            int own = i;
            threads[i] = new System.Threading.Thread(() => results[own] = Looping() + Nested(own));
            threads[i].Start();
        }

        long sum = 0;
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i].Join();
            sum += results[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Down(int depth) => depth == 0 ? 0 : Down(depth - 1) + 1;
}
