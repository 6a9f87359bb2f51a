from .. import plain
from ..plain import name as other
here = __name__, __package__, __spec__.parent
def up():
    from .... import too_far
