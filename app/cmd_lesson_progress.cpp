// innards lesson progress: how far one came; written to a file for a teacher, or the files of many students as a table.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "cmd_lesson.h"
#include "data_files.h"
#include "progress.h"

namespace innards::app {

namespace {

int failed(const std::string& error) {
  std::fprintf(stderr, "innards: %s\n", error.c_str());
  return 1;
}

// "6/6 5+1": steps reached, then right and wrong first answers.
std::string cell(const Progress& p, const std::string& lesson) {
  auto it = p.lessons.find(lesson);
  if (it == p.lessons.end()) return "-";
  const LessonProgress& l = it->second;
  std::string text = l.steps ? std::to_string(l.done) + "/" + std::to_string(l.steps) : std::to_string(l.done);
  auto right = std::count_if(l.answers.begin(), l.answers.end(), [](const auto& a) { return a.second.right; });
  if (!l.answers.empty()) text += " " + std::to_string(right) + "+" + std::to_string(static_cast<long>(l.answers.size()) - right);
  return text;
}

int finished(const Progress& p) {
  return static_cast<int>(std::count_if(p.lessons.begin(), p.lessons.end(), [](const auto& l) { return l.second.steps && l.second.done >= l.second.steps; }));
}

// In columns of the width of what stands in them; code points are counted, so that names in any script stay aligned.
size_t width_of(const std::string& s) {
  size_t n = 0;
  for (unsigned char c : s) n += (c & 0xC0) != 0x80 ? (c >= 0xE3 ? 2 : 1) : 0;   // Chinese is as wide as two letters
  return n;
}

void print_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths(rows[0].size());
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(i + 1 < row.size() ? widths[i] + 2 - width_of(row[i]) : 0, ' ');
    std::printf("%s\n", line.c_str());
  }
}

std::string name_of(const Progress& p, const std::string& file) {
  if (!p.student.empty()) return p.student;
  std::string name = file.substr(file.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

// One's own: a row for each lesson.
int print_own(const Progress& p) {
  std::vector<std::vector<std::string>> rows = {{"lesson", "steps, right+wrong answers"}};
  for (const auto& [name, l] : p.lessons) rows.push_back({name, cell(p, name)});
  print_table(rows);
  return 0;
}

// Many students: a row for each, a column for each lesson that any of them began.
int print_students(const std::vector<std::string>& files) {
  std::vector<std::pair<std::string, Progress>> students;
  std::set<std::string> lessons;
  for (const std::string& file : files) {
    Progress p;
    std::string error;
    if (!file_exists(file)) return failed("cannot read " + file);
    if (!read_progress(file, p, error)) return failed(error);
    for (const auto& [name, l] : p.lessons) lessons.insert(name);
    std::string name = name_of(p, file);
    students.emplace_back(std::move(name), std::move(p));
  }
  std::sort(students.begin(), students.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::vector<std::string>> rows = {{"student", "finished"}};
  rows[0].insert(rows[0].end(), lessons.begin(), lessons.end());
  for (const auto& [name, p] : students) {
    rows.push_back({name, std::to_string(finished(p))});
    for (const std::string& lesson : lessons) rows.back().push_back(cell(p, lesson));
  }
  print_table(rows);
  return 0;
}

}  // namespace

int lesson_progress(const LessonArgs& args) {
  if (!args.files.empty()) return print_students(args.files);
  Progress own;
  std::string error;
  if (progress_file().empty()) return failed("there is no place for settings here (HOME is not set)");
  if (!read_progress(progress_file(), own, error)) return failed(error);
  if (args.reset) return write_progress(progress_file(), Progress(), error) ? 0 : failed(error);
  if (args.export_to.empty()) return print_own(own);
  const char* user = std::getenv("USER");
  own.student = !args.student.empty() ? args.student : !own.student.empty() ? own.student : user ? user : "";
  return write_progress(args.export_to, own, error) ? 0 : failed(error);
}

}  // namespace innards::app
