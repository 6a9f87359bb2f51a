#include "window/desk.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "commands.h"
#include "trace/trace.h"

namespace innards::app {
namespace {

int64_t time_of_file(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 ? static_cast<int64_t>(info.st_mtim.tv_sec) * 1000000000 + info.st_mtim.tv_nsec : 0;
}

bool exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

bool is_trace(const std::string& path) { return path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0; }

std::string directory_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

}  // namespace

bool read_text_file(const std::string& path, std::string& text) {
  FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return false;
  char block[65536];
  size_t n;
  text.clear();
  while ((n = std::fread(block, 1, sizeof block, in)) > 0) text.append(block, n);
  std::fclose(in);
  return true;
}

std::string find_asset(const std::string& name) {
  char exe[4096];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  if (n > 0) {
    std::string dir = directory_of(std::string(exe, static_cast<size_t>(n)));
    for (const char* from : {"/", "/../", "/../share/innards/", "/../../"}) {
      if (exists(dir + from + name)) return dir + from + name;
    }
  }
#ifdef INNARDS_SOURCE_DIR
  if (exists(std::string(INNARDS_SOURCE_DIR "/") + name)) return std::string(INNARDS_SOURCE_DIR "/") + name;
#endif
  return exists(name) ? name : std::string();
}

Desk::Desk() { ui.host = this; }
Desk::~Desk() {
  ui.view = nullptr;
  ui.session = nullptr;
  ui.writes.reset();
}

void Desk::take(std::unique_ptr<View> view, Session* session) {
  uint64_t at = ui.view ? ui.view->cursor() : 0;
  bool again = session && ui.session && view->title() == ui.view->title();
  ui.refresh();
  ui.selected = ui::Selection();
  ui.graph.forget();
  ui.scene.reset();
  ui.strip_from = ui.strip_to = 0;
  ui.view = view.get();
  ui.session = session;
  ui.editing = false;
  ui.problem.clear();
  view_ = std::move(view);
  ui.wants_fonts = true;
  // Run again: the cursor stays where it was, where that exists.
  if (again && session) {
    record_for(300);
    view_->seek(std::min(at, view_->last_step()));
  }
}

bool Desk::open_program(const Program& program, std::string& error) {
  ProgramError wrong;
  std::vector<Breakpoint> kept;
  if (ui.session && ui.session->program().filename == program.filename) kept = ui.session->breakpoints();
  std::unique_ptr<Session> session = Session::open(program, wrong);
  if (!session) {
    error = wrong.text.empty() ? wrong.type + ": " + wrong.message : wrong.text;
    return false;
  }
  session->breakpoints() = kept;
  Session* live = session.get();
  take(std::move(session), live);
  return true;
}

bool Desk::open_file(const std::string& path, const std::vector<std::string>& argv, std::string& error) {
  if (is_trace(path)) {
    std::unique_ptr<View> view = open_trace(path, error);
    if (!view) return false;
    path_.clear();
    take(std::move(view), nullptr);
    return true;
  }
  struct stat info;
  if (path != "-" && stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return error = "'" + path + "' is a directory; name a .py file in it", false;
  Program program;
  if (path == "-") {
    if (!read_program(path, program.source)) return error = "standard input cannot be read", false;
    program.filename = "<stdin>";
  } else {
    if (!read_text_file(path, program.source)) return error = "can't open file '" + path + "': [Errno " + std::to_string(errno) + "] " + std::strerror(errno), false;
    program.filename = path;
    program.directory = directory_of(path);
  }
  program.argv = argv;
  if (!open_program(program, error)) {
    if (!view_) return false;
    ui.problem = error.substr(error.find_last_of('\n', error.size() - 2) + 1);
    return false;
  }
  path_ = path == "-" ? "" : path;
  argv_ = argv;
  file_time_ = time_of_file(path);
  return true;
}

void Desk::open(const std::string& path, const std::string& source) {
  std::string error;
  if (!path.empty()) {
    if (!open_file(path, {}, error)) ui.problem = error;
    return;
  }
  if (!ui.session) return;
  Program program = ui.session->program();
  program.source = source;
  if (open_program(program, error)) return;
  // The last good run stays; the last line of the message says what is wrong.
  while (!error.empty() && error.back() == '\n') error.pop_back();
  size_t line = error.rfind('\n');
  ui.problem = (line == std::string::npos ? error : error.substr(line + 1)) + "   " + ui::tr(ui::Word::SyntaxBad);
}

void Desk::watch_file() {
  if (path_.empty() || !ui.session || ui.editing) return;
  int64_t now = time_of_file(path_);
  if (!now || now == file_time_) return;
  file_time_ = now;
  std::string source;
  if (read_text_file(path_, source) && source != ui.session->program().source) open("", source);
}

bool Desk::record_for(double milliseconds) {
  if (!ui.session) return true;
  auto start = std::chrono::steady_clock::now();
  while (!ui.session->wants_input()) {
    if (!ui.session->record(20)) return true;
    if (std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() > milliseconds) return false;
  }
  return true;
}

bool Desk::go(const std::string& place, std::string& error) {
  if (!ui.session) {
    // A trace knows start, end and step numbers.
    View& v = *ui.view;
    if (place == "start") v.seek(v.first_step());
    else if (place == "end") v.seek(v.last_step());
    else if (place.compare(0, 5, "step ") == 0) v.seek(std::strtoull(place.c_str() + 5, nullptr, 10));
    else return error = "a trace is entered at start, end or step N", false;
    return true;
  }
  auto step = ui.session->find_place(place, error);
  if (!step) return false;
  ui.view->seek(*step);
  return true;
}

bool Desk::use_layout(const std::string& name, std::string& error) {
  std::string path = name.find('/') == std::string::npos ? find_asset("assets/layouts/" + name + ".json") : name, text;
  if (path.empty() || !read_text_file(path, text)) return error = "there is no layout " + name, false;
  if (!ui::read_layout(text, ui.layout, error)) return error = path + ": " + error, false;
  return ui::read_layout(text, ui.usual_layout, error);
}

bool Desk::use_theme(const std::string& name) {
  if (name == "light") ui.settings.theme = ui::ThemeName::Light;
  else if (name == "dark") ui.settings.theme = ui::ThemeName::Dark;
  else if (name == "contrast") ui.settings.theme = ui::ThemeName::Contrast;
  else return false;
  return true;
}

bool Desk::use_language(const std::string& name) {
  if (name != "en" && name != "zh") return false;
  ui.settings.language = name == "zh" ? ui::Language::Chinese : ui::Language::English;
  ui::set_language(ui.settings.language);
  return true;
}

bool Desk::save_file(const std::string& path, const std::string& text, std::string& error) {
  // Written beside it first, so that a full disk does not cost the old text.
  std::string fresh = path + ".new";
  FILE* out = std::fopen(fresh.c_str(), "wb");
  bool good = out && std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (out) good &= std::fclose(out) == 0;
  if (good) good = std::rename(fresh.c_str(), path.c_str()) == 0;
  if (!good) {
    error = "cannot write " + path + ": " + std::strerror(errno);
    std::remove(fresh.c_str());
  } else {
    file_time_ = time_of_file(path_);
  }
  return good;
}

bool Desk::export_trace(const std::string& path, std::string& error) {
  TraceArgs args;
  args.file = path_;
  args.argv = argv_;
  args.output = path;
  if (path_.empty()) return error = "only a program opened from a file can be written as a trace", false;
  return cmd_trace(args) == 0 ? true : (error = "the trace was not written", false);
}

}  // namespace innards::app
