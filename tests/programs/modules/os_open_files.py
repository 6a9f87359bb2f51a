# os.open, read, write, lseek, ftruncate, fstat, close: numbers of open files.
import errno
import os
import stat

path = "/tmp/innards_os_open.txt"


def tell(label, call, *args):
    try:
        print(label, repr(call(*args)))
    except (OSError, TypeError, OverflowError) as e:
        print(label, type(e).__name__, e)


first = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
second = os.open(path, os.O_RDONLY)
print(second - first, os.write(first, b"hello world"), os.read(second, 5), os.read(second, 99), os.read(second, 1))
print(os.lseek(first, 0, os.SEEK_SET), os.read(first, 3), os.write(first, bytearray(b"XX")), os.lseek(second, -4, os.SEEK_END))
tell("before the start", os.lseek, second, -99, os.SEEK_CUR)
tell("odd", os.lseek, second, 0, 9)
tell("read only", os.write, second, b"x")
tell("negative", os.read, second, -1)
tell("text", os.write, first, "text")
os.ftruncate(first, 4)
tell("read only", os.ftruncate, second, 0)
print(os.fstat(first).st_size, stat.S_ISREG(os.fstat(first).st_mode), os.fstat(first).st_ino == os.stat(path).st_ino)
print(os.path.sameopenfile(first, second), os.lseek(second, 0, os.SEEK_SET), os.read(second, 10))
for call, args in [(os.read, (99, 1)), (os.write, (99, b"")), (os.lseek, (99, 0, 0)), (os.fstat, (99,)), (os.close, (99,)), (os.close, (-1,)),
                   (os.read, ("a", 1)), (os.read, (first,)), (os.read, (1 << 40, 1)), (os.ftruncate, (first, -1))]:
    tell(call.__name__, call, *args)

os.close(first)
third = os.open(path, os.O_WRONLY | os.O_APPEND)
print(third == first, os.lseek(third, 0, 0), os.write(third, b"++"), os.lseek(third, 0, os.SEEK_CUR))
tell("write only", os.read, third, 1)
tell("there", os.open, path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
tell("a directory", os.open, "/tmp", os.O_WRONLY)
tell("nothing", os.open, "/tmp/innards_nothing/x", os.O_CREAT | os.O_WRONLY)
tell("not a directory", os.open, path + "/x", os.O_RDONLY)
tell("no name", os.open, "", os.O_RDONLY)
tell("no path", os.open, 1.5, os.O_RDONLY)
folder = os.open("/tmp", os.O_RDONLY)
print(stat.S_ISDIR(os.fstat(folder).st_mode))
tell("folder", os.read, folder, 1)
os.close(folder)

os.unlink(path)
print(os.read(second, 20), os.lseek(second, 0, 0), os.read(second, 20), os.path.exists(path))
os.close(second)
os.close(third)
tell("closed", os.close, third)
try:
    os.open(path, os.O_RDONLY)
except FileNotFoundError as e:
    print(e.errno == errno.ENOENT, e.filename == path)
