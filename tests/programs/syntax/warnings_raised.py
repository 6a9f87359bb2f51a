# A warning of the compiler that a filter raises is a SyntaxError with a place.
import warnings

sources = ["assert(x, 'msg')", "x is 1", "[(1, 2) (3, 4)]", "1in x", "'\xe9', '\\d'", "x = 1\n(1)()",
           "def f():\n  return 1\n  x is not 'a'", "0xfor x", "f'{x}\\q'"]
for source in sources:
    for category in (SyntaxWarning, DeprecationWarning):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", category)
            try:
                compile(source, "<text>", "exec")
            except SyntaxError as e:
                print(repr(source), category.__name__, e.args, e.end_offset)
