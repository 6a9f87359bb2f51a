# A linked list bent into a circle: reference counts alone never free it.
import gc


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

    def __del__(self):
        print("node", self.value, "is gone")


chain = Node(1, Node(2))
chain = None
print("a chain is freed at once")

ring = Node(10, Node(20))
ring.next.next = ring
ring = None
print("a ring is still there")
print("found", gc.collect())
print("after the collection")
