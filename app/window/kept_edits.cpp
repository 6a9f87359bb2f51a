#include "window/kept_edits.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "base/text_sum.h"
#include "data_files.h"

namespace innards::app {
namespace {

namespace fs = std::filesystem;

std::string kept_root() { return settings_folder().empty() ? "" : settings_folder() + "/unsaved"; }

std::string name_for(const KeptEdit& e) {
  char name[32];
  std::snprintf(name, sizeof name, "%016llx.json", static_cast<unsigned long long>(text_sum(e.program + '\n' + e.file)));
  return name;
}

// The lock of a folder, or -1 where somebody has it. A process that ends gives it back, however it ends.
int take_lock(const std::string& folder) {
  const int lock = open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  close(lock);
  return -1;
}

bool is_left(const std::string& folder) {
  const int lock = take_lock(folder);
  if (lock >= 0) close(lock);
  return lock >= 0;
}

void remove_if_empty(const std::string& folder) {
  std::error_code error;
  const bool any = std::any_of(fs::directory_iterator(folder, error), fs::directory_iterator(), [](const fs::directory_entry& e) { return e.path().filename() != "lock"; });
  if (!any && !error) fs::remove_all(folder, error);
}

std::vector<std::string> folders() {
  std::vector<std::string> out;
  std::error_code error;
  if (kept_root().empty()) return out;
  for (const auto& entry : fs::directory_iterator(kept_root(), error))
    if (entry.is_directory(error)) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

// The texts of that program in a folder, and when the last of them was written.
std::vector<KeptEdit> edits_in(const std::string& folder, const std::string& program, int64_t& when) {
  std::vector<std::pair<std::string, KeptEdit>> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    std::string text;
    KeptEdit edit;
    if (entry.path().extension() != ".json" || !read_text_file(path, text) || !read_kept(text, edit) || edit.program != program) continue;
    when = std::max(when, time_of_file(path));
    found.push_back({edit.file, std::move(edit)});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<KeptEdit> edits;
  for (auto& [file, edit] : found) edits.push_back(std::move(edit));
  return edits;
}

std::string time_text(int64_t nanoseconds) {
  const time_t seconds = static_cast<time_t>(nanoseconds / 1000000000);
  char text[32];
  tm parts{};
  localtime_r(&seconds, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
  return text;
}

}  // namespace

bool KeptEdits::begin(std::string& error) {
  if (lock_ >= 0) return true;
  if (settings_folder(true).empty()) return error = "HOME is not set", false;
  mkdir(kept_root().c_str(), 0700);
  std::string name = kept_root() + "/XXXXXX";
  if (!mkdtemp(name.data())) return error = "cannot write " + kept_root() + ": " + std::strerror(errno), false;
  folder_ = name;
  lock_ = take_lock(folder_);
  if (lock_ < 0) error = "cannot write " + folder_ + "/lock: " + std::strerror(errno);
  return lock_ >= 0;
}

bool KeptEdits::keep(const std::vector<KeptEdit>& edits, std::string& error) {
  if (edits.empty() && written_.empty()) return true;
  if (!begin(error)) return false;
  std::map<std::string, KeptEdit> wanted;
  for (const KeptEdit& e : edits) wanted[name_for(e)] = e;
  for (const auto& [name, edit] : written_)
    if (!wanted.count(name)) unlink((folder_ + "/" + name).c_str());
  std::erase_if(written_, [&](const auto& one) { return !wanted.count(one.first); });
  for (const auto& [name, edit] : wanted) {
    const auto there = written_.find(name);
    if (there != written_.end() && there->second == edit) continue;
    if (!write_text_file(folder_ + "/" + name, write_kept(edit), error)) return false;
    written_[name] = edit;
  }
  return true;
}

void KeptEdits::leave() {
  if (lock_ < 0) return;
  close(lock_);
  lock_ = -1;
  remove_if_empty(folder_);
  written_.clear();
}

KeptFolder KeptEdits::left_of(const std::string& program) {
  KeptFolder newest;
  int64_t last = 0;
  for (const std::string& folder : folders()) {
    int64_t when = 0;
    std::vector<KeptEdit> edits = edits_in(folder, program, when);
    if (edits.empty() || when <= last || !is_left(folder)) continue;
    last = when;
    newest = {folder, time_text(when), std::move(edits)};
  }
  return newest;
}

std::vector<std::string> KeptEdits::edited_elsewhere(const std::string& program) {
  std::vector<std::string> files;
  for (const std::string& folder : folders()) {
    int64_t when = 0;
    const std::vector<KeptEdit> edits = edits_in(folder, program, when);
    if (edits.empty() || is_left(folder)) continue;
    for (const KeptEdit& e : edits) files.push_back(e.file);
  }
  return files;
}

void KeptEdits::drop(const KeptFolder& folder) {
  for (const KeptEdit& e : folder.edits) unlink((folder.path + "/" + name_for(e)).c_str());
  remove_if_empty(folder.path);
}

}  // namespace innards::app
