def should_say(fn):
    def say(*args):
        print("say something...")
        fn(*args)
    return say

@should_say
def func():
    print("in func")

func()

def get_func():
    value = "inner"
    def inner_func():
        print(value)
    return inner_func
show_value = get_func()
show_value()
