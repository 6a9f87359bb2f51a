# What is dropped while it is open is closed: by __del__, which every stream has.
import gc
import io
import sys
import weakref

classes = []   # whose addresses are not to be used again


def kept_class(cls):
    classes.append(cls)
    return cls


for base in io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase, io.StringIO, io.BytesIO:
    print("==", base.__name__, type(base.__del__).__name__, base.__del__.__qualname__)

    @kept_class
    class Told(base):
        def close(self):
            print("close", self.__dict__, sys.getrefcount(self))
            super().close()

    stream = Told()
    del stream
    stream = Told()
    stream.close()
    del stream
    stream = Told()
    stream.__del__()
    print(stream.closed, sorted(stream.__dict__))
    del stream

    @kept_class
    class Two(base):
        def __del__(self):
            print("del", self.closed)
            super().__del__()
            print("after", self.closed)

    stream = Two()
    del stream

    @kept_class
    class Failing(base):
        def close(self):
            print("fails")
            raise KeyError("nobody sees this")

    try:
        stream = Failing()
        try:
            raise ValueError("kept")
        finally:
            del stream
    except ValueError as e:
        print(e, e.__context__)

    kept = []

    @kept_class
    class Revived(base):
        def close(self):
            print("revived")
            kept.append(self)

    count = sys.getrefcount(Revived)
    stream = Revived()
    ref = weakref.ref(stream, lambda ref: print("now it is gone"))
    del stream
    print(ref() is kept[0], sys.getrefcount(Revived) - count)
    kept.clear()
    print(ref(), sys.getrefcount(Revived) - count)

    @kept_class
    class Odd(base):
        @property
        def closed(self):
            raise RuntimeError

        def close(self):
            print("never")

    stream = Odd()
    del stream

    @kept_class
    class Slots(base):
        __slots__ = ("slot",)

        def close(self):
            print("slot", type(getattr(self, "slot", None)).__name__, self._finalizing)
            super().close()

    stream = Slots()
    stream.slot = 1
    del stream
    stream = Slots()
    stream.slot = stream
    del stream
    print(gc.collect())
    stream = base()
    stream.close = lambda: print("an instance's own close")
    del stream
    stream = base()
    stream.me = stream
    stream.close = lambda: print("and in a cycle")
    del stream
    print(gc.collect())


class Last(io.RawIOBase):
    def close(self):
        print("the last one")
        super().close()


last = Last()
