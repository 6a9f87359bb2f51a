# Modules of the standard library, found behind the program's own directory.
import sys
import bisect, heapq, keyword, stat
import colorsys as c

for m in bisect, keyword, stat, c:
    print(m, m.__file__, getattr(m, "__cached__", "none"), m.__package__, m.__name__ in sys.modules)
print(list(vars(keyword))[:9])
print(heapq.nlargest(2, [3, 9, 4]), bisect.bisect([1, 2, 4], 3), stat.filemode(0o100755), c.rgb_to_hsv(1, 0.5, 0.25))
try:
    c.hsv_to_rgb("a", 1, 1)
except TypeError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_frame.f_code.co_filename, tb.tb_lineno, tb.tb_frame.f_globals["__name__"])
try:
    import keyword.kwlist
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from keyword import nothing
except ImportError as e:
    print(e, e.name, e.path)
stat.filemode("x")
