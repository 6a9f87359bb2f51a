// What `show` and `shot` arrange beyond the moment: a remembered moment, a program beside, predict mode. Apart from the
// desk because only the command line asks for it in one go.
#pragma once

#include "commands.h"
#include "window/desk.h"

namespace innards::app {

// Goes to `at` with all that `scene` wants. False with a sentence in `error`.
bool set_scene(Desk& desk, const SceneArgs& scene, const std::string& at, std::string& error);

}  // namespace innards::app
