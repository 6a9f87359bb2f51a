#!/usr/bin/python3.11
"""Typing faster than frames come, and looking for what never comes: fast_keys.py INNARDS.

A program is typed over another one in the real window, and saved: every letter and line break is in its place. Then a run
that never ends is searched for its end: the window goes on, the search can be given up, and stepping works.
"""
import pathlib
import sys
import tempfile

import screen

PROGRAM = "x = 0\nwhile True:\n    x += 1\n\nprint('never')\n"


def type_over(window, path):
    window.press("ctrl+e", "> Edit the program")
    window.key("ctrl+a")
    window.type(PROGRAM)
    window.key("ctrl+s")
    screen.until("the saved program", lambda: path.read_text() != "a = 1\nb = 2\n")
    if path.read_text() != PROGRAM:
        sys.exit(f"typed was {PROGRAM!r}, but in the editor stood {path.read_text()!r}")
    window.key("ctrl+r")
    window.see("while True:")


def look_for_the_end(window):
    window.box("g", "Go to step", "end")
    window.see("looking...")
    window.key("Escape")
    screen.until("the end of the search", lambda: "looking..." not in window.screen(), window.screen)
    window.press("Home", "step 0 /")
    window.press("Right", "step 1 /")
    # What is typed right behind a box's Return is a key again.
    window.press("g", "> Go to step...")
    window.key("2", "Return", "Right", "Right")
    window.see("step 4 /")


def type_into_a_box_that_opens(window):
    """What is typed right behind the key that opens a box is its text, not commands."""
    window.key("--delay", "0", "ctrl+p", "h", "e", "a", "p", "space", "m", "a", "p", "Return")
    window.see("== Heap map ==")
    window.key("--delay", "0", "g", "3", "Return", "Left")
    window.see("step 2 /")


def main():
    with tempfile.TemporaryDirectory() as folder, screen.Display() as display:
        program = pathlib.Path(folder, "typed.py")
        program.write_text("a = 1\nb = 2\n")
        with screen.Window(display, sys.argv[1], folder, program) as window:
            type_over(window, program)
            look_for_the_end(window)
            type_into_a_box_that_opens(window)
            window.quit()


main()
