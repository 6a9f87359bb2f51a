class Shape:
    def __init__(self): self.width = 3
    def area(self): return width * 2
for code in ["Shape().widht", "[].apend", "{}.ityems", "import math\nmath.sqroot"]:
    try: exec(code)
    except AttributeError as e: print(e)
Shape().area()
