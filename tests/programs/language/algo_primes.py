# Numbers: primes, factors, greatest divisors, perfect numbers, modular powers, and a probable-prime test.
def is_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


def factors(n):
    found, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            found[d] = found.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def extended_gcd(a, b):
    if not b:
        return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - a // b * y


def power_mod(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def probably_prime(n, witnesses=(2, 3, 5, 7)):
    if n < 11:
        return n in (2, 3, 5, 7)
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in witnesses:
        x = power_mod(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]


print([n for n in range(60) if is_prime(n)], factors(360), factors(1))
print(gcd(1071, 462), extended_gcd(240, 46), power_mod(7, 222, 11) == pow(7, 222, 11), power_mod(2, 1000, 10 ** 9 + 7))
print([n for n in range(2, 30) if sum(divisors(n)[:-1]) == n], divisors(36))
print([n for n in range(1, 80) if probably_prime(n) != is_prime(n)], probably_prime(2 ** 61 - 1), probably_prime(561))
print(" ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in factors(720720).items()))
