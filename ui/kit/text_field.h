// A line to type text into. It stands apart from the rows of panels because few panels have one.
#pragma once

#include <string>

#include "imgui_compat.h"

namespace innards::ui {

// Of the width set for the next item. A hint that does not fit is cut. True as ImGui::InputText is.
bool text_field(const char* id, const char* hint, std::string& text, ImGuiInputTextFlags flags = 0);

// The field that follows gets the keyboard (with -1 the one before). It has it some frames later: until then what is typed has
// to wait, or it would be taken for commands.
void focus_next_field(int offset = 0);
// The next field that is drawn gets the keyboard, unless this is taken back before.
void focus_first_field(bool wanted);
// Asked once before each frame: whether what is typed has to wait for such a field.
bool field_is_coming();

}  // namespace innards::ui
