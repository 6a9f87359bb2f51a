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
m = c.__next__
n = c.__next__
print(m is n, m.__self__ is c)
