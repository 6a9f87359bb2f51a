class Counter:
    def __init__(self, low, high):
        self.current = low
        self.high = high
    def __iter__(self):
        return self
    def __next__(self):
        if self.current > self.high:
            raise StopIteration
        self.current += 1
        return self.current - 1

c = Counter(5, 7)
for e in c:
    print(e)
print(list(c), c.__dict__)
print(c.__next__.__self__ is c, c.__next__.__func__ is Counter.__next__)
