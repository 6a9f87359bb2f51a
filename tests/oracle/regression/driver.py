"""Runs the tests of one of python3.11's test modules, on python3.11 or on innards; regression.py makes plan.py beside it.

For each test method two lines: that it begins, and how it ended; so the reader knows which one killed the machine, and can start
again behind it. A method that plan.DONE names is left out.
"""
import importlib
import sys

import plan

for name in plan.OUTSIDE:
    sys.modules[name] = None  # importing it is an ImportError

import unittest

import test.support
import script_helper

sys.modules["test.support.script_helper"] = test.support.script_helper = script_helper
output = sys.stderr  # reaches the reader at once


def tell(what, name, text=""):
    # A test may have written half a line.
    output.write(f"\n{plan.MARK}{what}\t{name}\t{ascii(text)[1:-1]}\n")
    output.flush()


def where(error):
    """The line of the test module that the exception came through last."""
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == module.__file__:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return f"line {line}"


def one_line(error):
    try:
        text = str(error)
    except Exception as problem:
        text = f"<str() raised {type(problem).__name__}>"
    return f"{type(error).__name__}: {text[:300]} [{where(error)}]"


def outcome_of(call):
    """(ok, FAIL, ERROR or skip; the exception's text) of a call."""
    try:
        call()
    except unittest.SkipTest as reason:
        return "skip", str(reason)
    except AssertionError as error:
        return "FAIL", one_line(error)
    except KeyboardInterrupt as error:
        return "ERROR", one_line(error)
    except BaseException as error:
        return "ERROR", one_line(error)
    return "ok", ""


def run_parts(test, method):
    """setUp, the method, tearDown and cleanups: the worst outcome, the first among equals."""
    outcome = outcome_of(test.setUp)
    if outcome[0] == "ok":
        outcome = outcome_of(method)
        if outcome[0] == "ok" and test._outcome.failures:
            outcome = "FAIL", "in a subTest: " + one_line(test._outcome.failures[0])
        if expects_failure(test, method):
            outcome = ("FAIL", "passed, which was not expected") if outcome[0] == "ok" else ("ok", "") if outcome[0] != "skip" else outcome
        outcome = first_bad(outcome, outcome_of(test.tearDown))
    return first_bad(outcome, outcome_of(test.doCleanups))


def first_bad(first, second):
    return second if first[0] == "ok" else first


def expects_failure(test, method):
    return getattr(method, "__unittest_expecting_failure__", False) or getattr(test, "__unittest_expecting_failure__", False)


def run_method(cls, name):
    test = cls(name)
    return run_parts(test, getattr(test, name))


def skipped(item):
    return getattr(item, "__unittest_skip__", False) and ("skip", item.__unittest_skip_why__)


def run_class(cls, names):
    full = {name: f"{cls.__qualname__}.{name}" for name in names}
    names = [name for name in names if full[name] not in plan.DONE]
    if not names:
        return
    prepared = skipped(cls) or outcome_of(cls.setUpClass)
    for name in names:
        tell("begin", full[name])
        outcome = prepared if prepared[0] != "ok" else run_method(cls, name)
        tell(outcome[0], full[name], outcome[1])
    if prepared[0] == "ok":
        outcome_of(cls.tearDownClass)
    outcome_of(cls.doClassCleanups)


def test_classes():
    for name in sorted(vars(module)):
        item = getattr(module, name)
        if isinstance(item, type) and issubclass(item, unittest.TestCase):
            yield item


def run_classes():
    prepared = outcome_of(getattr(module, "setUpModule", lambda: None))
    for cls in test_classes():
        names = [name for name in sorted(dir(cls)) if name.startswith("test") and callable(getattr(cls, name))]
        if prepared[0] == "ok":
            run_class(cls, names)
        else:
            for name in names:
                tell(prepared[0], f"{cls.__qualname__}.{name}", prepared[1])
    outcome_of(getattr(module, "tearDownModule", lambda: None))
    outcome_of(unittest.doModuleCleanups)


def run_doctests():
    """Each example is one test; the library's doctest finds and compares them."""
    import doctest

    class Runner(doctest.DocTestRunner):
        def report_start(self, out, test, example):
            self.number = test.examples.index(example)
            tell("begin", self.name(test))

        def name(self, test):
            return f"{test.name} example {self.number + 1}"

        def report_success(self, out, test, example, got):
            tell("ok", self.name(test))

        def report_failure(self, out, test, example, got):
            tell("FAIL", self.name(test), f"{example.source.strip().splitlines()[0]} printed {got.strip()[-200:]}")

        def report_unexpected_exception(self, out, test, example, exc_info):
            tell("ERROR", self.name(test), one_line(exc_info[1]))

    finder = doctest.DocTestFinder()
    for test in finder.find(module):
        if test.name not in plan.DONE:
            Runner(verbose=False).run(test, out=lambda text: None)


def load():
    global module
    module = importlib.import_module(plan.MODULE)


module = sys.modules["__main__"]
tell("begin", "(import)")
outcome = outcome_of(load)
if outcome[0] == "ok":
    tell("end", "(import)")
    (run_doctests if plan.DOCTESTS else run_classes)()
else:
    tell("unusable", "(import)", outcome[1])
