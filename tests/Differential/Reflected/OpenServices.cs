using System;
using System.Collections.Generic;
using System.Reflection;

namespace Reflected;

/// <summary>A container of open types: what is asked for says which instances there must be.</summary>
public static class OpenServices
{
    private static readonly Dictionary<Type, Type> s_open = [];

    private interface IStore<T>
    {
        string Describe();
    }

    private sealed class Store<T> : IStore<T>
    {
        public string Describe() => "store of " + typeof(T).Name;
    }

    private interface IRequest<T>;

    private interface IHandler<TRequest, TResponse>
    {
        TResponse Handle(TRequest request);
    }

    private sealed record Ask(string Text) : IRequest<string>;

    private sealed record Count(int Number) : IRequest<long>;

    private sealed class Logged<TRequest, TResponse> : IHandler<TRequest, TResponse>
    {
        public TResponse Handle(TRequest request)
        {
            Console.WriteLine(typeof(TRequest).Name + " wants " + typeof(TResponse).Name + ": " + request);
            return default;
        }
    }

    private sealed class Wrapper<TRequest, TResponse> : IWrapper
    {
        public object Run(object request) => ((IHandler<TRequest, TResponse>)Get(typeof(IHandler<TRequest, TResponse>))).Handle((TRequest)request);
    }

    private interface IWrapper
    {
        object Run(object request);
    }

    private static string Describe(int number) => "number " + number;

    private static void Register()
    {
        s_open.Add(typeof(IStore<>), typeof(Store<>));
        s_open.Add(typeof(IHandler<,>), typeof(Logged<,>));
    }

    private static object Get(Type service) =>
        Activator.CreateInstance(s_open[service.GetGenericTypeDefinition()].MakeGenericType(service.GetGenericArguments()));

    private static object Send<T>(IRequest<T> request) =>
        ((IWrapper)Activator.CreateInstance(typeof(Wrapper<,>).MakeGenericType(request.GetType(), typeof(T)))).Run(request);

    public static int Run()
    {
        Register();
        Console.WriteLine(((IStore<Version>)Get(typeof(IStore<Version>))).Describe());
        Console.WriteLine(((IStore<DateTime>)Get(typeof(IStore<DateTime>))).Describe());
        Console.WriteLine(Send(new Ask("what")) ?? "nothing");
        Console.WriteLine(Send(new Count(3)));
        Console.WriteLine(new Func<int, string>(Describe).Method.Name + " of " + new Func<int, string>(Describe).Method.DeclaringType!.Name);
        Console.WriteLine(Assembly.GetEntryAssembly()!.GetName().Name + " " + ReferenceEquals(Assembly.GetEntryAssembly(), typeof(OpenServices).Assembly));
        return 0;
    }
}
