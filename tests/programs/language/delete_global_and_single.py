# del of a global from inside a function; expressions that are printed, as at the prompt.
count = 1


def forget():
    global count
    del count
    try:
        del count
    except NameError as error:
        print(error)


forget()
print("count" in globals())
exec(compile("6 * 7", "prompt", "single"))
for line in ["'text'", "None", "[1, 2]", "x = 5", "x"]:
    exec(compile(line, "prompt", "single"))
print(_)
