# Integers of thousands of digits: products, quotients, powers, text.
import sys

def run():
    sys.set_int_max_str_digits(0)
    factorial = 1
    for i in range(2, 1500):
        factorial *= i
    a, b = 0, 1
    for _ in range(12000):
        a, b = b, a + b
    power = pow(3, 20000)
    text = str(power)[:4000]
    back = int(text)
    total = factorial % 1000003 + b % 1000003 + back % 1000003
    for i in range(300):
        total += (power // (b + i)) % 97 + (power % (back + i)) % 89
    total += pow(7, power % 10 ** 40, 10 ** 45 + 9) % 1000
    for i in range(400):
        total += (power >> i) % 83 + ((b << i) ^ factorial) % 79
    return total

print(run())
