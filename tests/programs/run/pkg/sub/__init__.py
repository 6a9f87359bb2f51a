from ..b import C; from .. import a; from ...nothing import x
