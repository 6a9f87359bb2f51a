def gone():
    a = 1
    del a
    return a

gone()
