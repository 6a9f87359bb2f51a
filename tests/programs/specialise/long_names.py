# A name of over 100 characters is not kept in the method cache: looking it up gives a class no version to be known by, and what
# a form has learnt of one class must not be taken for another's.
long = "x" * 120
exec(f"""class Plain: pass
class Method:
    def {long}(self): return 1
def load(o): return o.{long}
def store(o, v): o.{long} = v
def call(o): return o.{long}()
""")
def meets(f, *args):
    try: return f(*args)
    except (AttributeError, TypeError) as e: return type(e).__name__
one, method = Plain(), Method()
for i in range(20): store(one, i), load(one), call(method)
print(load(one), call(method))
for o in [], "", {}:
    print(meets(load, o), meets(store, o, 2), meets(call, o))
Plain.short = Method.short = 1
for i in range(60): one.short, method.short, store(one, i), load(one), call(method)
print(load(one), call(method), meets(call, one))
