"""The assert methods. A failure is the class's failureException with a short text; messages given by the test come after it."""
import re

from .contexts import AssertRaises, AssertWarns, AssertLogs
from .decorators import SkipTest


def _short(value):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if len(text) <= 120 else text[:100] + "..."


class Asserts:
    def fail(self, msg=None):
        raise self.failureException(msg)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def _formatMessage(self, msg, text):
        return text if msg is None else f"{text} : {msg}"

    def _require(self, condition, msg, text, *values):
        """Fails unless the condition is true; the values are shown only then, because that may run their code."""
        if not condition:
            raise self.failureException(self._formatMessage(msg, text.format(*map(_short, values))))

    def assertTrue(self, expr, msg=None):
        self._require(expr, msg, "{} is not true", expr)

    def assertFalse(self, expr, msg=None):
        self._require(not expr, msg, "{} is not false", expr)

    def assertEqual(self, first, second, msg=None):
        self._require(first == second, msg, "{} != {}", first, second)

    def assertNotEqual(self, first, second, msg=None):
        self._require(first != second, msg, "{} == {}", first, second)

    def assertIs(self, first, second, msg=None):
        self._require(first is second, msg, "{} is not {}", first, second)

    def assertIsNot(self, first, second, msg=None):
        self._require(first is not second, msg, "both are {}", first)

    def assertIsNone(self, obj, msg=None):
        self._require(obj is None, msg, "{} is not None", obj)

    def assertIsNotNone(self, obj, msg=None):
        self._require(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._require(member in container, msg, "{} not found in {}", member, container)

    def assertNotIn(self, member, container, msg=None):
        self._require(member not in container, msg, "{} unexpectedly found in {}", member, container)

    def assertIsInstance(self, obj, cls, msg=None):
        self._require(isinstance(obj, cls), msg, "{} is not an instance of {}", obj, cls)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._require(not isinstance(obj, cls), msg, "{} is an instance of {}", obj, cls)

    def assertLess(self, a, b, msg=None):
        self._require(a < b, msg, "{} not less than {}", a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._require(a <= b, msg, "{} not less than or equal to {}", a, b)

    def assertGreater(self, a, b, msg=None):
        self._require(a > b, msg, "{} not greater than {}", a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._require(a >= b, msg, "{} not greater than or equal to {}", a, b)

    def _near(self, first, second, places, delta):
        if first == second:
            return True
        difference = abs(first - second)
        return difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._require(self._near(first, second, places, delta), msg, "{} is not near {}", first, second)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._require(not self._near(first, second, places, delta), msg, "{} is near {}", first, second)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            self.assertIsInstance(seq1, seq_type, msg)
            self.assertIsInstance(seq2, seq_type, msg)
        if seq1 == seq2:
            return
        self._require(len(seq1) == len(seq2), msg, "lengths differ: {} and {}", seq1, seq2)
        for i, (a, b) in enumerate(zip(seq1, seq2)):
            self._require(a == b, msg, "item {}: {} != {}", i, a, b)
        self._require(seq_type is None, msg, "{} != {}", seq1, seq2)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        self._require(not set1.difference(set2) and not set2.difference(set1), msg, "{} != {}", set1, set2)

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, msg)
        self.assertIsInstance(d2, dict, msg)
        self.assertEqual(d1, d2, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, msg)
        self.assertIsInstance(second, str, msg)
        self.assertEqual(first, second, msg)

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        for item in first:
            self._require(item in rest, msg, "{} is in the first only", item)
            rest.remove(item)
        self._require(not rest, msg, "{} are in the second only", rest)

    def assertRegex(self, text, expected_regex, msg=None):
        self._require(re.search(expected_regex, text), msg, "{} not found in {}", expected_regex, text)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        self._require(not re.search(unexpected_regex, text), msg, "{} found in {}", unexpected_regex, text)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return AssertRaises(self, expected_exception, None).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return AssertRaises(self, expected_exception, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return AssertWarns(self, expected_warning, None).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return AssertWarns(self, expected_warning, expected_regex).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return AssertLogs(self, logger, level)
