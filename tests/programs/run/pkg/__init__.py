print("pkg init", __name__, __package__, __path__[0].rsplit("/",1)[1]); from . import a
