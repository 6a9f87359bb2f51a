class Chain:
    def __init__(self, tag): self.tag = tag
    def __mod__(self, other): return self.tag + "%" + other.tag
def rem(x, y):
    return x % y
print(rem(17, 5), rem("%s!", "hey"), rem(Chain("a"), Chain("b")), rem(-7, 3))   # 2 hey! a%b 2
