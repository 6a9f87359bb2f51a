"""itertools, zip, map, heapq and bisect over what changes, fails and calls back."""
import itertools as it, heapq, bisect, operator
def attempt(label, call):
    try: print(label, str(call()).split(" at 0x")[0])
    except BaseException as error:
        print(label, type(error).__name__, str(error).replace(" while calling a Python object", ""))
def failing(n, error=ValueError("source")):
    yield from range(n)
    raise error
class Again:
    def __iter__(self): return self
    def __next__(self): return next(loop)
for make in (lambda s: map(str, s), lambda s: filter(None, s), lambda s: zip(s, "ab"), lambda s: enumerate(s),
             lambda s: it.chain(s), lambda s: it.cycle(s), lambda s: it.accumulate(s), lambda s: it.islice(s, 5),
             lambda s: it.takewhile(bool, s), lambda s: it.starmap(str, s), lambda s: it.groupby(s),
             lambda s: it.compress(s, s), lambda s: it.zip_longest(s, s), lambda s: it.pairwise(s),
             lambda s: iter(lambda: next(loop), 0)):
    loop = make(Again())
    attempt("in itself", lambda: next(loop))
    attempt("failing", lambda: list(make(failing(2)))[:3] if make is not None else 0)
a, b = it.tee(failing(3))
print(next(a), next(b), next(b))
attempt("tee", lambda: list(a))
attempt("tee", lambda: list(b))
class Tee:
    def __iter__(self): return self
    def __next__(self): return next(t1)
t1, t2 = it.tee(Tee()); attempt("tee in itself", lambda: next(t1))
def group_key(v):
    if v == 3: next(groups, None)
    return v // 2
groups = it.groupby(range(6), group_key)
attempt("groupby", lambda: [(k, list(g)) for k, g in groups])
g1 = it.groupby("aab")
k, first = next(g1)
next(g1)
print(list(first))
for text in ("it.islice([], -1)", "it.islice([], 'a')", "it.islice([], 0, None, 0)", "it.islice([1, 2, 3], 2 ** 70)",
             "list(it.islice(it.count(), 5, 2))", "it.permutations([1], -1)", "list(it.permutations([1, 2], 5))",
             "it.combinations('ab')", "list(it.combinations_with_replacement('ab', 0))", "it.product([1], repeat=-1)",
             "it.product([1], repeat=2 ** 70)", "list(it.product())", "it.repeat(1, 'a')", "list(it.repeat(1, -5))",
             "it.count('a')", "next(it.count(10 ** 30, 0.5))", "list(it.zip_longest('ab', 'c', fillvalue=it))[1][0]",
             "list(it.chain.from_iterable(5))", "list(it.chain.from_iterable([5]))",
             "list(it.starmap(pow, [(2, 3), 5]))", "list(it.starmap(pow, [(2,)]))",
             "it.accumulate([], 5, initial=None)", "list(it.accumulate([1, 'a']))",
             "list(it.accumulate([], initial=3))", "list(it.filterfalse(5, [1]))", "list(zip([1], 5))", "zip(strict=5)",
             "list(zip('ab', 'a', strict=True))", "list(zip('a', 'ab', strict=True))",
             "list(map(5, [1]))", "map(str)", "list(map(lambda a, b: a, [1], []))", "enumerate([], 'a')",
             "next(enumerate('a', 2 ** 70))", "reversed({1})", "reversed(5)", "iter(5)", "iter(5, 5)", "next(5)",
             "sum(['a'])", "sum([], 'a')", "sum([b'a'], b'')", "min()", "min(5)", "max('', default=5)",
             "max(1, 2, default=3)", "sorted(5)", "sorted([1], 5)", "all(5)", "any(failing(1))", "heapq.heappop([])",
             "heapq.heappush((), 1)", "heapq.heapify('ab')", "heapq.nlargest(2, [3, 'a'])", "bisect.bisect([1], 1, -5)",
             "bisect.insort((), 1)", "operator.itemgetter()", "operator.itemgetter(1, 2)([0])",
             "operator.attrgetter('a..b')(5)", "operator.attrgetter(5)", "operator.methodcaller()",
             "operator.length_hint(5, 'a')", "operator.index(1.5)", "operator.concat(1, 2)"):
    attempt(text, lambda: eval(text))
class Less:
    def __init__(self, v, act=None): self.v, self.act = v, act
    def __lt__(self, other):
        if self.act: self.act()
        return self.v < other.v
for act in (lambda: heap.clear(), lambda: heap.append(1), lambda: heap.pop()):
    for call in (lambda: heapq.heappush(heap, Less(0, act)), lambda: heapq.heappop(heap), lambda: heapq.heapify(heap),
                 lambda: heapq.heapreplace(heap, Less(9, act)), lambda: heapq.heappushpop(heap, Less(5, act)),
                 lambda: bisect.bisect(heap, Less(3, act)), lambda: bisect.insort(heap, Less(3, act)),
                 lambda: len(heapq.nsmallest(2, heap))):
        heap = [Less(n, act) for n in range(6)]
        attempt("heap", lambda: (call() is None, len(heap)))
source = [1, 2, 3]
m = map(lambda v: source.clear() or v, source)
print(list(m))
source = [1, 2, 3]
z = zip(source, (source.pop() for _ in range(5)))
attempt("zip", lambda: list(z))
source = [1, 2]
c = it.cycle(source)
print(next(c))
source.append(3)
print([next(c) for _ in range(5)])
nested = iter([1])
for _ in range(300): nested = map(lambda v: v, nested)
print(list(nested)); nested = it.chain([1])
for _ in range(200): nested = it.chain(nested, [2])
print(len(list(nested)))
x = it.count()
x.__setstate__ if hasattr(x, "__setstate__") else None
s = it.islice("abc", 2)
attempt("state", lambda: iter([1, 2, 3]).__setstate__(-5))
l = iter([1, 2, 3])
l.__setstate__(99)
print(list(l))
l = iter([1, 2, 3])
attempt("state", lambda: l.__setstate__("a"))
r = iter(range(5))
r.__setstate__(2 ** 30)
print(list(r))
y = it.cycle([1])
attempt("cycle", lambda: y.__setstate__(5))
attempt("cycle", lambda: y.__setstate__(([], 5)))
attempt("product", lambda: it.product("ab").__setstate__((99,)))
attempt("perm", lambda: it.permutations("ab", 2).__setstate__(5))
attempt("comb", lambda: it.combinations("abc", 2).__setstate__((99, 98)))
