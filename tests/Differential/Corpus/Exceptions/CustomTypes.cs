using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Own exception hierarchies with generic members, overridden messages, data and codes.</summary>
public static class CustomTypes
{
    private abstract class AppError(string m, int code) : Exception(m)
    {
        public int Code => code;
        public abstract string Area { get; }

        public override string ToString() => $"[{Area}:{Code}] {Message}";
    }

    private sealed class Io(string m) : AppError(m, 5)
    {
        public override string Area => "io";
    }

    private class Net<T>(T v) : AppError("net " + v, 7)
    {
        public T V => v;
        public override string Area => "net";
        public override string Message => base.Message.ToUpperInvariant();
    }

    private sealed class Sub() : Net<string>("sub")
    {
        public override string Area => "sub";
    }

    private static void Throw(int n) =>
        throw (
            n switch
            {
                0 => new Io("disk"),
                1 => new Net<int>(4),
                2 => new Net<string>("s"),
                3 => new Sub(),
                4 => new Exception("plain"),
                _ => null,
            }
        );

    public static int Run()
    {
        int codes = 0;
        for (int i = 0; i < 6; i++)
        {
            try
            {
                Throw(i);
            }
            catch (Net<string> e) when (e.V.Length > 1)
            {
                codes += 1000;
                WriteLine("long " + e);
            }
            catch (Net<string> e)
            {
                WriteLine("net<string> " + e.V + e.Area);
            }
            catch (AppError e)
            {
                codes += e.Code;
                WriteLine(e);
            }
            catch (NullReferenceException)
            {
                WriteLine("null");
            }
            catch (Exception e)
            {
                WriteLine(e.Message);
            }
        }
        return codes % 256;
    }
}
