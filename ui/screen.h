// The whole screen: menus, toolbar, tiles, overlays. One call draws one frame; the caller has done NewFrame and does Render.
// The same call draws in the window, off screen, and in tests without either.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// Draws everything into the display size Dear ImGui knows. `seconds` have passed since the last frame.
void draw_screen(Ui& ui, double seconds);

// True while the screen changes by itself (recording, playing, a search), so that the window must not sleep.
bool screen_is_busy(const Ui& ui);

// The text twin of the whole window: of what is seen, or also of the tabs behind.
enum class Shown { Seen, EveryTab };
std::string screen_text(Ui& ui, Shown shown = Shown::Seen);

// Texts whose characters the fonts must have: program, output, lesson.
std::string text_in_use(Ui& ui);

}  // namespace innards::ui
