# Packages of the program's own: __path__, relative imports, import *, their texts.
import shapes.inner.deep
from shapes import *

def tail(path): return path[path.rindex("modules/"):]

print(plain.name, late.late, shapes.inner.deep.here, shapes.inner.deep.other)
print([tail(p) for p in shapes.__path__], tail(shapes.__file__), tail(shapes.__cached__), shapes.__package__)
print(tail(shapes.inner.deep.__cached__), shapes.inner.deep.__package__)
for text in ("import shapes.plain.x", "import shapes.nothing", "from shapes import nothing", "from . import x",
             "from shapes.late import *; import late"):
    try:
        exec(text)
    except Exception as e:
        print(type(e).__name__, str(e).replace(shapes.__file__, "FILE"), getattr(e, "name", None))
shapes.inner.deep.up()
