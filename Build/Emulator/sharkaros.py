"""What gdb needs to know of the runtime: how values print. See docs/DEBUGGING.md."""
import gdb


class StringPrinter:
    """The text of a string."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        length = int(self.value['_stringLength'])
        data = gdb.selected_inferior().read_memory(int(self.value['data'].address), 2 * length)
        return bytes(data).decode('utf-16-le', 'replace')

    def display_hint(self):
        return 'string'


class ArrayPrinter:
    """The elements of an array."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return '%s of %d' % (self.value.type.name, int(self.value['length']))

    def children(self):
        data = self.value['data']
        return (('[%d]' % i, data[i]) for i in range(int(self.value['length'])))

    def display_hint(self):
        return 'array'


class NumberPrinter:
    """A byte: gdb would take it for a character."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return str(int(self.value))


def printer(value):
    kind = value.type.strip_typedefs()
    if kind.code == gdb.TYPE_CODE_INT and kind.sizeof == 1:
        return NumberPrinter(value)
    if kind.code != gdb.TYPE_CODE_PTR or value.is_optimized_out or int(value) == 0:
        return None
    name = kind.target().name or ''
    if name == 'System.String':
        return StringPrinter(value.dereference())
    if name.endswith('[]'):
        return ArrayPrinter(value.dereference())
    return None


gdb.pretty_printers.append(printer)
