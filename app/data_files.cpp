#include "data_files.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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

int64_t time_of_file(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 ? static_cast<int64_t>(info.st_mtim.tv_sec) * 1000000000 + info.st_mtim.tv_nsec : 0;
}

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

bool write_text_file(const std::string& path, const std::string& text, std::string& error) {
  std::string fresh = path + ".new";
  FILE* out = std::fopen(fresh.c_str(), "wb");
  bool good = out && std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (out) good &= std::fclose(out) == 0;
  if (good) good = std::rename(fresh.c_str(), path.c_str()) == 0;
  if (!good) {
    error = "cannot write " + path + ": " + std::strerror(errno);
    std::remove(fresh.c_str());
  }
  return good;
}

std::string settings_folder(bool make) {
  const char* base = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const bool named = base && *base;
  if (!named && !(home && *home)) return "";
  std::string parent = named ? base : std::string(home) + "/.config";
  if (make) mkdir(parent.c_str(), 0777), mkdir((parent + "/innards").c_str(), 0777);
  return parent + "/innards";
}

}  // namespace innards::app
