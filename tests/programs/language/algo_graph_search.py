# Searching a graph: breadth first, depth first, shortest paths by Dijkstra, topological order, and components.
import heapq
from collections import deque

ROADS = {
    "a": {"b": 4, "c": 1},
    "b": {"d": 1},
    "c": {"b": 2, "d": 5},
    "d": {"e": 3},
    "e": {},
    "x": {"y": 1},
    "y": {"x": 1},
}


def breadth_first(start):
    order, queue, seen = [], deque([start]), {start}
    while queue:
        node = queue.popleft()
        order.append(node)
        for neighbour in ROADS[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order


def depth_first(node, seen=None):
    seen = set() if seen is None else seen
    if node in seen:
        return
    seen.add(node)
    yield node
    for neighbour in ROADS[node]:
        yield from depth_first(neighbour, seen)


def shortest(start, goal):
    heap, done = [(0, start, [start])], set()
    while heap:
        cost, node, path = heapq.heappop(heap)
        if node == goal:
            return cost, path
        if node in done:
            continue
        done.add(node)
        for neighbour, length in ROADS[node].items():
            heapq.heappush(heap, (cost + length, neighbour, [*path, neighbour]))
    return None


def topological(graph):
    marks, order = {}, []

    def visit(node):
        if marks.get(node) == "open":
            raise ValueError(f"a cycle through {node}")
        if node not in marks:
            marks[node] = "open"
            for neighbour in graph[node]:
                visit(neighbour)
            marks[node] = "done"
            order.append(node)
    for node in graph:
        visit(node)
    return order[::-1]


def all_paths(start, goal, path=()):
    path += (start,)
    if start == goal:
        return ["".join(path)]
    return [found for n in ROADS[start] if n not in path for found in all_paths(n, goal, path)]


print(breadth_first("a"), list(depth_first("a")), list(depth_first("y")))
print(shortest("a", "e"), shortest("a", "x"), all_paths("a", "e"))
print(topological({k: v for k, v in ROADS.items() if k < "f"}))
try:
    topological(ROADS)
except ValueError as error:
    print(error)
