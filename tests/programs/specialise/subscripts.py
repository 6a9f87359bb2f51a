# Subscripts and unpacking.
from shown import watch, forms

def get(c, k): return c[k]
def put(c, k): c[k] = 1
def two(s):
    a, b = s
def three(s):
    a, b, c = s

class G:
    def __getitem__(self, k): return k
class Gen:
    def __getitem__(self, k): yield k
class Default:
    def __getitem__(self, k, more=1): return k
class Star:
    def __getitem__(self, *k): return k
class D(dict):
    def __missing__(self, k): return k
class Lazy:
    __getitem__ = lambda self, k: k
class L(list): pass

for what in ([1, 2, 3], (1, 2, 3), {0: 1, 1: 2, 5: 6}, G(), Gen(), Default(), Star(), D(), Lazy(), L([1, 2, 3]), "abc", b"abc", range(4)):
    space = {}
    exec("def get(c, k): return c[k]\ndef put(c, k): c[k] = 1", space)
    get, put = space["get"], space["put"]
    print(type(what).__name__)
    watch(get, "SUBSCR", [(what, 1)] * 12)
    watch(get, "SUBSCR", [(what, -1)] * 5)
    watch(get, "SUBSCR", [(what, 5)] * 60)
    watch(get, "SUBSCR", [(what, True)] * 40)
    watch(get, "SUBSCR", [(what, slice(0, 1))] * 60)
    watch(get, "SUBSCR", [([4, 5], 0)] * 70)
    watch(put, "SUBSCR", [(what, 1)] * 12)
    watch(put, "SUBSCR", [(what, 1 << 40)] * 12)
    watch(put, "SUBSCR", [(what, -1)] * 70)
g = G()
def get(c, k): return c[k]
watch(get, "SUBSCR", [(g, 1)] * 12)
G.__getitem__ = lambda self, k: 2
watch(get, "SUBSCR", [(g, 1)] * 60)
watch(get, "SUBSCR", [(g, 1)] * 60)
def last(c):
    return c[len(c) - 1], c[9]
watch(last, "SUBSCR", [([1],)] * 20)
for f in two, three:
    watch(f, "UNPACK", [((1, 2),)] * 10)
    watch(f, "UNPACK", [((1, 2, 3),)] * 100)
    watch(f, "UNPACK", [([1, 2, 3],)] * 100)
    watch(f, "UNPACK", [([1, 2],)] * 100)
    watch(f, "UNPACK", [("ab",)] * 100)
    print(forms(f))
