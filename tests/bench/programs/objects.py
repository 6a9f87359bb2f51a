# Instances, attributes, methods, and cycles for the collector.
class Node:
    def __init__(self, value):
        self.value = value
        self.peer = None

    def link(self, other):
        self.peer = other
        other.peer = self
        return self.value + other.value

def run(n):
    total = 0
    for i in range(n):
        total += Node(i).link(Node(i + 1))
    return total

print(run(150000))
