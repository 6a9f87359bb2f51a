#!/usr/bin/python3.11
"""Compares innards' scopes, code objects and disassembly with python3.11's, file by file.

    /usr/bin/python3.11 tests/oracle/compile.py --innards build/innards [PATH...] [--stage scopes|code|dis] [--sample N]
        [--show N] [--status DIR] [--verbose] [--cases | --snippets]

PATH is a file or a directory of .py files; the default is the standard library with its tests. --sample N takes every
n-th file so that N remain. --cases takes the programs of compile_cases.py instead, --snippets those that python3.11's own
tests hold in strings. For each stage passed/total is printed, then the first differences: for code the qualname, the
field, and for bytes the first instruction or location that differs. Differences are also counted by kind, so that the
most frequent one can be mended first. The exit status is 1 where anything differs.
"""
import argparse
import collections
import dis
import io
import json
import os
import pathlib
import re
import struct
import subprocess
import symtable
import sys
import tempfile
import types
import warnings

import _symtable

LIBRARY = "/usr/lib/python3.11"
STAGES = ("scopes", "code", "dis")
FLAGS = [("DEF_GLOBAL", 1), ("DEF_LOCAL", 2), ("DEF_PARAM", 4), ("DEF_NONLOCAL", 8), ("USE", 16), ("DEF_FREE", 32),
         ("DEF_FREE_CLASS", 64), ("DEF_IMPORT", 128), ("DEF_ANNOT", 256), ("DEF_COMP_ITER", 512)]
SCOPES = {1: "LOCAL", 2: "GLOBAL_EXPLICIT", 3: "GLOBAL_IMPLICIT", 4: "FREE", 5: "CELL"}
ADDRESS = re.compile(r" at 0x[0-9a-f]+, file ")


# ---- what python3.11 says -------------------------------------------------------------------------------------------

def error_value(error):
    value = {"type": type(error).__name__, "msg": str(error), "lineno": None, "offset": None, "end_lineno": None, "end_offset": None}
    if isinstance(error, SyntaxError):
        value.update(msg=error.msg, lineno=error.lineno, offset=error.offset, end_lineno=error.end_lineno, end_offset=error.end_offset)
    return {"error": value}


def constant_value(c):
    kind = type(c).__name__
    if isinstance(c, types.CodeType):
        return {"t": "code", "v": code_value(c)}
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
    if isinstance(c, bool) or isinstance(c, str):
        return {"t": kind, "v": c}
    if isinstance(c, int):
        return {"t": kind, "v": str(c) if c.bit_length() <= 64 else hex(c)}
    return {"t": kind, "v": None}


def code_value(code):
    value = {name: getattr(code, name) for name in
             ("co_name", "co_qualname", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
              "co_flags", "co_firstlineno")}
    value.update({name: list(getattr(code, name)) for name in ("co_names", "co_varnames", "co_freevars", "co_cellvars")})
    value.update({name: getattr(code, name).hex() for name in ("co_code", "co_linetable", "co_exceptiontable")})
    value["co_consts"] = [constant_value(c) for c in code.co_consts]
    return value


def scope_value(table):
    symbols = [{"name": name, "scope": SCOPES.get(flags >> 11 & 15, ""), "flags": [n for n, bit in FLAGS if flags & bit]}
               for name, flags in sorted(table.symbols.items())]
    kind = {0: "function", 1: "class", 2: "module"}[table.type]
    return {"type": kind, "name": table.name, "lineno": table.lineno, "nested": bool(table.nested), "optimized": kind == "function",
            "varnames": list(table.varnames), "symbols": symbols, "children": [scope_value(c) for c in table.children]}


def dis_text(code, show_caches=False):
    out = io.StringIO()
    dis._disassemble_recursive(code, file=out, show_caches=show_caches)
    return ADDRESS.sub(" at 0x0, file ", out.getvalue())


def expected(stage, path):
    """As JSON carries it: two surrogates that make a pair arrive as one character."""
    return json.loads(json.dumps(python_value(stage, path)))


def python_value(stage, path):
    source = open(path, "rb").read()
    try:
        if stage == "scopes":
            return scope_value(_symtable.symtable(source, path, "exec"))
        code = compile(source, path, "exec", dont_inherit=True)
        return code_value(code) if stage == "code" else dis_text(code)
    except Exception as error:
        return error_value(error)


