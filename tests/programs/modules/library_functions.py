import abc, functools, operator, types, heapq, bisect, errno, stat, string, _thread, atexit
print(abc.ABC, abc.ABCMeta)
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try: A()
except TypeError as e: print(e)
A.register(int); print(isinstance(3, A), issubclass(str, A))
p = functools.partial(int, base=2); print(p("101"), p)
print(functools.reduce(operator.add, [1,2,3]))
@functools.lru_cache(maxsize=2)
def f(x): print("f", x); return x*2
f(1); f(2); f(1); f(3); f(2); print(f.cache_info())
print(operator.itemgetter(1,2)("abc"), operator.attrgetter("real", "numerator")(5), operator.methodcaller("upper")("a"))
print(sorted("bAc", key=functools.cmp_to_key(lambda a,b: (a>b)-(a<b))))
