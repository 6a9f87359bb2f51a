import sys
import P
import P.m
print(P.m.a)
import P as P1
del sys.modules["P"]
import P as P2
print(P2 is P1)
