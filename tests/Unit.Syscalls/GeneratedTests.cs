using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Abi;
using NUnit.Framework;
using Syscalls;
using MethodInfo = System.Reflection.MethodInfo;

namespace Unit.Syscalls;

public class GeneratedTests
{
    private static IEnumerable<(MethodInfo Method, uint Number)> Declared =>
        typeof(ISystemCalls).GetMethods().Select(m => (m, m.GetCustomAttribute<SyscallAttribute>()!.Number));

    [Test]
    public void Declarations_Numbers_AreDistinct() =>
        Assert.That(Declared.Select(d => d.Number), Is.Unique);

    [Test]
    public void NameOf_EveryDeclaredCall_HasAName()
    {
        foreach ((MethodInfo method, uint number) in Declared)
            Assert.That(SyscallTable.NameOf(number)!.Replace("_", ""), Is.EqualTo(method.Name).IgnoreCase);
        Assert.That(SyscallTable.NameOf(uint.MaxValue), Is.Null);
    }

    [Test]
    public void MayFailWith_DeclaredAndOtherErrors_AreToldApart()
    {
        Assert.That(SyscallTable.MayFailWith(SyscallNumber.Openat, Errno.ENOENT), Is.True);
        Assert.That(SyscallTable.MayFailWith(SyscallNumber.Openat, Errno.ECHILD), Is.False);
        Assert.That(SyscallTable.MayFailWith(uint.MaxValue, Errno.ENOENT), Is.False);
    }

    [Test]
    public void ReferencePage_EveryDeclaredCall_IsDescribed()
    {
        foreach ((_, uint number) in Declared)
            Assert.That(SyscallTable.ReferencePage, Does.Contain($"\n## {number} {SyscallTable.NameOf(number)}\n"));
        Assert.That(SyscallTable.ReferencePage, Does.Contain("EINTR if aborted."));
    }

    [Test]
    public void Stubs_CallsOfPrograms_HaveBothForms()
    {
        Assert.That(typeof(Sys).GetMethod("Write"), Is.Not.Null);
        Assert.That(typeof(Sys).GetMethod("TryWrite"), Is.Not.Null);
        Assert.That(typeof(Sys).GetMethod("ChangeToM"), Is.Null, "the scheduler's own");
    }

    [Test]
    public void Handler_EveryDeclaredCall_HasAnAbstractMember()
    {
        foreach ((MethodInfo method, _) in Declared)
        {
            MethodInfo? member = typeof(SyscallHandler).GetMethod(method.Name);
            Assert.That(member?.IsAbstract, Is.True, method.Name);
            Assert.That(member!.GetParameters().Select(p => p.Name), Is.EqualTo(method.GetParameters().Select(p => p.Name)));
        }
    }

    [Test]
    public void UserBytes_Range_KeepsWhatItWasGiven()
    {
        var bytes = new UserBytes(0x1234, 56);
        Assert.That((bytes.Address, bytes.Length), Is.EqualTo((0x1234UL, 56UL)));
    }

    [Test]
    public void Exception_Error_CarriesNumberAndText()
    {
        var exception = new SyscallException(Errno.ENOENT, "no such file");
        Assert.That((exception.Error, exception.Message), Is.EqualTo((Errno.ENOENT, "no such file")));
    }
}
