#!/usr/bin/python3.11
"""The clipboard in the real window: copied.py INNARDS.

A link to a moment is copied, and followed when it is pasted. In a field, pasting is the field's: a link in the box Open, text
in the editor. A program's text that is copied is opened without a file, and gets one.
"""
import pathlib
import sys
import tempfile

import screen

PROGRAM = "a = 1\nb = 2\nprint(a + b)\n"


def follow_a_link(window):
    window.press("Right", "step 1 /")
    window.press("Right", "step 2 /")
    window.press("ctrl+shift+l", "Link copied.")
    window.press("Home", "step 0 /")
    window.press("ctrl+v", "step 2 /")
    window.press("Home", "step 0 /")
    window.press("ctrl+o", "> Open...")
    window.key("ctrl+v")
    window.key("Return")
    window.see("step 2 /")


def copy_the_text(window):
    """Out of the editor, into which the link is pasted before: the program stays."""
    window.press("ctrl+e", "> Edit the program")
    window.key("ctrl+End")
    window.press("ctrl+v", "innards://")
    if "own.py" not in window.screen().split("\n")[0]:
        sys.exit(f"pasting into the editor opened something:\n{window.screen()}")
    window.key("ctrl+z")
    window.key("ctrl+a")
    window.key("ctrl+c")
    window.key("Escape")
    window.key("ctrl+e")
    screen.until("the end of the editor", lambda: "> Edit the program" not in window.screen(), window.screen)


def main():
    with tempfile.TemporaryDirectory() as folder, screen.Display() as display:
        own, saved = pathlib.Path(folder, "own.py"), pathlib.Path(folder, "saved.py")
        own.write_text(PROGRAM)
        with screen.Window(display, sys.argv[1], folder, own) as window:
            window.see("step 0 /")
            follow_a_link(window)
            copy_the_text(window)
            window.press("ctrl+v", "copied lines")
            window.press("ctrl+s", "> Save as...")
            window.key("ctrl+a")
            window.type(str(saved))
            window.key("Return")
            window.see(f"written: {saved}")
            window.quit()
        if (own.read_text(), saved.read_text()) != (PROGRAM, PROGRAM):
            sys.exit(f"{own.read_text()!r} and {saved.read_text()!r}")


main()
