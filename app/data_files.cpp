#include "data_files.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#ifndef INNARDS_SOURCE_DIR
#define INNARDS_SOURCE_DIR "."
#endif

namespace innards::app {

namespace fs = std::filesystem;

namespace {

std::string program_folder() {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  std::string self = n > 0 ? std::string(path, static_cast<size_t>(n)) : "./innards";
  return self.substr(0, self.rfind('/'));
}

}  // namespace

std::string at_home(const std::string& path) {
  const char* home = std::getenv("HOME");
  return home && (path == "~" || path.starts_with("~/")) ? home + path.substr(1) : path;
}

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

std::string whole_path(const std::string& path) {
  std::error_code error;
  const std::string whole = fs::absolute(path, error).lexically_normal().string();
  return error ? path : whole;
}

namespace {

// Where symbolic links lead, also when nothing is there yet.
std::string target_of(const std::string& path) {
  std::error_code error;
  fs::path at = path;
  if (const fs::path whole = fs::canonical(at, error); !error) return whole.string();
  for (int links = 0; links < 40 && fs::is_symlink(at, error); ++links) at = at.parent_path() / fs::read_symlink(at, error);
  return at.string();
}

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// As the file that it replaces; whose it is can be kept only by who may give files away.
bool take_over(int fd, const struct stat* old) {
  if (old) (void)!fchown(fd, old->st_uid, old->st_gid);
  return fchmod(fd, old ? old->st_mode & 0777 : mode_of_new_files()) == 0;
}

}  // namespace

FreshFile::FreshFile(const std::string& path) : target_(target_of(path)) {
  struct stat old;
  const bool there = stat(target_.c_str(), &old) == 0;
  if (there && access(target_.c_str(), W_OK) != 0) return;
  if (there && !S_ISREG(old.st_mode)) {
    file_ = std::fopen(target_.c_str(), "wb");
    return;
  }
  const std::string folder = fs::path(target_).parent_path().string();
  fresh_ = (folder.empty() ? "" : folder + "/") + ".innards-XXXXXX";
  const int fd = mkstemp(fresh_.data());
  if (fd < 0) return;
  if (take_over(fd, there ? &old : nullptr)) file_ = fdopen(fd, "wb");
  if (!file_) give_up(), close(fd);
}

FreshFile::~FreshFile() {
  if (!file_) return;
  const int why = errno;   // of what failed before
  std::fclose(file_);
  give_up();
  errno = why;
}

void FreshFile::give_up() {
  const int why = errno;
  if (!fresh_.empty()) unlink(fresh_.c_str());
  errno = why;
}

bool FreshFile::finish() {
  const bool good = std::fclose(std::exchange(file_, nullptr)) == 0 && (fresh_.empty() || std::rename(fresh_.c_str(), target_.c_str()) == 0);
  if (!good) give_up();
  return good;
}

bool write_text_file(const std::string& path, const std::string& text, std::string& error) {
  FreshFile file(path);
  if (file.opened() && file.write(text.data(), text.size()) && file.finish()) return true;
  const int why = errno;
  error = "cannot write " + path + ": " + std::strerror(why);
  errno = why;
  return false;
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
