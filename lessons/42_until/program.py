def myfoo(num):
    while not num == 0:
        print(num)
        num -= 1


myfoo(2)
