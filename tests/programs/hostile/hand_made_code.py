"""Bytecode made by hand that is sound: patched operators and constants, NOPs, whole functions put together from
bytes."""
import dis
import marshal
import opcode
import types

OP = opcode.opmap


def assemble(*instructions):
    code = bytearray()
    for name, arg in instructions:
        while arg > 255:
            code += bytes([OP["EXTENDED_ARG"], arg >> 8])
            arg &= 255
        code += bytes([OP[name], arg]) + bytes(2 * opcode._inline_cache_entries[OP[name]])
    return bytes(code)


def price(amount, rate=3):
    total = amount + rate
    return total * 10


original = price.__code__
patched = bytearray(original.co_code)
for at in range(0, len(patched), 2):
    if patched[at] == OP["BINARY_OP"] and patched[at + 1] == 0:
        patched[at + 1] = 10
price.__code__ = original.replace(co_code=bytes(patched))
print("minus:", price(5))
price.__code__ = original.replace(co_consts=(None, 1000))
print("constant:", price(5))
price.__code__ = original.replace(co_code=original.co_code[:2] + bytes([OP["NOP"], 0] * 4) + original.co_code[2:])
print("nops:", price(5), len(list(dis.get_instructions(price))))
price.__code__ = original.replace(co_names=("unused",), co_name="renamed", co_firstlineno=77)
print(price(5), price.__code__.co_name, price.__name__)


def make(code, argcount=0, consts=(None,), names=(), varnames=(), stacksize=5, flags=3, freevars=(), cellvars=(),
         table=b""):
    return types.CodeType(argcount, 0, 0, len(varnames), stacksize, flags, code, consts, names, varnames, "made.py",
                          "made", "made", 1,
                          b"", table, freevars, cellvars)


add = assemble(("RESUME", 0), ("LOAD_FAST", 0), ("LOAD_FAST", 1), ("BINARY_OP", 0), ("RETURN_VALUE", 0))
plus = types.FunctionType(make(add, 2, varnames=("a", "b")), {})
print("plus:", plus(20, 22), plus("a", "b"))
try:
    plus(1, "b")
except TypeError as error:
    print(error)

greeting = assemble(("RESUME", 0), ("LOAD_GLOBAL", 1), ("LOAD_CONST", 0), ("LOAD_CONST", 1), ("KW_NAMES", 2),
                    ("PRECALL", 2), ("CALL", 2),
                    ("POP_TOP", 0), ("LOAD_CONST", 1), ("RETURN_VALUE", 0))
types.FunctionType(make(greeting, consts=("hello", "!\n", ("end",)), names=("print",)), {"print": print})()

# A loop: the sum of the numbers below n.
loop = assemble(("RESUME", 0), ("LOAD_CONST", 0), ("STORE_FAST", 1), ("LOAD_GLOBAL", 1), ("LOAD_FAST", 0),
                ("PRECALL", 1), ("CALL", 1),
                ("GET_ITER", 0), ("FOR_ITER", 7), ("STORE_FAST", 2), ("LOAD_FAST", 1), ("LOAD_FAST", 2),
                ("BINARY_OP", 13), ("STORE_FAST", 1),
                ("JUMP_BACKWARD", 8), ("LOAD_FAST", 1), ("RETURN_VALUE", 0))
below = types.FunctionType(make(loop, 1, (0,), ("range",), ("n", "total", "i")), {"range": range})
print("below 10:", below(10))

# A handler in an exception table: 1 / n, or the text of what went wrong.
risky = assemble(("RESUME", 0), ("LOAD_CONST", 0), ("LOAD_FAST", 0), ("BINARY_OP", 11), ("RETURN_VALUE", 0),
                 ("PUSH_EXC_INFO", 0), ("POP_TOP", 0), ("POP_EXCEPT", 0), ("LOAD_CONST", 1), ("RETURN_VALUE", 0))
inverse = types.FunctionType(make(risky, 1, (1, "no inverse"), (), ("n",), table=bytes([0x80 | 1, 5, 6, 0])), {})
print("inverse:", inverse(4), inverse(0), inverse("x"))

counting = assemble(("RETURN_GENERATOR", 0), ("POP_TOP", 0), ("RESUME", 0), ("LOAD_CONST", 0), ("YIELD_VALUE", 0),
                    ("RESUME", 1), ("YIELD_VALUE", 0),
                    ("RESUME", 1), ("RETURN_VALUE", 0))
generator = types.FunctionType(make(counting, consts=("first",), flags=0x23), {})()
print(next(generator), generator.send("second"))
try:
    generator.send("third")
except StopIteration as stop:
    print("returned", stop.value)

keep = assemble(("COPY_FREE_VARS", 1), ("RESUME", 0), ("LOAD_DEREF", 0), ("LOAD_CONST", 0), ("BINARY_OP", 13),
                ("COPY", 1), ("STORE_DEREF", 0), ("RETURN_VALUE", 0))
counter = types.FunctionType(make(keep, consts=(5,), freevars=("n",), flags=0x13), {}, closure=(types.CellType(10),))
print(counter(), counter(), counter.__closure__[0].cell_contents)

many = make(assemble(("RESUME", 0), ("LOAD_CONST", 300), ("RETURN_VALUE", 0)), consts=tuple(range(400)))
print("extended:", types.FunctionType(many, {})(),
      exec(marshal.loads(marshal.dumps(compile("print('back from marshal')", "m", "exec")))))


def outer():
    x, y = 1, 2
    def inner():
        print("inner", x, y)
    return inner


inner = outer()
exec(inner.__code__, closure=inner.__closure__)
for closure in [None, (), (types.CellType(1),), (1, 2), [1, 2]]:
    try:
        exec(inner.__code__, closure=closure)
    except TypeError as error:
        print(error)
try:
    exec(outer.__code__, closure=(types.CellType(1),))
except TypeError as error:
    print(error)

for change in [{"co_code": b"abc"}, {"co_consts": [1]}, {"co_names": (1,)}, {"co_varnames": ("a",)},
               {"co_argcount": 99}, {"co_argcount": -1},
               {"co_nlocals": 9}, {"co_stacksize": -1}, {"co_flags": -1}, {"co_linetable": 3}, {"co_filename": 3},
               {"co_freevars": (1,)}, {"nope": 1}]:
    try:
        original.replace(**change)
    except (ValueError, TypeError, SystemError) as error:
        print(change, type(error).__name__, error)
