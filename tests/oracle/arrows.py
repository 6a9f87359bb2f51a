"""Checks who includes whom: the arrows of the house. app -> ui -> vm, never back; inside vm as the table says; GLFW and
OpenGL only in app, imgui.h only in ui and app's window, nlohmann/json in no header and in few sources, CLI11 in one.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^">]+)[">]', re.M)
ROOMS = ["base", "syntax", "compile", "object", "heap", "run", "builtin", "native", "probe", "inspect", "timeline", "trace", "session"]
# What a room of vm may include besides itself. object, heap, run's state headers and probe know each other: the machine.
MACHINE = {"base", "object", "heap", "probe", "run"}
ALLOWED = {
    "base": set(),
    "syntax": {"base"},
    "compile": {"base", "syntax"},
    "probe": {"base", "heap"},
    "object": MACHINE | {"native"},
    "heap": MACHINE,
    "run": MACHINE | {"syntax", "compile", "native", "builtin"},
    "native": MACHINE,
    "builtin": MACHINE | {"native", "syntax", "compile"},
    "inspect": MACHINE | {"compile", "syntax"},
    "timeline": MACHINE | {"inspect"},
    "trace": MACHINE | {"compile", "inspect", "timeline", "session"},
    "session": set(ROOMS),
}
JSON_HEADERS = ("nlohmann/json.hpp",)
UI_MAY = ("innards.h", "session/", "timeline/", "inspect/", "base/", "trace/trace.h")


def includes(path):
    return INCLUDE.findall(path.read_text())


def problems():
    for path in sorted(ROOT.glob("vm/**/*.[hc]*")):
        parts = path.relative_to(ROOT / "vm").parts
        if len(parts) < 2 or path.suffix not in (".h", ".cpp"):
            continue
        room = parts[0]
        for name in includes(path):
            other = name.split("/")[0]
            if name in ("compile/opcodes.h", "compile/quick_opcodes.h"):  # facts of opcodes, used everywhere
                continue
            if other in ROOMS and "/" in name and other != room and other not in ALLOWED[room]:
                yield f"{path.relative_to(ROOT)}: {room} may not include {name}"
            if name.startswith(("imgui", "GLFW", "glad", "EGL", "CLI")):
                yield f"{path.relative_to(ROOT)}: vm may not include {name}"
            if name.startswith("nlohmann/") and room != "trace":
                yield f"{path.relative_to(ROOT)}: JSON belongs to vm/trace"
    for path in sorted(ROOT.glob("ui/**/*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        for name in includes(path):
            if name.startswith(("GLFW", "glad", "EGL", "CLI")):
                yield f"{path.relative_to(ROOT)}: ui may not include {name}"
            if name.split("/")[0] in ROOMS and not name.startswith(UI_MAY) and not name.endswith(".def"):
                yield f"{path.relative_to(ROOT)}: ui may not include {name}"
    for path in sorted(ROOT.glob("**/*.h")):
        if "build" in path.parts[len(ROOT.parts)] or not path.relative_to(ROOT).parts[0] in ("vm", "ui", "app"):
            continue
        for name in includes(path):
            if name in JSON_HEADERS:
                yield f"{path.relative_to(ROOT)}: {name} in a header (json_fwd.hpp is allowed)"
    for path in sorted(ROOT.glob("app/**/*.[hc]*")):
        for name in includes(path):
            if name.startswith("CLI/") and path.name != "main.cpp":
                yield f"{path.relative_to(ROOT)}: CLI11 belongs to main.cpp alone"


found = list(problems())
print("\n".join(found) or "arrows: all includes point the right way")
sys.exit(1 if found else 0)
