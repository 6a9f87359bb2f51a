#include "saved_run.h"

#include <algorithm>
#include <memory>

#include "base/text_sum.h"
#include "commands.h"
#include "data_files.h"
#include "host_outside.h"
#include "run/machine.h"

namespace innards::app {

namespace {

bool below(const std::string& path, const std::string& folder) { return !folder.empty() && path.starts_with(folder + "/"); }

// What the run saw of the file system, and the standard library of this machine in the place of the one it had.
class RecordedFiles : public FileSource {
 public:
  explicit RecordedFiles(const SavedRun& run) : files_(run.files), stats_(run.stats), lists_(run.lists), library_(run.program.library) {}

  bool read(const std::string& path, std::string* content) override {
    if (auto it = files_.find(path); it != files_.end()) return *content = it->second, true;
    return in_library(path) && disk_.read(here(path), content);
  }
  bool is_directory(const std::string& path) override {
    if (auto it = stats_.find(path); it != stats_.end()) return it->second == 2;
    return in_library(path) && disk_.is_directory(here(path));
  }
  bool list(const std::string& path, std::vector<std::string>* names) override {
    if (auto it = lists_.find(path); it != lists_.end()) return *names = it->second, true;
    return in_library(path) && disk_.list(here(path), names);
  }

 private:
  // A recording may name any folder as its library and climb out of it: what lies beside the one that is here is none of its.
  bool in_library(const std::string& path) const {
    if (path.find("/../") != std::string::npos || path.ends_with("/..")) return false;
    return !library_.empty() && !library_directory().empty() && (path == library_ || below(path, library_));
  }
  std::string here(const std::string& path) const { return library_directory() + path.substr(library_.size()); }

  std::map<std::string, std::string> files_;
  std::map<std::string, int> stats_;
  std::map<std::string, std::vector<std::string>> lists_;
  std::string library_;
  DiskFiles disk_;
};

uint64_t sum_of_output(const Session& session) {
  uint64_t sum = text_sum("");
  for (int stream : {1, 2})
    for (const OutputRow& o : session.output())
      if (o.stream == stream) sum = text_sum(o.text, sum);
  return sum;
}

}  // namespace

bool is_recording(const std::string& path) { return path.ends_with(".innards"); }

SavedRun save_run(const Session& session) {
  const Outside& outside = session.outside();
  SavedRun run;
  run.version = kVersion;
  run.model = kModel;
  run.program = session.recorded();
  run.program.files.reset();
  for (const auto& [path, content] : outside.files) {
    if (below(path, outside.library)) run.library[path.substr(outside.library.size() + 1)] = text_sum(content);
    else run.files[path] = content;
  }
  for (const auto& [path, kind] : outside.stats)
    if (path != outside.library && !below(path, outside.library)) run.stats[path] = kind;
  for (const auto& [path, names] : outside.lists)
    if (path != outside.library && !below(path, outside.library)) run.lists[path] = names;
  run.steps = session.last_step();
  run.output = sum_of_output(session);
  run.status = session.exit_status().value_or(-1);
  run.cursor = session.cursor();
  return run;
}

namespace {

// What a run has read under a name that another run's text has in the recording, as texts of its own.
std::vector<EditedFile> read_otherwise(const SavedRun& other, const SavedRun& run) {
  std::vector<EditedFile> files;
  for (const auto& [path, content] : other.files)
    if (const auto it = run.files.find(path); it != run.files.end() && it->second != content) files.push_back({path, content});
  return files;
}

}  // namespace

SavedRun save_runs(const Branches& branches) {
  SavedRun run = save_run(*branches.shown());
  for (KeptBranch& b : branches.kept()) {
    b.program.files.reset();
    if (b.row.number == branches.shown_number()) {
      run.row = b.row;
      continue;
    }
    if (const Session* session = branches.session(b.row.number)) {
      SavedRun other = save_run(*session);
      b.program.edited = read_otherwise(other, run);
      run.files.merge(other.files);
      run.stats.merge(other.stats);
      run.lists.merge(other.lists);
      run.library.merge(other.library);
    }
    run.others.push_back(std::move(b));
  }
  return run;
}

bool load_recording(const std::string& path, SavedRun& run, std::string& error) {
  std::string text;
  if (!read_text_file(path, text)) return error = "can't open file '" + path + "'", false;
  if (read_recording(text, run, error)) return true;
  return error = path + ": " + error, false;
}

void replay_program(const SavedRun& run, Program& program) {
  program = run.program;
  program.files = std::make_shared<RecordedFiles>(run);
}

std::string other_version(const SavedRun& run) {
  if (run.version == kVersion && run.model == kModel) return {};
  return "Innards " + run.version + " (" + run.model + ")";
}

std::string other_library(const SavedRun& run) {
  size_t others = 0;
  std::string first;
  for (const auto& [path, sum] : run.library) {
    std::string content;
    if (!library_directory().empty() && DiskFiles().read(library_directory() + "/" + path, &content) && text_sum(content) == sum) continue;
    if (others++ == 0) first = path;
  }
  return others < 2 ? first : first + " + " + std::to_string(others - 1);
}

std::string replay_difference(const SavedRun& run, const Session& session) {
  const bool over = !session.recording() || session.wants_input();
  // One that was saved before it came to its end says nothing of how it ends.
  const bool saved_at_end = run.status >= 0 || (run.program.stopped_at && run.program.stopped_at == run.steps);
  if (!over || !saved_at_end) return {};
  const int status = session.exit_status().value_or(-1);
  if (session.last_step() != run.steps) return std::to_string(session.last_step()) + " / " + std::to_string(run.steps) + " steps";
  if (status != run.status) return "exit status " + std::to_string(status) + " / " + std::to_string(run.status);
  if (sum_of_output(session) != run.output) return "output";
  return {};
}

}  // namespace innards::app
