"""Arguments and input on the command line: every command that runs a program gives it the same ones, from a file, a pipe or a
recording, and a recording gives the run again whatever has become of the files.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import common

PROGRAM = """import sys
import helper
print(sys.argv[1:])
for line in sys.stdin:
    print(helper.shout(line.strip()))
print("end")
"""
HELPER = "def shout(text):\n    return text.upper()\n"
# What a program finds of itself, and a file that it makes beside itself.
ITSELF = """import os, sys
print(__file__, sys.argv, sys.path[0], (lambda: 0).__code__.co_filename)
made = os.path.join(os.path.dirname(__file__), "made.txt")
with open(made, "w") as f:
    print(f.write("made"), os.path.exists(made))
with open(made) as f:
    print(f.read(), sorted(os.listdir(os.path.dirname(os.path.abspath(__file__)))))
os.remove(made)
sys.path.append(sys.argv[1])
import far, importlib
del sys.modules["far"]
print(far.name, importlib.import_module("far").__file__, open(far.__file__).read(), os.path.exists(__file__))
"""
LINES = "one\ntwo\n"
OUTPUT = "['a', 'b c']\nONE\nTWO\nend\n"
NO_INPUT = OUTPUT.replace("ONE\nTWO\n", "")


class Commands:
    def __init__(self, innards, folder):
        self.innards, self.folder = innards, folder

    def __call__(self, *words, text="", status=0):
        done = subprocess.run([self.innards, *words], cwd=self.folder, input=text, capture_output=True, text=True, timeout=120)
        if done.returncode != status:
            sys.exit(f"innards {' '.join(words)}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr if status else done.stdout

    def see(self, said, wanted, what):
        if wanted not in said:
            sys.exit(f"{what}: not in the answer: {wanted!r}\n{said}")


def console(text):
    """The lines that were written, of a console panel's text."""
    return "".join(line[2:] + "\n" for line in text.splitlines() if line.startswith("  "))


def given(run, has_window):
    """The same arguments and lines in every command, by each of the ways."""
    program = ["asks.py", "a", "b c"]
    for way, text in ((["--input", "lines.txt"], ""), ([], LINES), (["--stdin"], LINES), (["--input", "-"], LINES)):
        run.see(run("run", *way, *program, text=text), OUTPUT, f"run {way}")
        run("trace", *way, *program, "-o", "out.json", text=text)
        run.see(pathlib.Path(run.folder, "out.json").read_text(), "TWO", f"trace {way}")
        run.see(run("steps", *way, *program, text=text), "CALL", f"steps {way}")
        if has_window:
            run.see(console(run("show", *way, *program, "--at", "end", "--panel", "console", text=text)), OUTPUT, f"show {way}")
    run.see(run("run", *program), NO_INPUT, "run without input")
    run.see(run("ask", "--input", "lines.txt", "asks.py", "output", "TWO"), "line", "ask")
    run.see(run("run", "--input", "none.txt", *program, status=2), "none.txt", "an input file that is not there")
    run.see(run("show", "--help"), "--input", "help")


def itself(run, python, has_window):
    """A program is in its own folder, however it is named, and imports from others that it puts on sys.path."""
    elsewhere = pathlib.Path(run.folder, "elsewhere")
    elsewhere.mkdir()
    (elsewhere / "far.py").write_text("name = __name__\n")
    for folder in ("", "sub"):
        pathlib.Path(run.folder, folder).mkdir(exist_ok=True)
        pathlib.Path(run.folder, folder, "itself.py").write_text(ITSELF)
    pathlib.Path(run.folder, "link").symlink_to("sub")
    for name in ("itself.py", "./itself.py", "sub/itself.py", "link/itself.py", str(pathlib.Path(run.folder, "sub/itself.py"))):
        wanted = subprocess.run([python, "-B", name, elsewhere], cwd=run.folder, capture_output=True, text=True, check=True).stdout
        if (said := run("run", name, elsewhere)) != wanted:
            sys.exit(f"run {name}: {said}\npython3.11: {wanted}")
        if has_window and (said := console(run("show", name, elsewhere, "--at", "end", "--panel", "console"))) != wanted + "exited with status 0\n":
            sys.exit(f"show {name}: {said}\npython3.11: {wanted}")
        run("record", name, elsewhere, "-o", "itself.innards")
        if (said := run("run", "itself.innards")) != wanted:
            sys.exit(f"run of a recording of {name}: {said}\npython3.11: {wanted}")
        pathlib.Path(run.folder, "itself.innards").unlink()


