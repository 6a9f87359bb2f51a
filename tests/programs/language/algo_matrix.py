# A matrix class: sums, products, powers, transposing, determinants and inverses with exact fractions.
from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n):
        return cls([int(i == j) for j in range(n)] for i in range(n))

    @property
    def size(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, place):
        i, j = place
        return self.rows[i][j]

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __add__(self, other):
        return Matrix([a + b for a, b in zip(*pair)] for pair in zip(self.rows, other.rows))

    def __mul__(self, factor):
        return Matrix([x * factor for x in row] for row in self.rows)

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.size[1] != other.size[0]:
            raise ValueError(f"cannot multiply {self.size} by {other.size}")
        columns = list(zip(*other.rows))
        return Matrix([sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows)

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def minor(self, i, j):
        return Matrix(row[:j] + row[j + 1:] for k, row in enumerate(self.rows) if k != i)

    def determinant(self):
        if len(self.rows) == 1:
            return self[0, 0]
        return sum((-1) ** j * x * self.minor(0, j).determinant() for j, x in enumerate(self.rows[0]) if x)

    def inverse(self):
        d = self.determinant()
        if not d:
            raise ZeroDivisionError("singular matrix")
        n = range(len(self.rows))
        return Matrix([Fraction((-1) ** (i + j) * self.minor(j, i).determinant(), d) for j in n] for i in n)

    def __str__(self):
        return " / ".join(" ".join(map(str, row)) for row in self.rows)


a, b = Matrix([[1, 2], [3, 4]]), Matrix([[0, 1], [1, 1]])
print(a + b, "|", a @ b, "|", 2 * a, "|", a.T, "|", b ** 20, "|", a.determinant())
c = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 2]])
print(c.determinant(), "|", c.inverse(), "|", c @ c.inverse() == Matrix.identity(3), c[1, 2], c.size)
for action in (lambda: a @ c, lambda: Matrix([[1], [2, 3]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(),
               lambda: a["x"]):
    try:
        action()
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
