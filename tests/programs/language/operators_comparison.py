# Comparison methods: reflected forms, identity as a fallback, hashing with equality, and total orders.
class Version:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split("."))

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self == other or self < other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


versions = [Version(text) for text in ("1.10", "1.2", "1.2.1", "0.9", "1.2")]
print(sorted(versions), max(versions), min(versions))
print(versions[1] == versions[4], versions[1] != versions[4], versions[1] is versions[4], len(set(versions)))
print(versions[0] > versions[1], versions[0] >= versions[1], versions[0] == "1.10", versions[0] != "1.10")
print(versions.index(Version("1.2")), versions.count(Version("1.2")), Version("3") in versions,
      {Version("1"): "one"}[Version("1")])


class Asked:
    def __init__(self, name, answer=NotImplemented):
        self.name, self.answer = name, answer

    def __eq__(self, other):
        print(f"  {self.name} == {getattr(other, 'name', other)}")
        return self.answer

    def __gt__(self, other):
        print(f"  {self.name} > {getattr(other, 'name', other)}")
        return self.answer

    __hash__ = None


class Sub(Asked):
    pass


print(Asked("a") == Asked("b"), Asked("a") == Sub("b", True), Asked("a") != Asked("b", 5))
print(5 == Asked("right", "answer of the right"), 5 < Asked("right", [1]))
for action in (lambda: Asked("x") < Asked("y"), lambda: Asked("x") > Asked("y"), lambda: hash(Asked("x")),
               lambda: {Asked("x")}, lambda: versions[0] < 5, lambda: 5 >= versions[0], lambda: object() < object()):
    try:
        print(action())
    except TypeError as error:
        print(error)


class Unequal:
    def __eq__(self, other):
        return False

    def __hash__(self):
        return 1


u = Unequal()
print(u == u, u in [u], [u] == [u], [u].index(u), {u: 1}[u], u in {Unequal()}, len({u, Unequal()}))
