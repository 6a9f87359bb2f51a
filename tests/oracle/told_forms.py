# Runs SOURCE, a program of FOLDER, and then prints a line with MARK for each code object of it: what stands in
# _co_code_adaptive, in hexadecimal. specialise.py puts the three names in front of this text, and runs it on python3.11 and on
# innards.
import sys

out = sys.stdout


def tell(code):
    out.write(f"{MARK}{code.co_qualname} {code.co_firstlineno} {code._co_code_adaptive.hex()}\n")
    for part in code.co_consts:
        if type(part) is type(code):
            tell(part)


def run():
    module = type(sys)("__main__")
    module.__dict__.update(__file__=__file__, __builtins__=__builtins__)
    keep, sys.modules["__main__"] = sys.modules["__main__"], module
    sys.path[0] = FOLDER
    code = compile(SOURCE, __file__, "exec")
    try:
        exec(code, module.__dict__)
    except BaseException:
        pass
    tell(code)
    out.flush()
    sys.modules["__main__"] = keep


run()
