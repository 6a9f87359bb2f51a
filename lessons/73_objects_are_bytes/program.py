n = int("1000")
m = n
big = 10 ** 12
low = -n
word = "abcd"
other = "ab中d"
print(n + 1)
