name = input("name? ")
print("hello", name)
import sys
for line in sys.stdin: print(repr(line))
try: input()
except EOFError as e: print(e)
