// Files that come with Innards (assets, lessons), and reading and writing a file whole. One place, because the commands, the lessons and
// the window must look in the same folders.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace innards::app {

// A file or folder that comes with Innards by its name ("assets/programs", "lessons/01_frames"): beside the program, where
// it is installed, or in the source tree it was built from. Empty when there is none.
std::string find_data(const std::string& name);

// False when it cannot be read; `text` is then empty.
bool read_text_file(const std::string& path, std::string& text);

// The path from the root, without "." and "..": what is kept of a file is kept under it.
std::string whole_path(const std::string& path);

// As a person types it: with the home folder in the place of a "~" at its beginning.
std::string at_home(const std::string& path);

bool file_exists(const std::string& path);
// When it was last written, in nanoseconds; 0 when it is not there.
int64_t time_of_file(const std::string& path);

// A file being written. It takes the place of the one at `path` when it is whole: a full disk does not cost the old text, and
// what is given up leaves nothing behind. What was there keeps its name (the place that symbolic links lead to), its mode
// and its owner; what is no file (a pipe, /dev/null) is written to directly. Where it fails, errno says why.
class FreshFile {
 public:
  explicit FreshFile(const std::string& path);
  FreshFile(const FreshFile&) = delete;
  FreshFile& operator=(const FreshFile&) = delete;
  ~FreshFile();                                   // what is not finished is given up
  bool opened() const { return file_ != nullptr; }
  bool write(const char* data, size_t size) { return std::fwrite(data, 1, size, file_) == size; }
  bool finish();

 private:
  void give_up();
  std::string target_, fresh_;                    // fresh_ is empty where target_ is written to directly
  FILE* file_ = nullptr;
};

// The same of a text. False with a sentence in `error`, and why in errno.
bool write_text_file(const std::string& path, const std::string& text, std::string& error);

// Where the user's settings and progress are kept: $XDG_CONFIG_HOME/innards or ~/.config/innards; made when `make` is true.
// Empty when the platform names no such place.
std::string settings_folder(bool make = false);

}  // namespace innards::app
