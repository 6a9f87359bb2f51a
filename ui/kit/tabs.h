// Titles side by side where there may be room for some only: those of a tile, and the names of a program's files. Which have
// room, and the menu of the others, is decided here for both.
#pragma once

#include <string>
#include <vector>

namespace innards::ui {

// The titles that have room, in their order; `chosen` is always among them. A title's width has the `gap` behind it.
std::vector<size_t> titles_with_room(const std::vector<float>& widths, float gap, size_t chosen, float room);

// "+2" at (x, y): so many have none. True while the menu is open that a click on it opens; the caller fills it and ends it with
// ImGui::EndPopup().
bool begin_more_titles(const char* id, const std::string& count, float x, float y, float h);

}  // namespace innards::ui
