import abc, _functools as functools, operator, types, heapq, bisect, errno, stat, _thread, atexit
print(abc.ABC, abc.ABCMeta)
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try: A()
except TypeError as e: print(e)
A.register(int); print(isinstance(3, A), issubclass(str, A))
p = functools.partial(int, base=2); print(p("101"), p)
print(functools.reduce(operator.add, [1,2,3]))
def f(x): print("f", x); return x*2
f = functools._lru_cache_wrapper(f, 2, False, lambda *a: a)
f(1); f(2); f(1); f(3); f(2); print(f.cache_info())
print(operator.itemgetter(1,2)("abc"), operator.attrgetter("real", "numerator")(5), operator.methodcaller("upper")("a"))
print(sorted("bAc", key=functools.cmp_to_key(lambda a,b: (a>b)-(a<b))))
atexit.register(print, "bye")
l = _thread.allocate_lock()
with l: print(l.locked(), repr(l)[:30])
print(len(errno.errorcode), stat.filemode(0o41777), stat.S_ISDIR)
class P(functools.partial): pass
print(P(print, 1, a=2)); print(functools.partial(P(print,1),3))
import sys
for x in p, f, operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("a", 1), l, _thread.RLock():
    print(type(x), sys.getsizeof(x), type(x).__module__, type(x).__name__, type(x).__mro__)
try: functools.partial.x = 1
except TypeError as e: print(e)
for e in ("functools.partial()", "functools.partial(3)", "operator.itemgetter()", "operator.add(1)",
          "functools.reduce(1)", "heapq.heappop([])", "heapq.heappush(1,2)", "bisect.bisect([1],2,-1)",
          "operator.itemgetter(1)()", "operator.itemgetter(1)(1,k=2)", "l.release()", "operator.attrgetter(3)",
          "operator.call()", "functools.reduce(print, 3)","functools.cmp_to_key()", "_thread.start_new_thread(3,())"):
    try: print(eval(e))
    except Exception as x: print(type(x), x)
