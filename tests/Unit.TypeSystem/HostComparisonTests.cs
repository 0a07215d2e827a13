using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

/// <summary>What .NET itself says about the same types.</summary>
public class HostComparisonTests
{
    private static readonly Type[] s_castTypes =
    [
        typeof(object), typeof(string), typeof(int), typeof(uint), typeof(DayOfWeek), typeof(int?), typeof(Enum), typeof(ValueType),
        typeof(int[]), typeof(uint[]), typeof(string[]), typeof(object[]), typeof(int[][]), typeof(uint[][]), typeof(int[,]), typeof(uint[,]),
        typeof(DayOfWeek[]), typeof(bool[]), typeof(byte[]), typeof(sbyte[]), typeof(char[]), typeof(ushort[]), typeof(nint[]), typeof(long[]),
        typeof(IList<int>), typeof(IList<uint>), typeof(IList<object>), typeof(IEnumerable<object>), typeof(IEnumerable<string>),
        typeof(IEnumerable<int>), typeof(IEnumerable<uint>), typeof(IReadOnlyList<object>), typeof(ICollection<string>), typeof(IEnumerable<IEnumerable<object>>),
        typeof(List<string>), typeof(List<int>), typeof(List<List<string>>), typeof(IEnumerable<string[]>), typeof(IComparable), typeof(IComparable<string>),
        typeof(IComparable<object>), typeof(Func<string>), typeof(Func<object>), typeof(Func<int>), typeof(Action<object>), typeof(Action<string>),
        typeof(Func<Action<object>>), typeof(Func<Action<string>>), typeof(Action<Action<object>>), typeof(Action<Action<string>>), typeof(Delegate), typeof(MulticastDelegate), typeof(ICloneable), typeof(Array),
        typeof(IList), typeof(IEnumerable), typeof(Exception), typeof(ArgumentException), typeof(Dictionary<string, int>),
        typeof(IEqualityComparer<object>), typeof(IEqualityComparer<string>), typeof(KeyValuePair<int, string>),
    ];

