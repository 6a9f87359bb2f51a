"""The real window on an X server of its own, driven by keys: what the window tests share.

What the window shows is read in its transcript (--transcript): a screen each time it says something else.
"""
import os
import pathlib
import subprocess
import sys
import time

PATIENCE = float(os.environ.get("INNARDS_PATIENCE", 120))  # seconds until something is given up; nothing is expected to take so long


def until(what, condition, screen=None):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.03)
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {what} did not come" + (f"; the screen is:\n{screen()}" if screen else ""))


class Display:
    """An X server, as a context."""

    def __enter__(self):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-noreset"],
                                       pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as names:
            self.name = f":{names.readline().strip()}"
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


class Window:
    """innards open ARGUMENTS, as a context; `folder` is the user's home for settings and transcripts."""

    def __init__(self, display, innards, folder, *arguments):
        self.transcript = pathlib.Path(folder, f"transcript{time.monotonic_ns()}")
        self.environment = dict(os.environ, DISPLAY=display.name, XDG_CONFIG_HOME=str(folder), LIBGL_ALWAYS_SOFTWARE="1")
        self.arguments = [innards, "open", *map(str, arguments), "--transcript", str(self.transcript)]

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, env=self.environment)
        until("the window", self.screen)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def screen(self):
        """The last screen told: its title line and panels."""
        text = self.transcript.read_text(errors="replace") if self.transcript.exists() else ""
        start = text.rfind("CPython 3.11 model")
        return text[text.rfind("\n", 0, max(start, 0)) + 1:] if start >= 0 else ""

    def key(self, *names):
        self.alive()
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], env=self.environment, check=True)

    def type(self, text):
        """As fast as xdotool can, which is faster than frames come."""
        self.alive()
        for number, line in enumerate(text.split("\n")):
            if number:
                subprocess.run(["xdotool", "key", "Return"], env=self.environment, check=True)   # xdotool's own is the key Linefeed
            if line:
                subprocess.run(["xdotool", "type", "--delay", "1", line], env=self.environment, check=True)

    def alive(self):
        if self.process.poll() is not None:
            sys.exit(f"the window ended with status {self.process.returncode}")

    def see(self, what):
        """Waits until the screen says `what`."""
        return until(f"{what!r} on the screen", lambda: (self.alive(), what in self.screen())[1], self.screen)

    def press(self, name, what):
        self.key(name)
        self.see(what)

    def box(self, key, name, text):
        """Opens a box by its key, types into it, and presses Return."""
        self.press(key, f"> {name}")
        self.type(text)
        self.key("Return")

    def close_box(self, name):
        self.key("Escape")
        until(f"the end of {name}", lambda: f"> {name}" not in self.screen(), self.screen)

    def command(self, title):
        """By the palette, as a person finds it."""
        self.box("ctrl+p", "Commands", title)

    def open(self, path, what):
        self.box("ctrl+o", "Open", str(path))
        self.see(what)

    def quit(self):
        self.key("ctrl+q")
        status = self.process.wait(PATIENCE)
        if status:
            sys.exit(f"the window ended with status {status}")
