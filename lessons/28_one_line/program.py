eggs = 43
spam = eggs - 1
print(spam)
