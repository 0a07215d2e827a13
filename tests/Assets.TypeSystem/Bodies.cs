using System;
using System.Collections.Generic;

namespace Assets.TypeSystem;

public class Bodies<T>
{
    public T Field;

    public List<T> MakeList(T value)
    {
        List<T> list = [value, Field];
        return list;
    }

    public static Type OpenType() => typeof(Bodies<>);

    public static Type ClosedType() => typeof(Bodies<T>);

    public static TResult Nested<TResult>(T value, Func<T, TResult> convert)
    {
        Dictionary<T, TResult[,]> table = new();
        table[value] = new TResult[2, 3];
        table[value][1, 2] = convert(value);
        return table[value][0, 0];
    }

    public static unsafe int Pin(int[] values)
    {
        fixed (int* p = values)
        {
            return *p;
        }
    }

    public static unsafe int CallPointer(delegate*<T, int> managed, delegate* unmanaged<int, int> native, T value) =>
        managed(value) + native(1);

    public static int Protected(string text)
    {
        try
        {
            return int.Parse(text);
        }
        catch (FormatException e) when (e.Message.Length > 3)
        {
            return 1;
        }
        catch (OverflowException)
        {
            return 2;
        }
        finally
        {
            Console.WriteLine("done");
        }
    }
}
