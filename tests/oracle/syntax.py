#!/usr/bin/python3.11
"""Compares innards' tokens and trees with python3.11's, file by file.

    /usr/bin/python3.11 tests/oracle/syntax.py --innards build/innards PATH... [--stage tokens|tree] [--sample N]
        [--bad] [--cache DIR] [--show N] [--area NAME] [--status DIR]

PATH is a file or a directory of .py files; the default is the standard library. --bad adds the bad programs that
python3.11's own tests list (its doctests and check_syntax_error calls are read where they are installed). --sample N takes
every n-th file so that N remain. Prints passed/total for each stage and the first differing lines; the exit status is 1
where anything differs. --status writes the counts into a folder, for tests/STATUS.md.
"""
import argparse
import ast
import doctest
import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
import tempfile
import tokenize
import warnings

LIBRARY = "/usr/lib/python3.11"


def error_value(error):
    fields = {"type": type(error).__name__, "msg": str(error), "lineno": None, "offset": None, "end_lineno": None, "end_offset": None}
    if isinstance(error, SyntaxError):
        fields.update(msg=error.msg, lineno=error.lineno, offset=error.offset, end_lineno=error.end_lineno, end_offset=error.end_offset)
    elif isinstance(error, tokenize.TokenError):
        fields.update(msg=error.args[0], lineno=error.args[1][0], offset=error.args[1][1])
    return {"error": fields}


def expected_tree(source):
    try:
        return ast.dump(ast.parse(source), include_attributes=True, indent=1)
    except Exception as error:
        return error_value(error)


def expected_tokens(source):
    rows = []
    try:
        for t in tokenize.tokenize(io.BytesIO(source).readline):
            rows.append([tokenize.tok_name[t.exact_type], t.string, *t.start, *t.end])
    except Exception as error:
        return error_value(error)
    return rows


EXPECTED = {"tokens": expected_tokens, "tree": expected_tree}


class Cache:
    def __init__(self, folder):
        self.folder = folder
        if folder:
            os.makedirs(folder, exist_ok=True)

    def get(self, stage, source):
        if not self.folder:
            return EXPECTED[stage](source)
        path = os.path.join(self.folder, stage + hashlib.sha1(source).hexdigest())
        if os.path.exists(path):
            with open(path, "rb") as file:
                return pickle.load(file)
        value = EXPECTED[stage](source)
        with open(path, "wb") as file:
            pickle.dump(value, file)
        return value


def files_below(paths):
    found = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            found += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".py")]
    return found


def strings_in(path):
    """Every string literal of a test file: most of the programs that it feeds to compile() are among them."""
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def examples_in(text):
    if ">>>" not in text:
        return []
    try:
        return [e.source for e in doctest.DocTestParser().get_examples(text)]
    except ValueError:
        return []


def bad_programs():
    """Programs out of python3.11's own tests that it refuses, each once."""
    names = ["test_syntax", "test_exceptions", "test_fstring", "test_grammar", "test_parser", "test_patma", "test_generators",
             "test_genexps", "test_unpack_ex", "test_positional_only_arg", "test_named_expressions", "test_eof", "test_string_literals",
             "test_unicode_identifiers", "test_global", "test_except_star", "test_with", "test_coroutines", "test_compile", "test_ast",
             "test_keywordonlyarg", "test_augassign", "test_listcomps", "test_setcomps", "test_dictcomps", "test_exception_group",
             "test_source_encoding", "test_unparse", "test_peg_generator/test_c_parser", "test_type_comments", "test_cmd_line_script",
             "test_traceback", "test_unpack", "test_extcall", "test_scope", "test_funcattrs", "test_flufl", "test_future"]
    seen = set()
    for name in names:
        path = f"{LIBRARY}/test/{name}.py"
        if not os.path.exists(path):
            continue
        texts = []
        for text in strings_in(path):
            texts.append(text)
            texts += examples_in(text)
        for text in texts:
            if text in seen or len(text) > 20000:
                continue
            seen.add(text)
            try:
                source = text.encode()
            except UnicodeEncodeError:
                continue
            try:
                ast.parse(source)
            except Exception:
                yield name, source


def write_programs(folder, programs):
    paths = []
    for i, (name, source) in enumerate(programs):
        path = os.path.join(folder, f"{name.replace('/', '_')}_{i}.py")
        with open(path, "wb") as file:
            file.write(source)
        paths.append(path)
    return paths


def first_difference(want, got):
    if isinstance(want, str) and isinstance(got, str):
        want, got = want.split("\n"), got.split("\n")
    if isinstance(want, list) and isinstance(got, list):
        for i, (a, b) in enumerate(zip(want, got)):
            if a != b:
                return f"at {i}:\n    want {a!r}\n    got  {b!r}"
        return f"length: want {len(want)}, got {len(got)}"
    short = lambda v: repr(v)[:300]
    return f"\n    want {short(want)}\n    got  {short(got)}"


def write_status(folder, area, passed, failed):
    os.makedirs(folder, exist_ok=True)
    row = {"area": area, "passed": passed, "total": passed + len(failed), "failed": failed}
    with open(os.path.join(folder, area.replace("/", "_") + ".json"), "w") as file:
        json.dump(row, file)


def compare(binary, stage, paths, cache, args):
    with tempfile.NamedTemporaryFile("w", suffix=".list") as names:
        names.write("\n".join(paths) + "\n")
        names.flush()
        output = subprocess.Popen([binary, stage, "--list", names.name], stdout=subprocess.PIPE)
        passed = 0
        failed = []
        for path in paths:
            line = output.stdout.readline()
            with open(path, "rb") as file:
                want = cache.get(stage, file.read())
            got = json.loads(line)[stage] if line else "(no answer: the process ended)"
            if got == want:
                passed += 1
            else:
                failed.append(os.path.basename(path))
                if len(failed) <= args.show:
                    print(f"{stage} {path}: {first_difference(want, got)}")
        output.stdout.close()
        output.wait()
    print(f"{args.area} {stage}: {passed} / {len(paths)} equal python3.11")
    if args.status:
        write_status(args.status, f"{args.area} {stage}", passed, failed)
    return not failed and passed > 0


def main():
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser()
    options.add_argument("--innards", required=True)
    options.add_argument("--stage", choices=list(EXPECTED), action="append")
    options.add_argument("--sample", type=int)
    options.add_argument("--bad", action="store_true")
    options.add_argument("--cache")
    options.add_argument("--show", type=int, default=10)
    options.add_argument("--area", default="syntax")
    options.add_argument("--status")
    options.add_argument("--verbose", action="store_true")
    options.add_argument("paths", nargs="*")
    args = options.parse_args()
    paths = files_below(args.paths or ([] if args.bad else [LIBRARY]))
    with tempfile.TemporaryDirectory() as folder:
        if args.bad:
            paths += write_programs(folder, bad_programs())
        if args.sample and len(paths) > args.sample:
            paths = paths[:: -(-len(paths) // args.sample)]
        good = [compare(args.innards, stage, paths, Cache(args.cache), args) for stage in args.stage or list(EXPECTED)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
