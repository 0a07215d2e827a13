using System.IO;
using System.Text;
using Build.Images;

namespace Build.Emulator;

/// <summary>What gdb must know to debug one boot, as a file of its commands.</summary>
/// <remarks>
/// Breakpoints on code of a process may be set before it exists: QEMU keeps them beside the guest's memory, by virtual
/// address, and the code that gdb wants to look at is read from the ELF files. The files are linked at the addresses
/// where they run, so symbols need no offsets.
/// </remarks>
public static class DebuggerScript
{
    /// <summary>Writes the script beside the archive.</summary>
    /// <returns>Its path.</returns>
    public static string Write(Workspace workspace, SystemImages.BootSet set, int port)
    {
        string path = Path.ChangeExtension(set.Archive, ".gdb");
        File.WriteAllText(path, Compose(workspace.Root, set, port));
        return path;
    }

    /// <summary>Text of the script.</summary>
    public static string Compose(string root, SystemImages.BootSet set, int port)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line("set confirm off");
        Line("set trust-readonly-sections on");
        Line($"set substitute-path /sharkaros/ {root}/");
        Line("# Sources of the base library are not here: step over it.");
        Line("skip -gfile /_/src/*");
        Line($"file {set.Kernel}");
        Line($"add-symbol-file {set.Scheduler}");
        // At the prompt any sample may run, all at the same addresses: which one to debug is for the user to say.
        foreach (string program in set.Programs)
            Line(set.Program is null ? $"# add-symbol-file {program}" : $"add-symbol-file {program}");
        Line(Commands);
        Line($"target remote 127.0.0.1:{port}");
        // Last: a gdb without Python stops reading here, and lacks only this.
        Line(Printers);
        return text.ToString();
    }

    /// <summary>
    /// gdb's own 'next' waits for the same stack and the same core; a goroutine's stack may be copied in a call, and the
    /// goroutine go on elsewhere.
    /// </summary>
    private const string Commands = """
        define over
        tbreak +1
        continue
        end
        document over
        Continue to the next line of the file, on whatever core and stack: for lines that block or call deeply.
        end
        """;

    /// <summary>Strings as text, arrays with their elements, instead of their addresses.</summary>
    private const string Printers = """
        python
        class StringPrinter:
            def __init__(self, value):
                self.value = value
            def to_string(self):
                length = int(self.value['_stringLength'])
                data = gdb.selected_inferior().read_memory(int(self.value['data'].address), 2 * length)
                return bytes(data).decode('utf-16-le', 'replace')
            def display_hint(self):
                return 'string'
        class ArrayPrinter:
            def __init__(self, value):
                self.value = value
            def to_string(self):
                return '%s of %d' % (self.value.type.name, int(self.value['length']))
            def children(self):
                data = self.value['data']
                return (('[%d]' % i, data[i]) for i in range(int(self.value['length'])))
            def display_hint(self):
                return 'array'
        def object_printer(value):
            kind = value.type.strip_typedefs()
            if kind.code != gdb.TYPE_CODE_PTR or int(value) == 0:
                return None
            name = kind.target().name or ''
            if name == 'System.String':
                return StringPrinter(value.dereference())
            if name.endswith('[]'):
                return ArrayPrinter(value.dereference())
            return None
        gdb.pretty_printers.append(object_printer)
        end
        """;
}
