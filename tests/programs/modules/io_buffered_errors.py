# Buffered streams over raw streams that give too much, nothing, or an error; states in which nothing works.
import errno
import io


class Raw(io.RawIOBase):
    def __init__(self, *answers):
        self.answers = list(answers)

    def readable(self):
        return True

    writable = seekable = readable

    def answer(self, block):
        found = self.answers.pop(0) if self.answers else 0
        if isinstance(found, Exception):
            raise found
        if isinstance(found, bytes):
            block[: len(found)] = found
            return len(found)
        return found

    readinto = answer

    def write(self, block):
        return len(block) if not self.answers else self.answer(block)

    def tell(self):
        return 0

    def seek(self, place, whence=0):
        return place


def tell(label, call, *args):
    try:
        print(label, call(*args))
    except Exception as e:
        shown = [type(e).__name__, e, type(e.__context__).__name__, type(e.__cause__).__name__]
        print(label, *shown, getattr(e, "characters_written", "") if isinstance(e, BlockingIOError) else "")


for answers in [(None,), (b"ab", None), (99,), (-1,), ("x",), (1.5,), (1 << 70,), (KeyError("k"),), (OSError(errno.EINTR, "again"), b"zz"),
                (OSError(errno.EIO, "bad"),), (b"a\nb", KeyError("late"))]:
    for name, args in [("read", (6,)), ("read", () if answers[0] != 99 else (20,)), ("read1", (5,)), ("peek", ()), ("readline", ()), ("readinto", (bytearray(9),))]:
        tell((answers, name), getattr(io.BufferedReader(Raw(*answers), 4), name), *args)
for answers in [(None,), (3,), (0, 0, 5), (99,), (-1,), ("x",), (KeyError("k"),), (OSError(errno.EINTR, "again"),), (3, None), (None,) * 4]:
    writer = io.BufferedWriter(Raw(*answers), 8)
    for data in [b"abcd", b"0123456789", b"xy", b"A" * 20]:
        tell((answers, len(data)), writer.write, data)
    tell("flush", writer.flush)
    tell("close", writer.close)

print("---- constructors")
for cls in [io.BufferedReader, io.BufferedWriter, io.BufferedRandom]:
    for args in [(), (5,), (Raw(), 0), (Raw(), -1), (Raw(), "a"), (Raw(), None), (Raw(), 1 << 70), (Raw(), 1, 2), (io.StringIO(),)]:
        tell(cls.__name__, lambda: type(cls(*args)).__name__)
    empty = cls.__new__(cls)
    for name in ["tell", "flush", "close", "detach", "fileno", "seekable", "__repr__", "_dealloc_warn"]:
        tell(name, getattr(empty, name), *([1] if name == "_dealloc_warn" else []))
    for name in ["closed", "name", "mode", "raw", "_finalizing"]:
        tell(name, getattr, empty, name)
    stream = cls(Raw())
    raw = stream.detach()
    tell("detached", stream.tell)
    tell("again", stream.detach)
    print(stream, stream.raw, type(raw).__name__, cls.__basicsize__, stream.__sizeof__() - cls(raw, 10).__sizeof__())
tell("pair", io.BufferedRWPair, Raw(), 5)
tell("pair", io.BufferedRWPair, Raw())
pair = io.BufferedRWPair.__new__(io.BufferedRWPair)
for name in ["read", "flush", "close", "isatty"]:
    tell(name, getattr(pair, name))
tell("closed", getattr, pair, "closed")

print("---- closing")


class Closing(Raw):
    flush_error = close_error = None

    def flush(self):
        if self.flush_error:
            raise self.flush_error

    def write(self, block):
        if self.flush_error:
            raise self.flush_error
        return len(block)

    def close(self):
        super().close()
        if self.close_error:
            raise self.close_error


for cls in [io.BufferedReader, io.BufferedWriter]:
    for flush_error in [None, KeyError("flush")]:
        for close_error in [None, IndexError("close")]:
            raw = Closing()
            stream = cls(raw)
            if cls is io.BufferedWriter:
                stream.write(b"waits")
            raw.flush_error, raw.close_error = flush_error, close_error
            tell("close", stream.close)
            raw.flush_error = raw.close_error = None
            tell("closed", lambda: stream.closed)
            tell("again", stream.close)
            for name in ["read", "readline", "peek", "write", "flush", "seek", "tell", "truncate"]:
                if hasattr(stream, name):
                    tell(name, getattr(stream, name), *{"write": (b"",), "seek": (0,)}.get(name, ()))

print("---- from inside")


class Inside(Raw):
    def answer(self, block):
        for name in ["read", "flush", "close", "seek", "tell"]:
            tell(name, getattr(self.stream, name), *([0] if name == "seek" else []))
        return 3

    readinto = write = answer


raw = Inside()
raw.stream = random = io.BufferedRandom(raw, 4)
tell("read", lambda: len(random.read(3)))
tell("write", random.write, b"012")
