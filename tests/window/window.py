#!/usr/bin/python3.11
"""The real window, under Xvfb, with keys pressed: window.py INNARDS PROGRAM.

Opens the program, steps forward three times and back once, asks for Quit, and compares the steps that the window tells in
its transcript. Ends with 0 where all of that happened and the program ended by itself with status 0.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

PATIENCE = 120  # seconds until something is given up; nothing is expected to take so long


def until(what, condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"window.py: {what} did not come")


def start_display():
    """(process, name) of an X server of our own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-noreset"], pass_fds=[writing],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as names:
        number = names.readline().strip()
    return server, f":{number}"


def main():
    innards, program = sys.argv[1:3]
    server, display = start_display()
    with tempfile.TemporaryDirectory() as folder:
        transcript = pathlib.Path(folder, "transcript")
        environment = dict(os.environ, DISPLAY=display, XDG_CONFIG_HOME=folder, LIBGL_ALWAYS_SOFTWARE="1")
        window = subprocess.Popen([innards, "open", program, "--transcript", transcript], env=environment)

        def steps():
            text = transcript.read_text() if transcript.exists() else ""
            return [int(number) for number in re.findall(r"^step (\d+)", text, re.M)]

        def key(name):
            subprocess.run(["xdotool", "key", name], env=environment, check=True)

        try:
            until("the window", steps)
            shown = [steps()[-1]]
            for name, change in [("Right", 1)] * 3 + [("Left", -1)]:
                key(name)
                until(f"the step after {name}", lambda: steps()[-1] == shown[-1] + change)
                shown.append(steps()[-1])
            key("ctrl+q")
            status = window.wait(PATIENCE)
        finally:
            if window.poll() is None:
                window.kill()
            server.terminate()
            server.wait()
    print("steps shown:", *shown)
    sys.exit(status)


main()
