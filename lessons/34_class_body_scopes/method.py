x = "module"

class Pot:
    x = "class"
    def look(self):
        return x

print(Pot().look())
