// Writing files for the window: as data_files.h does it, with sentences in the language of the window. Apart from there because
// the commands without a window know no language.
#pragma once

#include <string>

namespace innards::app {

// "cannot write PATH: why"; why is what errno says.
std::string cannot_write(const std::string& path);

// write_text_file() with that sentence in `error`.
bool write_file(const std::string& path, const std::string& text, std::string& error);

}  // namespace innards::app
