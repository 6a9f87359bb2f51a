# Caches: least recently used with a linked list, the same with an ordered dict, and as a decorator.
class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class Cache:
    def __init__(self, size):
        self.size, self.nodes, self.ends = size, {}, Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _push(self, node):
        node.before, node.after = self.ends.before, self.ends
        node.before.after = node.after.before = node

    def get(self, key, default=None):
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._push(node)
        return node.value

    def put(self, key, value):
        if key in self.nodes:
            self._unlink(self.nodes.pop(key))
        elif len(self.nodes) == self.size:
            oldest = self.ends.after
            self._unlink(oldest)
            del self.nodes[oldest.key]
        self.nodes[key] = node = Node(key, value)
        self._push(node)

    def __iter__(self):
        node = self.ends.after
        while node is not self.ends:
            yield node.key
            node = node.after


def cached(size):
    def decorate(function):
        cache, missing = Cache(size), object()

        def wrapper(*args):
            result = cache.get(args, missing)
            if result is missing:
                result = function(*args)
                cache.put(args, result)
            return result
        wrapper.cache = cache
        return wrapper
    return decorate


cache = Cache(3)
for key in "abc":
    cache.put(key, key.upper())
print(list(cache), cache.get("a"), cache.get("x", "none"), list(cache))
cache.put("d", "D")
cache.put("c", "new")
print(list(cache), cache.get("b"), cache.get("c"), cache.hits, cache.misses)


@cached(5)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(40), fibonacci.cache.hits, fibonacci.cache.misses, list(fibonacci.cache))
