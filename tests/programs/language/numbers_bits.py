# Bit operations and tricks: masks, shifts with signs, counting, reversing, Gray codes, sets as numbers, checksums.
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 6 << 3, 6 >> 1, -6 >> 1, -1 >> 100, -6 & 0xFF, -6 | 1, -6 ^ 3, 1 << 70,
      (1 << 70) >> 68, -(1 << 70) >> 69)
print(0xF0F0 & -0x10, (2 ** 100) & (2 ** 100 - 1), (2 ** 65 - 1) ^ (2 ** 64), ~(2 ** 64), True & False, True | 2,
      True ^ True)


def count_bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def reverse_bits(n, width):
    result = 0
    for _ in range(width):
        result = result << 1 | n & 1
        n >>= 1
    return result


def is_power_of_two(n):
    return n > 0 and n & (n - 1) == 0


def gray(n):
    return n ^ n >> 1


def from_gray(n):
    mask = n >> 1
    while mask:
        n ^= mask
        mask >>= 1
    return n


def crc8(data, polynomial=0x07):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ polynomial) & 0xFF if crc & 0x80 else crc << 1
    return crc


def subsets(items):
    for mask in range(1 << len(items)):
        yield [item for i, item in enumerate(items) if mask >> i & 1]


def add_without_plus(a, b, mask=0xFFFFFFFF):
    while b:
        a, b = (a ^ b) & mask, (a & b) << 1 & mask
    return a


def multiply(a, b):
    total = 0
    while b:
        if b & 1:
            total += a
        a, b = a << 1, b >> 1
    return total


print([count_bits(n) for n in (0, 1, 255, 2 ** 70 - 1)], [bin(n).count("1") for n in (0, 1, 255)])
print(bin(reverse_bits(0b1101, 8)), [n for n in range(-2, 70) if is_power_of_two(n)])
print([f"{gray(n):03b}" for n in range(8)], all(from_gray(gray(n)) == n for n in range(64)))
print(hex(crc8(b"123456789")), crc8(b""), list(subsets("abc")))
print(add_without_plus(1234, 5678), add_without_plus(0xFFFFFFFF, 2), multiply(37, 91))
single = 0
for n in (4, 9, 7, 9, 4):
    single ^= n
print(single, [n & -n for n in (12, 40, 7, 0)], [(n >> 8 & 255, n & 255) for n in (0x1234, 65535)])
