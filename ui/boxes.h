// The boxes that lie over the screen: a place to go to, a file to open, a text to find, help. Apart from the screen because
// each is small, stands for itself, and is open or not. The larger ones have files of their own (palette, pictures, tiles).
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// Draws those that are open.
void draw_boxes(Ui& ui);

// Begins a card over the screen, so many design pixels wide; ImGui::End() ends it.
bool begin_overlay(const char* id, float w);
// Its text field, which has the keyboard when the box opens. True when Return is pressed.
bool overlay_field(Ui& ui, const char* id, const char* hint, std::string& text);
// A sentence below the field, in as many lines as it needs.
void said_below(const std::string& text);
// Whether `part` stands in `text`, small letters and capitals alike.
bool matches(const std::string& text, const std::string& part);

}  // namespace innards::ui
