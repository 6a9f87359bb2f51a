"""Runs a program in this python3.11 and reads the memory of the objects in its global dict `subjects` at given fields.

read_bytes.py PROGRAM FIELDS: FIELDS is what `innards fields` printed; prints for each of its objects the type, the flags that
say what stands before the object, sys.getsizeof, and for each field its bytes and, of a PyObject *, the type of what it points to.
"""
import ctypes
import json
import sys


def read(address, size):
    return ctypes.string_at(address, size)


def word(address):
    return int.from_bytes(read(address, 8), "little")


def type_name(address):
    """The name of an object's type, read from the type's tp_name."""
    return ctypes.string_at(word(word(address + 8) + 24)).decode()


def told(address, field):
    data = read(address + field["offset"], field["size"])
    row = {"hex": data.hex(" ")}
    if "target" in field:
        pointer = int.from_bytes(data, "little")
        row["target"] = type_name(pointer).rpartition(".")[2] if pointer else ""
    return row


def main():
    program, fields = sys.argv[1:]
    known = json.load(open(fields))
    space = {"__name__": "__main__", "__builtins__": __builtins__}
    code = compile(open(program).read(), program, "exec")   # stays: it holds the constants
    exec(code, space)
    subjects = space["subjects"]
    addresses = {name: id(subject) for name, subject in subjects.items()}
    out = []
    for row in known:
        address = addresses.get(row["name"])
        out.append(address and {"type": type_name(address).rpartition(".")[2], "fields": [told(address, field) for field in row["fields"]]})
    print(json.dumps(out))


main()
