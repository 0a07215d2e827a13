using System;
using System.Collections.Generic;

namespace GuestFramework;

/// <summary>Assertions of guest tests.</summary>
public static class Check
{
    public static void True(bool condition, string what)
    {
        if (!condition)
            throw new CheckException("not true: " + what);
    }

    public static void Equal<T>(T expected, T actual, string what = "value")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new CheckException(what + ": expected " + expected + ", got " + actual);
    }

    /// <summary>The action must throw exactly this type.</summary>
    public static T Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T e)
        {
            return e;
        }

        throw new CheckException("expected an exception that did not come");
    }
}
