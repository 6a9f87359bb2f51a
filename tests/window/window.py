#!/usr/bin/python3.11
"""The real window, under Xvfb, with keys pressed: window.py INNARDS PROGRAM.

Opens the program, steps forward three times and back once, and quits; the steps are read in the transcript.
"""
import sys
import tempfile

import screen


def main():
    innards, program = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder, screen.Display() as display, screen.Window(display, innards, folder, program) as window:
        window.see("step 0 /")
        for name, step in [("Right", 1), ("Right", 2), ("Right", 3), ("Left", 2)]:
            window.press(name, f"step {step} /")
        window.quit()


main()
