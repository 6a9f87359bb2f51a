import sys
print("hello from P", "P" in sys.modules)
