# By how much each instruction changes the depth of the stack, as dis asks it.
from _opcode import stack_effect


def effect(*args, **kwargs):
    try:
        return stack_effect(*args, **kwargs)
    except ValueError as e:
        return str(e)


for op in range(256):
    print(op, [effect(op, arg, jump=jump) for arg in (None, 0, 3) for jump in (None, True, False)])
print(effect(100, 1, jump=5))
