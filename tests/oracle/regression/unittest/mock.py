"""The piece of unittest.mock that python3.11's test_types needs: an object of a given shape that remembers its calls."""


class CallRecorder:
    """A callable that remembers what it was called with."""

    def __init__(self):
        self.return_value, self.side_effect, self.calls = None, None, []

    def __call__(self, *args, **kwargs):
        self.calls.append((args, kwargs))
        if self.side_effect is not None:
            raise self.side_effect
        return self.return_value

    @property
    def called(self):
        return bool(self.calls)

    def assert_called_once_with(self, *args, **kwargs):
        if self.calls != [(args, kwargs)]:
            raise AssertionError(f"expected one call with {args} {kwargs}, were {self.calls}")

    def reset_mock(self):
        self.calls.clear()


def _forward(name):
    def method(self, *args, **kwargs):
        return self._recorders[name](*args, **kwargs)
    return method


class MagicMock:
    """Each method of the shape is a CallRecorder; special methods go through the type, as the language wants it.

    An attribute given to the object is given to its type, so that a special method can be replaced.
    """

    def __new__(cls, shape):
        names = [name for name in vars(shape) if callable(getattr(shape, name))]
        body = {name: _forward(name) for name in names}
        self = object.__new__(type(cls.__name__, (cls,), body))
        self.__dict__["_recorders"] = {name: CallRecorder() for name in names}
        return self

    def __init__(self, shape):
        pass

    def __getattribute__(self, name):
        recorders = object.__getattribute__(self, "__dict__").get("_recorders", {})
        return recorders[name] if name in recorders else object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        recorders = self.__dict__["_recorders"]
        if name in recorders:
            del recorders[name]
            setattr(type(self), name, value)
        else:
            self.__dict__[name] = value

    def reset_mock(self):
        for recorder in self.__dict__["_recorders"].values():
            recorder.reset_mock()
