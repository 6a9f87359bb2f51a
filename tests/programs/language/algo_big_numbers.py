# Arithmetic with digits in lists, as on paper: adding, subtracting, multiplying, dividing, and bases.
class Natural:
    BASE = 1000

    def __init__(self, value):
        if isinstance(value, str):
            value = value.lstrip("0") or "0"
            value = [int(value[max(0, i - 3):i]) for i in range(len(value), 0, -3)]
        self.digits = value
        while len(self.digits) > 1 and not self.digits[-1]:
            self.digits.pop()

    def __str__(self):
        first, *rest = self.digits[::-1]
        return str(first) + "".join(f"{d:03}" for d in rest)

    def __add__(self, other):
        result, carry = [], 0
        for i in range(max(len(self.digits), len(other.digits))):
            carry += sum(d.digits[i] for d in (self, other) if i < len(d.digits))
            carry, digit = divmod(carry, self.BASE)
            result.append(digit)
        return Natural(result + [carry])

    def __sub__(self, other):
        result, borrow = [], 0
        for i, digit in enumerate(self.digits):
            digit -= borrow + (other.digits[i] if i < len(other.digits) else 0)
            borrow = digit < 0
            result.append(digit + self.BASE * borrow)
        if borrow:
            raise ValueError("negative result")
        return Natural(result)

    def __mul__(self, other):
        result = [0] * (len(self.digits) + len(other.digits))
        for i, a in enumerate(self.digits):
            carry = 0
            for j, b in enumerate(other.digits):
                carry, result[i + j] = divmod(result[i + j] + a * b + carry, self.BASE)
            result[i + len(other.digits)] += carry
        return Natural(result)

    def __divmod__(self, small):
        result, rest = [], 0
        for digit in reversed(self.digits):
            quotient, rest = divmod(rest * self.BASE + digit, small)
            result.insert(0, quotient)
        return Natural(result), rest

    def __pow__(self, n):
        result = Natural("1")
        for bit in bin(n)[2:]:
            result = result * result
            if bit == "1":
                result = result * self
        return result


a, b = Natural("123456789012345678901234567890"), Natural("98765432109876543210")
for result, check in [(a + b, 123456789012345678901234567890 + 98765432109876543210),
                      (a - b, int(str(a)) - int(str(b))),
                      (a * b, int(str(a)) * int(str(b))), (divmod(a, 97)[0], int(str(a)) // 97),
                      (Natural("7") ** 50, 7 ** 50)]:
    print(result, str(result) == str(check))
print(divmod(a, 97)[1], Natural("000"), Natural("1000") - Natural("1"), Natural("999") + Natural("1"))
try:
    b - a
except ValueError as error:
    print(error)


def in_base(n, base):
    return (in_base(n // base, base) if n >= base else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[n % base]


print([in_base(255, base) for base in (2, 3, 8, 16, 36)], all(int(in_base(n, 7), 7) == n for n in range(100)))
