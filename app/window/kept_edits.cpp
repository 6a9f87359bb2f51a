#include "window/kept_edits.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "base/text_sum.h"
#include "data_files.h"
#include "texts.h"
#include "window/writing.h"

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

struct Found {
  KeptEdit edit;
  std::string path;
  int64_t when;
};

std::vector<Found> found_in(const std::string& folder, const std::string& program) {
  std::vector<Found> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    std::string text;
    KeptEdit edit;
    if (entry.path().extension() != ".json" || !read_text_file(path, text) || !read_kept(text, edit) || edit.program != program) continue;
    found.push_back({std::move(edit), path, time_of_file(path)});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.edit.file != b.edit.file ? a.edit.file < b.edit.file : a.when > b.when; });
  return found;
}

// The texts of that program in a folder, and when the last of them was written. A file that is there twice (another version
// of Innards may have named its text otherwise) counts with its newest text; dropped, both go.
KeptFolder edits_in(const std::string& folder, const std::string& program, int64_t& when) {
  KeptFolder kept;
  for (Found& one : found_in(folder, program)) {
    when = std::max(when, one.when);
    kept.paths.push_back(std::move(one.path));
    if (kept.edits.empty() || kept.edits.back().file != one.edit.file) kept.edits.push_back(std::move(one.edit));
  }
  kept.path = folder;
  return kept;
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
  if (settings_folder(true).empty()) return error = ui::tr(ui::Word::NoHome), false;
  mkdir(kept_root().c_str(), 0700);
  std::string name = kept_root() + "/XXXXXX";
  if (!mkdtemp(name.data())) return error = cannot_write(kept_root()), false;
  folder_ = name;
  lock_ = take_lock(folder_);
  if (lock_ >= 0) return true;
  // It is tried again each second: nothing may stay behind.
  const std::string lock = folder_ + "/lock";
  error = cannot_write(lock);
  unlink(lock.c_str());
  rmdir(folder_.c_str());
  return false;
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
    if (!write_file(folder_ + "/" + name, write_kept(edit), error)) return false;
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
    KeptFolder kept = edits_in(folder, program, when);
    if (kept.edits.empty() || when <= last || !is_left(folder)) continue;
    last = when;
    kept.when = time_text(when);
    newest = std::move(kept);
  }
  return newest;
}

std::vector<std::string> KeptEdits::edited_elsewhere(const std::string& program) {
  std::vector<std::string> files;
  for (const std::string& folder : folders()) {
    int64_t when = 0;
    const KeptFolder kept = edits_in(folder, program, when);
    if (kept.edits.empty() || is_left(folder)) continue;
    for (const KeptEdit& e : kept.edits) files.push_back(e.file);
  }
  return files;
}

void KeptEdits::drop(const KeptFolder& folder) {
  for (const std::string& path : folder.paths) unlink(path.c_str());
  remove_if_empty(folder.path);
}

}  // namespace innards::app
