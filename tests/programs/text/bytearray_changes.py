# bytearray: what changes it.
b = bytearray(b"abc")
b.append(100); b.extend(b"ef"); b.extend([103]); b += b"h"; b.insert(0, 64); b[1] = 65; b[-1:] = b"XYZ"; b[2:4] = b""
print(b, len(b), b.pop(), b.pop(0), b, b.copy() is b, b == b"AdefgXY", b < b"B", bytearray(3), bytearray("é", "utf-8"),
      bytearray([1, 2]))
b.reverse(); print(b); b.remove(ord("X")); print(b); del b[0]; del b[::2]; print(b, b * 2, list(b), 68 in b, b"e" in b)
b[:] = range(5); print(b); b[::2] = b"xyz"; print(b); b *= 2; print(b); b.clear(); print(b, bool(b))
for f in (lambda: b.append(256), lambda: b.append("a"), lambda: b.pop(), lambda: b.remove(1), lambda: b[0],
          lambda: b.extend(["a"]), lambda: hash(b), lambda: bytearray("a"), lambda: b.insert(0), lambda: bytearray(-1),
          lambda: b.__setitem__(slice(0, 0, 2), b"xx"), lambda: b.__setitem__("a", 1), lambda: b + 1):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
