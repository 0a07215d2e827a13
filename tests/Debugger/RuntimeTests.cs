using System.IO;
using Build;
using NUnit.Framework;

namespace Debugger;

/// <summary>In the guest, with and without optimisation: goroutines, collections, statics, conditions, watchpoints, exceptions.</summary>
[TestFixture("-O0")]
[TestFixture("-O2")]
internal sealed class RuntimeTests(string level)
{
    private static readonly SourceFile s_source = new("tests/Guest/Programs/Parked/Program.cs");

    private string _transcript = "";

    [OneTimeSetUp]
    public void Debug()
    {
        _transcript = DebuggedRun.Transcript([level, "--smp", "1"], Path.Combine(Workspace.Find().Root, "tests/Guest/Programs/Parked/Parked.csproj"),
        [
            "tbreak " + s_source.At("{dog.Name} {dog.Legs}"), "continue",
            "info goroutines", "goroutine 2 bt", "bt 1",
            "print numbers", "print ages", "print *dog", "print dog->Legs", "print 'Parked.Program.s_ages'", "print 'Parked.Program.s_found'",
            "tbreak Parked.Program.Step if i == 7", "continue",
            "watch 'Parked.Program.s_found'", "continue", "delete",
            "tbreak Core.Program.Exceptions.Dispatcher.Throw", "continue", "print exception->_message", "bt 2",
        ]);
    }

    [TestCase(@"^  1  running on thread 1 +Parked\.Program\.Find at /sharkaros/tests/Guest/Programs/Parked/Program\.cs:\d+$", TestName = "Goroutines_TheRunningOne_IsListed")]
    [TestCase(@"^  [23]  parked: channel receive +Parked\.Program.* at /sharkaros/tests/Guest/Programs/Parked/Program\.cs:\d+$", TestName = "Goroutines_OneThatWaits_IsListedWithItsReason")]
    [TestCase(@"^  4  sleeping", TestName = "Goroutines_OneThatSleeps_IsListed")]
    [TestCase(@"(?s)Goroutines\.Channel`1<System\.Int32>\.Receive .*Parked\.Program\.Receive \(numbers=(0x[0-9a-f]+|<optimized out>), label=70\)", TestName = "Goroutine_Backtrace_ShowsWhereItWaits")]
    [TestCase(@"^#0  Parked\.Program\.Find \(dog=0x", TestName = "Goroutine_Backtrace_LeavesTheRegistersAsTheyWere")]
    [TestCase(@"^\$1 = System\.Collections\.Generic\.List`1<System\.Int32> of 3 = \{3, 1, 4\}$", TestName = "List_ShowsItsElements")]
    [TestCase(@"^\$2 = System\.Collections\.Generic\.Dictionary`2<System\.String, ?System\.Int32> of 2 = \{\[""Ada""\] = 36, \[""Alan""\] = 41\}$", TestName = "Dictionary_ShowsItsEntries")]
    [TestCase(@"^\$3 = \{MethodTable = 0x[0-9a-f]+ <Parked\.Program\+Dog\.MethodTable>, Legs = 4, Name = ""Rex""\}$", TestName = "Object_ShowsFieldsOfItsBaseClass")]
    [TestCase(@"^\$4 = 4$", TestName = "Field_OfTheBaseClass_IsFound")]
    [TestCase(@"^\$5 = System\.Collections\.Generic\.Dictionary`2", TestName = "Static_IsFoundByItsName")]
    [TestCase(@"^\$6 = 0$", TestName = "Static_Number_IsShown")]
    [TestCase(@"Temporary breakpoint \d+, Parked\.Program\.Step \(i=7\)", TestName = "Breakpoint_WithACondition_StopsWhenItHolds")]
    [TestCase(@"(?s)Old value = 21\s+New value = 28\s", TestName = "Watchpoint_OnAStatic_StopsWhenItChanges")]
    [TestCase(@"^\$7 = ""no such animal""$", TestName = "Throw_Breakpoint_KnowsTheException")]
    [TestCase(@"^#1 .* in Parked\.Program\.Catch \(", TestName = "Throw_Breakpoint_ShowsWhoThrows")]
    public void Gdb_Shows(string pattern) =>
        Assert.That(_transcript, Does.Match("(?m)" + pattern));
}
