"""Marks on tests and on their classes: skipped, or expected to fail."""
import functools


class SkipTest(Exception):
    """Raised by a test that does not apply here."""


def skip(reason):
    def mark(item):
        if not isinstance(item, type):
            original = item

            @functools.wraps(original)
            def item(*args, **kwargs):
                raise SkipTest(reason)
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if callable(reason):  # used without parentheses
        function, reason = reason, ""
        return mark(function)
    return mark


def _unmarked(item):
    return item


def skipIf(condition, reason):
    return skip(reason) if condition else _unmarked


def skipUnless(condition, reason):
    return _unmarked if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item
