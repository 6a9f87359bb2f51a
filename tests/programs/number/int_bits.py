# & | ^ ~ << >> and the methods about bits and bytes.
values = [0, 1, -1, 5, -6, 255, 2**30 - 1, 2**30, -(2**30), 2**61 + 5, -(2**90) + 12345, 10**25]
for a in values:
    print(~a, a << 3, a >> 2, a >> 100, a << 0, a.bit_length(), a.bit_count(), *[(a & b, a | b, a ^ b) for b in values])
for n, size in [(0, 0), (1, 1), (255, 1), (256, 2), (10**20, 12)]:
    print(n.to_bytes(size, "big"), n.to_bytes(size, "little"), int.from_bytes(n.to_bytes(size, "big"), "big"))
for n, size in [(-1, 1), (-128, 1), (127, 1), (-(10**20), 10)]:
    print(n.to_bytes(size, "big", signed=True),
          int.from_bytes(n.to_bytes(size, "little", signed=True), "little", signed=True))
print((5).to_bytes(), int.from_bytes([1, 2], "big"), int.from_bytes(b"", "big"), (7).as_integer_ratio(),
      (7).conjugate(), (7).real, (7).imag, (7).numerator, (7).denominator, True.bit_length())
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"),
          lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "x"), lambda: (128).to_bytes(1, "big", signed=True),
          lambda: int.from_bytes("a", "big"), lambda: 1 & 1.5, lambda: (1).to_bytes(1, 2),
          lambda: (-1).to_bytes(2**63 - 1)):
    try:
        print(f())
    except (OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
