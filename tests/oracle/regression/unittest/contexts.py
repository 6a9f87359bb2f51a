"""What assertRaises and its like return: contexts that look at what left their block."""
import re
import sys
import warnings


class Context:
    """Waits for one of the expected classes; with arguments the call is made at once."""

    def __init__(self, test, expected, regex):
        self.test, self.expected = test, expected
        self.regex = re.compile(regex) if isinstance(regex, (str, bytes)) else regex
        self.msg = None

    def handle(self, args, kwargs):
        try:
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"unexpected keyword arguments {list(kwargs)}")
                return self
            function, *args = args
            with self:
                function(*args, **kwargs)
        finally:
            self = None  # a frame that is kept by the exception must not keep the test

    def fail(self, text):
        raise self.test.failureException(self.test._formatMessage(self.msg, text))

    def names(self):
        expected = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return ", ".join(kind.__name__ for kind in expected)

    def check_text(self, value):
        if self.regex is not None and not self.regex.search(str(value)):
            self.fail(f"{self.regex.pattern!r} does not match {str(value)!r}")


def clear_frames(traceback):
    """The frames' variables are let go, as the library's unittest does: tests look whether objects die."""
    while traceback is not None:
        try:
            traceback.tb_frame.clear()
        except RuntimeError:
            pass  # still running
        traceback = traceback.tb_next


class AssertRaises(Context):
    exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self.fail(f"{self.names()} not raised")
        clear_frames(traceback)
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        self.check_text(value)
        return True


class AssertWarns(Context):
    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.catcher = warnings.catch_warnings(record=True)
        self.warnings = self.catcher.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, traceback):
        self.catcher.__exit__(kind, value, traceback)
        if kind is not None:
            return
        matching = [w for w in self.warnings if isinstance(w.message, self.expected)]
        if not matching:
            self.fail(f"{self.names()} not triggered")
        fitting = [w for w in matching if self.regex is None or self.regex.search(str(w.message))]
        shown = (fitting or matching)[0]
        self.warning, self.filename, self.lineno = shown.message, shown.filename, shown.lineno
        if not fitting:
            self.check_text(shown.message)


class AssertLogs:
    def __init__(self, test, logger, level):
        test.skipTest("assertLogs is not in the stand-in")
