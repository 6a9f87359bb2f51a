# copy and deepcopy: shared parts, cycles, the hooks __copy__, __deepcopy__, __reduce_ex__ and __getstate__.
import copy

inner = [1, 2]
original = {"a": inner, "b": inner, "c": (inner, 3), "d": "text"}
shallow, deep = copy.copy(original), copy.deepcopy(original)
inner.append(9)
print(shallow, deep)
print(shallow["a"] is inner, deep["a"] is inner, deep["a"] is deep["b"], deep["c"][0] is deep["a"])

loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin, twin[1] is twin, twin is loop)
fixed = (1, ("a", 2))
print(copy.deepcopy(fixed) is fixed, copy.copy(fixed) is fixed, copy.copy(inner) is inner)


class Node:
    def __init__(self, name, next=None):
        self.name, self.next = name, next


a = Node("a")
a.next = Node("b", a)
b = copy.deepcopy(a)
print(b.name, b.next.name, b.next.next is b, b is a, copy.copy(a).next is a.next)


class Handle:
    def __init__(self, number):
        self.number, self.cache = number, {}

    def __copy__(self):
        print("  __copy__")
        return Handle(self.number + 1)

    def __deepcopy__(self, memo):
        print("  __deepcopy__", len(memo))
        return Handle(self.number + 100)


handle = Handle(1)
print(copy.copy(handle).number, [h.number for h in copy.deepcopy([handle, handle, Handle(5)])])


class Stateful:
    def __init__(self):
        self.keep, self.drop = [1], "temporary"

    def __getstate__(self):
        return {"keep": self.keep}

    def __setstate__(self, state):
        self.__dict__.update(state, drop="made again")


class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduced, (*self.args, "reduced")


s, r = copy.deepcopy(Stateful()), copy.copy(Reduced(1, 2))
print(s.keep, s.drop, r.args)


class Slotted:
    __slots__ = ("left", "right")


slotted = Slotted()
slotted.left = [1]
other = copy.copy(slotted)
print(other.left is slotted.left, hasattr(other, "right"))
try:
    copy.deepcopy((n for n in range(3)))
except TypeError as error:
    print(error)
