using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class HostileTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("hostile").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Empty_IsRefused() => Refused([], "empty");

    [Test]
    public void Missing_IsRefused()
    {
        TypeSystemException? error = Assert.Throws<TypeSystemException>(
            () => new TypeSystemContext([], new FeatureSwitches()).LoadModule(Path.Combine(_directory, "none.dll")));
        Assert.That(error!.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void Elf_IsRefused() => Refused([.. "\x7fELF"u8, .. new byte[4096]], "ELF");

    [Test]
    public void Text_IsRefused() => Refused("not an assembly at all"u8.ToArray(), "not a managed assembly");

    [Test]
    public void RandomBytes_AreRefused()
    {
        byte[] bytes = new byte[10000];
        new Random(1).NextBytes(bytes);
        Refused(bytes, "not a managed assembly");
        bytes[0] = (byte)'M';
        bytes[1] = (byte)'Z';
        Refused(bytes, "hostile.dll");
    }

    [TestCase(2)]
    [TestCase(100)]
    [TestCase(600)]
    [TestCase(4000)]
    [TestCase(9000)]
    public void Truncated_IsRefused(int length) => Refused(File.ReadAllBytes(Inputs.AssetsPath)[..length], "hostile.dll");

    [Test]
    public void OtherMachine_IsRefused()
    {
        byte[] bytes = File.ReadAllBytes(Inputs.AssetsPath);
        int header = BitConverter.ToInt32(bytes, 0x3C);
        bytes[header + 4] = 0x64;
        bytes[header + 5] = 0xAA;
        Refused(bytes, "Arm64");
    }

    [Test]
    public void CutShortWhileInUse_IsStillThere()
    {
        string path = Path.Combine(_directory, "shrinking.dll");
        File.Copy(Inputs.AssetsPath, path);
        ModuleDesc module = new TypeSystemContext(Inputs.References, new FeatureSwitches()).LoadModule(path);
        ModuleDesc whole = new TypeSystemContext(Inputs.References, new FeatureSwitches()).LoadModule(Inputs.AssetsPath);

        File.WriteAllBytes(path, []);

        Assert.That(MethodsOf(module), Is.EqualTo(MethodsOf(whole)));
    }

    // Whatever is broken, reading everything ends with one kind of exception and one line.
    [Test]
    public void DamagedBytes_NeverEscapeAsAnythingElse([Range(1, 40)] int seed)
    {
        byte[] bytes = File.ReadAllBytes(Inputs.AssetsPath);
        Random random = new(seed);
        for (int i = 0; i < 20; i++)
        {
            bytes[random.Next(0x200, bytes.Length)] = (byte)random.Next(256);
        }

        string path = Path.Combine(_directory, "damaged.dll");
        File.WriteAllBytes(path, bytes);
        try
        {
            ReadEverything(new TypeSystemContext(Inputs.References, new FeatureSwitches()).LoadModule(path));
        }
        catch (TypeSystemException e)
        {
            Assert.That(e.Message, Does.Not.Contain("\n"));
        }
    }

    private static IEnumerable<(string Name, int Locals)> MethodsOf(ModuleDesc module) =>
        module.Types.SelectMany(t => t.Methods).Select(m => (m.FullName, m.Body?.Locals.Count ?? -1));

    private static void ReadEverything(ModuleDesc module)
    {
        foreach (TypeDesc type in module.Types)
        {
            _ = type.FullName;
            _ = type.Interfaces;
            _ = type.VirtualSlots;
            _ = type.Attributes;
            foreach (FieldDesc field in type.Fields)
            {
                _ = field.FieldType;
                _ = field.ConstantValue;
            }

            if (!type.ContainsGenericParameters)
            {
                _ = type.Layout;
            }

            foreach (MethodDesc method in type.Methods)
            {
                _ = method.FullName;
                _ = method.Attributes;
                _ = method.PInvoke;
                if (method.Body is { } body)
                {
                    _ = body.Locals;
                    _ = body.SequencePoints;
                }
            }
        }
    }

    private void Refused(byte[] bytes, string expected)
    {
        string path = Path.Combine(_directory, "hostile.dll");
        File.WriteAllBytes(path, bytes);
        TypeSystemContext context = new(Inputs.References, new FeatureSwitches());
        TypeSystemException? error = Assert.Throws<TypeSystemException>(() => context.LoadModule(path));
        Assert.That(error!.Message, Does.Contain(expected));
        Assert.That(error.Message, Does.Not.Contain("\n"));
    }
}
