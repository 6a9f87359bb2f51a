# Coroutines driven by hand, async for, async with, async generators.
class Sleep:
    def __await__(self):
        got = yield "sleep"
        return got
async def add(a, b):
    r = await Sleep()
    print("woke", r)
    return a + b
class AM:
    async def __aenter__(self): print("aenter"); return self
    async def __aexit__(self, *a): print("aexit", a[0] and a[0].__name__); return True
async def agen():
    try:
        for i in range(3):
            await Sleep()
            x = yield i
            print("x", x)
    finally: print("agen done")
async def main():
    async with AM() as m:
        print(await add(1, 2))
        1 / 0
    async for v in agen(): print("v", v)
    print([v async for v in agen() if v != 1])
    g = agen()
    print(await g.__anext__(), await g.asend("sent"))
    await g.aclose()
    print(await anext(agen(), "dflt"))
    return "done"
def run(c):
    n = 0
    try:
        while True:
            c.send(None if n == 0 else n); n += 1
    except StopIteration as e: return e.value
print(run(main()))
c = add(1, 2); print(type(c).__name__, c.cr_await, c.cr_running); c.close()
try: run(agen())
except AttributeError as e: print(e)
async def bad(): await 5
try: run(bad())
except TypeError as e: print(e)
