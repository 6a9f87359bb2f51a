"""Inspect paths into one object's memory, read from the memory of python3.11 itself: fields, hash tables, slots of types."""
import ctypes
import re
import sys
import types


def word(address, kind=ctypes.c_int64):
    return kind.from_address(address).value


def object_at(address):
    return ctypes.cast(address, ctypes.py_object).value


def pointer(address):
    value = word(address, ctypes.c_uint64)
    return hex(value) if value else "NULL"


def state_of_str(address):
    bits = word(address + 32, ctypes.c_uint32)
    words = ["kind %d" % (bits >> 2 & 7)]
    return ", ".join(words + [name for bit, name in ((64, "ascii"), (32, "compact"), (3, "interned")) if bits & bit])


FIELDS = {
    "ob_refcnt": lambda a: word(a),
    "ob_type": lambda a: f"<class '{type(object_at(a)).__name__}'>",
    "ob_size": lambda a: word(a + 16),
    "ob_fval": lambda a: repr(word(a + 16, ctypes.c_double)),
    "allocated": lambda a: word(a + 32),
    "length": lambda a: word(a + 16),
    "hash": lambda a: word(a + 24),
    "state": state_of_str,
    "values": lambda a: pointer(a - 32),
    "dict": lambda a: pointer(a - 24),
}


def field(address, name):
    digit = re.fullmatch(r"ob_digit\[(\d+)\]", name)
    return word(address + 24 + 4 * int(digit[1]), ctypes.c_uint32) if digit else FIELDS[name](address)


def block(address):
    """What the small-object allocator rounds a size to; larger ones are not its own."""
    value = object_at(address)
    # Items of these lie in a block of their own; 16 bytes in front are the collector's.
    size = type(value).__basicsize__ + 16 if type(value) in (list, dict, set) else sys.getsizeof(value)
    return "large" if size > 512 else (size + 15) // 16 * 16


# ---- hash tables

KINDS = ("general", "unicode", "split")


class Table:
    def __init__(self, address):
        self.used, self.keys = self.found(address)
        self.log2_size, self.log2_bytes, kind = (word(self.keys + i, ctypes.c_uint8) for i in (8, 9, 10))
        self.size, self.kind = 1 << self.log2_size, KINDS[kind]
        self.usable, self.entries = word(self.keys + 16), word(self.keys + 24)

    # (items, keys) of a dict, of an instance's dict, or of an instance that keeps its values inside: the keys of its class.
    def found(self, address):
        kind = type(object_at(address))
        if kind is not dict and kind.__dictoffset__ >= 0:
            raise KeyError(address)
        if kind is not dict and not word(address - 24):
            return None, word(id(kind) + 872)
        dict_at = address if kind is dict else word(address - 24)
        return word(dict_at + 16), word(dict_at + 32)

    def index(self, slot):
        kind = ctypes.c_int8 if self.log2_size < 8 else ctypes.c_int16 if self.log2_size < 16 else ctypes.c_int32
        return word(self.keys + 32 + slot * ctypes.sizeof(kind), kind)

    def key(self, entry):
        first = self.keys + 32 + (1 << self.log2_bytes)
        return object_at(word(first + 24 * entry + 8) if self.kind == "general" else word(first + 16 * entry))

    def slot(self, number):
        return {-1: "empty", -2: "dummy"}.get(self.index(int(number)), self.index(int(number)))

    def slot_of(self, key):
        return next(i for i in range(self.size) if self.index(i) >= 0 and repr(self.key(self.index(i))) == key)


# ---- types

# Slot -> where it lies: in the type, or in one of its suites; and the method that shows it.
SLOTS = {"nb_add": (96, 0, "__add__"), "nb_subtract": (96, 8, "__sub__"), "sq_concat": (104, 8, "__add__"), "tp_call": (128, None, "__call__"), "tp_iter": (216, None, "__iter__"),
         "tp_iternext": (224, None, "__next__"), "tp_descr_get": (272, None, "__get__"), "tp_descr_set": (280, None, "__set__"),
         "tp_richcompare": (200, None, "__eq__"), "mp_ass_subscript": (112, 16, "__setitem__"), "sq_ass_item": (104, 40, "__setitem__")}


def slot_of_type(cls, name):
    at, inside, method = SLOTS[name]
    filled = word(id(cls) + at)
    if filled and inside is not None:
        filled = word(filled + inside)
    return next(base.__name__ for base in cls.__mro__ if method in vars(base)) if filled else "empty"


# ---- lookups

def own(classes, name):
    return next((vars(c)[name] for c in classes if name in vars(c)), None)


def is_descriptor(value, method="__get__"):
    return value is not None and own(type(value).__mro__, method) is not None


def answering(owner, name, stores):
    """Which place answers owner.name, or takes it: for classes and instances without hooks of their own."""
    found = own(type(owner).__mro__, name)
    data = is_descriptor(found, "__set__") or is_descriptor(found, "__delete__")
    if stores:
        return "descriptor" if data else "instance"
    if data and is_descriptor(found):
        return "descriptor"
    mine = own(owner.__mro__, name) if isinstance(owner, type) else vars(owner).get(name) if hasattr(owner, "__dict__") else None
    if mine is not None:
        called = is_descriptor(mine) and not isinstance(mine, types.FunctionType)   # a class hands its functions out as they are
        return "instance" if not isinstance(owner, type) else "descriptor" if called else "class"
    return "descriptor" if is_descriptor(found) else "class" if found is not None else "error"


# ---- the paths

PATH = re.compile(r"(object|dict|type)\(([^()]+)\)(?:\.(\w+)(?:\((.*)\))?)?")


def evaluate(path, address_of):
    """What a path says, as text; None where it is not one of these. address_of finds what stands in the parentheses."""
    match = PATH.fullmatch(path)
    if not match or (match[1] == "object" and match[3] not in ("field", "block")):
        return None
    address = address_of(match[2])
    if match[1] == "object":
        return str(block(address) if match[3] == "block" else field(address, match[4]))
    if match[1] == "dict":
        value = getattr(Table(address), match[3])
        return str(value(match[4]) if match[4] else value)
    value = object_at(address)
    cls = value if isinstance(value, type) else type(value)
    return slot_of_type(cls, match[4]) if match[4] else repr(cls)
