class Grade:
    def __init__(self):
        self._score = 0
    def __get__(self, inst, owner):
        return self._score
    def __set__(self, inst, value):
        self._score = value

class Exam:
    math = Grade()
    def __init__(self, m):
        self.math = m

a = Exam(90)
b = Exam(75)
print(a.math, b.math, a.__dict__)
