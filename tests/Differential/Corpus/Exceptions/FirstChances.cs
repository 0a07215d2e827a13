using System;
using System.Runtime.ExceptionServices;

namespace Corpus.Exceptions;

/// <summary>AppDomain's event of exceptions that were just thrown: before any filter, and again when one is thrown on.</summary>
public static class FirstChances
{
    private static int s_count;

    public static int Run()
    {
        AppDomain.CurrentDomain.FirstChanceException += Write;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        Plain();
        Again();
        Fault();
        AppDomain.CurrentDomain.FirstChanceException -= Write;
        Again();
        AppDomain.CurrentDomain.FirstChanceException -= Count;
        Again();
        Console.WriteLine(s_count);
        return 0;
    }

    private static void Write(object? sender, FirstChanceExceptionEventArgs e) => Console.WriteLine($"thrown: {e.Exception.Message}");

    private static void Count(object? sender, FirstChanceExceptionEventArgs e) => s_count++;

    private static void Plain()
    {
        try
        {
            throw new InvalidOperationException("plain");
        }
        catch (InvalidOperationException e) when (Filter(e))
        {
            Console.WriteLine("caught");
        }
    }

    private static bool Filter(Exception e)
    {
        Console.WriteLine($"filter: {e.Message}");
        return true;
    }

    private static void Again()
    {
        try
        {
            try
            {
                throw new FormatException("again");
            }
            catch (FormatException)
            {
                throw;
            }
        }
        catch (FormatException)
        {
            Console.WriteLine("caught again");
        }
    }

    private static void Fault()
    {
        string? nothing = s_count < 0 ? "" : null;
        try
        {
            Console.WriteLine(nothing!.Length);
        }
        catch (NullReferenceException)
        {
            Console.WriteLine("caught fault");
        }
    }
}
