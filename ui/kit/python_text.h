// Colours for a line of Python, for the source panel and for code in lessons. It only colours: what a token is, the machine
// says (panel tokens); a line that is not Python is coloured as well as it goes.
#pragma once

#include <string_view>
#include <vector>

#include "theme.h"

namespace innards::ui {

struct Coloured {
  size_t from, to;   // bytes of the line
  Tone tone;
};

// `inside` is the triple quote a line begins in ('"', '\'' or 0), and is set to the one the next line begins in.
std::vector<Coloured> colour_python(std::string_view line, char& inside);

}  // namespace innards::ui
