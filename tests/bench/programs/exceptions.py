# Raising, catching, finally, chaining, exceptions of classes with a base.
class Problem(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

class Small(Problem):
    pass

def deep(n, code):
    if n:
        try:
            return deep(n - 1, code)
        finally:
            n += 1
    raise (Small if code % 2 else Problem)(code)

def run(rounds):
    total = 0
    table = {i: i for i in range(0, 100, 3)}
    for r in range(rounds):
        try:
            total += deep(r % 6, r)
        except Small as e:
            total += e.code
        except Problem as e:
            try:
                total += table[e.code % 100]
            except KeyError:
                try:
                    raise ValueError(r) from e
                except ValueError as v:
                    total += v.__cause__.code % 7
        try:
            iter(()).__next__()
        except StopIteration:
            total += 1
    return total

print(run(45000))
