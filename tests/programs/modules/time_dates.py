# Dates: gmtime, mktime, strftime, strptime, asctime; what is refused.
import time

for seconds in (0, 1e9, -1, 951782400, 4102444799.9, -62135596800, 253402300800):
    t = time.gmtime(seconds)
    print(t[:], time.asctime(t), time.strftime("%Y-%m-%d %H:%M:%S %j %U %w %a %B %p %%", t))
t = time.gmtime(86400 * 365)
print(t, t.tm_year, t.tm_yday, time.mktime(t), time.ctime(0), time.struct_time(range(9)))
print(time.strptime("30 Nov 00", "%d %b %y")[:], time.mktime((2000, 14, 33, 25, 61, 61, 0, 0, -1)),
      time.strftime("", t), time.tzname, time.timezone)
for call in (lambda: time.gmtime("x"), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%Y", 5),
             lambda: time.asctime((2000, 13, 1, 0, 0, 0, 0, 1, 0)),
             lambda: time.strftime(5), lambda: time.gmtime(float("nan")), lambda: time.gmtime(1e300),
             lambda: time.gmtime(2**70),
             lambda: time.mktime((1, 2)), lambda: time.strftime("%H", (2000, 1, 1, 99, 0, 0, 0, 1, 0))):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
