using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Reflected;

/// <summary>Application: a test runner that finds fixtures, set-ups, cases and expected exceptions by attributes.</summary>
public static class TestRunner
{
    [AttributeUsage(AttributeTargets.Class)]
    private sealed class FixtureAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SetUpAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    private class TestAttribute : Attribute
    {
        public Type Throws { get; set; }

        public string Skip;
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    private sealed class CaseAttribute(params object[] arguments) : TestAttribute
    {
        public object[] Arguments => arguments;

        public object Result { get; set; }
    }

    [Fixture]
    private sealed class CalculatorTests
    {
        private int _setUps;

        [SetUp]
        public void SetUp() => _setUps++;

        [Test]
        public void SetUpRan() => Check(_setUps == 1);

        [Case(1, 2, Result = 3)]
        [Case(5, -7, Result = -2)]
        [Case(1, 1, Result = 3)]
        public int Add(int a, int b) => a + b;

        [Test(Throws = typeof(DivideByZeroException))]
        public int Divide() => _setUps / (_setUps - 1);

        [Test(Skip = "later")]
        public void Later() => throw new NotImplementedException();

        [Test]
        public void Broken() => throw new InvalidOperationException("broken");

        [Test]
        public async Task Asynchronous()
        {
            await Task.Yield();
            Check(_setUps == 1);
        }

        [Case("x", Result = "xx")]
        [Case(null, Result = "")]
        public static string Twice(string text) => text + text;
    }

    [Fixture]
    private abstract class BaseTests<T>
    {
        protected abstract T Make();

        [Test]
        public void Makes() => Check(Make() is not null);
    }

    [Fixture]
    private sealed class StringTests : BaseTests<string>
    {
        protected override string Make() => "made";
    }

    private static void Check(bool condition)
    {
        if (!condition)
            throw new Exception("check failed");
    }

    public static int Run()
    {
        int passed = 0, failed = 0, skipped = 0;
        foreach (Type fixture in typeof(TestRunner).GetNestedTypes(BindingFlags.NonPublic).Where(t => t.IsDefined(typeof(FixtureAttribute), false) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            foreach (MethodInfo method in fixture.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal))
            {
                foreach (TestAttribute test in method.GetCustomAttributes<TestAttribute>())
                {
                    string outcome = RunOne(fixture, method, test);
                    Console.WriteLine($"{fixture.Name}.{method.Name}: {outcome}");
                    if (outcome == "passed")
                        passed++;
                    else if (outcome.StartsWith("skipped"))
                        skipped++;
                    else
                        failed++;
                }
            }
        }

        Console.WriteLine($"{passed} {failed} {skipped}");
        return failed;
    }

    private static string RunOne(Type fixture, MethodInfo method, TestAttribute test)
    {
        if (test.Skip is { } reason)
            return "skipped: " + reason;
        object instance = Activator.CreateInstance(fixture);
        foreach (MethodInfo setUp in fixture.GetMethods().Where(m => m.GetCustomAttribute<SetUpAttribute>() != null))
            setUp.Invoke(instance, null);
        try
        {
            object result = method.Invoke(instance, (test as CaseAttribute)?.Arguments ?? (test is CaseAttribute ? [null] : null));
            if (result is Task task)
                task.GetAwaiter().GetResult();
            if (test is CaseAttribute { Result: { } expected } && !expected.Equals(result))
                return $"failed: {result} instead of {expected}";
            return test.Throws is null ? "passed" : "failed: nothing thrown";
        }
        catch (TargetInvocationException e) when (e.InnerException.GetType() == test.Throws)
        {
            return "passed";
        }
        catch (TargetInvocationException e)
        {
            return $"failed: {e.InnerException.GetType().Name} {e.InnerException.Message}";
        }
    }
}
