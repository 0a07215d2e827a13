using System;
using System.Threading.Tasks;

namespace Corpus.Language;

/// <summary>Loops with two entries of which the compiler finds one to be dead, so that their blocks are reached from behind only.</summary>
internal static class LoopsEnteredTwice
{
    public static int Run()
    {
        Console.WriteLine(Inside<int>(5) + " " + Inside<long>(5));
        Console.WriteLine(Before<int>(7) + " " + Before<string>(7));
        Console.WriteLine(Caught<int>(4) + " " + Caught<byte>(4));
        Console.WriteLine(Waiting<int>(4).Result + " " + Waiting<byte>(4).Result);
        return 0;
    }

    private static int Inside<T>(int count)
    {
        int sum = 1;
        if (typeof(T) == typeof(long))
            goto inside;
    check:
        sum += count;
        if (count-- <= 0)
            return sum;
        if (count == 100)
            goto check;
    inside:
        sum *= 3;
        goto check;
    }

    private static int Before<T>(int count)
    {
        int sum = 0;
        if (typeof(T) != typeof(string))
            goto check;
    inside:
        sum = sum * 2 + count;
        count -= 2;
    check:
        if (count > 0)
            goto inside;
        return sum;
    }

    private static int Caught<T>(int count)
    {
        int sum = 0;
        try
        {
            if (typeof(T) == typeof(byte))
                goto inside;
        check:
            sum += 10 / count--;
            if (sum == 1000)
                goto check;
        inside:
            sum++;
            goto check;
        }
        catch (DivideByZeroException)
        {
            return sum;
        }
        finally
        {
            Console.Write(count + " ");
        }
    }

    private static async Task<int> Waiting<T>(int count)
    {
        int sum = 0;
        if (typeof(T) == typeof(byte))
            goto inside;
    check:
        sum += count;
        if (count-- <= 0)
            return sum;
        await Task.Yield();
        if (sum == 1000)
            goto check;
    inside:
        sum *= 2;
        await Task.Yield();
        goto check;
    }
}
