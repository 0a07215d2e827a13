using System;
using System.Linq;
using System.Reflection;
using Abi;
using NUnit.Framework;
using MethodInfo = System.Reflection.MethodInfo;

namespace Unit.Syscalls;

public class UsysTableTests
{
    [Test]
    public void Functions_Enumeration_FollowsTheDeclaration()
    {
        string[] declared = [.. typeof(IUsysFunctions).GetMethods().OrderBy(m => m.MetadataToken).Select(m => m.Name)];
        Assert.That(Enum.GetNames<UsysFunction>(), Is.EqualTo(declared));
        Assert.That(UsysFunctionTable.Count, Is.EqualTo(declared.Length));
    }

    [Test]
    public void Functions_Arguments_AreScalarsThatFitTheCall()
    {
        foreach (MethodInfo method in typeof(IUsysFunctions).GetMethods())
        {
            Assert.That(method.GetParameters(), Has.Length.LessThanOrEqualTo(12), method.Name);
            foreach (ParameterInfo parameter in method.GetParameters())
                Assert.That(parameter.ParameterType.IsPrimitive || parameter.ParameterType.IsPointer, Is.True, method.Name);
        }
    }

    [Test]
    public unsafe void Constants_Filled_AreThisBuildsValues()
    {
        var table = new ulong[UsysConstantTable.Count];
        fixed (ulong* first = table)
            UsysConstantValues.Fill(first);
        Assert.That(table[(int)UsysConstant.ErrnoENOENT], Is.EqualTo((ulong)Errno.ENOENT));
        Assert.That(table[(int)UsysConstant.SyscallNumberLog], Is.EqualTo((ulong)SyscallNumber.Log));
        Assert.That((long)table[(int)UsysConstant.MmapFailed], Is.EqualTo(Mmap.Failed));
        Assert.That(Enum.GetNames<UsysConstant>(), Has.Length.EqualTo(UsysConstantTable.Count));
    }

    [Test]
    public unsafe void Structures_Sizes_AreAsDeclared()
    {
        Assert.That(sizeof(UsysHeader), Is.EqualTo(UsysHeader.Size));
        Assert.That(sizeof(SignalInfo), Is.EqualTo(SignalInfo.Size));
        Assert.That(sizeof(ProgramInterface), Is.EqualTo(ProgramInterface.Size));
    }
}
