using System.Collections;
using System.Collections.Generic;

namespace Assets.TypeSystem;

public interface INumbered
{
    int Number();
}

public interface INamed : INumbered
{
    string Label();
}

public class ExplicitAndPublic : INumbered
{
    int INumbered.Number() => 1;

    public virtual int Number() => 2;
}

public class Redeclares : ExplicitAndPublic, INumbered
{
}

public class RedeclaresWithOverride : ExplicitAndPublic, INumbered
{
    public override int Number() => 3;
}

public class OverridesOnly : ExplicitAndPublic
{
    public override int Number() => 4;
}

public class NewMethod : ExplicitAndPublic
{
    public new int Number() => 5;
}

public class RedeclaresWithNew : ExplicitAndPublic, INumbered
{
    public new int Number() => 6;
}

public class RedeclaresThroughDerivedInterface : ExplicitAndPublic, INamed
{
    public new int Number() => 7;

    public string Label() => "";
}

public abstract class AbstractBase : INamed
{
    public abstract int Number();

    public string Label() => "base";
}

public class Concrete : AbstractBase
{
    public sealed override int Number() => 8;
}

public class ProtectedMethod
{
    protected virtual int Sides() => 9;
}

public class DefaultBesideProtected : ProtectedMethod, IShape
{
    public int Area() => 0;
}

public class GenericBase<T> : IEnumerable<T>, ISource<T>
{
    public virtual T Get() => default;

    public IEnumerator<T> GetEnumerator() => null;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public class ClosedDerived : GenericBase<string>, ISource<object>
{
    public override string Get() => "";

    object ISource<object>.Get() => this;
}

public class OpenDerived<T> : GenericBase<List<T>>
{
    public override List<T> Get() => null;
}

public class TwoSources : ISource<string>, ISource<Animal>
{
    string ISource<string>.Get() => null;

    Animal ISource<Animal>.Get() => null;
}

public interface IDefaults<T>
{
    T Make() => default;

    static virtual T Build() => default;

    U Convert<U>(T value) => default;
}

public interface IMoreDefaults<T> : IDefaults<T>
{
    T IDefaults<T>.Make() => default;

    static T IDefaults<T>.Build() => default;
}

public class UsesDefaults : IMoreDefaults<int>, IDefaults<string>
{
    string IDefaults<string>.Make() => "";
}

public struct StructDefaults<T> : IDefaults<T>
{
    public static T Build() => default;

    public override readonly string ToString() => "";
}

public abstract class Shape2
{
    public abstract Shape2 Clone();

    public virtual object Tag => null;
}

public class Circle : Shape2
{
    public override Circle Clone() => this;

    public override string Tag => "";
}

public class SealedCircle : Circle
{
    public sealed override Circle Clone() => null;
}

public class FinerCircle : SealedCircle
{
    public override string Tag => "finer";
}

public class Hides : FinerCircle
{
    public new virtual string Tag => "new";
}

public class Infinite<T>
{
    public struct Deeper
    {
        public Infinite<Infinite<T>> Next;
    }

    public Deeper Value;
}
