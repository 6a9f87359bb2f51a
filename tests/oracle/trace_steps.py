"""Runs FILE under python3.11 and prints a line for each traced instruction, in the form of `innards steps`.

Usage: python3.11 trace_steps.py OUT LIMIT FILE [ARGS...]    (the program's own output goes where it goes)
After LIMIT lines (0: no limit) the program is ended, and a last line `-` says that there would be more.
The value stack is read from the running interpreter's memory: the frame object's word at offset 24 points at its
_PyInterpreterFrame, where `stacktop` is the int at 64 and `localsplus` begins at 72. An object that a module outside the program
holds, or a function in a class of such a module, is written with the count `held`. The line `-` also ends the list where the
tracer itself met the recursion limit, after which CPython traces no more.
"""
import ctypes
import gc
import opcode
import os
import sys

out = open(sys.argv[1], "w")
limit = int(sys.argv[2])
filename = os.path.abspath(sys.argv[3])
sys.argv = sys.argv[3:]
lines = 0
STATIC = 999999999
EXTENDED_ARG = opcode.opname.index("EXTENDED_ARG")
# A frame that is being traced is also held by the tracer's own two frames.
TRACER_HOLDS = 2
type_names = {}
held = set()
modules_seen = 0


def look_at_modules():
    """Fills `held` with the addresses of what library modules hold; their counts say nothing about the program."""
    global modules_seen
    modules_seen = len(sys.modules)
    for module in sys.modules.values():
        path = getattr(module, "__file__", None) or ""
        if module.__name__ != "__main__" and not path.startswith(os.path.dirname(filename)):
            held.update(map(id, vars(module).values()))
            for value in list(vars(module).values()):
                if isinstance(value, type) and value.__module__ == module.__name__:
                    held.update(id(function) for function in vars(value).values() if isinstance(function, type(word)))


def word(address, kind=ctypes.c_uint64):
    return kind.from_address(address).value


def slot(address, traced):
    if not address:
        return "NULL"
    count, kind = word(address, ctypes.c_int64), word(address + 8)
    if kind not in type_names:
        type_names[kind] = ctypes.cast(kind, ctypes.py_object).value.__name__
    if address in held and count < STATIC:
        count = "held"
    elif address == traced:
        count -= TRACER_HOLDS
    return f"{type_names[kind]}:{count}"


def stack_of(frame):
    # Nothing is kept about the code object: a reference to it would show in its count.
    code = frame.f_code
    start = code.co_nlocals + len([c for c in code.co_cellvars if c not in code.co_varnames]) + len(code.co_freevars)
    del code
    inner = word(id(frame) + 24)
    top = word(inner + 64, ctypes.c_int)
    # No method is looked up while the stack is read: that would be one more reference to str.join.
    slots = [slot(word(inner + 72 + 8 * i), id(frame)) for i in range(start, top)]
    return " ".join(slots)


def stop():
    """The program has shown enough."""
    out.write("-\n")
    out.close()
    os._exit(0)


def tracer(frame, event, arg):
    global lines
    if frame.f_code.co_filename != filename:
        return None
    frame.f_trace_opcodes = True
    if event == "opcode":
        lines += 1
        if lines == limit:
            stop()
        if len(sys.modules) != modules_seen:
            look_at_modules()
        at = frame.f_lasti
        bytecode = frame.f_code.co_code
        real = at
        while bytecode[real] == EXTENDED_ARG:
            real += 2
        out.write(f"{frame.f_code.co_qualname}\t{at}\t{opcode.opname[bytecode[real]]}\t{stack_of(frame)}\n")
    return tracer


def run():
    module = type(sys)("__main__")
    module.__dict__.update(__file__=filename, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    sys.path[0] = os.path.dirname(filename)
    with open(filename, "rb") as file:
        source = file.read()
    gc.collect()
    gc.disable()
    sys.settrace(tracer)
    try:
        exec(compile(source, filename, "exec"), module.__dict__)
    except BaseException as error:
        if not isinstance(error, SystemExit):
            sys.excepthook(type(error), error, error.__traceback__)
    # What the end of the interpreter does to the program's objects, while they can still be traced.
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    del module, sys.modules["__main__"]
    gc.collect()
    if sys.gettrace() is None:
        out.write("-\n")
    sys.settrace(None)
    out.close()


run()
