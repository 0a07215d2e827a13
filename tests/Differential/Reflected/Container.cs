using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Reflected;

/// <summary>Application: a dependency injection container that finds constructors, and plugins found by interface and attribute.</summary>
public static class Container
{
    private sealed class Services
    {
        private readonly Dictionary<Type, (Type Implementation, bool Single)> _registered = [];
        private readonly Dictionary<Type, object> _made = [];
        private readonly HashSet<Type> _making = [];

        public Services Add<TService, TImplementation>(bool single = false) where TImplementation : TService
        {
            _registered[typeof(TService)] = (typeof(TImplementation), single);
            return this;
        }

        public T Get<T>() => (T)Get(typeof(T));

        public object Get(Type service)
        {
            if (_made.TryGetValue(service, out object known))
                return known;
            if (!_registered.TryGetValue(service, out (Type Implementation, bool Single) entry))
            {
                if (service.IsAbstract)
                    throw new InvalidOperationException("nothing is registered for " + service.Name);
                entry = (service, false);
            }

            if (!_making.Add(service))
                throw new InvalidOperationException(service.Name + " needs itself");
            try
            {
                object made = Make(entry.Implementation);
                if (entry.Single)
                    _made.Add(service, made);
                return made;
            }
            finally
            {
                _making.Remove(service);
            }
        }

        private object Make(Type type)
        {
            ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            object[] arguments = constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : Get(p.ParameterType)).ToArray();
            object made = constructor.Invoke(arguments);
            foreach (PropertyInfo property in type.GetProperties().Where(p => p.IsDefined(typeof(InjectAttribute))))
                property.SetValue(made, Get(property.PropertyType));
            return made;
        }
    }

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class InjectAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class PluginAttribute(string name, int order = 0) : Attribute
    {
        public string Name => name;

        public int Order => order;
    }

    private interface IClock
    {
        string Now { get; }
    }

    private interface ILog
    {
        void Write(string text);
    }

    private interface IRepository<T>
    {
        T Find(int id);
    }

    private sealed class FixedClock : IClock
    {
        public string Now => "12:00";
    }

    private sealed class Log(IClock clock, string prefix = "log") : ILog
    {
        public void Write(string text) => Console.WriteLine($"{prefix} {clock.Now} {text}");
    }

    private sealed class User
    {
        public int Id { get; init; }
    }

    private sealed class Users(ILog log) : IRepository<User>
    {
        public User Find(int id)
        {
            log.Write("find " + id);
            return new User { Id = id };
        }
    }

    private sealed class Controller(IRepository<User> users, ILog log)
    {
        [Inject]
        public IClock Clock { get; set; }

        public string Show(int id)
        {
            log.Write("show");
            return $"user {users.Find(id).Id} at {Clock.Now}";
        }
    }

    private sealed class Circle(Circle inner)
    {
        public Circle Inner => inner;
    }

    private interface IPlugin
    {
        string Run(string input);
    }

    [Plugin("upper", 2)]
    private sealed class Upper : IPlugin
    {
        public string Run(string input) => input.ToUpperInvariant();
    }

    [Plugin("reverse", 1)]
    private sealed class Reverse : IPlugin
    {
        public string Run(string input) => new(input.Reverse().ToArray());
    }

    private sealed class Unnamed : IPlugin
    {
        public string Run(string input) => "?";
    }

    public static int Run()
    {
        Services services = new Services().Add<IClock, FixedClock>(true).Add<ILog, Log>(true).Add<IRepository<User>, Users>();
        Console.WriteLine(services.Get<Controller>().Show(3));
        Console.WriteLine($"{services.Get<ILog>() == services.Get<ILog>()} {services.Get<IRepository<User>>() == services.Get<IRepository<User>>()}");
        try
        {
            services.Get<Circle>();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }

        string text = "input";
        foreach (Type type in typeof(Container).Assembly.GetTypes()
            .Where(t => typeof(IPlugin).IsAssignableFrom(t) && !t.IsInterface && t.GetCustomAttribute<PluginAttribute>() is not null)
            .OrderBy(t => t.GetCustomAttribute<PluginAttribute>().Order))
        {
            var plugin = (IPlugin)Activator.CreateInstance(type);
            text = plugin.Run(text);
            Console.WriteLine($"{type.GetCustomAttribute<PluginAttribute>().Name} {type.Name} {text}");
        }

        return 0;
    }
}
