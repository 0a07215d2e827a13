using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Reflected;

/// <summary>Lists members of own types under all kinds of binding flags.</summary>
public static class Members
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private class Base
    {
        public int PublicBase;
        protected string ProtectedBase = "";
        private readonly long _privateBase = 1;
        public static int StaticBase = 4;

        public virtual int Overridden() => 1;

        public int Hidden() => 2;

        protected void Protected()
        {
        }

        private long Private() => _privateBase;

        public static void StaticMethod()
        {
        }

        public virtual string Name { get; set; } = "base";
    }

    private class Derived : Base
    {
        public const int Constant = 42;
        internal static readonly string Shared = "shared";
        public int Own;
        private event EventHandler Changed;

        public Derived()
        {
        }

        public Derived(int own, string name = "x")
        {
            Own = own;
            Name = name;
        }

        private Derived(Derived other)
        {
        }

        public override int Overridden() => 3;

        public new int Hidden() => 4;

        public override string Name { get; set; }

        public int Computed => Own * 2;

        public int this[int index]
        {
            get => index;
            set => Own = index + value;
        }

        public T Generic<T>(T value, List<T> list) => value;

        public void Overload()
        {
        }

        public void Overload(int value)
        {
        }

        public void Overload(ref int value, out string text, params object[] rest) => text = "";

        public event Action<int> Ticked
        {
            add { }
            remove { }
        }

        public static Derived operator +(Derived a, Derived b) => a;

        public static implicit operator int(Derived d) => d.Own;

        internal void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    public static int Run()
    {
        foreach (Type type in new[] { typeof(Base), typeof(Derived) })
        {
            Print(type, "declared", Everything | BindingFlags.DeclaredOnly);
            Print(type, "public", BindingFlags.Public | BindingFlags.Instance);
            Print(type, "static", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.FlattenHierarchy);
            Print(type, "hidden", BindingFlags.NonPublic | BindingFlags.Instance);
        }

        Type derived = typeof(Derived);
        Console.WriteLine(derived.GetMethod("Overload", Type.EmptyTypes));
        Console.WriteLine(derived.GetMethod("Overload", [typeof(int)]));
        Console.WriteLine(derived.GetMethod("overload", BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public, [typeof(int)]));
        Console.WriteLine(derived.GetMethod("Nothing") is null);
        try
        {
            derived.GetMethod("Overload");
        }
        catch (AmbiguousMatchException)
        {
            Console.WriteLine("ambiguous");
        }

        Console.WriteLine(derived.GetField("Own").Name + " " + derived.GetProperty("Computed").CanWrite + " " + derived.GetProperty("Item").GetIndexParameters()[0]);
        Console.WriteLine(derived.GetEvent("Ticked").EventHandlerType + " " + derived.GetEvent("Ticked").AddMethod.Name);
        Console.WriteLine(derived.GetMethod("Overridden").GetBaseDefinition().DeclaringType.Name + " " + derived.GetMethod("Overridden").DeclaringType.Name);
        Console.WriteLine(string.Join(", ", derived.GetMember("Overload").Select(m => m.ToString()).Order(StringComparer.Ordinal)));
        MethodInfo generic = derived.GetMethod("Generic");
        Console.WriteLine($"{generic} {generic.IsGenericMethodDefinition} {generic.ContainsGenericParameters} {generic.ReturnType.IsGenericMethodParameter} {generic.GetParameters()[1].ParameterType}");
        Parameters(derived.GetMethods().Single(m => m.Name == "Overload" && m.GetParameters().Length == 3));
        Parameters(derived.GetConstructor([typeof(int), typeof(string)]));
        FieldInfo constant = derived.GetField("Constant");
        Console.WriteLine($"{constant.IsLiteral} {constant.GetRawConstantValue()} {constant.GetValue(null)} {constant.FieldType}");
        return 0;
    }

    private static void Parameters(MethodBase method)
    {
        foreach (ParameterInfo p in method.GetParameters())
            Console.WriteLine($"  {p.Position} {p.Name} {p.ParameterType} {p.Attributes} {p.IsOut} {p.IsOptional} {p.HasDefaultValue} {(p.HasDefaultValue ? p.DefaultValue : "-")} {p.IsDefined(typeof(ParamArrayAttribute), false)}");
    }

    private static void Print(Type type, string title, BindingFlags flags)
    {
        Console.WriteLine($"{type.Name} {title}");
        foreach (string line in type.GetMembers(flags).Where(m => m.DeclaringType != typeof(object)).Select(Describe).Order(StringComparer.Ordinal))
            Console.WriteLine("  " + line);
    }

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo m => $"method {m} of {m.DeclaringType.Name}: {m.Attributes}",
        ConstructorInfo c => $"constructor {c}: {c.Attributes}",
        FieldInfo f => $"field {f} of {f.DeclaringType.Name}: {f.Attributes}",
        PropertyInfo p => $"property {p} of {p.DeclaringType.Name}: {p.CanRead} {p.CanWrite}",
        EventInfo e => $"event {e} of {e.DeclaringType.Name}",
        _ => member.MemberType + " " + member.Name,
    };
}
