#!/usr/bin/python3.11
"""What python3.11 says at each stage of the front end, in the form in which innards says it.

    /usr/bin/python3.11 tests/oracle/stages.py STAGE --list FILE

prints one JSON document a line for each path in FILE, like `innards STAGE --list FILE`. STAGE is tokens, tree, scopes, code,
dis or caches (dis with --show-caches). front_end.py runs it beside innards and compares the lines.
"""
import ast
import io
import json
import os
import re
import struct
import sys
import tokenize
import types
import warnings

import _symtable
import dis

FLAGS = [("DEF_GLOBAL", 1), ("DEF_LOCAL", 2), ("DEF_PARAM", 4), ("DEF_NONLOCAL", 8), ("USE", 16), ("DEF_FREE", 32),
         ("DEF_FREE_CLASS", 64), ("DEF_IMPORT", 128), ("DEF_ANNOT", 256), ("DEF_COMP_ITER", 512)]
SCOPES = {1: "LOCAL", 2: "GLOBAL_EXPLICIT", 3: "GLOBAL_IMPLICIT", 4: "FREE", 5: "CELL"}
BLOCKS = {0: "function", 1: "class", 2: "module"}
PLAIN_FIELDS = ("co_name", "co_qualname", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
                "co_flags", "co_firstlineno")
LIST_FIELDS = ("co_names", "co_varnames", "co_freevars", "co_cellvars")
HEX_FIELDS = ("co_code", "co_linetable", "co_exceptiontable")
ADDRESS = re.compile(r" at 0x[0-9a-f]+, file ")
RECURSION_LIMIT = 1000


def error_value(error):
    value = {"type": type(error).__name__, "msg": str(error), "lineno": None, "offset": None, "end_lineno": None, "end_offset": None}
    if isinstance(error, SyntaxError):
        value.update(msg=error.msg, lineno=error.lineno, offset=error.offset, end_lineno=error.end_lineno, end_offset=error.end_offset)
    elif isinstance(error, tokenize.TokenError):
        value.update(msg=error.args[0], lineno=error.args[1][0], offset=error.args[1][1])
    return {"error": value}


def tokens_value(source, path):
    return [[tokenize.tok_name[t.exact_type], t.string, *t.start, *t.end] for t in tokenize.tokenize(io.BytesIO(source).readline)]


def tree_value(source, path):
    """ast.dump(ast.parse(source)) at a program's top level."""
    count_calls(2)
    tree = compile(*[source, "<unknown>", "exec", ast.PyCF_ONLY_AST])
    count_calls(1)
    try:
        return ast.dump(tree, include_attributes=True, indent=1)
    except RecursionError:  # its words depend on what the process has specialised before
        raise RecursionError("maximum recursion depth exceeded while calling a Python object") from None


def scope_value(table):
    symbols = [{"name": name, "scope": SCOPES.get(flags >> 11 & 15, ""), "flags": [n for n, bit in FLAGS if flags & bit]}
               for name, flags in sorted(table.symbols.items())]
    kind = BLOCKS[table.type]
    return {"type": kind, "name": table.name, "lineno": table.lineno, "nested": bool(table.nested), "optimized": kind == "function",
            "varnames": list(table.varnames), "symbols": symbols, "children": [scope_value(c) for c in table.children]}


def scopes_value(source, path):
    count_calls(-1)
    table = _symtable.symtable(*[source, path, "exec"])
    sys.setrecursionlimit(100 * RECURSION_LIMIT)
    return scope_value(table)


def constant_value(c):
    kind = type(c).__name__
    if isinstance(c, types.CodeType):
        return {"t": "code", "v": code_object_value(c)}
    if isinstance(c, tuple):
        return {"t": kind, "v": [constant_value(x) for x in c]}
    if isinstance(c, frozenset):
        return {"t": kind, "v": sorted((constant_value(x) for x in c), key=json.dumps)}
    if isinstance(c, float):
        return {"t": kind, "v": struct.pack(">d", c).hex(), "r": repr(c)}
    if isinstance(c, complex):
        return {"t": kind, "v": struct.pack(">dd", c.real, c.imag).hex(), "r": repr(c)}
    if isinstance(c, bytes):
        return {"t": kind, "v": c.hex()}
    if isinstance(c, (bool, str)):
        return {"t": kind, "v": c}
    if isinstance(c, int):
        return {"t": kind, "v": str(c) if c.bit_length() <= 64 else hex(c)}
    return {"t": kind, "v": None}


def code_object_value(code):
    value = {name: getattr(code, name) for name in PLAIN_FIELDS}
    value.update({name: list(getattr(code, name)) for name in LIST_FIELDS})
    value.update({name: getattr(code, name).hex() for name in HEX_FIELDS})
    value["co_consts"] = [constant_value(c) for c in code.co_consts]
    return value


def compiled(source, path):
    # Not the call of compile() either, which is written so that it is never specialised: only then it always counts.
    count_calls(-1)
    return compile(*[source, path, "exec"], **{"dont_inherit": True})


def code_value(source, path):
    code = compiled(source, path)
    sys.setrecursionlimit(100 * RECURSION_LIMIT)  # for what is done with it here
    return code_object_value(code)


def dis_value(source, path, show_caches=False):
    out = io.StringIO()
    code = compiled(source, path)
    sys.setrecursionlimit(100 * RECURSION_LIMIT)
    dis.dis(code, file=out, show_caches=show_caches)
    return ADDRESS.sub(" at 0x0, file ", out.getvalue())


def caches_value(source, path):
    return dis_value(source, path, True)


VALUE = {"tokens": tokens_value, "tree": tree_value, "scopes": scopes_value, "code": code_value, "dis": dis_value,
         "caches": caches_value}


def count_calls(count):
    """From here on as if `count` Python functions were open, the caller and all below it: they count for the recursion limit."""
    depth = -1
    frame = sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(RECURSION_LIMIT + depth - count)


def value_of(stage, source, path):
    try:
        return VALUE[stage](source, path)
    except Exception as error:
        return error_value(error)


def document(stage, path):
    with open(path, "rb") as file:
        source = file.read()
    value = value_of(stage, source, path)
    sys.setrecursionlimit(100 * RECURSION_LIMIT)  # for json, whose own calls are not the program's
    return json.dumps({"file": path, "dis" if stage == "caches" else stage: value})


def main():
    warnings.simplefilter("ignore")
    stage, option, names = sys.argv[1:]
    assert option == "--list"
    with open(names) as file:
        for path in file.read().splitlines():
            print(document(stage, path), flush=True)


if __name__ == "__main__":
    main()
