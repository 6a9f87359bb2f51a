try:
    raise Exception("i am an exception")
except ValueError as e:
    print(e)
finally:
    print("the finally code")
