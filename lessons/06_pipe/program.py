spam = 40 + 2
print(spam)
