# Floating point: which points stay near zero.
def mandel(size):
    inside = 0
    for row in range(size):
        for column in range(size):
            cx = column * 3.0 / size - 2.0
            cy = row * 2.0 / size - 1.0
            x = y = 0.0
            for _ in range(40):
                x, y = x * x - y * y + cx, 2.0 * x * y + cy
                if x * x + y * y > 4.0:
                    break
            else:
                inside += 1
    return inside

print(mandel(130))
