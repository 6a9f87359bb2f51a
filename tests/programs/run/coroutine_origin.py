import sys


async def nothing():
    pass


def make():
    return nothing()


print(sys.get_coroutine_origin_tracking_depth())
coro = make()
print(coro.cr_origin)
coro.close()
sys.set_coroutine_origin_tracking_depth(2)
coro = make()
print([(line, name) for _, line, name in coro.cr_origin])
coro.close()
sys.set_coroutine_origin_tracking_depth(9)
make()
for wrong in [-1, "x"]:
    try:
        sys.set_coroutine_origin_tracking_depth(wrong)
    except (ValueError, TypeError) as e:
        print(e)
