# throw and close on generators: where the exception arrives, finally parts, and generators that refuse.
def worker():
    print("  started")
    while True:
        try:
            item = yield "ready"
            print("  got", item)
        except ValueError as error:
            print("  recovered from", error)
            yield "recovered"
        finally:
            print("  cleaning")


w = worker()
print(next(w), w.send(1))
print(w.throw(ValueError("bad")))
print(next(w))
w.close()
w.close()
print("closed twice; next gives", next(w, "nothing"))

print("closing a generator that never ran:")
worker().close()
try:
    worker().throw(KeyError("early"))
except KeyError as error:
    print("came straight out", error)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def polite():
    try:
        yield 1
    except GeneratorExit:
        print("  asked to go")
        return
    finally:
        print("  polite finally")


p = polite()
next(p)
p.close()
q = polite()
next(q)
del q


def translate():
    try:
        yield
    except KeyError as error:
        raise LookupError("translated") from error


t = translate()
next(t)
try:
    t.throw(KeyError, "k")
except LookupError as error:
    print(repr(error), repr(error.__cause__))


def leaks():
    raise StopIteration("inner")
    yield


try:
    next(leaks())
except RuntimeError as error:
    print(error, "/", repr(error.__cause__))
