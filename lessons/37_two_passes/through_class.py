def outer(aa):
    class Pot:
        aa = 0
        def look(self):
            return aa
    return Pot().look()

print(outer(10))
