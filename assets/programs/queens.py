# N queens: backtracking with sets; every dead end undoes what it tried.


def solve(n):
    columns, down, up = set(), set(), set()
    board = []

    def place(row):
        if row == n:
            yield board[:]
            return
        for column in range(n):
            if column in columns or row + column in up or row - column in down:
                continue
            columns.add(column)
            up.add(row + column)
            down.add(row - column)
            board.append(column)
            yield from place(row + 1)
            board.pop()
            columns.remove(column)
            up.remove(row + column)
            down.remove(row - column)

    return place(0)


solutions = list(solve(5))
print(len(solutions))
for column in solutions[0]:
    print("." * column + "Q" + "." * (4 - column))
