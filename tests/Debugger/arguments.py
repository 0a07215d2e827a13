"""For ArgumentTests: prints the arguments of Arguments.Program.

ENTRY: before the line that reads them all; KNOWN: before a line that need not. With the number of the call of Stop that follows.
STOP: in the function that has called Stop; UP: in a function further up, with the number of its own last call of Stop.
"""
import gdb
import re

EXPRESSIONS = {
    'Round': 'round', 'Integers': 'a b c d e f g h', 'Floats': 'a b c d e', 'Many': 'a b c d e f g h i j k l',
    'Structs': 'pair triple wide', 'Instance': 'this->Content factor', 'Virtual': 'this->Content this->Extra number text',
    'Member': 'this->First this->Second factor', 'Generic': 'value name', 'Changed': 'number *counter text',
    'Factorial': 'n depth', 'Catches': 'index text', 'Spans': 'array->length span._length',
}
lines = {}
pending = []
active = {}
stops = 0


def values(frame, function):
    def value(expression):
        try:
            return gdb.parse_and_eval(expression).format_string()
        except gdb.error as error:
            return '<optimized out>' if 'optimized out' in str(error) else '<%s>' % error

    frame.select()
    return ', '.join('%s = %s' % (name, value(name)) for name in EXPRESSIONS[function].split())


def frames():
    result = []
    frame = gdb.newest_frame()
    while frame is not None:
        result.append(frame)
        frame = frame.older()
    return result


def function_of(frame):
    name = frame.name() or ''
    found = re.match(r'Arguments\.Program(?:\+\w+)?\.(\w+)$', name)
    return found.group(1) if found and found.group(1) in EXPRESSIONS else None


def at_line(stack):
    """A line may have code on both sides of its call: what this one was shows when Stop is called."""
    line = stack[0].find_sal().line
    function = function_of(stack[0])
    if function is not None:
        kind = 'ENTRY' if 'Stop(said)' not in lines[line] else 'KNOWN'
        pending.append((kind, len(stack), line, '%s: %s' % (function, values(stack[0], function))))


def in_stop(stack):
    global stops
    depth = len(stack) - 1
    line = stack[1].find_sal().line
    for kind, where, before, text in pending:
        if where == depth and line - 3 < before <= line:
            print('%s %d %s' % (kind, stops, text))
    pending.clear()
    for below in [d for d in active if d > depth]:
        del active[below]
    active[depth] = stops
    for up, frame in enumerate(stack[1:], 1):
        function = function_of(frame)
        if function is not None:
            print('%s %d %s: %s' % ('STOP' if up == 1 else 'UP', active[len(stack) - up], function, values(frame, function)))
    stops += 1


def run(file):
    with open(file) as source:
        for number, text in enumerate(source, 1):
            lines[number] = text
            if ('Stop(' in text or ' said = ' in text) and 'void Stop' not in text:
                gdb.execute('break Program.cs:%d' % number, to_string=True)
    gdb.execute('break Arguments.Program.Stop', to_string=True)
    gdb.execute('run')
    while gdb.selected_inferior().pid != 0:
        stack = frames()
        (in_stop if stack[0].name() == 'Arguments.Program.Stop' else at_line)(stack)
        gdb.execute('continue', to_string=True)
