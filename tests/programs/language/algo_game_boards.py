# Boards: a perfect tic-tac-toe player, the game of life, eight queens, and a knight's moves.
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != ".":
            return board[a]
    return None if "." in board else "draw"


def best(board, player, known={}):
    if (board, player) in known:
        return known[board, player]
    result = winner(board)
    if result:
        value = {"draw": 0, player: 1}.get(result, -1), None
    else:
        value = -2, None
        for place, mark in enumerate(board):
            if mark == ".":
                after = board[:place] + player + board[place + 1:]
                score = -best(after, "o" if player == "x" else "x")[0]
                if score > value[0]:
                    value = score, place
    known[board, player] = value
    return value


board, player = "xo..x....", "o"
while not winner(board):
    score, place = best(board, player)
    board = board[:place] + player + board[place + 1:]
    print(player, score, board[:3], board[3:6], board[6:])
    player = "o" if player == "x" else "x"
print(winner(board))


def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    place = x + dx, y + dy
                    counts[place] = counts.get(place, 0) + 1
    return {place for place, n in counts.items() if n == 3 or n == 2 and place in cells}


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4):
    glider = step(glider)
print("\n".join("".join("#" if (x, y) in glider else "." for x in range(5)) for y in range(5)))


def queens(n, placed=()):
    row = len(placed)
    if row == n:
        yield placed
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (column,))


print(next(queens(6)), len(list(queens(4))))
distance, front = {(0, 0): 0}, [(0, 0)]
for x, y in front:
    for dx, dy in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)):
        place = x + dx, y + dy
        if place not in distance and 0 <= place[0] < 5 and 0 <= place[1] < 5:
            distance[place] = distance[x, y] + 1
            front.append(place)
print([[distance[x, y] for x in range(5)] for y in range(5)])
