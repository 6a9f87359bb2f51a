"""The reading list and the tools for authors and teachers: every entry and proposal is there once, every lesson serves
something, a new lesson passes its check, mistakes are told with file and line, progress goes to a file and into a table.
"""
import json
import os
import pathlib
import re
import subprocess
import tempfile

import common

LESSONS = common.ROOT / "lessons"
PROPOSALS = [f"L{n:02}" for n in range(1, 61)] + ["L06b", "L53b"] + [f"R2-{n:02}" for n in range(1, 30)]
PATHS = ["first-hour", "compiler", "virtual-machine", "data-model", "memory", "the-book"]


def chinese(text):
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def front_matter(file):
    return dict(re.findall(r"^(\w+):[ ]*(.*)$", file.read_text().split("---")[1], re.M))


class Tools:
    def __init__(self, innards, home):
        self.innards, self.home = str(pathlib.Path(innards).resolve()), pathlib.Path(home)

    def run(self, *words, config=None):
        env = {**os.environ, "XDG_CONFIG_HOME": str(config or self.home / "config"), "USER": "ada"}
        return subprocess.run([self.innards, "lesson", *map(str, words)], capture_output=True, text=True, env=env)

    def lessons(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.home))
        assert self.run("new", "one", "--lessons", folder).stdout.strip() == f"{folder}/01_one"
        return folder


# ---- the list -------------------------------------------------------------------------------------------------------

def entries_are_all_there(_):
    entries = json.loads((LESSONS / "reading_list.json").read_text())["entries"]
    assert [e["id"] for e in entries] == [f"E{n:02}" for n in range(1, 57)]
    for e in entries:
        assert e["title"] and e["language"] in ("en", "zh") and e["proposals"], e["id"]
        assert e.get("url", "http").startswith("http"), e["id"]
        assert e["teaches"]["en"] and chinese(e["teaches"]["zh"]), e["id"]
        assert all(p["title"]["en"] and chinese(p["title"]["zh"]) for p in e["proposals"]), e["id"]


def proposals_are_named_once(_):
    data = json.loads((LESSONS / "reading_list.json").read_text())
    named = [p["id"] for e in data["entries"] for p in e["proposals"]]
    assert sorted(named) == sorted(PROPOSALS)
    later = {s["id"] for s in data["sections"] if s.get("later")}
    assert [p["id"] for e in data["entries"] if e["section"] in later for p in e["proposals"]] == [f"R2-{n:02}" for n in range(13, 30)]


def paths_lead_through_all(_):
    paths = json.loads((LESSONS / "paths.json").read_text())["paths"]
    assert [p["id"] for p in paths] == PATHS
    stops = {s["proposal"] for p in paths for s in p["stops"]}
    assert stops == set(PROPOSALS) - {f"R2-{n:02}" for n in range(13, 30)}
    for p in paths:
        ids = [s["proposal"] for s in p["stops"]]
        assert len(ids) == len(set(ids)), p["id"]
        assert all(s["why"]["en"] and chinese(s["why"]["zh"]) for s in p["stops"]), p["id"]


def lessons_serve_something(_):
    served = {}
    for lesson in sorted(LESSONS.glob("[0-9]*/lesson.md")):
        serves = [s.strip() for s in front_matter(lesson).get("serves", "").split(",") if s.strip()]
        assert serves, f"{lesson}: serves nothing of the reading list"
        for s in serves:
            assert s in PROPOSALS, f"{lesson}: {s}"
            assert s not in served, f"{lesson}: {s} is served by {served[s]} already"
            served[s] = lesson.parent.name


def the_list_is_printed(tools):
    out = tools.run("list", "--reading", "--paths").stdout
    for word in [f"E{n:02}  " for n in range(1, 57)] + PROPOSALS + ["comes later", "First hour"]:
        assert word in out, word
    assert re.search(r"^     o L29 .*\(01_frames, 8 min\)", out, re.M), out
    assert re.search(r"^     - R2-13 .*\(comes later\)", out, re.M), out
    assert "第一个小时" in tools.run("list", "--paths", "--language", "zh").stdout


# ---- for authors ----------------------------------------------------------------------------------------------------

def a_new_lesson_passes(tools):
    folder = tools.lessons()
    out = tools.run("check", "--all", "--lessons", folder)
    assert out.returncode == 0 and out.stdout.count(" ok\n") == 2, out.stdout
    assert "1 of 1" in out.stdout, out.stdout
    assert tools.run("new", "two", "--lessons", folder).stdout.strip() == f"{folder}/02_two"
    for bad in ["Two", "2nd", "a-b", "../x"]:
        assert tools.run("new", bad, "--lessons", folder).returncode == 2, bad
    assert "is no folder" in tools.run("list", "--lessons", folder / "none").stderr


