# A SyntaxError's marks end with its line.
import io
import sys

places = [("bad.py", 1, 2, "abcdefg", 1, 100), ("bad.py", 1, 8, "  abcdefg\n", 1, 20),
          ("bad.py", 1, 2, "\xe4\xe4\xe4\xe4", 1, 100),
          ("bad.py", 1, 2, "abc\ndef\n", 2, 2), ("bad.py", 1, 2, "\xe4bc\ndef\n", 2, 2),
          ("bad.py", 1, 0, "abcdefg", 1, 5), ("bad.py", 1, 4, "abcdefg", 1, 2)]
for place in places:
    sys.stderr = io.StringIO()
    try:
        raise SyntaxError("bad bad", place)
    except SyntaxError:
        sys.__excepthook__(*sys.exc_info())
    print(sys.stderr.getvalue())
