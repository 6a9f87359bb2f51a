# Annotations under __future__ annotations: they are kept as texts and never evaluated by the program.
from __future__ import annotations


def build(size: int, items: list[Node] = None, *rest: undefined + name, key: lambda x: x = 0) -> dict[str, "quoted"]:
    return {"size": size, "items": items}


class Node:
    parent: Node | None = None
    children: list[Node]
    weight: 1 + 2 * 3 = 5
    odd: (x for x in y if not z)
    texts: f"{a!r}" 'b'

    def add(self, child: Node) -> Node:
        child.parent = self
        self.children.append(child)
        return child

    def __init__(self):
        self.children: list[never.evaluated] = []


for name, text in build.__annotations__.items():
    print(name, "=", repr(text))
for name, text in Node.__annotations__.items():
    print(name, "=", repr(text))
print(Node.add.__annotations__)
root = Node()
leaf = root.add(Node()).add(Node())
print(leaf.parent.parent is root, root.parent, Node.weight)

value: not_a_name[1:2, ...] = 3
other: a if b else c
third: -x ** ~y @ [*z, {**k}]
fourth: lambda *a, k=1, **o: {a: k for a in b}
fifth: "a" "b" < c == d is not e
print(__annotations__)


def resolve(function):
    return {name: eval(text, function.__globals__) for name,
            text in function.__annotations__.items() if "undefined" not in text and "lambda" not in text}


print(resolve(build)["size"], resolve(Node.add))


def check(function, *args):
    kinds = resolve(function)
    names = function.__code__.co_varnames[1:]
    return [isinstance(arg, kinds[name]) for name, arg in zip(names, args)]


print(check(Node.add, root), check(Node.add, "text"))
try:
    exec("from __future__ import braces")
except SyntaxError as error:
    print(error.msg)
try:
    exec("x = 1\nfrom __future__ import annotations")
except SyntaxError as error:
    print(error.msg)
print(eval("(lambda: 0).__annotations__"), annotations.getMandatoryRelease(), annotations.getOptionalRelease())
