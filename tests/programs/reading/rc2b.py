import sys; rc = sys.getrefcount
box = ["x"];            print(rc(box))   # 2
other = box;            print(rc(box))   # 3
shelf = [box, box];     print(rc(box))   # 5
table = {"k": box};     print(rc(box))   # 6
def inside(v): return rc(v)
print(inside(box))                       # 7   (8 on 3.10)
shelf.pop(); del other; table["k"] = None
print(rc(box))                           # 3
