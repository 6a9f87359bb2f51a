// Files that come with Innards (assets, lessons) and reading a file whole. One place, because the commands, the lessons and
// the window must look in the same folders.
#pragma once

#include <cstdint>
#include <string>

namespace innards::app {

// A file or folder that comes with Innards by its name ("assets/programs", "lessons/01_frames"): beside the program, where
// it is installed, or in the source tree it was built from. Empty when there is none.
std::string find_data(const std::string& name);

// False when it cannot be read; `text` is then empty.
bool read_text_file(const std::string& path, std::string& text);

bool file_exists(const std::string& path);
// When it was last written, in nanoseconds; 0 when it is not there.
int64_t time_of_file(const std::string& path);

// False with a sentence in `error`. Written beside it first, so that a full disk does not cost the old text.
bool write_text_file(const std::string& path, const std::string& text, std::string& error);

// Where the user's settings and progress are kept: $XDG_CONFIG_HOME/innards or ~/.config/innards; made when `make` is true.
// Empty when the platform names no such place.
std::string settings_folder(bool make = false);

}  // namespace innards::app
