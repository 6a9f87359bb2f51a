"""The answers of the lessons, asked of python3.11 itself: each question's program is run under a tracer to the question's
place, and its inspect path is evaluated there by reading the running interpreter.

What python3.11 cannot say (a path about our own panels) is counted as "only ours" and printed, not as equal.
"""
import contextlib
import _thread
import ctypes
import dis
import gc
import io
import os
import pathlib
import re
import subprocess
import symtable
import sys
import threading
import tokenize
import types

import lesson_memory

ROOT = pathlib.Path(__file__).resolve().parents[2]


# ---- inside the oracle: one question in a process of its own --------------------------------------------------------

class Found(Exception):
    pass


class Unbound:
    """What is said of a variable without a value."""
    def __repr__(self):
        return "unbound"


# What the objects panel calls a reference -> the attribute that is the same object.
LABELS = {"func_code": "__code__", "func_closure": "__closure__", "func_dict": "__dict__", "func_globals": "__globals__",
          "ob_ref": "cell_contents", "tp_base": "__base__", "tp_mro": "__mro__", "im_func": "__func__", "im_self": "__self__"}


def follow(value, label):
    if label.startswith("["):
        return value[eval(label[1:-1])]
    if label in LABELS:
        return getattr(value, LABELS[label])
    return vars(value)[label]


def word(address, kind=ctypes.c_uint64):
    return kind.from_address(address).value


def object_at(address):
    return ctypes.cast(address, ctypes.py_object).value


