# os.scandir() and what is built on it; the functions that take a path, and what they say when they cannot.
import os
import stat
import tempfile

base = tempfile.mkdtemp()
here = lambda *parts: os.path.join(base, *parts)
short = lambda text: str(text).replace(base, "BASE")


def tell(name, function, *args, **kwargs):
    try:
        print(name, "->", short(function(*args, **kwargs)))
    except (OSError, TypeError, ValueError, AttributeError, OverflowError, StopIteration) as e:
        print(name, type(e).__name__, short(e), short((getattr(e, "filename", 0), getattr(e, "filename2", 0))))


def make(path, text=""):
    with open(path, "w") as f:
        f.write(text)


class Named:
    def __fspath__(self):
        return here("none")


os.makedirs(here("d", "e"))
make(here("f"), "12345")
for name in ("f/", "f/.", "f/..", "none/..", "none/../f", "f/../f", "d/", "d//", "d/.", "d/..", "d/../f", "n" * 256, "d/" + "n" * 255,
             "d/" * 2048):
    print(name[:12])
    for look in (lambda: stat.S_IFMT(os.stat(here(name)).st_mode), lambda: os.path.exists(here(name)), lambda: os.path.isdir(here(name)),
                 lambda: len(os.listdir(here(name))), lambda: os.access(here(name), os.F_OK), lambda: open(here(name)).read()):
        tell("look", look)
for name in "n" * 256, "f/", "none/../q", "d/.", "d/..":
    tell("mkdir", os.mkdir, here(name))
    tell("open", open, here(name), "w")
tell("open", open, here("new/"), "w")
os.mkdir(here("r/"))
for old, new in (("f", "n/"), ("f/", "n"), ("r/.", "n"), ("r/..", "n"), ("r", "n/."), ("r", "n//"), ("n/", "r")):
    tell(f"rename {old} {new}", os.rename, here(old), here(new))
for name in "r/.", "r/..", "r//":
    tell("unlink", os.unlink, here(name))
    tell("rmdir", os.rmdir, here(name))
for times in {"times": 5}, {"times": (1,)}, {"times": (1, 2), "ns": (1, 2)}, {"ns": 5}, {"ns": (1, 2)}, {}:
    tell(f"utime {times}", os.utime, here("f"), **times)
make(here("d", "g.txt"))
make(here("d", "e", "h.txt"), "123")

# ---- entries
with os.scandir(base) as found:
    entries = {entry.name: entry for entry in found}
    print(list(found), found.__enter__() is found)
for name, entry in sorted(entries.items()):
    print(entry, name, short(entry.path), entry.is_dir(), entry.is_file(), entry.is_symlink(), short(os.fspath(entry)))
    print(entry.inode() == os.stat(entry).st_ino, entry.stat() is entry.stat(follow_symlinks=False), type(entry).__basicsize__)
f = entries["f"]
print(f.stat().st_size, os.path.getsize(f), f.is_dir(follow_symlinks=0), os.DirEntry, os.DirEntry[int], os.DirEntry is type(f))
print([n for n in dir(f) if n[:2] != "__"], "__fspath__" in dir(f), [n for n in dir(found) if n[:2] != "__"], "__del__" in dir(found))
for function in [type(f), type(found), lambda: f.is_dir(1), lambda: f.is_file(x=1), lambda: f.is_symlink(1), lambda: f.stat(1),
                 lambda: f.inode(1), lambda: setattr(f, "name", "x"), lambda: setattr(f, "other", "x"), found.__next__,
                 lambda: found.__exit__(1, 2, 3), found.close]:
    tell("entry", function)
with os.scandir(base.encode()) as found:
    print(sorted((e.name, e.path == os.fsencode(here(e.name.decode()))) for e in found), type(found).__basicsize__)
number = os.open(base, os.O_RDONLY)
with os.scandir(number) as found:
    print(sorted((e.name, e.path, e.is_dir(), len(e.stat())) for e in found))
print(sorted(os.listdir(number)), sorted(os.listdir(base.encode())), sorted(os.listdir(path=base)))
walk = os.scandir(number)
os.close(number)
walked = sorted(walk, key=os.fspath)
print(walked, walked[0].is_dir())
tell("closed", walked[0].stat)
left = os.scandir(base)
next(left)
del left

