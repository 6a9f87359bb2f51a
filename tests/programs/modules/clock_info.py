# What the time module says of its clocks, and what named tuples of native modules are made of.
import copy
import sys
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    info = time.get_clock_info(name)
    print(name, info.implementation, info.monotonic, info.adjustable, info.resolution)
print(info)
for bad in (("sundial",), ("ti\0me",), (3,), ()):
    try:
        time.get_clock_info(*bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

info = sys.float_info
print(info.__reduce__() == (type(info), (tuple(info), {})), copy.copy(info) == info, copy.deepcopy(info) == info)
print(type(info).n_fields, type(info).n_sequence_fields, type(info).n_unnamed_fields, "__slots__" in dir(info))
print(sys.flags.int_max_str_digits, sys.get_int_max_str_digits())
