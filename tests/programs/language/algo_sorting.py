# Six sorting algorithms on the same numbers, each counting its comparisons.
comparisons = 0


def less(a, b):
    global comparisons
    comparisons += 1
    return a < b


def bubble(a):
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if less(a[i + 1], a[i]):
                a[i], a[i + 1], swapped = a[i + 1], a[i], True
        if not swapped:
            break
    return a


def insertion(a):
    for i in range(1, len(a)):
        item, j = a[i], i
        while j and less(item, a[j - 1]):
            a[j] = a[j - 1]
            j -= 1
        a[j] = item
    return a


def selection(a):
    for i in range(len(a)):
        low = i
        for j in range(i + 1, len(a)):
            if less(a[j], a[low]):
                low = j
        a[i], a[low] = a[low], a[i]
    return a


def quick(a):
    if len(a) < 2:
        return a
    pivot, *rest = a
    small = [x for x in rest if less(x, pivot)]
    return quick(small) + [pivot] + quick([x for x in rest if x not in small])


def merge(a):
    if len(a) < 2:
        return a
    left, right, result = merge(a[:len(a) // 2]), merge(a[len(a) // 2:]), []
    while left and right:
        result.append((right if less(right[0], left[0]) else left).pop(0))
    return result + left + right


def heap(a):
    def sift(root, end):
        while (child := 2 * root + 1) < end:
            if child + 1 < end and less(a[child], a[child + 1]):
                child += 1
            if not less(a[root], a[child]):
                return
            a[root], a[child] = a[child], a[root]
            root = child
    for root in range(len(a) // 2 - 1, -1, -1):
        sift(root, len(a))
    for end in range(len(a) - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)
    return a


numbers = [n * 37 % 29 for n in range(29)]
for algorithm in (bubble, insertion, selection, quick, merge, heap):
    comparisons = 0
    print(f"{algorithm.__name__:10} {algorithm(numbers[:]) == sorted(numbers)} {comparisons}")
