# Generators: send, throw, close, yield from, return values, exceptions, finalisation.
def g():
    try:
        x = yield 1
        print("got", x)
        try:
            yield 2
        except ValueError as e:
            print("caught", e)
            yield 3
        return "end"
    finally:
        print("finally")
it = g()
print(next(it), it.send("hi"), it.throw(ValueError("v")))
try: next(it)
except StopIteration as e: print("stop", e.value)
it = g(); next(it); it.close(); print(it.gi_frame)
def d():
    r = yield from g()
    print("r", r)
    yield from [10, 20]
it = d()
print(next(it), it.gi_yieldfrom.__name__, it.send(5), it.throw(ValueError("deep")), next(it), list(it))
def bad():
    yield 1
    raise StopIteration("x")
try: list(bad())
except RuntimeError as e: print(repr(e), repr(e.__cause__))
def ign():
    try: yield
    except GeneratorExit: yield
i = ign(); next(i)
try: i.close()
except RuntimeError as e: print(e)
try: g().send(1)
except TypeError as e: print(e)
def rec(): 
    try: next(me)
    except ValueError as e: print(e)
    yield
me = rec(); next(me)
e = (x * x for x in range(4))
print(e.__name__, list(e), sum(x for x in range(10)), max((v for v in [3, 1]), default=0))
def lazy():
    print("start"); yield
print(lazy().__class__.__name__); del me
it = g(); next(it); del it
print([*g()])
