import _collections as c, _random, _string
d = c.deque([1,2,3], maxlen=3); d.append(4); print(d, d.popleft()); d.rotate(1); print(d)
import sys; print(sys.getsizeof(c.deque()), sys.getsizeof(c.defaultdict(list)))
dd = c.defaultdict(list); dd[1].append(2); print(dd, dd|{3:4})
r = _random.Random(42); print(r.random(), r.getrandbits(70)); r.seed("abc"); print(r.random()); r.seed(2**100+1); print(r.random())
print(list(_string.formatter_parser("a{b!r:{c}}d{{")), _string.formatter_field_name_split("a.b[3]")[0])
