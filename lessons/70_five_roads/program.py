class It:
    def __iter__(self):
        return iter((1, 2, 3))

class Gi:
    def __getitem__(self, i):
        asked.append(i)
        return 10 * i

class Co:
    def __contains__(self, x):
        return "maybe"

asked = []
print(2 in [1, 2, 3])
print(0 in {2: 0})
print(2 in It())
print(20 in Gi())
print(2 in Co())
