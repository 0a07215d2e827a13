using System;
using System.Collections.Generic;
using System.IO;

namespace Codegen;

/// <summary>Compiles the kernels with every compiler there is.</summary>
internal sealed class Builder(string root, string output)
{
    private readonly string _sources = Path.Combine(root, "bench", "Codegen");

    public List<Variant> BuildAll(Options options)
    {
        var variants = new List<Variant>();
        string assembly = BuildManaged();
        Try("gcc", "gcc", () => new Variant("gcc", [BuildC()], 1, true));
        Try("go", "go", () => new Variant("go", [BuildGo()], 1, true));
        // Its linker drives gcc or clang.
        Try("aot", "gcc", () => new Variant("aot", [BuildNative()], 1, true));
        Try("jit", "dotnet", () => new Variant("jit", ["dotnet", assembly], 40, false));
        Try("il2cpu", "dotnet", () => new Variant("il2cpu", [BuildOurs(assembly)], 1, true));
        if (options.OtherImage is { } other)
            variants.Add(new Variant("other", [Path.GetFullPath(other)], 1, true));
        return variants;

        void Try(string name, string tool, Func<Variant> build)
        {
            if (!options.WantsVariant(name))
                return;
            if (Shell.Find(tool) is null)
                Console.Error.WriteLine($"{name}: skipped: {tool} is not installed");
            else if (Attempt(name, build) is { } variant)
                variants.Add(variant);
        }
    }

    /// <summary>The plugin that counts instructions; null, with a message, when it cannot be had.</summary>
    public string? BuildCounter()
    {
        if (Shell.Find("qemu-x86_64") is null || Shell.Find("gcc") is null)
        {
            Console.Error.WriteLine("instructions are not counted: that needs qemu-x86_64 (package qemu-user) and gcc");
            return null;
        }

        string plugin = Path.Combine(output, "count.so");
        Check(Shell.Run(["gcc", "-O2", "-shared", "-fPIC", "-o", plugin, Path.Combine(_sources, "Counter", "count.c")]));
        return plugin;
    }

    // A peer that cannot be built is left out; ours must build.
    private static Variant? Attempt(string name, Func<Variant> build)
    {
        try
        {
            return build();
        }
        catch (InvalidOperationException e) when (name != "il2cpu")
        {
            Console.Error.WriteLine($"{name}: skipped: {e.Message}");
            return null;
        }
    }

    private string BuildManaged()
    {
        string folder = Path.Combine(output, "managed");
        Check(Shell.Run(["dotnet", "build", Path.Combine(_sources, "Kernels", "Codegen.Kernels.csproj"), "-c", "Release", "-v", "quiet", "-nologo", "-o", folder]));
        return Path.Combine(folder, "Codegen.Kernels.dll");
    }

    private string BuildC()
    {
        string image = Path.Combine(output, "kernels-c");
        Check(Shell.Run(["gcc", "-O2", "-o", image], null, [.. Directory.GetFiles(Path.Combine(_sources, "C"), "*.c"), "-lm"]));
        return image;
    }

    private string BuildGo()
    {
        string image = Path.Combine(output, "kernels-go");
        Check(Shell.Run(["go", "build", "-o", image, "."], Path.Combine(_sources, "Go")));
        return image;
    }

    // A project of its own, outside the repository's settings and locked packages: only this needs ILCompiler.
    private string BuildNative()
    {
        string folder = Path.Combine(output, "native");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        string project = Path.Combine(folder, "Native.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <PublishAot>true</PublishAot>
                <InvariantGlobalization>true</InvariantGlobalization>
                <OptimizationPreference>Speed</OptimizationPreference>
              </PropertyGroup>
              <ItemGroup><Compile Include="{_sources}/Kernels/*.cs" /></ItemGroup>
            </Project>
            """);
        Check(Shell.Run(["dotnet", "publish", project, "-c", "Release", "-r", "linux-x64", "-v", "quiet", "-nologo", "-o", Path.Combine(folder, "out")]));
        return Path.Combine(folder, "out", "Native");
    }

    private string BuildOurs(string assembly)
    {
        string image = Path.Combine(output, "kernels-il2cpu");
        Check(Shell.Run([Path.Combine(root, "il2cpu"), assembly, "-o", image, "--target", "linux"]));
        return image;
    }

    private static void Check(Shell.Outcome outcome)
    {
        if (outcome.Status == 0)
            return;
        string[] lines = (outcome.Output + outcome.Errors).Trim().Split('\n');
        throw new InvalidOperationException((Array.Find(lines, l => l.StartsWith("error: ", StringComparison.Ordinal)) ?? lines[0]).Replace("error: ", ""));
    }
}
