# Building a string: join makes one object, + makes one at every turn.
import sys


def by_plus(words):
    text = ""
    for word in words:
        text = text + word + " "
    return text


def by_join(words):
    return " ".join(words) + " "


words = ["spam", "egg", "ham"]
print(by_plus(words) == by_join(words))
for text in "abc", "é", "中", "😀":
    print(ascii(text), len(text), sys.getsizeof(text))
a = "hello"
b = "".join(["hel", "lo"])
print(a == b, a is b, sys.intern(b) is a)
print(f"{3.14159:.2f}|{42:>6}|{'x':^5}|{255:#x}|{1000000:,}")
print("a,b,,c".split(","), "Title Case".swapcase(), "  trim ".strip())
