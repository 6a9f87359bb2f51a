"""Runs FILE under python3.11 and prints a line for each traced instruction, in the form of `innards steps`.

Usage: python3.11 trace_steps.py OUT FILE [ARGS...]    (the program's own output goes where it goes)
The value stack is read from the running interpreter's memory: the frame object's word at offset 24 points at its
_PyInterpreterFrame, where `stacktop` is the int at 64 and `localsplus` begins at 72.
"""
import ctypes
import gc
import sys

out = open(sys.argv[1], "w")
filename = sys.argv[2]
sys.argv = sys.argv[2:]
source = open(filename, "rb").read()
opname = __import__("opcode").opname
EXTENDED_ARG = opname.index("EXTENDED_ARG")
type_names = {}


def word(address, kind=ctypes.c_uint64):
    return kind.from_address(address).value


def slot(address):
    if not address:
        return "NULL"
    count, kind = word(address, ctypes.c_int64), word(address + 8)
    if kind not in type_names:
        type_names[kind] = ctypes.cast(kind, ctypes.py_object).value.__name__
    return f"{type_names[kind]}:{count}"


def stack_of(frame):
    # Nothing is kept about the code object: a reference to it would show in its count.
    code = frame.f_code
    start = code.co_nlocals + len([c for c in code.co_cellvars if c not in code.co_varnames]) + len(code.co_freevars)
    del code
    inner = word(id(frame) + 24)
    top = word(inner + 64, ctypes.c_int)
    return " ".join(slot(word(inner + 72 + 8 * i)) for i in range(start, top))


def tracer(frame, event, arg):
    if frame.f_code.co_filename != filename:
        return None
    frame.f_trace_opcodes = True
    if event == "opcode":
        at = frame.f_lasti
        bytecode = frame.f_code.co_code
        real = at
        while bytecode[real] == EXTENDED_ARG:
            real += 2
        out.write(f"{frame.f_code.co_qualname}\t{at}\t{opname[bytecode[real]]}\t{stack_of(frame)}\n")
    return tracer


def run():
    module = type(sys)("__main__")
    module.__dict__.update(__file__=filename, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    sys.path[0] = filename.rpartition("/")[0] or "."
    code = compile(source, filename, "exec")
    gc.disable()
    sys.settrace(tracer)
    try:
        exec(code, module.__dict__)
    finally:
        sys.settrace(None)
        out.close()


run()
