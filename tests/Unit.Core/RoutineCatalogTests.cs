using System.Linq;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.Routines;
using IL2CPU.X64;
using NUnit.Framework;
using static Iced.Intel.AssemblerRegisters;

namespace Unit.Core;

public class RoutineCatalogTests
{
    [TestCase(RoutineImages.Program | RoutineImages.Linux)]
    [TestCase(RoutineImages.Program | RoutineImages.Metal)]
    [TestCase(RoutineImages.Native)]
    [TestCase(RoutineImages.Kernel)]
    public void Catalog_EveryRoutine_Emits(RoutineImages images)
    {
        var catalog = new RoutineCatalog(images);
        foreach (string name in catalog.Names)
            Assert.That(catalog.Emit(name).Code, Is.Not.Empty, name);
    }

    [Test]
    public void Split_KeepsWhatTheContractNames()
    {
        CompiledCode code = new RoutineCatalog(RoutineImages.Program | RoutineImages.Linux).Emit("Split");
        Assert.That(code.Relocations.Select(r => r.Target.Name), Is.EqualTo(new[] { "SplitOnSystemStack", "ResumeUthread" }));
        Assert.That(code.Relocations, Has.All.Matches<Relocation>(r => r.Kind == RelocationKind.Relative32 && r.Addend == 0));
        Assert.That(code.Calls.Single().Offset, Is.EqualTo(code.Relocations[0].Offset + 4));
    }

    [Test]
    public void Memory_FieldBeforeAnImmediate_AddendReachesTheInstructionsEnd()
    {
        var assembler = new RoutineAssembler(new RoutineAttribute("test"));
        AssemblerMemoryOperand cell = assembler.Memory(new LinkerSymbol("cell"), 8);
        assembler.Code.cmp(__qword_ptr[cell], 0x12345678);
        CompiledCode code = assembler.Finish();

        // cmp qword [rip+disp32], imm32: 48 81 3D, displacement, immediate.
        Assert.That(code.Code, Has.Length.EqualTo(11));
        Assert.That(code.Relocations.Single(), Is.EqualTo(new Relocation(3, RelocationKind.Relative32, new LinkerSymbol("cell"), 8 - 4)));
    }

    [Test]
    public void Address_Lea_IsRipRelative()
    {
        var assembler = new RoutineAssembler(new RoutineAttribute("test"));
        assembler.Address(rdi, "target");
        CompiledCode code = assembler.Finish();
        Assert.That(code.Code, Is.EqualTo(new byte[] { 0x48, 0x8D, 0x3D, 0, 0, 0, 0 }));
    }

    [Test]
    public void Address64_IsAFullImmediate()
    {
        var assembler = new RoutineAssembler(new RoutineAttribute("test"));
        assembler.Address64(rdi, new RoutineSymbol("target"), 16);
        CompiledCode code = assembler.Finish();
        Assert.That(code.Relocations.Single(), Is.EqualTo(new Relocation(2, RelocationKind.Absolute64, new RoutineSymbol("target"), 16)));
    }
}
