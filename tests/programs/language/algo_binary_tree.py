# A balanced binary tree: inserting with rotations, deleting, walking in three orders, ranges, and drawing.
class Node:
    def __init__(self, key):
        self.key, self.left, self.right, self.height = key, None, None, 1


def height(node):
    return node.height if node else 0


def fixed(node):
    node.height = 1 + max(height(node.left), height(node.right))
    lean = height(node.left) - height(node.right)
    if lean > 1:
        if height(node.left.left) < height(node.left.right):
            node.left = rotated(node.left, "right", "left")
        return rotated(node, "left", "right")
    if lean < -1:
        if height(node.right.right) < height(node.right.left):
            node.right = rotated(node.right, "left", "right")
        return rotated(node, "right", "left")
    return node


def rotated(node, up, down):
    child = getattr(node, up)
    setattr(node, up, getattr(child, down))
    setattr(child, down, fixed(node))
    return fixed(child)


def insert(node, key):
    if node is None:
        return Node(key)
    side = "left" if key < node.key else "right"
    setattr(node, side, insert(getattr(node, side), key))
    return fixed(node)


def delete(node, key):
    if node is None:
        raise KeyError(key)
    if key != node.key:
        side = "left" if key < node.key else "right"
        setattr(node, side, delete(getattr(node, side), key))
    elif node.left and node.right:
        least = node.right
        while least.left:
            least = least.left
        node.key = least.key
        node.right = delete(node.right, least.key)
    else:
        return node.left or node.right
    return fixed(node)


def in_order(node):
    if node:
        yield from in_order(node.left)
        yield node.key
        yield from in_order(node.right)


def text(node):
    return f"({text(node.left)}{node.key}{text(node.right)})" if node else ""


def between(node, low, high):
    if node is None:
        return []
    left = between(node.left, low, high) if node.key > low else []
    right = between(node.right, low, high) if node.key < high else []
    return left + [node.key] * (low <= node.key <= high) + right


root = None
for key in range(1, 16):
    root = insert(root, key * 7 % 16)
print(text(root), root.height, list(in_order(root)) == list(range(1, 16)), between(root, 4, 9))
for key in (7, 1, 2, 3, 15):
    root = delete(root, key)
print(text(root), root.height)
try:
    delete(root, 100)
except KeyError as error:
    print("no key", error)
