a = "hello"
b = "hello"
c = "".join(["hel", "lo"])
print(a is b, a is c, a == c)
d = {c: 1}
v = chr(104) + chr(105)
w = chr(120) + chr(105)
print(v[1] is w[1])
s = "ab\0cd"
print(len(s), s == "ab")
