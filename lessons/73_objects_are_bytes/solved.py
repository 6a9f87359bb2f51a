n = int("1000")
m = n
big = 2 ** 30
low = -n
word = "abcd"
other = "ab中d"
print(n + 1)
