"""Stands for test.support.script_helper on both sides: the tests that start another python are not for this machine."""
import unittest


def _refuse(*args, **kwargs):
    raise unittest.SkipTest("starts another process")


assert_python_ok = assert_python_failure = run_python_until_end = spawn_python = kill_python = make_script = _refuse


def interpreter_requires_environment():
    return True
