# Slices and swaps of short lists: the most flips that a permutation needs.
def fannkuch(n):
    order = list(range(n))
    counts = [0] * n
    most = checksum = turn = 0
    left = n
    while True:
        while left != 1:
            counts[left - 1] = left
            left -= 1
        flips, row = 0, order[:]
        first = row[0]
        while first:
            row[:first + 1] = row[first::-1]
            flips += 1
            first = row[0]
        most = max(most, flips)
        checksum += -flips if turn % 2 else flips
        turn += 1
        while True:
            if left == n:
                return checksum, most
            order.insert(left, order.pop(0))
            counts[left] -= 1
            if counts[left] > 0:
                break
            left += 1

print(fannkuch(8))
