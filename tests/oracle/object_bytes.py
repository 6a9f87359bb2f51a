"""Compares the bytes of objects, field by field, with those of the same objects in python3.11's own memory.

The programs in tests/oracle/bytes make a global dict `subjects`. `innards fields` tells the fields of each of its objects as
the Bytes panel shows them: name, C type, offset, size, bytes; read_bytes.py reads the same places in python3.11.

Numbers must be equal. Pointers must both be NULL or both not, and of a PyObject * the target's type must be the same. A word
without a name (type `word`) may be a number, an int with padding behind it, or a pointer. Reference counts are compared by
the rules of steps.py. Left out is what hangs on the process (version tags, hashes of addresses, counts of what the whole
process shares), what CPython does not set, and what tests/differences/object_bytes.md lists.
"""
import json
import pathlib
import re
import subprocess
import tempfile

import common

STATIC = 999999999
# Types whose objects the whole process shares, so that their counts say nothing.
UNCOUNTED = {"NoneType", "bool", "type", "builtin_function_or_method", "module", "str", "ellipsis", "NotImplementedType", "flags", "version_info",
             "method_descriptor", "classmethod_descriptor", "wrapper_descriptor", "getset_descriptor", "member_descriptor"}
# Numbers that depend on what else the process has done; tables of C, which here are read when the machine starts.
PROCESS = {"ma_version_tag", "func_version", "tp_version_tag", "tp_subclasses", "tp_methods", "tp_members", "tp_getset", "md_def"}
# Fields that CPython leaves as they were in memory.
UNSET = {(kind, name) for kind in ("generator", "coroutine") for name in ("gi_origin_or_finalizer", "gi_hooks_inited", "gi_closed", "gi_running_async")}
UNSET.remove(("coroutine", "gi_origin_or_finalizer"))
VALID_VERSION = 1 << 19   # a flag of types that says whether there is a version tag
# tests/differences/object_bytes.md
DIFFERENT = {("SRE_Scanner", None), ("ContextVar", "+32"), ("ContextVar", "+40"), ("ContextVar", "+48"),
             ("managedbuffer", "+72"), ("_abc_data", "+40"), ("formatteriterator", None)}
DIFFERENT_TYPES = {("ExceptionGroup", "_gc_next"), ("code", "tp_new"), ("code", "tp_flags"), ("code", "tp_doc"), ("memoryview", "tp_clear")}
POINTERS = {"void *", "function", "table", "uintptr_t", "PyDictValues *", "wchar_t *", "char *"}


def number(hexed):
    return int.from_bytes(bytes.fromhex(hexed), "little", signed=len(hexed) > 2)


def left_out(row, name):
    kind = row["type"].rpartition(".")[2]
    return (name in PROCESS or (kind, name) in UNSET or {(kind, name), (kind, None)} & DIFFERENT
            or kind == "type" and (row["name"], name) in DIFFERENT_TYPES)


def left_over(row, name):
    """Whether it is a slot of a generator's frame above its top, where nothing has been put or something was left."""
    slot = re.fullmatch(r"gi_iframe\.localsplus\[(\d+)\]", name)
    top = next((number(f["hex"]) for f in row["fields"] if f["name"] == "gi_iframe.stacktop"), 0)
    return bool(slot) and int(slot[1]) >= top


def words_differ(ours, theirs):
    """Of two words of which nothing is known. What is a function or a table in C is a number here."""
    if ours and theirs and (theirs > 0xffff or ours == theirs):
        return False
    return ours & 0xffffffff != theirs & 0xffffffff


def differs(kind, field, there):
    """Whether what python3.11 has in a field is something else."""
    name, ctype = field["name"], field["ctype"]
    if "target" in field:
        return field["target"].rpartition(".")[2] != there["target"]
    if field["hex"] == there["hex"]:
        return False
    x, y = number(field["hex"]), number(there["hex"])
    if name == "ob_refcnt":
        return kind not in UNCOUNTED and not (x >= STATIC and y >= STATIC)
    if name == "_gc_prev":
        return x & 3 != y & 3
    if name == "state":         # eight bits of flags; the rest is padding
        return x & 0xff != y & 0xff
    if name == "tp_flags":
        return (x ^ y) & ~VALID_VERSION != 0
    if name == "hash" and kind == "ReferenceType" or ctype in POINTERS or name == "tp_name":
        return bool(x) != bool(y)
    return words_differ(x, y) if ctype == "word" else True


def compare(row, theirs):
    """A text about the fields that differ, or None."""
    if theirs is None:
        return "  python3.11 has no such subject"
    kind = row["type"].rpartition(".")[2]
    if kind != theirs["type"]:
        return f"  type: innards {kind}, python {theirs['type']}"
    lines = []
    for field, there in zip(row["fields"], theirs["fields"]):
        if not left_out(row, field["name"]) and not left_over(row, field["name"]) and differs(kind, field, there):
            ours, other = (f"{side['hex'][:60]} {side.get('target', '')}" for side in (field, there))
            lines.append(f"  {field['name']} at {field['offset']}: innards {ours}, python {other}\n")
    return "".join(lines) or None


def fields_of(innards, program):
    out = subprocess.run([innards, "fields", program.name, "--of", "subjects"], cwd=program.parent, env=common.clean_environment(),
                         capture_output=True, text=True, encoding="utf-8", timeout=300)
    return out.stdout if out.returncode == 0 else None


def main():
    args = common.arguments(__doc__, area={"default": "object bytes"})
    innards = str(pathlib.Path(args.innards).resolve())
    python = common.find_python()
    here = pathlib.Path(__file__).resolve().parent
    report = common.Report(args.area, args)
    for program in common.programs(args.paths or [here / "bytes"]):
        told = fields_of(innards, program)
        if told is None:
            report.result(program.name, "  innards fields failed")
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(told)
            file.flush()
            out, err, status = common.run([python, str(here / "read_bytes.py"), program.name, file.name], cwd=program.parent)
        if status:
            report.result(program.name, f"  read_bytes.py: {err.decode()}")
            continue
        for row, theirs in zip(json.loads(told), json.loads(out)):
            report.result(f"{program.stem}: {row['name']}", compare(row, theirs))
    report.finish()


main()
