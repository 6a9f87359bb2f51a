# Walking a traceback: frames, line numbers, local variables, how it grows, and cutting it.
def lines(traceback):
    result = []
    while traceback:
        frame = traceback.tb_frame
        result.append((frame.f_code.co_name, traceback.tb_lineno - frame.f_code.co_firstlineno))
        traceback = traceback.tb_next
    return result


def low(n):
    doubled = n * 2
    return doubled / 0


def middle(n):
    try:
        return low(n + 1)
    finally:
        n = "changed"


def high(n):
    return [middle(x) for x in (n, n)]


def remember():
    try:
        high(20)
    except ZeroDivisionError as error:
        return error


error = remember()
print(lines(error.__traceback__))
inner = error.__traceback__
while inner.tb_next:
    inner = inner.tb_next
    print(inner.tb_frame.f_code.co_name, sorted(k for k in inner.tb_frame.f_locals if k[0] != "."))
print(inner.tb_frame.f_locals["doubled"], inner.tb_frame.f_back.f_code.co_name, inner.tb_frame.f_back.f_locals["n"])


def raise_twice(error):
    try:
        raise error
    except ZeroDivisionError:
        raise


try:
    raise_twice(error)
except ZeroDivisionError as again:
    print(again is error, [name for name, _ in lines(again.__traceback__)])
error.__traceback__ = error.__traceback__.tb_next
print([name for name, _ in lines(error.__traceback__)])
error.__traceback__.tb_next = None
print(lines(error.__traceback__))


def generator():
    yield 1
    raise KeyError("in generator")


def consume():
    for item in generator():
        pass


try:
    consume()
except KeyError as failure:
    print(lines(failure.__traceback__)[1:])
inner.tb_frame.clear()
print(inner.tb_frame.f_locals)
try:
    error.__traceback__ = 5
except TypeError as refused:
    print(refused)
