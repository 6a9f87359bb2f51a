// Breakpoints as JSON text, for what is kept with a program and for recordings. Apart because json.hpp may be in no header.
#pragma once

#include <string>
#include <vector>

#include "session/breakpoint.h"

namespace innards::app {

std::string write_breakpoints(const std::vector<Breakpoint>& all);   // an array
// What is no breakpoint is passed over; a field of another type is as if it were not there.
std::vector<Breakpoint> read_breakpoints(const std::string& json);

}  // namespace innards::app
