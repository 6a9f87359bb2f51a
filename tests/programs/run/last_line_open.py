# The last line has no newline: a traceback shows it all the same.
import sys
print(sys.argv)
raise ValueError("here")