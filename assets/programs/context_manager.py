# A context manager: __enter__ before the block, __exit__ after it, whatever happens.


class Section:
    depth = 0

    def __init__(self, name, forgive=False):
        self.name = name
        self.forgive = forgive

    def __enter__(self):
        print("  " * Section.depth + "enter", self.name)
        Section.depth += 1
        return self

    def __exit__(self, kind, value, traceback):
        Section.depth -= 1
        reason = kind.__name__ if kind else "done"
        print("  " * Section.depth + "exit", self.name, reason)
        return self.forgive


with Section("outer") as outer, Section("inner"):
    print("    in", outer.name)

with Section("safe", forgive=True):
    with Section("broken"):
        [].pop()
    print("not reached")
print("after")
