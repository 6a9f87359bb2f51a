a = "hello"
b = "hello"
c = "".join(["hel", "lo"])
print(a is b, a is c, a == c)
w = "x" + chr(105)
print(w[1] is "hi"[1])
s = "ab\0cd"
print(len(s), s == "ab")
