using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Covariance and contravariance of interfaces and delegates.</summary>
public static class VarianceCalls
{
    private class Animal
    {
        public virtual string Name => "animal";
    }

    private class Dog : Animal
    {
        public override string Name => "dog";
    }

    private sealed class Puppy : Dog
    {
        public override string Name => "puppy";
    }

    private interface ISource<out T>
    {
        T Next();
        IEnumerable<T> All();
    }

    private interface ISink<in T>
    {
        string Put(T item);
    }

    private interface IPipe<in TIn, out TOut>
    {
        TOut Run(TIn input);
    }

    private sealed class Dogs : ISource<Dog>, ISink<Animal>, IPipe<Animal, Puppy>
    {
        public Dog Next() => new Puppy();

        public IEnumerable<Dog> All() => [new Dog(), new Puppy()];

        public string Put(Animal a) => "<" + a.Name;

        public Puppy Run(Animal a) => new();
    }

    private sealed class Both : ISource<string>, ISource<object>, ISource<Exception>
    {
        string ISource<string>.Next() => "str";

        object ISource<object>.Next() => "obj";

        Exception ISource<Exception>.Next() => new("exc");

        IEnumerable<string> ISource<string>.All() => ["a"];

        IEnumerable<object> ISource<object>.All() => ["b"];

        IEnumerable<Exception> ISource<Exception>.All() => [];
    }

    private delegate TOut Maker<out TOut>();
    private delegate string Taker<in TIn>(TIn x);

    private static string All(IEnumerable<Animal> animals)
    {
        string s = "";
        foreach (Animal a in animals)
            s += a.Name + ",";
        return s;
    }

    public static int Run()
    {
        var dogs = new Dogs();
        ISource<Animal> source = dogs;
        ISink<Puppy> sink = dogs;
        IPipe<Dog, Animal> pipe = dogs;
        WriteLine(source.Next().Name + " " + All(source.All()) + " " + sink.Put(new Puppy()) + " " + pipe.Run(new Dog()).Name);
        object o = dogs;
        WriteLine(
            $"{o is ISource<object>} {o is ISource<Puppy>} {o is ISink<Dog>} {o is ISink<object>} {o is IPipe<Puppy, Dog>} {o is IPipe<object, Dog>}"
        );
        object b = new Both();
        WriteLine(((ISource<string>)b).Next() + ((ISource<object>)b).Next() + ((ISource<Exception>)b).Next().Message);
        Maker<Dog> md = () => new Puppy();
        Maker<Animal> ma = md;
        Taker<Animal> ta = a => a.Name + "!";
        Taker<Puppy> tp = ta;
        WriteLine(ma().Name + tp(new Puppy()) + ReferenceEquals(ma, md));
        Func<object, string> f = x => "f" + x;
        Func<string, object> g = f;
        WriteLine(g("z"));
        Action<object> act = x => Write(x + ";");
        Action<string> sact = act;
        sact("s");
        Action<Dog> dact = act;
        try
        {
            dact += d => Write(d.Name);
        }
        catch (ArgumentException)
        {
            Write("combine;");
        }
        dact(new Dog());
        WriteLine();
        IEnumerable<object> objects = new List<string> { "p", "q" };
        foreach (object x in objects)
            Write(x);
        IEnumerable<object> strings = new[] { "r", "s" };
        foreach (object x in strings)
            Write(x);
        IReadOnlyList<Animal> list = new Dog[] { new(), new Puppy() };
        WriteLine(list[1].Name + list.Count);
        IComparer<Puppy> cmp = Comparer<Animal>.Create((x, y) => x.Name.Length - y.Name.Length);
        WriteLine(cmp.Compare(new Puppy(), new Puppy()));
        WriteLine(((object)new List<int>()) is IEnumerable<object>);
        WriteLine(new int[1] is IEnumerable<uint>);
        return 0;
    }
}
