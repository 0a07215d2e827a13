using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using System.Threading.Tasks;

namespace Random;

/// <summary>Compiles C# with the SDK's compiler, IL with ours, and runs what comes out.</summary>
public static class Toolchain
{
    // For what never ends: a busy machine takes minutes for what else takes seconds.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(8);
    private static readonly string s_dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
    private static readonly Lazy<string> s_csc = new(FindCompiler);
    private static readonly Lazy<MethodInfo> s_cscMain = new(static () => Assembly.LoadFrom(s_csc.Value).EntryPoint!);
    private static readonly Lazy<string> s_options = new(MakeOptions);

    /// <summary>The text of an assembly's .runtimeconfig.json.</summary>
    private const string RuntimeConfig = """
        {"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"},"configProperties":{"System.Globalization.Invariant":true}}}
        """;

    /// <summary>An output of another project of this build.</summary>
    private static string Built(string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "release", file));

    /// <summary>C# to a DLL that runs on .NET; what the compiler said if it refused.</summary>
    /// <param name="isHere">In this process, which is quicker; one at a time.</param>
    public static string? CompileSource(string source, string assembly, bool isHere = false)
    {
        string file = Path.ChangeExtension(assembly, ".cs");
        File.WriteAllText(file, source);
        File.WriteAllText(Path.ChangeExtension(assembly, ".runtimeconfig.json"), RuntimeConfig);
        string response = Path.ChangeExtension(assembly, ".rsp");
        File.WriteAllText(response, $"{s_options.Value}\n-out:\"{assembly}\"\n\"{file}\"\n");
        Outcome outcome = isHere
            ? Here(() => (int)s_cscMain.Value.Invoke(null, [new[] { "-noconfig", "@" + response }])!)
            : Run("dotnet", [s_csc.Value, "-shared", "-noconfig", "@" + response]);
        return outcome.Status == 0 ? null : outcome.Output + outcome.Errors;
    }

    /// <summary>A DLL to an image for Linux.</summary>
    public static Outcome CompileImage(string assembly, string image, params IEnumerable<string> options) =>
        Run("dotnet", [Built("IL2CPU.Cli", "il2cpu.dll"), .. ImageArguments(assembly, image, options)]);

    /// <summary>The same in this process, which is warm; one at a time.</summary>
    public static Outcome CompileImageHere(string assembly, string image, params IEnumerable<string> options) =>
        Here(() => IL2CPU.Cli.Program.Main(ImageArguments(assembly, image, options)));

    private static string[] ImageArguments(string assembly, string image, IEnumerable<string> options) =>
        [assembly, "-o", image, "--target", "linux", "--reference", Built("Goroutines.Linux", ""), .. options];

    /// <summary>Runs a program on .NET in this process.</summary>
    public static Outcome RunHere(string assembly, string[] arguments)
    {
        var context = new AssemblyLoadContext("program", isCollectible: true);
        try
        {
            MethodInfo main = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(assembly))).EntryPoint!;
            return Here(() =>
            {
                main.Invoke(null, [arguments]);
                return 0;
            });
        }
        finally
        {
            context.Unload();
        }
    }

    private static Outcome Here(Func<int> action)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using var heldOutput = new StringWriter { NewLine = "\n" };
        using var heldErrors = new StringWriter { NewLine = "\n" };
        Console.SetOut(heldOutput);
        Console.SetError(heldErrors);
        int status = 1;
        try
        {
            status = action();
        }
        catch (TargetInvocationException e)
        {
            heldErrors.WriteLine(e.InnerException);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }

        return new Outcome(status, heldOutput.ToString(), heldErrors.ToString());
    }

    public static Outcome Run(string program, IEnumerable<string> arguments, string stress = "")
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["SHARKAROS_STRESS"] = stress;
        info.Environment["DOTNET_TieredPGO"] = "0";
        using Process process = Process.Start(info)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(s_limit))
            return new Outcome(process.ExitCode, output.Result, errors.Result);
        process.Kill();
        return new Outcome(Outcome.TimedOut, output.Result, errors.Result);
    }

    private static string FindCompiler() =>
        Directory.EnumerateDirectories(Path.Combine(s_dotnet, "sdk"))
            .Select(static folder => Path.Combine(folder, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .LastOrDefault() ?? throw new InvalidOperationException($"no C# compiler below {s_dotnet}");

    private static string MakeOptions()
    {
        string folder = Directory.EnumerateDirectories(Path.Combine(s_dotnet, "packs", "Microsoft.NETCore.App.Ref"))
            .Select(static version => Path.Combine(version, "ref", "net10.0"))
            .Where(Directory.Exists)
            .Order(StringComparer.Ordinal)
            .LastOrDefault() ?? throw new InvalidOperationException($"no reference assemblies below {s_dotnet}");
        var text = new StringBuilder("-nologo\n-nostdlib+\n-optimize+\n-unsafe+\n-warn:0\n-debug:portable\n-deterministic+\n-target:exe\n");
        foreach (string file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            text.Append("-r:\"").Append(file).Append("\"\n");
        return text.ToString();
    }
}