class Asker:
    def __init__(self, filename, at, then, path):
        self.folder = str(pathlib.Path.cwd()) + "/"
        sys.path.insert(0, self.folder[:-1])
        sys.dont_write_bytecode = True
        self.filename, self.places, self.path = filename, [at] + ([then] if then else []), path
        self.hits, self.output, self.answer = {}, io.StringIO(), None

    # Of the program, or of a module beside it.
    def ours(self, frame):
        return frame.f_code.co_filename == self.filename or frame.f_code.co_filename.startswith(self.folder)

    # Is this event the place we look for?
    def matches(self, frame, event, place):
        code = frame.f_code
        words = place.split()
        options = dict(zip(words[2::2], map(int, words[3::2])))
        kind, what = words[0], words[1] if len(words) > 1 else ""
        if kind == "start":
            hit = event == "call"
        elif kind == "raise":
            hit = event == "exception"
        elif kind == "line":
            hit = event == "line" and frame.f_lineno == int(what)
        elif kind == "call":
            hit = event == "call" and what in (code.co_name, code.co_qualname)
        elif kind == "op":
            hit = event == "opcode" and self.op(frame) == what and options.get("line", frame.f_lineno) == frame.f_lineno
        elif kind == "return":
            hit = event == "opcode" and self.op(frame) == "RETURN_VALUE" and what in (code.co_name, code.co_qualname)
        elif place.startswith("step +"):
            options["hit"] = int(place[6:])
            hit = event == "opcode" and self.places[0] == place   # counted from the place before
        else:
            hit = False
        if hit:
            self.hits[place] = self.hits.get(place, 0) + 1
        return hit and self.hits[place] == options.get("hit", 1)

    # Of each place that is still to come. `hit K` counts from the start of the run, so all of them are looked at every time.
    def reached(self, frame, event):
        return [place != "end" and self.matches(frame, event, place) for place in self.places]

    def op(self, frame):
        at = max(frame.f_lasti, 0)
        while dis.opname[frame.f_code.co_code[at]] == "CACHE":   # a frame in the middle of a call
            at -= 2
        return dis.opname[frame.f_code.co_code[at]]

    def tracer(self, frame, event, arg):
        if not self.ours(frame) or self.answer is not None:
            return None
        frame.f_trace_opcodes = True
        if True in self.reached(frame, event)[:1]:
            self.places.pop(0)
            if not self.places:
                self.answer = str(self.evaluate(self.path, frame, event))
                sys.settrace(None)
                if threading.current_thread() is not threading.main_thread():   # the main one may wait for it for ever
                    os.write(1, self.answer.encode() + b"\n")
                    os._exit(0)
                raise Found
        return self.tracer

    def trace_threads(self):
        """Threads are traced too, and have their turn only when another waits."""
        sys.setswitchinterval(100)
        start = _thread.start_new_thread

        def start_traced(function, args, kwargs={}):
            def run():
                sys.settrace(self.tracer)
                function(*args, **kwargs)
            return start(run, ())
        _thread.start_new_thread = start_traced

    def run(self):
        self.trace_threads()
        source = pathlib.Path(self.filename).read_text()
        module = sys.modules["__main__"] = type(sys)("__main__")   # so that a program can import itself
        code = compile(source, self.filename, "exec")
        self.globals = module.__dict__
        gc.collect()   # what the oracle itself has dropped is not the program's garbage
        gc.disable()
        with contextlib.redirect_stdout(self.output):
            sys.settrace(self.tracer)
            try:
                exec(code, self.globals)
            except Found:
                pass
            except Exception:
                if self.places != ["end"]:   # a program may end with an exception
                    raise
            finally:
                sys.settrace(None)
        if self.answer is None and self.places == ["end"]:
            self.answer = str(self.evaluate(self.path, None, "end"))
        return self.answer

    # ---- paths into what the compiler made

    def codes(self):
        """Name -> code object, of the whole file; that of the file itself is `module`."""
        found = {"module": compile(pathlib.Path(self.filename).read_text(), self.filename, "exec")}
        waiting = list(found.values())
        while waiting:
            for const in waiting.pop().co_consts:
                if isinstance(const, types.CodeType):
                    found.setdefault(const.co_name, const)
                    waiting.append(const)
        return found

    def token_count(self):
        with open(self.filename, "rb") as source:
            return sum(1 for _ in tokenize.tokenize(source.readline))

    def scope_of(self, scope, name):
        waiting = [symtable.symtable(pathlib.Path(self.filename).read_text(), self.filename, "exec")]
        while scope not in ("module", waiting[0].get_name()):
            waiting = waiting[0].get_children() + waiting[1:]
        table = waiting[0]
        symbol = table.lookup(name)
        return {1: "LOCAL", 2: "GLOBAL_EXPLICIT", 3: "GLOBAL_IMPLICIT", 4: "FREE", 5: "CELL"}[symbol._Symbol__scope]

    def of_code(self, code, what):
        if what in ("names", "varnames", "cellvars", "freevars"):
            return "(" + ", ".join(getattr(code, "co_" + what)) + ")"
        if what == "stacksize":
            return code.co_stacksize
        if what == "name":
            return code.co_name
        if what == "consts":
            return "(" + ", ".join(f"<code {c.co_name}>" if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts) + ")"
        guards = dis.Bytecode(code).exception_entries
        if what == "guards":
            return len(guards)
        call, _, argument = what.rstrip(")").partition("(")
        instructions = list(dis.get_instructions(code))
        if call == "instr":
            i = next(i for i in instructions if i.offset == int(argument))
            return i.opname + (" " + i.argrepr if i.argrepr else "")
        if call == "handler":
            return next((g.target for g in guards if g.start <= int(argument) < g.end), "none")
        if call == "count":
            name, _, line = argument.partition(" ")
            at = [(i.opname, i.positions.lineno) for i in instructions]
            return sum(op == name and (not line or lineno == int(line)) for op, lineno in at)
        raise KeyError(what)

    # ---- paths

    def frames(self, frame):
        found = []
        while frame is not None:
            if self.ours(frame):
                found.append(frame)
            frame = frame.f_back
        return found

    def asleep(self):
        """The frames of generators that wait."""
        return [o.gi_frame for o in gc.get_objects() if isinstance(o, types.GeneratorType) and o.gi_frame and not o.gi_running]

    def of_other_threads(self):
        found = []
        for ident, frame in sys._current_frames().items():
            found += self.frames(frame) if ident != threading.get_ident() else []
        return found

    def evaluate(self, path, frame, event):
        of_memory = lesson_memory.evaluate(path, lambda name: self.target(frame, name))
        if of_memory is not None:
            return of_memory
        if path == "lookup":
            instruction = next(i for i in dis.get_instructions(frame.f_code) if i.offset == frame.f_lasti)
            if instruction.opname not in ("LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR"):
                raise KeyError(path)
            return lesson_memory.answering(object_at(self.stack(frame)[-1]), instruction.argval, instruction.opname == "STORE_ATTR")
        if path == "tokens.count":
            return self.token_count()
        if path == "codes.count":
            return len(self.codes())
        match = re.fullmatch(r"scope\(([\w<>]+)\)\.(\w+)", path)
        if match:
            return self.scope_of(match[1], match[2])
        match = re.fullmatch(r"code\(([\w<>]+)\)\.(.+)", path)
        if match:
            return self.of_code(self.codes()[match[1]], match[2])
        if path.startswith("code."):
            return self.of_code(frame.f_code, path[5:])
        match = re.fullmatch(r"frame\(([\w<>]+)\)(.*)", path)
        if match:
            name, path = match[1], "frame" + match[2]
            frames = self.frames(frame)
            frame = frames[::-1][int(name)] if name.isdigit() else next(f for f in frames + self.asleep() + self.of_other_threads() if f.f_code.co_name == name)
        if path == "frames.count":
            return len(self.frames(frame))
        if path in ("stack.depth", "frame.stack.depth"):
            return len(self.stack(frame))
        if path == "frame.function":
            return frame.f_code.co_qualname
        if path == "frame.line":
            return frame.f_lineno
        if path == "frame.offset":
            return max(frame.f_lasti, 0)
        if path == "frame.op":
            return dis.opname[frame.f_code.co_code[0]] if event == "call" else self.op(frame)
        if path == "frame.locals.count":
            return sum(1 for slot in self.slots(frame).values() if slot)
        match = re.fullmatch(r"frame\.locals\.(\w+)", path)
        if match:
            return repr(self.variable(frame, match[1]))
        match = re.fullmatch(r"stack\[(-?\d+)\]", path)
        if match:
            return repr(object_at(self.stack(frame)[int(match[1])]))
        match = re.fullmatch(r"same\(stack\[(-?\d+)\], stack\[(-?\d+)\]\)", path)
        if match:
            return self.stack(frame)[int(match[1])] == self.stack(frame)[int(match[2])]
        match = re.fullmatch(r"stack\[(-?\d+)\]\.type", path)
        if match:
            return type(object_at(self.stack(frame)[int(match[1])])).__name__
        match = re.fullmatch(r"object\((\w+)\)\.refcount", path)
        if match:
            return word(self.address(frame, match[1]), ctypes.c_int64)
        match = re.fullmatch(r"object\((\w+)\)\.refs\.count", path)
        if match:
            return len(vars(object_at(self.address(frame, match[1]))))
        match = re.fullmatch(r"cell\((\w+)\)\.(refcount|content)", path)
        if match:
            cell = self.slots(frame)[match[1]]
            if match[2] == "refcount":
                return word(cell, ctypes.c_int64)
            return repr(object_at(cell).cell_contents) if word(cell + 16) else "empty"
        match = re.fullmatch(r"same\(object\(([^()]+)\), object\(([^()]+)\)\)", path)
        if match:
            return self.target(frame, match[1]) == self.target(frame, match[2])
        match = re.fullmatch(r"object\(([^()]+)\)(?:\.(text|type|refcount|size))?", path) or re.fullmatch(r"(stack\[-?\d+\])\.(refcount|size)", path)
        if match:
            return self.fact(self.target(frame, match[1]), match[2])
        match = re.fullmatch(r"frame\.locals\.(\w+)\.(type|refcount)", path)
        if match:
            return self.fact(self.target(frame, match[1]), match[2])
        match = re.fullmatch(r"count\((\w+)\)", path)
        if match and match[1] == "frame":
            raise KeyError(path)   # the tracer itself asks for frame objects
        if match:
            return sum(type(o).__name__ == match[1] for o in gc.get_objects())
        if path == "output.lines":
            return self.output.getvalue().count("\n")
        if path == "output.last":
            return self.output.getvalue().rstrip("\n").rpartition("\n")[2]
        raise KeyError(path)

    # The address of what NAME or stack[I] leads to, followed by the labels of the objects panel.
    def target(self, frame, text):
        first, *labels = re.findall(r"stack\[-?\d+\]|\[[^\]]*\]|\w+", text)
        found = self.stack(frame)[int(first[6:-1])] if first.startswith("stack[") else self.address(frame, first)
        for label in labels:
            found = id(follow(object_at(found), label))
        return found

    # Read at the address, so that the question does not add a reference of its own.
    def fact(self, address, what):
        if what == "refcount":
            return word(address, ctypes.c_int64)
        if what == "size":
            return sys.getsizeof(object_at(address))
        return type(object_at(address)).__name__ if what == "type" else repr(object_at(address))

    def base(self, frame):
        return word(id(frame) + 24) + 72

    def slots(self, frame):
        """Name -> address in localsplus, 0 when unbound. The tracer stands after the prologue, so cells are cells."""
        code = frame.f_code
        names = list(code.co_varnames) + [c for c in code.co_cellvars if c not in code.co_varnames] + list(code.co_freevars)
        return {name: word(self.base(frame) + 8 * i) for i, name in enumerate(names)}

    def stack(self, frame):
        start, top = len(self.slots(frame)), word(word(id(frame) + 24) + 64, ctypes.c_int)
        return [word(self.base(frame) + 8 * i) for i in range(start, top)]

    def variable(self, frame, name):
        if self.slots(frame).get(name) == 0:
            return Unbound()
        value = object_at(self.address(frame, name))
        return value.cell_contents if type(value).__name__ == "cell" else value

    def address(self, frame, name):
        while frame is not None and self.ours(frame):
            if name in self.slots(frame):
                return self.slots(frame)[name]
            if not frame.f_code.co_flags & 1 and name in frame.f_locals:   # a module's or class body's own namespace
                return id(frame.f_locals[name])
            frame = frame.f_back
        return id(self.globals[name])