    private const BindingFlags OwnInstance =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] s_libraryTypes =
    [
        typeof(int), typeof(byte), typeof(double), typeof(char), typeof(bool), typeof(nint), typeof(string), typeof(decimal), typeof(DateTime),
        typeof(Guid), typeof(TimeSpan), typeof(Int128), typeof(Half), typeof(DayOfWeek), typeof(List<string>), typeof(List<int>), typeof(List<int>.Enumerator),
        typeof(Dictionary<string, int>), typeof(Dictionary<string, int>.KeyCollection), typeof(HashSet<int>), typeof(Queue<string>), typeof(Stack<int>),
        typeof(ArgumentException), typeof((int, string)), typeof(Tuple<int, string>), typeof(ArraySegment<int>), typeof(Version),
    ];

    private static IEnumerable<Type> ConcreteAssets => AssetTypes.Where(t => !t.IsInterface && !t.IsAbstract).Concat(
    [
        typeof(Assets.TypeSystem.TwoFaced<int>), typeof(Assets.TypeSystem.TwoFaced<string>), typeof(Assets.TypeSystem.OpenHolder<int>),
        typeof(Assets.TypeSystem.OpenHolder<string>), typeof(Assets.TypeSystem.GenericBase<int>), typeof(Assets.TypeSystem.OpenDerived<string>),
        typeof(Assets.TypeSystem.OpenDerived<int>), typeof(Assets.TypeSystem.StructDefaults<string>), typeof(Assets.TypeSystem.StructDefaults<int>),
    ]);

    private static IEnumerable<Type> AssetTypes => LoadableTypes().OfType<Type>()
        .Where(t => t.Namespace == "Assets.TypeSystem" && !t.ContainsGenericParameters);

    [Test]
    public void Casts_AgreeForEveryPair()
    {
        foreach (Type from in s_castTypes.Where(t => Nullable.GetUnderlyingType(t) is null))
        {
            foreach (Type to in s_castTypes.Where(t => Nullable.GetUnderlyingType(t) is null))
            {
                Assert.That(Translate(from).IsAssignableTo(Translate(to)), Is.EqualTo(to.IsAssignableFrom(from)), $"{from} to {to}");
            }
        }
    }

    [Test]
    public void InterfaceMaps_Agree()
    {
        int compared = 0;
        foreach (Type type in ConcreteAssets.Concat(s_libraryTypes))
        {
            foreach (Type implemented in type.GetInterfaces().Where(i => i.IsPublic))
            {
                InterfaceMapping map = type.GetInterfaceMap(implemented);
                for (int i = 0; i < map.InterfaceMethods.Length; i++)
                {
                    compared += CompareImplementation(type, implemented, map.InterfaceMethods[i], map.TargetMethods[i]) ? 1 : 0;
                }
            }
        }

        Assert.That(compared, Is.GreaterThan(1500));
    }

    [Test]
    public void VirtualTargets_Agree()
    {
        int compared = 0;
        foreach (Type type in ConcreteAssets.Where(t => !t.IsByRefLike))
        {
            object instance = RuntimeHelpers.GetUninitializedObject(type);
            for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                foreach (MethodInfo method in declaring.GetMethods(OwnInstance).Where(m => m.IsVirtual && !m.ContainsGenericParameters && m.Name != "Finalize"))
                {
                    Type[] signature = [.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType];
                    MethodInfo expected = Delegate.CreateDelegate(Expression.GetDelegateType(signature), instance, method).Method;
                    MethodDesc found = Translate(type).ResolveVirtual(Find(Translate(declaring), method)!);
                    Assert.That(found.OwningType, Is.EqualTo(Translate(expected.DeclaringType!)), $"{type}: {declaring}.{method}");
                    Assert.That(found, Is.EqualTo(Find(Translate(expected.DeclaringType!), expected)));
                    compared++;
                }
            }
        }

        Assert.That(compared, Is.GreaterThan(150));
    }

    [Test]
    public void StructSizes_Agree()
    {
        MethodInfo sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;
        IEnumerable<Type> types = AssetTypes.Where(t => t.IsValueType && !t.IsByRefLike)
            .Concat([typeof(Int128), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(Half)])
            .Concat([typeof(int?), typeof(long?), typeof(byte?), typeof(Memory<int>), typeof(KeyValuePair<int, string>), typeof((int, string))])
            .Concat([typeof((byte, long, byte)), typeof((Int128, byte)), typeof(Assets.TypeSystem.Buffer5<short>), typeof(Assets.TypeSystem.Pair<byte, Int128>)]);
        foreach (Type type in types)
        {
            int expected = (int)sizeOf.MakeGenericMethod(type).Invoke(null, null)!;
            Assert.That(Translate(type).Layout.Size, Is.EqualTo(expected), type.ToString());
        }
    }

    [Test]
    public void Interfaces_Agree()
    {
        foreach (Type type in s_castTypes.Concat(AssetTypes))
        {
            IEnumerable<TypeDesc> expected = type.GetInterfaces().Where(i => i.IsPublic).Select(Translate);
            Assert.That(Translate(type).Interfaces, Is.SupersetOf(expected), type.ToString());
        }
    }

    private static bool CompareImplementation(Type type, Type implemented, MethodInfo wanted, MethodInfo? target)
    {
        // Both flavours of the base library share most interfaces, not every member.
        if (wanted.ContainsGenericParameters || Find(Translate(implemented), wanted) is not { } method)
        {
            return false;
        }

        TypeDesc translated = Translate(type);
        MethodDesc? found = method.IsStatic ? translated.ResolveStaticVirtual(method) : translated.ResolveInterface(method);
        if (target is null)
        {
            Assert.That(found, Is.Null, $"{type}: {implemented}.{wanted}");
            return true;
        }

        Assert.That(found?.OwningType, Is.EqualTo(Translate(target.DeclaringType!)), $"{type}: {implemented}.{wanted}");
        Assert.That(found!.Name, Is.EqualTo(target.Name), $"{type}: {implemented}.{wanted}");
        return true;
    }

    // Tokens tell overloads apart that are equal after instantiation, but belong to one file.
    private static MethodDesc? Find(TypeDesc type, MethodInfo method) => type.FindMethods(method.Name).SingleOrDefault(m =>
        (type.Module.IsCoreLibrary || m.Token == method.MetadataToken)
        && m.Signature.Parameters.SequenceEqual(method.GetParameters().Select(p => Translate(p.ParameterType)))
        && m.Signature.ReturnType == Translate(method.ReturnType));

    // .NET refuses BadUnion, as the type system does.
    private static Type?[] LoadableTypes()
    {
        try
        {
            return typeof(Assets.TypeSystem.Animal).Assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types;
        }
    }

    private static TypeDesc Translate(Type type)
    {
        TypeSystemContext context = Inputs.Shared;
        if (type.IsArray)
        {
            TypeDesc element = Translate(type.GetElementType()!);
            return type.IsSZArray ? context.MakeSzArray(element) : context.MakeArray(element, type.GetArrayRank());
        }

        if (type.IsByRef)
        {
            return context.MakeByRef(Translate(type.GetElementType()!));
        }

        if (type.IsPointer)
        {
            return context.MakePointer(Translate(type.GetElementType()!));
        }

        if (type.IsConstructedGenericType)
        {
            TypeDesc definition = Translate(type.GetGenericTypeDefinition());
            return context.MakeInstance(definition, type.GetGenericArguments().Select(Translate).ToArray());
        }

        return Inputs.Type(type.FullName!);
    }
}
