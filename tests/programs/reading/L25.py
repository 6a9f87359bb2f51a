class It:
    def __iter__(self):
        print("iter")
        return iter((1, 2, 3))

class Gi:
    def __getitem__(self, i):
        print("item", i)
        if i > 5:
            raise IndexError
        return i

class Co:
    def __contains__(self, x):
        print("contains", x)
        return "yes"

print(2 in [1, 2, 3])
print(2 in {2: 0})
print(2 in It())
print(2 in Gi())
print(2 in Co())
try:
    2 in 5
except TypeError as e:
    print(e)
