# Linked lists: building, reversing, inserting in order, removing, merging, finding a loop, and a ring.
class Cell:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in reversed(list(values)):
            self.head = Cell(value, self.head)

    def cells(self):
        cell = self.head
        while cell:
            yield cell
            cell = cell.next

    def __iter__(self):
        return (cell.value for cell in self.cells())

    def __len__(self):
        return sum(1 for _ in self)

    def __str__(self):
        return " -> ".join(map(str, self)) or "empty"

    def append(self, value):
        *_, last = [None, *self.cells()]
        if last:
            last.next = Cell(value)
        else:
            self.head = Cell(value)

    def insert_sorted(self, value):
        before = None
        for cell in self.cells():
            if cell.value >= value:
                break
            before = cell
        if before:
            before.next = Cell(value, before.next)
        else:
            self.head = Cell(value, self.head)

    def remove(self, value):
        before = None
        for cell in self.cells():
            if cell.value == value:
                if before:
                    before.next = cell.next
                else:
                    self.head = cell.next
                return
            before = cell
        raise ValueError(f"{value} is not in {self}")

    def reverse(self):
        done, rest = None, self.head
        while rest:
            rest.next, done, rest = done, rest, rest.next
        self.head = done

    def has_loop(self):
        slow = fast = self.head
        while fast and fast.next:
            slow, fast = slow.next, fast.next.next
            if slow is fast:
                return True
        return False


numbers = LinkedList([3, 1, 2])
numbers.append(5)
print(numbers, len(numbers), max(numbers), 2 in numbers)
numbers.reverse()
numbers.remove(1)
print(numbers, LinkedList(), sorted(numbers))
ordered = LinkedList()
for n in (5, 1, 4, 1, 9):
    ordered.insert_sorted(n)
print(ordered, ordered.has_loop())
try:
    ordered.remove(77)
except ValueError as error:
    print(error)
*_, last = ordered.cells()
last.next = ordered.head.next
print(ordered.has_loop(), [value for value, _ in zip(ordered, range(9))])
last.next = None
