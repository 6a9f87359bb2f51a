# Floating point in attributes of lists: five bodies that pull at each other.
def make():
    return [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47], [4.84, -1.16, -0.10, 0.60, 2.81, -0.02, 0.037], [8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011],
            [12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017], [15.37, -25.91, 0.17, 0.97, 0.59, -0.03, 0.002]]

def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            pull = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            ma, mb = a[6] * pull, b[6] * pull
            a[3] -= dx * mb
            a[4] -= dy * mb
            a[5] -= dz * mb
            b[3] += dx * ma
            b[4] += dy * ma
            b[5] += dz * ma
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]

bodies = make()
pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
advance(bodies, pairs, 0.001, 24000)
print(bodies[1][:3])
