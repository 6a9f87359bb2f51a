#!/usr/bin/python3.11
"""Arguments, prepared input, changed answers and recordings in the real window: answers.py INNARDS.

A person gives a program arguments and input, changes an answer, goes back and forth between the runs, saves a recording, quits,
finds arguments and input kept, and opens the recording after the program's file has become another one.
"""
import pathlib
import sys
import tempfile

import screen

PROGRAM = """import sys
print(sys.argv[1:])
for i in range(2):
    name = input("name? ")
    print("hello", name)
"""


def give_inputs(window):
    window.press("a", "> Arguments and input...")
    window.type("x 'y z'")
    window.press("Down", "* this text")
    window.key("Tab")
    window.type("ann\nbob")
    window.key("ctrl+Return")
    window.see("arguments: x 'y z'")
    window.press("End", "hello bob")


def change_an_answer(window):
    window.press("i", "[bob]")
    window.press("Up", "[ann]")
    window.key("End")
    window.type("a")
    window.key("Return")
    window.see("answer 1: 'anna'")
    window.see("hello anna")
    window.press("alt+Left", "hello ann\n")
    window.press("alt+Right", "hello anna")


def main():
    innards = sys.argv[1]
    with tempfile.TemporaryDirectory() as home, screen.Display() as display:
        own = pathlib.Path(home, "asks.py")
        own.write_text(PROGRAM)
        recording = own.with_suffix(".innards")
        with screen.Window(display, innards, home, own) as window:
            window.see("step 0 /")
            give_inputs(window)
            change_an_answer(window)
            window.press("ctrl+shift+r", f"written: {recording}")
            window.quit()
        with screen.Window(display, innards, home, own) as window:
            window.see("arguments: x 'y z'")
            window.press("End", "hello bob")
            own.write_text("print('another program')\n")
            window.open(recording, "hello anna")
            window.quit()


main()