# ---- what innards says ----------------------------------------------------------------------------------------------

def documents(innards, stage, files, timeout=600):
    """(file, value) for each file; a file at which innards crashes has the value None."""
    rest = list(files)
    while rest:
        with tempfile.NamedTemporaryFile("w", suffix=".list") as names:
            names.write("".join(f + "\n" for f in rest))
            names.flush()
            done = subprocess.run([innards, stage, "--json", "--list", names.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
        lines = done.stdout.split(b"\n")
        count = 0
        for line in lines:
            if not line:
                continue
            try:
                document = json.loads(line)
            except ValueError:
                break
            yield document["file"], document[stage]
            count += 1
        if count == len(rest):
            return
        print(f"innards {stage} ended with {done.returncode} at {rest[count]}: {done.stderr[-300:].decode(errors='replace')}")
        yield rest[count], None
        rest = rest[count + 1:]


# ---- differences ----------------------------------------------------------------------------------------------------

def instructions(value):
    """(offset, opname, arg) of a code object's JSON."""
    code = bytes.fromhex(value["co_code"])
    return [(offset, dis.opname[op], arg) for offset, op, arg in dis._unpack_opargs(code)]


def positions(value):
    code = (lambda: 0).__code__.replace(co_code=bytes.fromhex(value["co_code"]), co_linetable=bytes.fromhex(value["co_linetable"]),
                                        co_firstlineno=value["co_firstlineno"])
    return list(code.co_positions())


def listing(value, start, count):
    spans = positions(value)
    rows = []
    for offset, name, arg in instructions(value):
        if offset >= start and len(rows) < count:
            rows.append(f"{offset} {name} {'' if arg is None else arg} {spans[offset // 2]}")
    return rows


def code_difference(ours, theirs, where=""):
    """(kind, text) of the first difference of two code objects, inner ones first where only they differ."""
    if ours.keys() != theirs.keys() or "error" in theirs:
        return "error", f"ours {str(ours)[:300]}\n theirs {str(theirs)[:300]}"
    name = theirs["co_qualname"]
    for ours_c, theirs_c in zip(ours["co_consts"], theirs["co_consts"]):
        if ours_c != theirs_c and ours_c["t"] == theirs_c["t"] == "code":
            return code_difference(ours_c["v"], theirs_c["v"], where)
    where = f"{name} (line {theirs['co_firstlineno']})"
    a, b = instructions(ours), instructions(theirs)
    for i in range(max(len(a), len(b))):
        x, y = (s[i] if i < len(s) else None for s in (a, b))
        if x != y:
            at = max(0, (b if i < len(b) else a)[max(0, i - 3)][0])
            text = f"{where} co_code\n  ours:\n    " + "\n    ".join(listing(ours, at, 10)) + "\n  theirs:\n    " + "\n    ".join(listing(theirs, at, 10))
            return f"code {x and x[1]} for {y and y[1]}", text
    spans_a, spans_b = positions(ours), positions(theirs)
    for offset, op, arg in a:
        x, y = spans_a[offset // 2], spans_b[offset // 2]
        if x != y:
            return f"position of {op}", f"{where} {offset} {op} {arg}: ours {x} theirs {y}"
    for field in theirs:
        if ours[field] != theirs[field]:
            return field, f"{where} {field}\n  ours   {str(ours[field])[:600]}\n  theirs {str(theirs[field])[:600]}"
    return None


def scope_difference(ours, theirs):
    if ours.keys() != theirs.keys() or "error" in theirs:
        return "error", f"ours {str(ours)[:300]}\n theirs {str(theirs)[:300]}"
    for field in theirs:
        if ours[field] == theirs[field]:
            continue
        if field == "children" and len(ours[field]) == len(theirs[field]):
            for x, y in zip(ours[field], theirs[field]):
                if x != y:
                    return scope_difference(x, y)
        extra = [x for x in ours[field] if x not in theirs[field]] if isinstance(ours[field], list) else ours[field]
        missing = [x for x in theirs[field] if x not in ours[field]] if isinstance(theirs[field], list) else theirs[field]
        return field, f"{theirs['name']} (line {theirs['lineno']}) {field}: ours {str(extra)[:300]} theirs {str(missing)[:300]}"
    return None


def text_difference(ours, theirs):
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return "error", f"ours {str(ours)[:300]}\n theirs {str(theirs)[:300]}"
    for n, (x, y) in enumerate(zip(ours.split("\n"), theirs.split("\n"))):
        if x != y:
            return "line", f"line {n + 1}\n  ours   {x}\n  theirs {y}"
    return "length", f"ours {len(ours)} characters, theirs {len(theirs)}"


DIFFERENCE = {"scopes": scope_difference, "code": code_difference, "dis": text_difference}


# ---- small programs -------------------------------------------------------------------------------------------------

def snippets():
    """Every string of the front end's own tests in python3.11 that is a program, good or bad; read where they are installed."""
    import syntax
    seen = set()
    for path in sorted(pathlib.Path(LIBRARY, "test").glob("test_*.py")):
        if path.stem not in SNIPPET_TESTS:
            continue
        for text in syntax.strings_in(path):
            for source in [text] + syntax.examples_in(text):
                if source not in seen and len(source) < 20000 and not re.search("[\ud800-\udfff]", source):
                    seen.add(source)
                    yield source


SNIPPET_TESTS = """test_syntax test_exceptions test_fstring test_grammar test_patma test_generators test_genexps test_unpack_ex
test_positional_only_arg test_named_expressions test_global test_except_star test_with test_coroutines test_compile test_ast
test_keywordonlyarg test_augassign test_listcomps test_setcomps test_dictcomps test_peepholer test_dis test_code test_unpack
test_extcall test_scope test_future test_symtable test_sys_settrace test_contextlib test_annotations test_opcodes
test_string_literals test_flufl test_asyncgen test_descr test_super test_class test_decorators test_typing""".split()


def write_programs(folder, sources):
    paths = []
    for i, source in enumerate(sources):
        paths.append(os.path.join(folder, f"{i}.py"))
        pathlib.Path(paths[-1]).write_bytes(source.encode())
    return paths


# ---- the run --------------------------------------------------------------------------------------------------------

def find_files(paths):
    files = []
    for path in paths or [LIBRARY]:
        if os.path.isdir(path):
            files += [str(f) for f in pathlib.Path(path).rglob("*.py")]
        else:
            files.append(path)
    return sorted(set(files))


def compare(innards, stage, files, show, status, area):
    differing = []
    for path, ours in documents(innards, stage, files):
        theirs = expected(stage, path)
        if ours != theirs:
            kind, text = ("crash", "innards ended") if ours is None else DIFFERENCE[stage](ours, theirs) or ("?", "?")
            differing.append((path, kind, text))
    for path, kind, text in differing[:show]:
        print(f"--- {path}: {text}")
    kinds = collections.Counter(kind for _, kind, _ in differing)
    for kind, count in kinds.most_common(15):
        print(f"  {count:5} {kind}")
    print(f"{stage}: {len(files) - len(differing)}/{len(files)}")
    if status:
        os.makedirs(status, exist_ok=True)
        row = {"area": f"{area}/{stage}", "passed": len(files) - len(differing), "total": len(files), "failed": [d[0] for d in differing]}
        pathlib.Path(status, f"{area.replace('/', '_')}_{stage}.json").write_text(json.dumps(row))
    return not differing


def main():
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of frozensets
        os.execve(sys.executable, [sys.executable] + sys.argv, {**os.environ, "PYTHONHASHSEED": "0"})
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--innards", required=True)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--status", help="write the results into this folder, for tests/STATUS.md")
    parser.add_argument("--area", default="compile", help="their name there")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--cases", action="store_true", help="the programs of compile_cases.py")
    parser.add_argument("--snippets", action="store_true", help="programs in the strings of python3.11's tests")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    folder = tempfile.TemporaryDirectory()
    if args.cases:
        import compile_cases
        files = write_programs(folder.name, compile_cases.CASES)
    elif args.snippets:
        files = write_programs(folder.name, snippets())
    else:
        files = find_files(args.paths)
    if args.sample and len(files) > args.sample:
        files = [files[i * len(files) // args.sample] for i in range(args.sample)]
    show = 10**9 if args.verbose else args.show
    good = [compare(args.innards, stage, files, show, args.status, args.area) for stage in args.stage or STAGES]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
