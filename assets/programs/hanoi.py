# Recursion that moves things: three pegs are three lists, and every call shares them.

pegs = {"A": [3, 2, 1], "B": [], "C": []}
moves = 0


def show():
    print(" ".join(f"{name}:{disks}" for name, disks in pegs.items()))


def hanoi(n, source, target, spare):
    global moves
    if n == 0:
        return
    hanoi(n - 1, source, spare, target)
    pegs[target].append(pegs[source].pop())
    moves += 1
    show()
    hanoi(n - 1, spare, target, source)


show()
hanoi(3, "A", "C", "B")
print("moves:", moves)
