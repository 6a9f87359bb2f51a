// One picture of a desk, drawn off screen. Apart from cmd_shot because `offscreen` and tests make pictures too.
#pragma once

#include <string>

#include "window/desk.h"

namespace innards::app {

// Draws the desk as it stands into a PNG of w x h pixels. The scale is ui.settings.monitor_scale.
bool draw_picture(Desk& desk, int w, int h, const std::string& path, std::string& error);

}  // namespace innards::app
