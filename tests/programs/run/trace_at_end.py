# A trace function that is left on keeps the program alive to the very end, when nothing can be printed any more.
import sys
class Last:
    def __del__(self):
        print('last')
last = Last()
def at_end(frame, event, arg):
    print('end', event, frame.f_code.co_name)
    return at_end
def told(): pass
sys.settrace(at_end)
told()
