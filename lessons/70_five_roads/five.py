try:
    print(2 in 5)
except TypeError as e:
    print(e)
