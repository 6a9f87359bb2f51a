spam = eggs - 1
print(spam)
