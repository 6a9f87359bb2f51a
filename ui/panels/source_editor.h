// The editor of the source panel: the program's text as it is being changed, with line numbers, Python's colours, and a mark
// at the line where the text was refused. Apart from the panel because that one only shows.
#pragma once

#include "context.h"

namespace innards::ui {

void draw_source_editor(Ui& ui);
// The text as it stands in the editor, with its line numbers.
std::string editor_text(Ui& ui);

}  // namespace innards::ui
