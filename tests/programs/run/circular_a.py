import circular_b
x = 1
def late(): return circular_b.y
