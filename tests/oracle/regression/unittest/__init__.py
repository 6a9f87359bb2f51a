"""A small stand-in for the library's unittest: what python3.11's regression tests call, and no more.

Both python3.11 and innards run the tests with it, so that the machine under test needs little of the library and both sides
do exactly the same. There is no loader, no command line and no report here: driver.py finds and runs the methods.
"""
from .asserts import Asserts
from .decorators import SkipTest, expectedFailure, skip, skipIf, skipUnless

module_cleanups = []


class OutcomeOfSubTests:
    """The exceptions of a method's subTests; after one the method goes on."""

    def __init__(self):
        self.failures = []


class SubTest:
    def __init__(self, outcome):
        self.outcome = outcome

    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        if kind is None:
            return False
        if issubclass(kind, SkipTest):
            return True
        if not issubclass(kind, Exception):
            return False
        self.outcome.failures.append(value)
        return True


class TestCase(Asserts):
    """One test method of a class; driver.py calls its parts."""
    failureException = AssertionError
    longMessage = True
    maxDiff = None
    _class_cleanups = []

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._outcome = OutcomeOfSubTests()

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        return None

    def __str__(self):
        return self.id()

    def __repr__(self):
        return f"<{type(self).__qualname__} {self._testMethodName}>"

    def countTestCases(self):
        return 1

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        return _enter(manager, self.addCleanup)

    def doCleanups(self):
        _run_cleanups(self._cleanups)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, manager):
        return _enter(manager, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        _run_cleanups(cls._class_cleanups)

    def subTest(self, *message, **parameters):
        return SubTest(self._outcome)


def addModuleCleanup(function, /, *args, **kwargs):
    module_cleanups.append((function, args, kwargs))


def enterModuleContext(manager):
    return _enter(manager, addModuleCleanup)


def doModuleCleanups():
    _run_cleanups(module_cleanups)


def _enter(manager, add_cleanup):
    value = type(manager).__enter__(manager)
    add_cleanup(type(manager).__exit__, manager, None, None, None)
    return value


def _run_cleanups(cleanups):
    while cleanups:
        function, args, kwargs = cleanups.pop()
        function(*args, **kwargs)


class TestSuite:
    """Only so that classes of test.support and doctest can be made of it."""

    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def __iter__(self):
        return iter(self._tests)


class TestResult:
    pass


class TextTestResult(TestResult):
    pass


class TextTestRunner:
    pass


class TestLoader:
    pass


def main(*args, **kwargs):
    """Nothing: driver.py runs the tests."""
