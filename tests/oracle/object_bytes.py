"""Compares the bytes of objects, field by field, with those of the same objects in python3.11's own memory.

The programs in tests/oracle/bytes make a global dict `subjects`. `innards fields` tells the fields of each of its objects as
the Bytes panel shows them: name, C type, offset, size, bytes; read_bytes.py reads the same places in python3.11.

Numbers must be equal. Pointers must both be NULL or both not, and of a PyObject * the target's type must be the same. Words
without a name (type `word`) are numbers where they are small on both sides, else pointers. Reference counts are compared by
the rules of steps.py. What hangs on the process is left out: version tags, hashes of addresses.
"""
import json
import pathlib
import subprocess
import tempfile

import common

STATIC = 999999999
TYPE_ONLY = {"NoneType", "bool", "type", "builtin_function_or_method", "module", "str"}
# Numbers that depend on what else the process has done.
VERSIONS = {"ma_version_tag", "func_version", "tp_version_tag"}


def number(hexed):
    return int.from_bytes(bytes.fromhex(hexed), "little", signed=len(hexed) > 2)


def is_pointer(value):
    return value > 0xffffff


def differs(kind, field, ours, theirs):
    """Whether what python3.11 has in a field is something else."""
    name, ctype = field["name"], field["ctype"]
    if name in VERSIONS or ours == theirs["hex"] and "target" not in field:
        return False
    x, y = number(ours), number(theirs["hex"])
    if name == "ob_refcnt":
        return kind not in TYPE_ONLY and x != y and not (x >= STATIC and y >= STATIC)
    if "target" in field:
        return field["target"].rpartition(".")[2] != theirs["target"]
    if name == "_gc_prev":
        return x & 3 != y & 3
    if ctype in ("void *", "function", "table", "uintptr_t", "PyDictValues *", "wchar_t *", "char *") or name == "tp_name":
        return bool(x) != bool(y)
    if ctype == "word":
        return bool(x) != bool(y) or not is_pointer(x) and not is_pointer(y) and x != y
    return True


def compare(row, theirs):
    """A text about the fields that differ, or None."""
    if theirs is None:
        return "  python3.11 has no such subject"
    kind = row["type"].rpartition(".")[2]
    if kind != theirs["type"]:
        return f"  type: innards {kind}, python {theirs['type']}"
    lines = []
    for field, there in zip(row["fields"], theirs["fields"]):
        if differs(kind, field, field["hex"], there):
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
