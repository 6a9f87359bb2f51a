"""A list that its items' __eq__ empties, grows or replaces while it is searched or compared."""
class Evil:
    def __init__(self, act): self.act = act
    def __eq__(self, other):
        self.act()
        return NotImplemented
def clear(): target.clear()
def grow(): target.append(0) if len(target) < 30 else None
def shrink(): del target[1:]
def replace(): target[:] = [7] * 5
for act in (clear, grow, shrink, replace):
    for operation in ("target.index(3)", "target.count(3)", "target.remove(3)", "3 in target", "target == [1, 2, 3]",
                      "target < [1, 2, 3]", "target != other", "other == target"):
        target = [Evil(act), Evil(act), 5, Evil(act)]
        other = [Evil(act), 2, 3, 4]
        try:
            print(act.__name__, operation, eval(operation), len(target))
        except (ValueError, TypeError, IndexError) as error:
            print(act.__name__, operation, type(error).__name__, error, len(target))
