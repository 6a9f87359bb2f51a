# Modules, packages, relative imports, errors of import.
import pkg.a as pa, sys
from pkg.b import *
print(pa.A, B, C, "_hidden" in globals(), [m for m in ("pkg", "pkg.a", "pkg.b", "pkg.sub") if m in sys.modules])
import pkg; print(pkg.a is pa, pkg.__name__, pkg.b.B)
for s in (["import nope", "import pkg.nope", "import pkg.a.deep", "from pkg import nope", "from pkg.b import nope",
           "from . import x", "import pkg.sub", "import circular_a", "from sys import nope", "import sys.x",
           "from pkg import *"]):
    try: exec(s); print("ok", s)
    except ImportError as e: print(type(e).__name__, str(e).split(" (/")[0], e.name)
print(__import__("pkg.b").__name__, __import__("pkg.b", fromlist=["x"]).__name__, sys.modules["__main__"].__name__)
