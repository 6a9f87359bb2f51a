// Finds the window's fonts on this machine through fontconfig.
#pragma once

#include "fonts.h"

namespace innards::app {

ui::FontFiles find_fonts();

}  // namespace innards::app
