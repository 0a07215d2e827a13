"""What gdb needs to know of the runtime: how values print. See docs/DEBUGGING.md."""
import struct

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


def statics(name):
    """A static field of the runtime; None where the image has none."""
    try:
        return gdb.parse_and_eval("'%s'" % name)
    except gdb.error:
        return None


class ListPrinter:
    """List<T>, Stack<T>: a count and an array."""

    def __init__(self, value, count, items):
        self.value, self.count, self.items = value, int(value[count]), items

    def to_string(self):
        return '%s of %d' % (self.value.type.name, self.count)

    def children(self):
        data = self.value[self.items]['data']
        return (('[%d]' % i, data[i]) for i in range(self.count))

    def display_hint(self):
        return 'array'


class DictionaryPrinter:
    """Dictionary<K, V>: entries in use have a next of -1 or more."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return '%s of %d' % (self.value.type.name, int(self.value['_count']) - int(self.value['_freeCount']))

    def children(self):
        entries = self.value['_entries']
        for i in range(int(self.value['_count'])):
            entry = entries['data'][i]
            if int(entry['next']) >= -1:
                yield 'key%d' % i, entry['key']
                yield 'value%d' % i, entry['value']

    def display_hint(self):
        return 'map'


def collection_printer(value):
    kind = value.type.strip_typedefs()
    if kind.code != gdb.TYPE_CODE_PTR or value.is_optimized_out or int(value) == 0:
        return None
    name = kind.target().name or ''
    if name.startswith('System.Collections.Generic.List`1<'):
        return ListPrinter(value.dereference(), '_size', '_items')
    if name.startswith('System.Collections.Generic.Stack`1<'):
        return ListPrinter(value.dereference(), '_size', '_array')
    if name.startswith('System.Collections.Generic.Dictionary`2<') and int(value['_count']) > 0:
        # Types nested too deeply are described without their fields.
        entry = value['_entries']['data'].type.target()
        return DictionaryPrinter(value.dereference()) if 'key' in {field.name for field in entry.fields()} else None
    return None


gdb.pretty_printers.append(collection_printer)

RUNNING, IN_CALL, IN_SPLIT, NEW = range(4)


def uthreads():
    """Control blocks of the program's uthreads, oldest first; system stacks have blocks of their own, which are not among them."""
    found = []
    uthread = statics('Core.Program.Stacks.Uthreads.s_first')
    while uthread is not None and int(uthread) != 0:
        found.append(uthread.dereference())
        uthread = uthread['NextAll']
    return sorted(found, key=lambda one: int(one['Id']))


def goroutine_of(uthread):
    """The object that owns it; None before the first use of goroutines."""
    try:
        kind = gdb.lookup_type('struct Goroutines.Goroutine').pointer()
    except gdb.error:
        return None
    return None if int(uthread['Owner']) == 0 else gdb.Value(int(uthread['Owner'])).cast(kind)


def name_of(uthread):
    """The goroutine's number; u and the uthread's for what is none: threads of the runtime."""
    goroutine = goroutine_of(uthread)
    if goroutine is not None:
        return str(int(goroutine['Id']))
    return '1' if int(uthread['Id']) == 1 else 'u%d' % int(uthread['Id'])


def cores():
    """The gdb thread that runs each control block."""
    selected = gdb.selected_thread()
    result = {}
    for thread in gdb.selected_inferior().threads():
        thread.switch()
        result[int(gdb.newest_frame().read_register('r14')) & (1 << 64) - 1] = thread
    if selected is not None:
        selected.switch()
    return result


def state_of(uthread, core):
    saved = int(uthread['Saved'])
    goroutine = goroutine_of(uthread)
    reason = '' if goroutine is None or int(goroutine['WaitReason']) == 0 else goroutine['WaitReason'].format_string().strip('"')
    state = 'runnable' if goroutine is None else str(goroutine['State']).lower()
    if saved == NEW:
        return 'new'
    if core is not None:
        return 'running on thread %d' % core.num
    return '%s: %s' % (state, reason) if reason else state


