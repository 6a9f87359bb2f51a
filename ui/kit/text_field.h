// A line to type text into. It stands apart from the rows of panels because few panels have one.
#pragma once

#include <string>

#include "imgui_compat.h"

namespace innards::ui {

// Of the width set for the next item. A hint that does not fit is cut. True as ImGui::InputText is.
bool text_field(const char* id, const char* hint, std::string& text, ImGuiInputTextFlags flags = 0);

}  // namespace innards::ui
