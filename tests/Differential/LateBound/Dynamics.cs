using System;
using System.Collections.Generic;
using System.Dynamic;
using System.IO;
using System.Linq;

namespace LateBound;

/// <summary>The type dynamic.</summary>
public static class Dynamics
{
    public static int Run()
    {
        dynamic a = 5;
        dynamic b = 7;
        Console.WriteLine(a + b);
        Console.WriteLine(a * 2.5);
        dynamic s = "hello";
        Console.WriteLine(s.Length);
        Console.WriteLine(s.ToUpper());
        Console.WriteLine(s + " world " + a);
        dynamic list = new List<int> { 1, 2, 3 };
        list.Add(4);
        Console.WriteLine(list.Count);
        foreach (var x in list)
            Console.Write(x + " ");
        Console.WriteLine(list[2]);
        dynamic p = new Person { Name = "Ann", Age = 3 };
        p.Age++;
        Console.WriteLine($"{p.Name} {p.Age}");
        p.Greet("you");
        Console.WriteLine(p.Sum(1, 2));
        dynamic e = new ExpandoObject();
        e.Title = "T";
        e.Count = 1;
        e.Count += 5;
        e.Say = (Func<string, string>)(n => "hi " + n);
        Console.WriteLine($"{e.Title} {e.Count} {e.Say("bob")}");
        foreach (var kv in (IDictionary<string, object>)e)
            Console.Write(kv.Key + ";");
        Console.WriteLine();
        try
        {
            p.Missing();
        }
        catch (Microsoft.CSharp.RuntimeBinder.RuntimeBinderException x)
        {
            Console.WriteLine(x.Message);
        }
        dynamic bag = new Bag();
        bag.Colour = "red";
        Console.WriteLine(bag.Colour);
        Console.WriteLine(Over.F((dynamic)1) + Over.F((dynamic)"s") + Over.F((dynamic)2.0));
        if (a > 3 && b != a)
            Console.WriteLine("cmp");
        int i = a;
        long l = a;
        Console.WriteLine(i + l);
        dynamic arr = new[] { 1, 2 };
        arr[0] = 9;
        Console.WriteLine(arr[0] + arr.Length);
        Console.WriteLine((object)(dynamic)null == null);
        return 0;
    }

    static class Over
    {
        public static string F(int x) => "int ";

        public static string F(string x) => "string ";

        public static string F(double x) => "double ";
    }

    internal class Person
    {
        public string Name { get; set; } = "";
        public int Age;

        public void Greet(string w) => Console.WriteLine("hello " + w);

        public int Sum(int x, int y) => x + y;
    }

    class Bag : DynamicObject
    {
        readonly Dictionary<string, object?> _d = [];

        public override bool TryGetMember(GetMemberBinder b, out object? r) => _d.TryGetValue(b.Name, out r);

        public override bool TrySetMember(SetMemberBinder b, object? v)
        {
            _d[b.Name] = v;
            return true;
        }
    }
}
