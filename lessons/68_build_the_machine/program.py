def run(code, consts):
    stack = []
    for op, arg in code:
        if op == "LOAD":
            stack.append(consts[arg])
        elif op == "ADD":
            right = stack.pop()
            left = stack.pop()
            stack.append(left + right)
        elif op == "PRINT":
            print(stack.pop())


run([("LOAD", 0), ("LOAD", 1),
     ("ADD", 0), ("LOAD", 2),
     ("ADD", 0), ("PRINT", 0)],
    [7, 5, 8])
