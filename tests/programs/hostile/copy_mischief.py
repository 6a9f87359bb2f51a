"""copy, deepcopy and __reduce__ with hooks that answer wrongly."""
import copy
def attempt(label, call):
    try: print(label, str(call()).split(" at 0x")[0])
    except BaseException as error: print(label, type(error).__name__, str(error).split(" at 0x")[0])
class R:
    def __init__(self, answer=None): self.answer = answer
    def __reduce_ex__(self, protocol):
        return self.answer if not isinstance(self.answer, Exception) else (_ for _ in ()).throw(self.answer)
def rebuild(*args): return ["rebuilt", *args]
for answer in (None, 5, "text", "rebuild", (), (rebuild,), (rebuild, ()), (rebuild, (1, 2)), (rebuild, [1]), (5, ()),
               (rebuild, (), {"a": 1}), (R, (), {"x": 1}), (R, (), (None, {"y": 2})), (R, (), 5),
               (rebuild, (), None, iter([7, 8])), (rebuild, (), None, 5), (dict, (), None, None, iter([("k", 1)])),
               (dict, (), None, None, [5]), (rebuild, (), None, None, None, 5),
               (rebuild, (), None, None, None, lambda o, s: 1), (1, 2, 3, 4, 5, 6, 7), ValueError("reduce"),
               [rebuild, ()]):
    for function in (copy.copy, copy.deepcopy):
        attempt(f"{function.__name__} "
                f"{str(answer)[:30].split(' at 0x')[0] if not callable(answer) else ''}"[:60].split("<")[0],
                lambda: function(R(answer)))
class C:
    def __init__(self, answer): self.answer = answer
    def __copy__(self): return self.answer
    def __deepcopy__(self, memo): memo.clear(); return [self.answer, len(memo)]
print(copy.copy(C(5)), copy.deepcopy(C(6)), copy.deepcopy([C(1), C(1)]))
class Slow:
    def __deepcopy__(self, memo): return copy.deepcopy(holder, memo) is holder
holder = [1, Slow()]
attempt("deep in deep", lambda: copy.deepcopy(holder))
attempt("memo 5", lambda: copy.deepcopy([1], 5))
attempt("memo list", lambda: copy.deepcopy([[1]], []))
t = ([],)
t[0].append(t)
c = copy.deepcopy(t)
print(c[0][0] is c, c == t if False else "")
class State:
    def __getstate__(self): return self.state
    def __setstate__(self, state): raise ArithmeticError(state)
s = State()
s.state = {"a": 1}
attempt("setstate", lambda: copy.copy(s))
s.state = None
attempt("none", lambda: copy.copy(s))
s.state = 0
attempt("zero", lambda: copy.copy(s))
attempt("module", lambda: copy.deepcopy(copy))
attempt("function", lambda: copy.deepcopy(rebuild) is rebuild)
attempt("generator", lambda: copy.copy(x for x in []))
attempt("frame", lambda: copy.copy(__import__("sys")._getframe()))
attempt("iterator", lambda: list(copy.copy(iter([1, 2]))))
attempt("type", lambda: copy.copy(int))
attempt("slice", lambda: copy.copy(slice(1, 2)))
attempt("view", lambda: copy.copy({}.keys()))
attempt("method", lambda: copy.copy([].append))
attempt("deep nest", lambda: copy.deepcopy(nest)) if (nest := []) is None else None
class New:
    def __new__(cls, *args): return "not one" if not args else object.__new__(cls)
attempt("new", lambda: copy.copy(New(1)))
attempt("newargs", lambda: copy.copy(type("N", (), {"__getnewargs__": lambda s: 5})()))
attempt("newargs ex", lambda: copy.copy(type("N", (), {"__getnewargs_ex__": lambda s: (1, 2)})()))
attempt("newargs ex", lambda: copy.copy(type("N", (), {"__getnewargs_ex__": lambda s: ((), {})})()).__class__.__name__)
deep = []
for _ in range(2000): deep = [deep]
attempt("too deep", lambda: copy.deepcopy(deep))
attempt("reduce", lambda: object().__reduce__()[0].__name__)
attempt("reduce_ex", lambda: object().__reduce_ex__(4)[0].__name__)
attempt("reduce_ex", lambda: object().__reduce_ex__())
attempt("getstate", lambda: type("G", (), {})().__getstate__())
attempt("getstate", lambda: [].__getstate__())
