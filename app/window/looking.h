// What `innards show` and `innards shot` say on the command line about questions, watches and breakpoints, brought onto the
// desk. Apart from the desk because a person at the window does it in other ways.
#pragma once

#include <string>

namespace innards::app {

class Desk;
struct LookArgs;

// False with a sentence in `error` when something of it cannot be understood.
bool look_at(Desk& desk, const LookArgs& look, std::string& error);

}  // namespace innards::app
