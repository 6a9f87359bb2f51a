# What a program may see of the system: names and paths, not the machine.
import os, contextlib, typing, threading, queue
print(os.path.join("a", "b"), os.sep, os.linesep == "\n", os.fspath("x"), os.strerror(2), os.path.splitext("a.py"))
print(os.stat(__file__).st_size == len(open.__doc__ and "x") or os.path.isfile(__file__),
      os.path.isdir(os.path.dirname(__file__)))
try:
    os.stat(__file__ + ".none")
except FileNotFoundError as e:
    print(e.errno, e.strerror, e.filename == __file__ + ".none")
try:
    os.environ["NO SUCH NAME"]
except KeyError as e:
    print(e, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
print(os, len(os.urandom(4)), os.stat_result, isinstance(os.stat(__file__).st_mtime, float))

@contextlib.contextmanager
def tag(name):
    print("<", name)
    try:
        yield name.upper()
    finally:
        print(">", name)
with tag("b") as t, contextlib.suppress(ValueError):
    print(t, int("x"))
def f(a: typing.List[int], b: "typing.Optional[str]" = None) -> typing.Dict[str, int]: ...
print(typing.get_type_hints(f), typing.Union[int, str, int], typing.Callable[[int], str],
      typing.NamedTuple("P", [("x", int)])(3))
class Stack(typing.Generic[typing.TypeVar("T")]): ...
print(Stack[int], Stack.__parameters__, Stack[int]())if False else print(Stack[int].__origin__ is Stack)
q = queue.Queue()
ts = [threading.Thread(target=lambda i=i: q.put(i * i)) for i in range(3)]
for th in ts: th.start()
for th in ts: th.join()
print([q.get() for _ in ts], threading.current_thread().name, ts[0].is_alive(), threading.active_count())
def bad(): 1 / 0
th = threading.Thread(target=bad, name="worker"); th.start(); th.join()
