using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using MethodBody = IL2CPU.IR.MethodBody;

namespace Unit.Import;

/// <summary>The base library and Assets.Import, and images made of some of their methods.</summary>
internal static class Inputs
{
    private static readonly string s_baseLibrary = FromProject("BaseLibrary");

    private static readonly string s_assets = Path.Combine(AppContext.BaseDirectory, "Assets.Import.dll");

    private static readonly Lazy<TypeSystemContext> s_shared = new(NewContext);

    /// <summary>What Refused.il became.</summary>
    public static string RefusedText => FromProject("RefusedText");

    public static TypeSystemContext Shared => s_shared.Value;

    public static TypeSystemContext NewContext()
    {
        IEnumerable<string> references =
        [
            .. Directory.GetFiles(Path.Combine(s_baseLibrary, "native"), "*.dll").Order(StringComparer.Ordinal),
            .. Directory.GetFiles(Path.Combine(s_baseLibrary, "lib", "net10.0"), "*.dll").Order(StringComparer.Ordinal),
            Path.Combine(AppContext.BaseDirectory, "Core.dll"),
        ];
        var context = new TypeSystemContext(references, new FeatureSwitches());
        context.LoadModule(s_assets);
        return context;
    }

    private static string FromProject(string key) =>
        typeof(Inputs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    public static MethodDesc Method(string type, string name, params string[] arguments) => Method(Shared, type, name, arguments);

    public static MethodDesc Method(TypeSystemContext context, string type, string name, params string[] arguments)
    {
        TypeDesc owner = context.FindType("Assets.Import." + type) ?? throw new InvalidOperationException($"no type {type}");
        MethodDesc method = owner.FindMethod(name) ?? throw new InvalidOperationException($"no method {type}.{name}");
        return arguments.Length == 0 ? method : method.MakeInstance(arguments.Select(a => context.FindType(a)!).ToArray());
    }

    /// <summary>What the methods reach; names that only the runtime gives are left open.</summary>
    public static Reachability Analyze(params MethodDesc[] roots) => Analyze(true, roots);

    public static Reachability Analyze(bool allowsUnresolved, params MethodDesc[] roots) => Reachability.Analyze(new ReachabilityOptions
    {
        Context = roots[0].Context,
        Profile = ImageProfile.Program,
        RuntimeModules = [roots[0].Context.ResolveAssembly("Assets.Import")],
        RootMethods = roots,
        AllowsUnresolvedImports = allowsUnresolved,
    });

    /// <summary>The verified body of one method.</summary>
    public static MethodBody Body(MethodDesc method)
    {
        Reachability image = Analyze(method);
        MethodBody body = image.Bodies.Single(b => b.Symbol == new MethodSymbol(method));
        Verifier.Verify(body);
        return body;
    }

    public static IEnumerable<Value> Values(this MethodBody body) => body.Blocks.SelectMany(b => b.Body);

    public static int Count(this MethodBody body, Op op) => body.Values().Count(v => v.Op == op);

    public static bool Reaches(this Reachability image, MethodDesc method) => image.Bodies.Any(b => b.Symbol == new MethodSymbol(method));
}