# ---- the test -------------------------------------------------------------------------------------------------------

def questions(lesson):
    """(heading, program, at, then, path) of every step with a question."""
    text = (lesson / "lesson.md").read_text()
    program, at = "program.py", "start"
    for step in text.split("\n## ")[1:]:
        directives = dict(re.findall(r"^(at|then|program|answer|ask): (.*)$", step, re.M))
        program, at = directives.get("program", program), directives.get("at", at)
        if "answer" in directives:
            yield step.partition("\n")[0], program, at, directives.get("then", ""), directives["answer"]


def ask(python, lesson, program, at, then, path):
    """(mark, text): "=" an answer, "?" python3.11 cannot say, "!" an error."""
    import common
    out, err, status = common.run([python, pathlib.Path(__file__).resolve(), "--ask", program, at, then, path], cwd=lesson)
    if status == 3:
        return "?", path
    return ("=", out.decode().strip()) if out.strip() else ("!", err.decode().strip().rpartition("\n")[2])


def tell(lesson):
    """What python3.11 says to each question of a lesson, one a line: for `innards lesson check`."""
    for _, *question in questions(lesson):
        print(*ask(sys.executable, lesson, *question))


def machine_answers(innards, lesson):
    out = subprocess.run([innards, "lesson", "show", lesson.name, "--lessons", str(lesson.parent)], capture_output=True, text=True).stdout
    return re.findall(r"^   = (.*)$", out, re.M)


def main():
    import common
    args = common.arguments(__doc__)
    report = common.Report("lessons", args)
    python = common.find_python()
    for lesson in sorted((ROOT / "lessons").glob("[0-9]*")):
        asked = list(questions(lesson))
        ours = machine_answers(str(pathlib.Path(args.innards).resolve()), lesson)
        if len(asked) != len(ours):
            report.result(lesson.name, f"  {len(asked)} questions, {len(ours)} answers of the machine")
            continue
        for (heading, program, at, then, path), answer in zip(asked, ours):
            mark, theirs = ask(python, lesson, program, at, then, path)
            if mark == "?":
                print(f"only ours: {lesson.name}: {path}")
                continue
            same = mark == "=" and theirs == answer
            report.result(f"{lesson.name}: {heading}", None if same else f"  {path} at {at}: innards {answer}, python {theirs}")
    report.finish()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        try:
            print(Asker(*sys.argv[2:]).run(), flush=True)
            os._exit(0)   # without waiting for the program's threads
        except KeyError:
            os._exit(3)
    elif sys.argv[1:2] == ["--lesson"]:
        tell(pathlib.Path(sys.argv[2]))
    else:
        main()
