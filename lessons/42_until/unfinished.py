def myfoo(num):
    while num == 0:
        print(num)
        num -= 1


myfoo(2)