def recorded(run, has_window):
    run("record", "--input", "lines.txt", "asks.py", "a", "b c", "-o", "run.innards")
    recording = json.loads(pathlib.Path(run.folder, "run.innards").read_text())
    schema = json.loads((pathlib.Path(__file__).parents[2] / "assets/recording.schema.json").read_text())
    missing = [name for name in schema["required"] if name not in recording] + [name for name in recording if name not in schema["properties"]]
    if missing:
        sys.exit(f"the recording and its schema differ: {missing}")
    steps = recording["result"]["steps"]
    pathlib.Path(run.folder, "asks.py").write_text("print('other')\n")
    pathlib.Path(run.folder, "helper.py").unlink()
    run.see(run("run", "run.innards"), OUTPUT, "run of a recording")
    run("record", "run.innards", "-o", "again.innards")
    again = json.loads(pathlib.Path(run.folder, "again.innards").read_text())
    if again["result"] != recording["result"]:
        sys.exit(f"recorded again: {again['result']}, not {recording['result']}")
    run.see(run("ask", "run.innards", "output", "TWO"), "line", "ask a recording")
    if has_window:
        run.see(console(run("show", "run.innards", "--at", "end", "--panel", "console")), OUTPUT, "show of a recording")
        run.see(run("show", "run.innards", "--at", "end", "--panel", "source"), "helper.shout", "source of a recording")
        run.see(run("show", "run.innards", "--at", f"step {steps}", "--panel", "all"), f"{steps:,} / {steps:,}", "the last step")
    unfinished(run, recording)
    broken = pathlib.Path(run.folder, "broken.innards")
    broken.write_text(pathlib.Path(run.folder, "run.innards").read_text()[:300])
    run.see(run("run", "broken.innards", status=2), "broken.innards: parse error at line", "a broken recording")
    broken.write_text("{}")
    run.see(run("trace", "broken.innards", "-o", "out.json", status=1), "innards-recording", "no recording")
    run.see(run("record", "asks.py", "-o", "run.json", status=2), ".innards", "another ending")


def unfinished(run, recording):
    """A recorded run without an end says why it has none."""
    file = pathlib.Path(run.folder, "unfinished.innards")
    file.write_text(json.dumps({**recording, "input": {"lines": ["one"], "ends": False}}))
    said = run("run", file.name, status=1)
    run.see(said, "ONE\n", "what it wrote")
    run.see(said, "waits for input", "a recording without all of its input")
    file.write_text(json.dumps({**recording, "stopped_at": 15}))
    run.see(run("run", file.name, status=1), "'unfinished.innards' ends at step 15: it was stopped there", "a recording that was stopped")


def main():
    args = common.arguments(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("asks.py", PROGRAM), ("helper.py", HELPER), ("lines.txt", LINES)):
            pathlib.Path(folder, name).write_text(text)
        run = Commands(str(pathlib.Path(args.innards).resolve()), folder)
        shown = subprocess.run([run.innards, "show", "asks.py", "--panel", "console"], cwd=folder, input="", capture_output=True, text=True)
        has_window = "no window" not in shown.stderr
        given(run, has_window)
        itself(run, common.find_python(), has_window)
        recorded(run, has_window)
    print("inputs: all as it should be")


if __name__ == "__main__":
    main()