def place_of(pc):
    block = gdb.block_for_pc(pc)
    while block is not None and block.function is None:
        block = block.superblock
    sal = gdb.find_pc_line(pc)
    name = str(gdb.parse_and_eval('(void (*)())%d' % pc)).split('<')[-1].rstrip('>') if block is None else block.function.name
    return name if sal.symtab is None else '%s at %s:%d' % (name, sal.symtab.filename, sal.line)


def caller_of_runtime(uthread):
    """Where the code stands that waits: below the calls inside the runtime. Frames are linked by RBP."""
    pc, frame = int(uthread['SavedRip']) - 1, int(uthread['SavedRbp'])
    first = pc
    while place_of(pc).startswith(('Usys.', 'Goroutines.', 'Core.')):
        if not int(uthread['StackLow']) <= frame < int(uthread['StackHigh']):
            return first
        saved, address = struct.unpack('<QQ', bytes(gdb.selected_inferior().read_memory(frame, 16)))
        pc, frame = address - 1, saved
    return pc


class InfoGoroutines(gdb.Command):
    """List the goroutines of the program: number, state, and where each stands."""

    def __init__(self):
        super().__init__('info goroutines', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        running = cores()
        found = uthreads()
        for uthread in found:
            core = running.get(int(uthread.address))
            if int(uthread['Saved']) == NEW:
                place = place_of(int(uthread['Entry']))
            elif int(uthread['Saved']) != RUNNING:
                place = place_of(caller_of_runtime(uthread))
            elif core is not None:
                place = on_thread(core, lambda: place_of(gdb.newest_frame().pc()))
            else:
                place = 'where the kernel interrupted it'
            print('%3s  %-28s %s' % (name_of(uthread), state_of(uthread, core), place))
        if not found:
            print('No goroutines: no program runs, or it has none yet.')


def on_thread(thread, function):
    selected = gdb.selected_thread()
    thread.switch()
    try:
        return function()
    finally:
        selected.switch()


class GoroutineCommand(gdb.Command):
    """Do a command of gdb in the frames of a goroutine that does not run: goroutine NUMBER COMMAND, as in goroutine 3 bt.

    Its registers are put in the place of the core's meanwhile: commands that let the program go on are not for this."""

    def __init__(self):
        super().__init__('goroutine', gdb.COMMAND_STACK, gdb.COMPLETE_COMMAND)

    def invoke(self, argument, from_tty):
        name, _, command = argument.strip().partition(' ')
        if not command:
            raise gdb.GdbError('usage: goroutine NUMBER COMMAND')
        for uthread in uthreads():
            if name_of(uthread) == name:
                return self.do(uthread, command)
        raise gdb.GdbError('there is no goroutine %s: see info goroutines' % name)

    def do(self, uthread, command):
        saved = int(uthread['Saved'])
        core = cores().get(int(uthread.address))
        if core is not None:
            return on_thread(core, lambda: gdb.execute(command))
        if saved not in (IN_CALL, IN_SPLIT):
            raise gdb.GdbError('the goroutine has no frames that can be seen: it is %s' % state_of(uthread, None))
        # The byte before the return address: what is there is still the call.
        registers = {'rip': int(uthread['SavedRip']) - 1, 'rsp': int(uthread['SavedRsp']), 'rbp': int(uthread['SavedRbp'])}
        gdb.newest_frame().select()
        before = {name: int(gdb.newest_frame().read_register(name)) & (1 << 64) - 1 for name in registers}
        try:
            for name, value in registers.items():
                gdb.execute('set var $%s = %d' % (name, value))
            gdb.execute(command)
        finally:
            gdb.newest_frame().select()
            for name, value in before.items():
                gdb.execute('set var $%s = %d' % (name, value))


InfoGoroutines()
GoroutineCommand()
