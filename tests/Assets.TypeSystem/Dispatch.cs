using System.Collections.Generic;

namespace Assets.TypeSystem;

public class Animal
{
    public virtual Animal Self() => this;

    public virtual string Speak() => "";

    public virtual T Generic<T>(T value) => value;
}

public class Dog : Animal
{
    public override Dog Self() => this;

    public override string Speak() => "bark";
}

public class Puppy : Dog
{
    public override Puppy Self() => this;

    // Hides the inherited slot with a new one.
    public new virtual string Speak() => "yip";

    public override T Generic<T>(T value) => default;
}

public class Whelp : Puppy
{
    public override string Speak() => "whine";
}

public class Mutt : Dog
{
    public override Dog Self() => null;
}

public class Holder<T>
{
    public virtual int Take(T value) => 1;

    public virtual int Take(int value) => 2;
}

public class IntHolder : Holder<int>
{
}

public class OpenHolder<T> : Holder<T>
{
    public override int Take(T value) => 3;
}

public class Finalized
{
    ~Finalized()
    {
    }
}

public class FinalizedChild : Finalized
{
}

public interface IShape
{
    int Area();

    int Sides() => 0;
}

public interface IPolygon : IShape
{
    int IShape.Sides() => 3;
}

public interface IRound : IShape
{
    int IShape.Sides() => 1;
}

public interface IAbstractAgain : IShape
{
    abstract int IShape.Sides();
}

public class Plain : IShape
{
    public virtual int Area() => 1;
}

public class BiggerPlain : Plain
{
    public override int Area() => 2;
}

public class Reimplemented : Plain, IShape
{
    int IShape.Area() => 3;
}

public class Triangle : IPolygon
{
    public int Area() => 1;
}

// Not expressible in C# as a class without its own Sides; structs of interfaces are enough for the resolver.
public interface IDiamond : IPolygon, IRound
{
    int IShape.Sides() => 2;
}

public class Both : IDiamond
{
    public int Area() => 1;
}

public class BaseWithMethod
{
    public virtual int Area() => 4;
}

public class InheritsMatch : BaseWithMethod, IShape
{
}

public struct StructShape : IShape
{
    public int Side;

    public readonly int Area() => Side;
}

public interface IMonoid<T>
    where T : IMonoid<T>
{
    static abstract T Zero { get; }

    static abstract T Add(T left, T right);

    static virtual T Twice(T value) => T.Add(value, value);
}

public struct Sum : IMonoid<Sum>
{
    public int Value;

    public static Sum Zero => default;

    public static Sum Add(Sum left, Sum right) => new() { Value = left.Value + right.Value };
}

public struct Doubled : IMonoid<Doubled>
{
    public static Doubled Zero => default;

    public static Doubled Add(Doubled left, Doubled right) => left;

    public static Doubled Twice(Doubled value) => value;
}

public static class UsesMonoid
{
    public static T Total<T>(T value)
        where T : IMonoid<T> => T.Twice(T.Add(T.Zero, value));
}

public interface ISource<out T>
{
    T Get();
}

public interface ISink<in T>
{
    void Put(T value);
}

public class DogSource : ISource<Dog>
{
    public Dog Get() => null;
}

public class AnimalSink : ISink<Animal>
{
    public void Put(Animal value)
    {
    }
}

public interface IConvert
{
    T To<T>(object value);
}

public class Converter : IConvert
{
    public T To<T>(object value) => (T)value;
}

public class TwoFaced<T> : ISink<T>, IEqualityComparer<int>
{
    public void Put(T value)
    {
    }

    public bool Equals(int x, int y) => x == y;

    public int GetHashCode(int value) => value;
}