# ---- on it
for path, directories, files in os.walk(base):
    print(short(path), sorted(directories), sorted(files))
import glob
import pathlib

print(sorted(map(short, glob.glob(here("**", "*.txt"), recursive=True))), sorted(map(short, glob.glob(here("?")))))
print(sorted(map(short, pathlib.Path(base).rglob("*.txt"))), sorted(map(short, pathlib.Path(base).iterdir())))

# ---- what is not there, or is no path
for function in [os.stat, os.lstat, os.listdir, os.scandir, os.readlink, os.unlink, os.remove, os.rmdir, os.mkdir]:
    name = function.__name__
    paths = [here("f", "x"), here("none", "x"), "", 1.5, "a\0b", b"a\0b", b"/" * 3 + base.encode() + b"/none/y"]
    for path in paths + ([Named(), pathlib.Path(here("none"))] if function is not os.mkdir else []):
        tell(name, function, path)
    tell(name, function, path=here("none", "x"))
    tell(name, function, "x", bad=1)
for function in [os.stat, os.readlink, os.unlink, os.remove, os.rmdir, os.mkdir]:
    tell("no path", function)
    tell("None", function, None)
for function in [os.listdir, os.scandir, os.stat]:
    tell("number", function, 777)
    tell("large", function, 1 << 70)
    tell("less", function, -1 << 70)

# ---- another name
tell("none", os.rename, here("none"), here("b"))
tell("no directory", os.rename, here("f"), here("none", "b"))
tell("through a file", os.rename, here("d"), here("f", "b"))
tell("into itself", os.rename, here("d"), here("d", "x"))
tell("file to directory", os.rename, here("f"), here("d"))
tell("directory to file", os.rename, here("d"), here("f"))
tell("numbers", os.replace, 1, 2)
tell("one", os.rename, "a")
tell("float", os.rename, "a", 1.5)
os.mkdir(here("empty"))
tell("full", os.rename, here("empty"), here("d"))
tell("to empty", os.rename, here("d"), here("empty"))
tell("same", os.rename, here("f"), here("f"))
print(sorted(os.listdir(base)), sorted(os.listdir(here("empty"))), open(here("empty", "e", "h.txt")).read())
make(here("k"), "old")
with open(here("k")) as held:
    tell("over", os.replace, here("f"), here("k"))
    print(sorted(os.listdir(base)), open(here("k")).read(), held.read())

# ---- length, mode, times
tell("longer", os.truncate, here("k"), 7)
tell("shorter", os.truncate, path=here("k"), length=2)
print(ascii(open(here("k")).read()))
for args in [(here("none"), 5), (base, 5), (here("k"), -1), (here("k"),), (here("k"), "x")]:
    tell("truncate", os.truncate, *args)
tell("chmod", os.chmod, here("k"), 0o644)
tell("chmod", os.chmod, here("none"), 0o644)
tell("utime", os.utime, here("k"))
tell("utime", os.utime, here("none"))
for mode in [os.F_OK, os.R_OK, os.W_OK, os.X_OK]:
    print([os.access(here(name), mode) for name in ["none", "empty"]], end=" ")
print(os.access(here("k"), os.W_OK), os.access(path=here("k"), mode=os.X_OK))
tell("access", os.access, base)
tell("access", os.access, base, "x")

# ---- away
tell("directory", os.unlink, here("empty"))
tell("file", os.rmdir, here("k"))
tell("full", os.rmdir, here("empty"))
tell("makedirs", os.makedirs, here("p", "q", "r"))
tell("removedirs", os.removedirs, here("p", "q", "r"))
for path, directories, files in os.walk(base, topdown=False):
    for name in sorted(files):
        os.remove(os.path.join(path, name))
    for name in sorted(directories):
        os.rmdir(os.path.join(path, name))
print(os.listdir(base))
os.rmdir(base)
print(os.path.exists(base))

# ---- os.fspath and the environment
for call in (lambda: os.fspath(path="a"), lambda: os.fspath(), lambda: os.fspath("a", "b"), lambda: os.fspath(5), lambda: os.fspath(Named()),
             lambda: os.putenv("a"), lambda: os.putenv("a", "b"), lambda: os.unsetenv(), lambda: os.sched_yield(1), lambda: os.sched_yield()):
    tell("call", call)
