class Once(type):
    def __call__(cls):
        if not hasattr(cls, "only"):
            cls.only = super().__call__()
        return cls.only


class Log(metaclass=Once):
    def __init__(self):
        print("made")


print(Log() is Log())
