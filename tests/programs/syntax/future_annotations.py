# Annotations kept as text.
from __future__ import annotations

def f(a: list[int], *args: (1, 2), b: "s" = -1 if 0 else 1, **k: lambda x, /, *, y=1: x ** -y) -> {k: v for k, v in ()}:
    pass
print(f.__annotations__)
class C:
    p: not (a or b) and c
    q: a[1:2, ::3, f"{x!r:>{w}}{{"] = 0
    r: (1e999, -1e999j, "\ud800", u"u", 1 .real, *z)
print(C.__annotations__)
