# concurrent.futures: results in order, exceptions where they are asked for.
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

def square(n):
    return n * n

def fail(n):
    raise ValueError(n)

with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(square, range(12))))
    futures = [pool.submit(square, n) for n in range(5)] + [pool.submit(fail, 7)]
    print(sorted(f.result() for f in as_completed(futures) if not f.exception()), repr(futures[-1].exception()))
    done, rest = wait(futures)
    print(len(done), len(rest))
    try:
        list(pool.map(fail, [1]))
    except ValueError as e:
        print("ValueError", e)
try:
    pool.submit(square, 1)
except RuntimeError as e:
    print(e)
