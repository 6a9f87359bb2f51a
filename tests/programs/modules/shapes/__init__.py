from . import plain
from .inner import deep
__all__ = ["plain", "late"]
