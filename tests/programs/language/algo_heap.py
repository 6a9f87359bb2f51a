# A heap with changing priorities, a running median of two heaps, and merging of sorted lists.
class Heap:
    def __init__(self, items=(), key=lambda item: item):
        self.key, self.items, self.places = key, [], {}
        for item in items:
            self.push(item)

    def __len__(self):
        return len(self.items)

    def _set(self, place, item):
        self.items[place] = item
        self.places[item] = place

    def _up(self, place):
        item = self.items[place]
        while place and self.key(item) < self.key(parent := self.items[(place - 1) // 2]):
            self._set(place, parent)
            place = (place - 1) // 2
        self._set(place, item)

    def _down(self, place):
        item = self.items[place]
        while (child := 2 * place + 1) < len(self.items):
            if child + 1 < len(self.items) and self.key(self.items[child + 1]) < self.key(self.items[child]):
                child += 1
            if self.key(item) <= self.key(self.items[child]):
                break
            self._set(place, self.items[child])
            place = child
        self._set(place, item)

    def push(self, item):
        self.items.append(item)
        self._up(len(self.items) - 1)

    def pop(self):
        top, last = self.items[0], self.items.pop()
        del self.places[top]
        if self.items:
            self.items[0] = last
            self._down(0)
        return top

    def changed(self, item):
        self._up(self.places[item])
        self._down(self.places[item])


heap = Heap([5, 2, 8, 1, 9, 3])
print(heap.items, [heap.pop() for _ in range(len(heap))], len(heap))
priority = {"wash": 3, "cook": 1, "read": 5, "walk": 2}
tasks = Heap(priority, key=priority.get)
priority["read"] = 0
tasks.changed("read")
priority["cook"] = 9
tasks.changed("cook")
print([tasks.pop() for _ in range(len(tasks))])


def medians(numbers):
    low, high = Heap(key=lambda p: -p[0]), Heap(key=lambda p: p[0])
    for pair in zip(numbers, range(len(numbers))):
        low.push(pair)
        high.push(low.pop())
        if len(high) > len(low):
            low.push(high.pop())
        yield low.items[0][0] if len(low) > len(high) else (low.items[0][0] + high.items[0][0]) / 2


def merged(*lists):
    heap = Heap((tuple(items), n) for n, items in enumerate(lists) if items)
    while heap:
        (first, *rest), n = heap.pop()
        yield first
        if rest:
            heap.push((tuple(rest), n))


print(list(medians([5, 15, 1, 3, 8, 7])), list(merged([1, 4, 9], [2, 3], [], [5])))
try:
    heap.pop()
except IndexError as error:
    print(error)
