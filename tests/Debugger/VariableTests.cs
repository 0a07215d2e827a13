using System;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Debugger;

/// <summary>gdb shows arguments and locals with their types and values in unoptimised images.</summary>
[TestFixture]
public class VariableTests
{
    private static readonly SourceFile s_source = new("tests/Guest/Programs/Variables/Program.cs");

    private string _transcript = "";

    [OneTimeSetUp]
    public void Debug()
    {
        _transcript = DebuggedRun.Transcript([], Path.Combine(Build.Workspace.Find().Root, "tests/Guest/Programs/Variables/Variables.csproj"),
        [
            "tbreak " + s_source.At("Console.WriteLine("),
            "continue", "info args", "info locals",
            "print *node", "print node->Next->Name", "print node->Names->_items->data[0]", "print node->Values", "print node->Values->data[1] + 1",
            "print *total", "ptype point", "ptype node", "whatis letter", "up", "info locals",
        ]);
    }

    [TestCase(@"^node = 0x[0-9a-f]+$", TestName = "Argument_Object_IsShownByAddress")]
    [TestCase(@"^point = \{X = 3, Y = -4, Colour = Green\}$", TestName = "Argument_Struct_IsShownByFields")]
    [TestCase(@"^span = \{_reference = 0x[0-9a-f]+, _length = 4\}$", TestName = "Argument_Span_IsShown")]
    [TestCase(@"^factor = 2\.5$", TestName = "Argument_Double_IsShown")]
    [TestCase(@"^flag = true$", TestName = "Argument_Bool_IsShown")]
    [TestCase(@"^letter = 120 u'x'$", TestName = "Argument_Char_IsShown")]
    [TestCase(@"^sum = 18$", TestName = "Local_Int_IsShown")]
    [TestCase(@"^\$1 = \{MethodTable = 0x[0-9a-f]+ <Variables\.Program\+Node\.MethodTable>, Name = ""first"", ", TestName = "Object_Fields_AreShown")]
    [TestCase(@"^\$2 = ""first""$", TestName = "Object_String_IsText")]
    [TestCase(@"^\$3 = ""größer""$", TestName = "Object_AutomaticProperty_IsNamedLikeIt")]
    [TestCase(@"^\$4 = System\.Int32\[\] of 3 = \{1, 2, 3\}$", TestName = "Object_Array_IsShownWithElements")]
    [TestCase(@"^\$5 = 3$", TestName = "Array_Element_IsAValue")]
    [TestCase(@"^\$6 = 65$", TestName = "Reference_ToALocal_IsFollowed")]
    [TestCase(@"^type = struct Variables\.Program\+Point \{", TestName = "Type_Struct_IsNamed")]
    [TestCase(@"^    Variables\.Program\+Node \*Next;|^    struct Variables\.Program\+Node \*Next;", TestName = "Type_FieldOfAClass_IsNamed")]
    [TestCase(@"^type = char16_t$", TestName = "Type_Char_IsNamed")]
    [TestCase(@"^total = 65$", TestName = "Caller_Local_IsShown")]
    public void Gdb_StoppedInAMethod_Shows(string pattern) =>
        Assert.That(_transcript, Does.Match("(?m)" + pattern));
}
