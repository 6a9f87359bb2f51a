// Setting and changing breakpoints, for the panel that lists them, the source, the menu of a thing, and commands.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// The place in the session's list of the breakpoint on that line, -1.
int find_breakpoint_row(Ui& ui, const std::string& filename, int line);
void toggle_breakpoint(Ui& ui, const std::string& filename, int line);
// On an instruction.
int find_breakpoint_row(Ui& ui, const CodeRows& code, int offset);
void toggle_breakpoint(Ui& ui, const CodeRows& code, int offset);
// Opens the fields of the one on that line, which is set if need be.
void edit_breakpoint(Ui& ui, const std::string& filename, int line);
// The sign of a breakpoint in the margin: a dot, hollow when it is off, with a hole when it has a condition; a square for a
// log point.
void draw_breakpoint_sign(const Breakpoint& breakpoint, ImVec2 centre);
// All exceptions, or all output.
void toggle_breakpoint_on(Ui& ui, BreakOn on);

// On the selected line, else the one that runs.
int chosen_line(Ui& ui);
void toggle_breakpoint_here(Ui& ui);
void edit_breakpoint_here(Ui& ui);

}  // namespace innards::ui
