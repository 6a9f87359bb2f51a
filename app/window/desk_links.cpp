// The desk's links, recent files and pictures: what leaves the window as text or file, and comes back in.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <sstream>

#include "base/shell_words.h"
#include "base/text_sum.h"
#include "commands.h"
#include "data_files.h"
#include "open_program.h"
#include "window/desk.h"
#include "window/link.h"

namespace innards::app {
namespace {

constexpr size_t kMostRecent = 12;
constexpr double kPatience = 10000;   // milliseconds of recording on the way to a link's step

// Another text, other arguments or other input make another run.
uint64_t sum_of(const std::string& source, const std::vector<std::string>& argv, const std::vector<std::string>& input) {
  std::string all = source;
  for (const auto* list : {&argv, &input})
    for (const std::string& s : *list) all += '\0' + s;
  return text_sum(all);
}

// Where the program of a link may lie: where it lay, here, or among the examples.
std::vector<std::string> places_of(const ProgramLink& link) {
  std::vector<std::string> places = {link.path, ui::base_name(link.path)};
  if (const std::string example = find_data("assets/programs/" + ui::base_name(link.path)); !example.empty()) places.push_back(example);
  return places;
}

// The file that has the link's text; else the text itself; else a file of that name at the same place, which is `other`.
bool program_of(const ProgramLink& link, Program& program, std::string& path, bool& other) {
  std::string text;
  for (const std::string& place : places_of(link)) {
    if (!file_exists(place) || !read_text_file(place, text) || sum_of(text, link.argv, link.input) != link.sum) continue;
    path = place;
    return load_program(place, link.argv, program);
  }
  if (link.has_text) {
    program.source = link.text;
    program.filename = link.path;
    program.argv = link.argv;
    give_library(program, link.path);
    return true;
  }
  other = true;
  path = link.path;
  return file_exists(path) && std::filesystem::is_regular_file(path) && load_program(path, link.argv, program);
}

// The frame's variable or stack slot that holds the object, innermost frame first; empty when only other objects hold it.
std::string way_to(const Moment& m, ObjectId object) {
  for (auto f = m.frames.rbegin(); object && f != m.frames.rend(); ++f) {
    for (const LocalRow& l : f->locals)
      if (l.value.id == object) return std::to_string(f->depth) + ":" + l.name;
    for (const StackRow& s : f->stack)
      if (s.value.id == object) return std::to_string(f->depth) + ":stack " + std::to_string(s.index);
  }
  return {};
}

// The object that is found that way; else the address, where an object of the moment has it.
ObjectId object_of(const Moment& m, const ProgramLink& link) {
  for (const FrameRow& f : m.frames) {
    const std::string depth = std::to_string(f.depth) + ":";
    for (const LocalRow& l : f.locals)
      if (link.via == depth + l.name) return l.value.id;
    for (const StackRow& s : f.stack)
      if (link.via == depth + "stack " + std::to_string(s.index)) return s.value.id;
  }
  const bool there = std::any_of(m.objects.begin(), m.objects.end(), [&](const ObjectRow& o) { return o.value.id == link.object; });
  return link.via.empty() && there ? link.object : 0;
}

std::string recent_list() { return settings_folder().empty() ? "" : settings_folder() + "/recent.txt"; }

}  // namespace

std::string Desk::link(bool& whole) {
  whole = false;
  if (!ui.session) return {};
  const Program& program = ui.session->program();
  ProgramLink link;
  link.path = path_.empty() ? program.filename : whole_path(path_);
  link.argv = program.argv;
  link.input = program.input;
  link.step = ui.view->cursor();
  link.object = ui.selected.object;
  link.via = way_to(ui.view->moment(), link.object);
  link.line = ui.selected.line;
  link.frame = ui.selected.frame;
  link.name = ui.selected.name;
  link.name_function = ui.selected.name_function;
  link.sum = sum_of(program.source, program.argv, program.input);
  link.version = kVersion;
  link.has_text = true;
  link.text = program.source;
  const std::string text = write_link(link);
  whole = text.find("&text=") != std::string::npos;
  return text;
}

bool Desk::open_link(const std::string& text, std::string& error) {
  ProgramLink link;
  if (!read_link(text, link, error)) return error = ui::with_text(ui::Word::LinkBad, error), false;
  Program program;
  std::string path;
  bool other = false;
  if (!program_of(link, program, path, other)) return error = ui::with_text(ui::Word::LinkNoProgram, link.path), false;
  program.input = link.input;
  program.input_ends = !interactive;
  keep_edits();
  if (!open_program(program, error, true)) return false;
  path_ = path;
  begin_edits();
  set_inputs({{join_words(link.argv), ui::RunInputs::From::Console, "", "", true}, true});
  load_kept();
  follow_link(link, other);
  return true;
}

// To the step, recording on the way, and what was selected there.
void Desk::follow_link(const ProgramLink& link, bool other) {
  const auto start = std::chrono::steady_clock::now();
  auto waited = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(); };
  while (ui.session->last_step() < link.step && !ui.session->wants_input() && waited() < kPatience && ui.session->record(20)) {
  }
  ui.view->seek(link.step);
  ui.update_rows();
  ui.selected.line = link.line;
  ui.selected.frame = link.frame;
  ui.selected.name = link.name;
  ui.selected.name_function = link.name_function;
  if (!other) ui.selected.object = object_of(ui.view->moment(), link);
  if (other) ui.note = ui::tr(ui::Word::LinkOtherText);
  else if (!link.version.empty() && link.version != kVersion) ui.note = ui::tr(ui::Word::LinkOtherVersion);
  else if (ui.view->cursor() != link.step) ui.note = ui::tr(ui::Word::LinkShort);
}

// ---- recent files: one path a line, the last one first

std::vector<std::string> Desk::recent_files() {
  if (recent_read_) return recent_;
  recent_read_ = true;
  std::string text, line;
  if (recent_list().empty() || !read_text_file(recent_list(), text)) return recent_;
  for (std::istringstream lines(text); std::getline(lines, line) && recent_.size() < kMostRecent;)
    if (!line.empty()) recent_.push_back(line);
  return recent_;
}

void Desk::remember(const std::string& path) {
  if (!interactive || settings_folder(true).empty() || path.find('\n') != std::string::npos) return;
  recent_files();
  const std::string whole = whole_path(path);
  recent_.erase(std::remove(recent_.begin(), recent_.end(), whole), recent_.end());
  recent_.insert(recent_.begin(), whole);
  if (recent_.size() > kMostRecent) recent_.resize(kMostRecent);
  std::string text, error;
  for (const std::string& one : recent_) text += one + "\n";
  write_text_file(recent_list(), text, error);   // not worth a word when it cannot be kept
}

// ---- pictures

std::string Desk::beside_program() {
  std::string path = path_.empty() && ui.view ? ui.view->title() : path_;
  for (const char* ending : {".py", ".innards"})
    if (path.ends_with(ending)) path.resize(path.size() - std::strlen(ending));
  return path;
}

bool Desk::take_picture(const std::string& path, ui::Panel panel, std::string& error) {
  if (!has_screen) return error = ui::tr(ui::Word::NoPngHere), false;
  wanted_picture = {path, panel, 2};
  return true;
}

}  // namespace innards::app
