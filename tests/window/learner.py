#!/usr/bin/python3.11
"""A learner who has only a keyboard: learner.py INNARDS LESSONS HOW_MANY.

Plays HOW_MANY lessons, chosen by a fixed seed, in the real window: answers every question (the first one of each lesson
wrongly), leaves the path once and comes back with one key, does what is to be done, and reaches the end. Then the window is
closed, and the learner's progress has to say all that.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import screen

SEED = 311


class Lesson:
    def __init__(self, innards, folder):
        self.folder, self.name = folder, folder.name
        told = subprocess.run([innards, "lesson", "--lessons", folder.parent, "show", folder.name], capture_output=True, text=True, check=True).stdout
        self.title = told.split("\n", 1)[0]
        steps = re.split(r"^## ", (folder / "lesson.md").read_text(), flags=re.M)[1:]
        self.steps = [self.step(text) for text in steps]
        answers = iter(re.findall(r"^   = (.*)$", told, re.M))
        for step in self.steps:
            step["answer"] = next(answers) if step["ask"] else None

    @staticmethod
    def step(text):
        directive = lambda name: (re.search(rf"^{name}: (.*)$", text, re.M) or [None, None])[1]
        return {"heading": text.split("\n", 1)[0], "ask": directive("ask"), "do": directive("do")}


def same(a, b):
    plain = lambda s: re.sub(r"[\s'\"]", "", s).lower()
    return plain(a) == plain(b)


def answer(window, step, wrongly):
    options = re.findall(r"^  (\d)\) (.*)$", window.screen(), re.M)
    right = [number for number, text in options if same(text, step["answer"])]
    wrong = [number for number, text in options if not same(text, step["answer"])]
    if not right or not wrong:
        sys.exit(f"{step['heading']}: of the options {options} one is to be {step['answer']}")
    window.press(f"alt+{(wrong if wrongly else right)[0]}", "Not quite" if wrongly else "Right.")


def leave_and_return(window):
    place = window.screen().split("\n", 1)[0]
    before = int(re.search(r"step ([\d,]+) /", place)[1].replace(",", ""))
    window.key("End")
    screen.until("another place", lambda: window.screen().split("\n", 1)[0] != place)
    window.press("BackSpace", f"step {before:,} /")


def do(window, lesson, goal):
    if goal.startswith("step to "):
        window.box("g", "Go to step", goal.removeprefix("step to "))
    elif goal.startswith("edit until "):
        window.press("ctrl+e", "> Edit the program")
        window.key("ctrl+a")
        window.type((lesson.folder / "solved.py").read_text())
        window.key("ctrl+r")
    elif goal.startswith("select "):
        window.box("slash", "Find", re.sub(r"^object\((\w+).*", r"\1", goal.removeprefix("select ")))
        for _ in range(20):   # the first match need not be it
            if "[x]" in window.screen():
                break
            window.key("Return")
            screen.time.sleep(0.2)
        window.close_box("Find")
    window.see("[x]")


def play(window, lesson):
    print(lesson.name, flush=True)
    window.open(lesson.folder, lesson.title)
    wrongly = True
    for number, step in enumerate(lesson.steps, 1):
        window.see(f"step {number} of {len(lesson.steps)}")
        if number == 2:
            leave_and_return(window)
        if step["ask"]:
            answer(window, step, wrongly)
            wrongly = False
        if step["do"]:
            do(window, lesson, step["do"])
        if number < len(lesson.steps):
            window.key("Next")


def check_progress(folder, lessons):
    progress = json.loads(pathlib.Path(folder, "innards", "progress.json").read_text())["lessons"]
    for lesson in lessons:
        kept = next(p for key, p in progress.items() if key.endswith(lesson.name))
        asked = [n for n, step in enumerate(lesson.steps, 1) if step["ask"]]
        told = [(int(n), a["right"]) for n, a in sorted(kept["answers"].items(), key=lambda item: int(item[0]))]
        wanted = [(n, n != asked[0]) for n in asked]
        if kept["done"] != len(lesson.steps) or told != wanted:
            sys.exit(f"{lesson.name}: kept is {kept}, but it was played to the end, with the first answer wrong: {wanted}")


def main():
    innards, folder, how_many = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    names = sorted(p.parent for p in folder.glob("*/lesson.md"))
    chosen = sorted(random.Random(SEED).sample(names, min(how_many, len(names))))
    lessons = [Lesson(innards, path) for path in chosen]
    with tempfile.TemporaryDirectory() as home, screen.Display() as display:
        with screen.Window(display, innards, home, "--lessons", folder, lessons[0].folder / "program.py") as window:
            for lesson in lessons:
                play(window, lesson)
            window.quit()
        check_progress(home, lessons)
    print(f"{len(lessons)} lessons played")


if __name__ == "__main__":
    main()
