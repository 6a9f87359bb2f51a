import sys
print("P" in sys.modules)
import P
print([n for n in dir(P) if not n.startswith("_")])
import P.m
print(P.m.a, sys.modules["P.m"] is P.m)
import P as P1
print(P1 is P)
del sys.modules["P"]
import P as P2
print(P2 is P1)
