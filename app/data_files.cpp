#include "data_files.h"

#include <limits.h>
#include <unistd.h>

#include <cstdio>

#ifndef INNARDS_SOURCE_DIR
#define INNARDS_SOURCE_DIR "."
#endif

namespace innards::app {

namespace {

std::string program_folder() {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  std::string self = n > 0 ? std::string(path, static_cast<size_t>(n)) : "./innards";
  return self.substr(0, self.rfind('/'));
}

}  // namespace

bool file_exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

std::string find_data(const std::string& name) {
  const std::string beside = program_folder();
  for (const std::string& base : {beside, beside + "/..", beside + "/../share/innards", std::string(INNARDS_SOURCE_DIR)})
    if (file_exists(base + "/" + name)) return base + "/" + name;
  return file_exists(name) ? name : std::string();
}

bool read_text_file(const std::string& path, std::string& text) {
  text.clear();
  FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return false;
  char block[65536];
  size_t n;
  while ((n = std::fread(block, 1, sizeof block, in)) > 0) text.append(block, n);
  const bool good = std::ferror(in) == 0;
  std::fclose(in);
  if (!good) text.clear();
  return good;
}

}  // namespace innards::app
