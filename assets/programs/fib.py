# Recursion: every call waits on the stack until the calls it made have returned.


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print("fib(6) is", fib(6))
