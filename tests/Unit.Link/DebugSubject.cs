namespace Unit.Link;

/// <summary>Its lines are what a debugger is made to stop at.</summary>
public static class DebugSubject
{
    public static int Twice(int value)
    {
        int result = value;
        result += value;
        return result;
    }
}
