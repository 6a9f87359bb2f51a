# Chained errors, notes, groups, as the interpreter prints them at the end.
def a(x): return 1 / x
def b(x):
    try:
        return a(x)
    except ZeroDivisionError as e:
        e.add_note("a note\nof two lines")
        raise ValueError("bad " + str(x)) from e
def c():
    try:
        b(0)
    except ValueError:
        {}["missing"]
try:
    c()
except KeyError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__cause__))
class My(Exception):
    def __str__(self): return "my text"
try:
    raise My from None
except My as e:
    print(e, e.__suppress_context__)
c()
