# list[int], int | str, SimpleNamespace, mappingproxy.
print(list[int], dict[str, list[int]], list[int].__origin__, list[int].__args__, list[int] == list[int], int | str,
      int | None, (int | str).__args__)
print(isinstance(1, int | str), isinstance('', int | None), issubclass(bool, int | str), list[int]([1, 2]), int | int,
      (int | str) == (str | int))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: isinstance([], list[int]))
t(lambda: int[str])
t(lambda: int | 1)
t(lambda: list[int][str])
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, tuple[()], list[...], list[list[int] | None])
class C: x = 1
d = C.__dict__
t(lambda: d.update)
try: d['a'] = 1
except TypeError as e: print(e)
print(d['x'], 'x' in d, len(d) > 1, d.get('q', 5), type(d).__name__)
