# Finding a way through a maze, filling areas, and a small sudoku by trying and taking back.
MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#.#####.#
#.......#
#########
""".split()


def place_of(mark):
    return next((x, y) for y, row in enumerate(MAZE) for x, c in enumerate(row) if c == mark)


def neighbours(x, y):
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        if MAZE[y + dy][x + dx] != "#":
            yield x + dx, y + dy


def shortest(start, goal):
    came, front = {start: None}, [start]
    for place in front:
        if place == goal:
            break
        for following in neighbours(*place):
            if following not in came:
                came[following] = place
                front.append(following)
    else:
        return None
    path = []
    while place is not None:
        path.append(place)
        place = came[place]
    return path[::-1]


path = shortest(place_of("S"), place_of("E"))
print(len(path), path[:3])
for y, row in enumerate(MAZE):
    print("".join("*" if (x, y) in path and c == "." else c for x, c in enumerate(row)))

GRID = [list(map(int, row)) for row in ("1003", "0010", "0100", "3002")]
tries = 0


def candidates(grid, x, y):
    used = {*grid[y], *(row[x] for row in grid)}
    used |= {grid[j][i] for j in range(y // 2 * 2, y // 2 * 2 + 2) for i in range(x // 2 * 2, x // 2 * 2 + 2)}
    return [n for n in range(1, 5) if n not in used]


def solve(grid):
    global tries
    empty = [(len(c), x, y, c) for y in range(4) for x in range(4) if not grid[y][x] for c in [candidates(grid, x, y)]]
    if not empty:
        return True
    _, x, y, choices = min(empty)
    for n in choices:
        tries += 1
        grid[y][x] = n
        if solve(grid):
            return True
    grid[y][x] = 0
    return False


print(solve(GRID), tries)
print(*("".join(map(str, row)) for row in GRID), sep="\n")
print(all(sorted(row) == [1, 2, 3, 4] for row in [*GRID, *zip(*GRID)]),
      solve([[1, 1, 0, 0], [0] * 4, [0] * 4, [2, 3, 4, 0]]))


def fill(image, x, y, color):
    old, todo, count = image[y][x], [(x, y)], 0
    while todo:
        x, y = todo.pop()
        if 0 <= y < len(image) and 0 <= x < len(image[y]) and image[y][x] == old != color:
            image[y][x] = color
            count += 1
            todo += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return count


image = [list(row) for row in ("..#.", "..#.", "###.")]
print(fill(image, 0, 0, "o"), fill(image, 3, 0, "x"), fill(image, 0, 0, "o"), ["".join(row) for row in image])
