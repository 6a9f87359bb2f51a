#!/usr/bin/python3.11
"""One whole story in the real window: story.py INNARDS LESSONS PROGRAM.

A person opens a program, steps, goes back, asks a question about a line, jumps to the answers, marks one, plays a lesson to
its end, exports a trace, changes layout and colours, quits, starts again, and finds everything kept.
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile

import learner
import screen

LESSON = "50_punched_card"
LINE = "n += 1"


def step_of(window):
    return int(re.search(r"step ([\d,]+) /", window.screen())[1].replace(",", ""))


def steps_about(window):
    for key, step in [("Right", 1), ("Right", 2), ("Right", 3), ("Left", 2)]:
        window.press(key, f"step {step} /")


def ask_about_a_line(window):
    """The answers' steps, and the second one as the cursor."""
    window.box("slash", "Find", LINE)
    window.close_box("Find")
    window.press("q", "> Ask about this...")
    entries = dict((text, number) for number, text in re.findall(r"^  (\d)\) (.*)$", window.screen(), re.M))
    wanted = next((text for text in entries if "line" in text), None) or sys.exit(f"nothing about a line in {entries}")
    window.key(entries[wanted])
    window.see("answers")
    answers = re.search(r"^== Questions ==\n(.*?)(?=^== |\Z)", window.screen(), re.M | re.S)[1]
    steps = [int(step) for step in re.findall(r"^  step +(\d+)  line", answers, re.M)]
    if len(steps) != 2:
        sys.exit(f"the line runs twice, but the answers are:\n{answers}")
    window.press("Home", "step 0 /")
    for step in steps:
        window.press("period", f"step {step:,} /")
    window.press("comma", f"step {steps[0]:,} /")
    window.press("period", f"step {steps[1]:,} /")
    return steps


def play_a_lesson(window, innards, lessons):
    lesson = learner.Lesson(innards, lessons / LESSON)
    learner.play(window, lesson)
    return lesson


def export(window, program):
    window.open(program, program.name)
    window.command("Export trace")
    trace = program.with_suffix(".trace.json")
    window.see(f"written: {trace}")
    json.loads(trace.read_text())


def main():
    innards, lessons, program = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as home, screen.Display() as display:
        own = pathlib.Path(home, program.name)
        shutil.copy(program, own)
        with screen.Window(display, innards, home, own) as window:
            window.see("step 0 /")
            steps_about(window)
            steps = ask_about_a_line(window)
            window.box("m", "Mark this moment", "the second time")
            lesson = play_a_lesson(window, innards, lessons)
            export(window, own)
            window.press("4", "== Objects ==")
            window.quit()
        learner.check_progress(home, [lesson])
        with screen.Window(display, innards, home, own) as window:
            window.see("== Objects ==")
            window.press("n", f"step {steps[1]:,} /")
            window.see("the second time")
            window.quit()


main()
