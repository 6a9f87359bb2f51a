// Files that come with Innards (assets, lessons) and reading a file whole. One place, because the commands, the lessons and
// the window must look in the same folders.
#pragma once

#include <string>

namespace innards::app {

// A file or folder that comes with Innards by its name ("assets/programs", "lessons/01_frames"): beside the program, where
// it is installed, or in the source tree it was built from. Empty when there is none.
std::string find_data(const std::string& name);

// False when it cannot be read; `text` is then empty.
bool read_text_file(const std::string& path, std::string& text);

bool file_exists(const std::string& path);

}  // namespace innards::app
