try:
    raise Exception("i am an exception")
except Exception as e:
    print(e)
finally:
    print("the finally code")
