# Decorators: a function is passed through another one before its name is bound.


def logged(f):
    def wrapper(*args, **kwargs):
        print("->", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("<-", f.__name__, result)
        return result

    return wrapper


def times(n):
    def decorate(f):
        def repeat(*args):
            for _ in range(n):
                f(*args)

        return repeat

    return decorate


@logged
def add(a, b=10):
    return a + b


@times(2)
@logged
def greet(name):
    print("hello,", name)


add(1)
add(1, b=2)
greet("Ada")
