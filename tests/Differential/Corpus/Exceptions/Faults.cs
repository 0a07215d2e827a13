using System;

namespace Corpus.Exceptions;

public static class Faults
{
    private class Box
    {
        public int A;
        public long[] Data = new long[4];
        public string Text;

        public virtual int V() => A;

        public int NonVirtual() => 1;
    }

    private struct Wide
    {
        public long A,
            B,
            C,
            D;
    }

    private class Holder
    {
        public Wide W;
    }

    private static void Try(string name, Action a)
    {
        try
        {
            a();
            Console.WriteLine(name + " none");
        }
        catch (NullReferenceException)
        {
            Console.WriteLine(name + " null");
        }
        catch (IndexOutOfRangeException)
        {
            Console.WriteLine(name + " index");
        }
        catch (DivideByZeroException)
        {
            Console.WriteLine(name + " zero");
        }
        catch (OverflowException)
        {
            Console.WriteLine(name + " overflow");
        }
        catch (InvalidCastException)
        {
            Console.WriteLine(name + " cast");
        }
        catch (ArrayTypeMismatchException)
        {
            Console.WriteLine(name + " mismatch");
        }
    }

    public static int Run()
    {
        Box none = null;
        Box box = new();
        int[] array = new int[3];
        int[] noArray = null;
        int zero = 0,
            minusOne = -1,
            three = 3;
        object o = "text";
        Holder holder = null;
        Try("field", () => Console.WriteLine(none.A));
        Try("store", () => none.A = 3);
        Try("virtual", () => none.V());
        Try("call", () => none.NonVirtual());
        Try("inner", () => Console.WriteLine(box.Text.Length));
        Try("array null", () => Console.WriteLine(noArray[0]));
        Try("array length", () => Console.WriteLine(noArray.Length));
        Try("index", () => array[three] = 1);
        Try("negative", () => Console.WriteLine(array[minusOne]));
        Try("divide", () => Console.WriteLine(5 / zero));
        Try("modulo", () => Console.WriteLine(5 % zero));
        Try("long", () => Console.WriteLine(5L / zero));
        Try("min", () => Console.WriteLine(int.MinValue / minusOne));
        Try("minrem", () => Console.WriteLine(long.MinValue % minusOne));
        Try("cast", () => Console.WriteLine(((Box)o).A));
        Try("unbox", () => Console.WriteLine((int)o));
        Try("unboxnull", () => Console.WriteLine((int)(object)none));
        Try(
            "struct",
            () =>
            {
                Wide w = holder.W;
                Console.WriteLine(w.D);
            }
        );
        Try("size", () => Console.WriteLine(new int[minusOne].Length));
        Try(
            "delegate",
            () =>
            {
                Action a = null;
                a();
            }
        );
        Try("throw null", () => throw null);
        Try("fine", () => Console.WriteLine(box.V() + array[2] + box.Data[3]));
        int locals = 0;
        try
        {
            locals = 1;
            Console.WriteLine(none.A + locals);
            locals = 2;
        }
        catch (NullReferenceException)
        {
            locals += 10;
        }
        finally
        {
            locals += 100;
        }
        Console.WriteLine(locals);
        return locals;
    }
}
