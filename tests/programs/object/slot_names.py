import copy


class Plain:
    pass


copy.copy(Plain())
print(sorted(Plain.__dict__))


class Slotted:
    __slots__ = ("x", "y")


slotted = Slotted()
slotted.x = 1
print(slotted.__reduce_ex__(2)[2], Slotted.__slotnames__, copy.copy(slotted).x)


class Growing:
    __slotnames__ = ["a"]

    def __getattr__(self, name):
        Growing.__slotnames__.append("b")
        return 1


try:
    Growing().__reduce_ex__(2)
except RuntimeError as e:
    print(e)


class Items(list):
    def __getitem__(self, i):
        return list.__getitem__(self, i) + 100 if isinstance(i, int) else "slice"


print(Items([1, 2])[1], Items([1])[:])