# (file, text there, what an author writes instead, what is said)
MISTAKES = [
    ("lesson.md", "at: line 3", "at: lime 3", "lesson.md:11: "),
    ("lesson.md", "at: line 3", "at: line 99", "lesson.md:11: "),
    ("lesson.md", "show: objects", "show: object", "lesson.md:12: show: there is no panel 'object'"),
    ("lesson.md", "show: objects", "shwo: objects", "lesson.md:12: 'shwo:' is no directive"),
    ("lesson.md", "mark: object(x)", "mark: object(z)", "lesson.md:13: mark 'object(z)'"),
    ("lesson.md", "answer: object(x)", "answer: object(xx)", "lesson.md:15: the answer 'object(xx).refcount'"),
    ("lesson.md", "choices: 1 |", "choices: 2 |", "lesson.md:16: the wrong answer '2' is what the machine says"),
    ("lesson.md", "choices: 1 | an assignment copies the list |", "choices: 1 |", "lesson.md:16: choices: wants"),
    ("lesson.md", "answer: object(x).refcount\n", "", "lesson.md:14: 'One idea': ask: and answer: belong together"),
    ("lesson.md", "serves:", "serves: L99", "lesson.md:4: serves: the reading list proposes no lesson 'L99'"),
    ("lesson.md", "reads:", "reads: E99", "lesson.md:3: reads: the reading list has no entry 'E99'"),
    ("lesson.md", "needs:", "needs: 07_none", "lesson.md:6: needs: there is no lesson '07_none'"),
    ("lesson.md", "minutes: 5", "minutes: five", "lesson.md:5: the front matter wants 'minutes: N'"),
    ("lesson.md", "title: A title", "titel: A title", "lesson.md:2: 'titel' is not known in the front matter"),
    ("lesson.md", "---\n\n## One", "\n## One", "the front matter is not closed"),
    ("lesson.zh.md", "at: line 3", "at: line 2", "lesson.zh.md:11: at: differs from the English step"),
    ("lesson.zh.md", "minutes: 5", "minutes: 6", "lesson.zh.md:5: minutes: differs from the English lesson"),
    ("program.py", "y = x", "y = = x", "program.py, line 2: SyntaxError"),
]


def mistakes_are_told_with_their_line(tools):
    for file, there, instead, told in MISTAKES:
        folder = tools.lessons()
        path = folder / "01_one" / file
        text = path.read_text()
        assert there in text, there
        path.write_text(text.replace(there, instead, 1))
        out = tools.run("check", "one", "--lessons", folder)
        assert out.returncode == 1 and told in out.stdout, f"{instead}: {told} is not in\n{out.stdout}{out.stderr}"
    folder = tools.lessons()
    for gone in ["lesson.zh.md", "program.py"]:
        (folder / "01_one" / gone).unlink()
        out = tools.run("check", "one", "--lessons", folder).stdout
        assert gone in out and not re.search(r" zh .* ok$", out, re.M), out


def a_list_that_is_wrong_is_told(tools):
    folder = tools.lessons()
    (folder / "reading_list.json").write_text('{"sections": [],\n "entries": [}')
    out = tools.run("list", "--reading", "--lessons", folder)
    assert out.returncode == 1 and "reading_list.json" in out.stderr and "line 2" in out.stderr, out.stderr


# ---- for teachers ---------------------------------------------------------------------------------------------------

def progress_goes_into_a_table(tools):
    config = tools.home / "learner" / "innards"
    config.mkdir(parents=True)
    kept = {"lessons": {"01_frames": {"done": 6, "steps": 6, "answers": {"1": {"answer": "5", "right": True}, "2": {"answer": "2", "right": False}}},
                        "02_cells": {"done": 3, "steps": 7}}}
    (config / "progress.json").write_text(json.dumps(kept))
    learner = tools.home / "learner"
    own = tools.run("progress", config=learner).stdout
    assert re.search(r"^01_frames +6/6 1\+1$", own, re.M), own
    listed = tools.run("list", "--reading", config=learner).stdout
    assert re.search(r"^     x L29 ", listed, re.M) and re.search(r"^     / L32 .*3 / 7", listed, re.M), listed
    files = []
    for name in ["李雷", "Ada"]:
        files.append(tools.home / f"{name}.json")
        assert tools.run("progress", "--export", files[-1], "--student", name, config=learner).returncode == 0
    assert json.loads(files[0].read_text())["lessons"]["01_frames"] == kept["lessons"]["01_frames"]
    rows = tools.run("progress", *files).stdout.splitlines()
    assert rows[0].split() == ["student", "finished", "01_frames", "02_cells"], rows
    assert [row.split() for row in rows[1:]] == [[name, "1", "6/6", "1+1", "3/7"] for name in ["Ada", "李雷"]], rows
    files[0].write_text("[1")
    assert "is no progress of Innards" in tools.run("progress", files[0]).stderr
    assert tools.run("progress", "--reset", config=learner).returncode == 0
    assert "01_frames" not in tools.run("progress", config=learner).stdout


def main():
    args = common.arguments(__doc__)
    report = common.Report("lesson tools", args)
    for test in [entries_are_all_there, proposals_are_named_once, paths_lead_through_all, lessons_serve_something, the_list_is_printed, a_new_lesson_passes,
                 mistakes_are_told_with_their_line, a_list_that_is_wrong_is_told, progress_goes_into_a_table]:
        with tempfile.TemporaryDirectory() as home:
            try:
                test(Tools(args.innards, home))
                report.result(test.__name__, None)
            except AssertionError as wrong:
                report.result(test.__name__, f"  {wrong!s:.2000}")
    report.finish()


if __name__ == "__main__":
    main()
