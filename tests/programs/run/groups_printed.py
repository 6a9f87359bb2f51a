def f(): raise TypeError("inner")
errors = []
for k in (1, "x"):
    try: k + None if k == 1 else f()
    except Exception as e: errors.append(e)
try:
    raise ExceptionGroup("first", errors + [ExceptionGroup("nested", [ValueError("v"), OSError(2, "No")])])
except Exception as e:
    e.add_note("noted")
    raise RuntimeError("outer") from e
