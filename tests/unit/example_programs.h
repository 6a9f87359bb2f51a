// The example programs, for tests that go through all of them, and how a test reads a file.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace innards {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::string read_example(const std::string& name) { return read_file(INNARDS_SOURCE_DIR "/assets/programs/" + name); }

// Their file names, sorted.
inline std::vector<std::string> example_programs() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(INNARDS_SOURCE_DIR "/assets/programs"))
    if (entry.path().extension() == ".py") names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace innards
