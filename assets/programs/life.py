# The game of life: a set of living cells, a dict of neighbour counts.


def neighbours(cell):
    x, y = cell
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            if dx or dy:
                yield x + dx, y + dy


def step(alive):
    counts = {}
    for cell in alive:
        for near in neighbours(cell):
            counts[near] = counts.get(near, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in alive)}


def draw(alive):
    for y in range(4):
        print("".join("#" if (x, y) in alive else "." for x in range(4)))
    print()


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(3):
    draw(glider)
    glider = step(glider)
