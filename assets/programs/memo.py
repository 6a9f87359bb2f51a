# Memoisation: a dict in a closure remembers what was computed.


def memo(f):
    known = {}

    def wrapper(n):
        if n not in known:
            known[n] = f(n)
        return known[n]

    wrapper.known = known
    return wrapper


calls = 0


@memo
def fib(n):
    global calls
    calls += 1
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(30), "in", calls, "calls")
print(len(fib.known), fib.known[10])
print(fib(90), calls)
