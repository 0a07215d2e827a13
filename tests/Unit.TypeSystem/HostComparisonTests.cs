using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
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
        IEnumerable<Type> types = AssetTypes.Append(typeof(Assets.TypeSystem.TwoFaced<int>)).Append(typeof(Assets.TypeSystem.TwoFaced<string>));
        foreach (Type type in types.Where(t => !t.IsInterface && !t.IsGenericTypeDefinition))
        {
            foreach (Type implemented in type.GetInterfaces().Where(i => i.Namespace == "Assets.TypeSystem"))
            {
                InterfaceMapping map = type.GetInterfaceMap(implemented);
                for (int i = 0; i < map.InterfaceMethods.Length; i++)
                {
                    MethodDesc wanted = Translate(implemented).Methods.Single(m => m.Token == map.InterfaceMethods[i].MetadataToken);
                    MethodDesc? found = wanted.IsStatic
                        ? Translate(type).ResolveStaticVirtual(wanted)
                        : Translate(type).ResolveInterface(wanted);
                    Assert.That(found?.Token, Is.EqualTo(map.TargetMethods[i]?.MetadataToken), $"{type}: {map.InterfaceMethods[i]}");
                    compared++;
                }
            }
        }

        Assert.That(compared, Is.GreaterThan(20));
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

        if (type.IsConstructedGenericType)
        {
            TypeDesc definition = Translate(type.GetGenericTypeDefinition());
            return context.MakeInstance(definition, type.GetGenericArguments().Select(Translate).ToArray());
        }

        return Inputs.Type(type.FullName!);
    }
}
