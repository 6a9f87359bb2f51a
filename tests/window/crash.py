#!/usr/bin/python3.11
"""Several files in the real window, and its sudden end: crash.py INNARDS.

Two files of a program are edited; the window is killed in the middle of a line. The next one offers what was typed, and goes
on with it; it is run and saved. A second sudden end, and the text is dropped. Nothing is offered any more after that.
"""
import contextlib
import pathlib
import sys
import tempfile

import screen

MAIN = "import helper\nprint(helper.double(4))\n"
HELPER = "def double(x):\n    return x * 2\n"


def kept(folder):
    """The texts kept, one after another. The window may take a file away between the look at the folder and at the file."""
    texts = []
    for path in pathlib.Path(folder, "innards", "unsaved").glob("*/*.json"):
        with contextlib.suppress(FileNotFoundError):
            texts.append(path.read_text())
    return "".join(texts)


def edit(window, text):
    window.press("ctrl+e", "> Edit the program")
    window.key("ctrl+End")
    window.type(text)


def kill_when_kept(window, folder, *texts):
    screen.until("the kept text", lambda: all(text in kept(folder) for text in texts), window.screen)
    window.process.kill()
    window.process.wait()


def edit_two_files(window):
    window.see("[main.py]  helper.py")
    edit(window, "print('half")
    window.press("ctrl+Next", "main.py ●  [helper.py]")
    window.key("ctrl+End")
    window.type("THIRD = 3\n")


def take_it(window, folder):
    window.see("? Unsaved text was kept")
    window.see("helper.py, main.py")
    window.press("ctrl+u", "The unsaved text is in the editor again.")
    window.see("THIRD = 3")
    window.press("ctrl+Prior", "print('half")
    window.key("ctrl+End")
    window.type(" done')")
    window.key("ctrl+r")
    window.see("half done")
    if pathlib.Path(folder, "main.py").read_text() != MAIN:
        sys.exit("running saved the text")
    window.press("ctrl+shift+s", "files saved: 2")


def main():
    with tempfile.TemporaryDirectory() as folder, screen.Display() as display:
        program, helper = pathlib.Path(folder, "main.py"), pathlib.Path(folder, "helper.py")
        program.write_text(MAIN)
        helper.write_text(HELPER)
        with screen.Window(display, sys.argv[1], folder, program) as window:
            edit_two_files(window)
            kill_when_kept(window, folder, "print('half", r"THIRD = 3\n")   # as JSON has it
        if program.read_text() != MAIN or helper.read_text() != HELPER:
            sys.exit("the files themselves are not to change")
        with screen.Window(display, sys.argv[1], folder, program) as window:
            take_it(window, folder)
            if (program.read_text(), helper.read_text()) != (MAIN + "print('half done')", HELPER + "THIRD = 3\n"):
                sys.exit(f"saved was {program.read_text()!r} and {helper.read_text()!r}")
            edit(window, "\n# forget me")
            kill_when_kept(window, folder, "# forget me")
        with screen.Window(display, sys.argv[1], folder, program) as window:
            window.see("? Unsaved text was kept")
            window.press("ctrl+shift+u", "The unsaved text was dropped.")
            window.quit()
        if kept(folder):
            sys.exit(f"what was dropped is kept: {kept(folder)}")
        with screen.Window(display, sys.argv[1], folder, program) as window:
            window.see("step 0 /")
            if "Unsaved" in window.screen():
                sys.exit("what was dropped is offered")
            window.quit()


main()
