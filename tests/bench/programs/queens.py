# Backtracking with sets: how many ways to put eight, nine and ten queens.
def place(n, row, columns, up, down):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if column in columns or row + column in up or row - column in down:
            continue
        count += place(n, row + 1, columns | {column}, up | {row + column}, down | {row - column})
    return count

print([place(n, 0, frozenset(), frozenset(), frozenset()) for n in (8, 9, 10)])
