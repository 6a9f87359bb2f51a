# Files that a program makes; each is taken away again, because python3.11 really makes them.
import io
import os
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "made.txt")
print(os.path.isdir(folder), os.path.exists(path))
with open(path, "w") as f:
    print(f.write("one\ntwo\n"), f.mode, f.readable(), f.writable(), f.closed)
    f.writelines(["three\n", "\xe4\n"])
    for wrong in [f.read, f.readline, lambda: f.write(1)]:
        try:
            wrong()
        except (io.UnsupportedOperation, TypeError) as e:
            print(type(e).__name__, e)
print(f.closed, os.path.getsize(path), os.listdir(folder))
for line in open(path):
    print(repr(line))
with open(path, "a") as f:
    f.write("end")
with open(path, "rb") as f:
    print(f.read())
    try:
        f.write(b"x")
    except io.UnsupportedOperation as e:
        print(e)
with open(path, "r+") as f:
    print(f.readline(), end="")
    f.seek(0)
    f.write("ONE")
    f.flush()
    print(open(path).readline(), end="")
with open(path, "wb") as f:
    print(f.write(b"\0\1"), open(path, "rb").read())
print(open(path, "rb").read(), open(path, "w", encoding="latin-1").write("\xe4"))
print(open(path, "rb").read())
for wrong in [lambda: open(path, "x"), lambda: open(folder + "/no/file", "w"), lambda: open(folder + "/none"),
              lambda: open(folder, "w"),
              lambda: os.mkdir(folder), lambda: os.rmdir(folder), lambda: os.unlink(folder + "/none"),
              lambda: os.rmdir(path),
              lambda: open(path, "rw"), lambda: open(path, "q"), lambda: f.write(b""), lambda: open(path, encoding=3),
              lambda: open(path, errors=3),
              lambda: open(path, newline=3), lambda: open(path, newline="q")]:
    try:
        print(wrong())
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e).split(":")[0])
with open(folder + "/made_module.py", "w") as f:
    f.write("print('imported'); answer = 42\n")
import sys

sys.path.insert(0, folder)
sys.dont_write_bytecode = True
import made_module

print(made_module.answer)
os.remove(folder + "/made_module.py")
os.remove(path)
os.rmdir(folder)
print(os.path.exists(folder))
