# A module that another thread is just importing: who needs it waits until it is complete, but never for ever.
import importlib
import sys
import threading

told = []


def run(*functions):
    threads = [threading.Thread(target=tell, args=(f,)) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(sorted(told))
    told.clear()
    for name in "slow", "slow.part", "slow.fails", "slow.left", "slow.right":
        sys.modules.pop(name, None)


def tell(function):
    try:
        told.append(f"{function.__name__} {function()}")
    except Exception as e:
        told.append(f"{function.__name__} {type(e).__name__}: {e}")


def plain():
    import slow
    return slow.complete


def part():
    from slow.part import value
    return value


def parts():
    import slow.part
    return slow.part.value, slow.complete


def by_name():
    return importlib.import_module("slow").complete


def part_by_name():
    return importlib.import_module("slow.part").value


def fails():
    import slow.fails
    return slow.fails.answer


def left():
    from slow import left
    return left.first


def right():
    from slow import right
    return right.first


run(plain, plain, part)
run(part, parts, plain, part)
run(plain, by_name, plain)
run(by_name, plain, by_name)
run(part_by_name, part, part_by_name)
run(part, part_by_name, parts)
run(fails, fails, fails)
run(left, right)
