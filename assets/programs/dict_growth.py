# A dict grows: its table is replaced at the 6th and 11th key; order of insertion stays.
import sys

table = {}
size = sys.getsizeof(table)
print("empty", size)
for i in range(12):
    table[f"key{i}"] = i
    now = sys.getsizeof(table)
    if now != size:
        print("entry", i + 1, size, "->", now)
        size = now

del table["key0"]
table["key0"] = 99
print(list(table)[-2:], len(table))
print(hash(1), hash(2**61 - 1), hash("key1") == hash("key" + "1"))
table.clear()
print(sys.getsizeof(table), table)
