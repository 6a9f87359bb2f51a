// lessons/reading_list.json and lessons/paths.json. Apart because json.hpp is slow to compile.
#include <nlohmann/json.hpp>

#include "data_files.h"
#include "lesson_files.h"

namespace innards::app {

namespace {

using Json = nlohmann::json;

std::string text_of(const Json& j, const char* key) {
  auto it = j.find(key);
  return it == j.end() ? std::string() : it->get<std::string>();
}

TwoWords words_of(const Json& j) { return {j.at("en").get<std::string>(), j.at("zh").get<std::string>()}; }

ReadingEntry entry_of(const Json& j) {
  ReadingEntry e{j.at("id"), j.at("section"), j.at("title"), text_of(j, "author"), text_of(j, "year"), text_of(j, "url"), j.at("language"), text_of(j, "describes"), words_of(j.at("teaches")), {}};
  for (const Json& p : j.at("proposals")) e.proposals.push_back({p.at("id"), p.at("level"), words_of(p.at("title"))});
  return e;
}

void read_list(const Json& j, ReadingList& list) {
  for (const Json& s : j.at("sections")) list.sections.push_back({s.at("id"), words_of(s.at("title")), s.value("later", false)});
  for (const Json& e : j.at("entries")) list.entries.push_back(entry_of(e));
}

void read_paths(const Json& j, ReadingList& list) {
  for (const Json& l : j.at("levels")) list.levels.push_back(words_of(l));
  for (const Json& p : j.at("paths")) {
    ReadingPath path{p.at("id"), words_of(p.at("title")), words_of(p.at("what")), {}};
    for (const Json& s : p.at("stops")) path.stops.push_back({s.at("proposal"), words_of(s.at("why"))});
    list.paths.push_back(std::move(path));
  }
}

// A folder of lessons may have its own list and paths; otherwise those that come with Innards are meant.
bool read_part(const std::string& folder, const char* name, void (*read)(const Json&, ReadingList&), ReadingList& list, std::string& error) {
  std::string path = file_exists(folder + "/" + name) ? folder + "/" + name : find_data(std::string("lessons/") + name), text;
  if (path.empty() || !read_text_file(path, text)) return error = "cannot read " + std::string(name), false;
  try {
    read(Json::parse(text), list);
  } catch (const Json::exception& e) {   // says the line of what is no JSON, or the key that is missing
    return error = path + ": " + e.what(), false;
  }
  return true;
}

}  // namespace

bool read_reading_list(const std::string& folder, ReadingList& list, std::string& error) {
  list = ReadingList();
  if (!read_part(folder, "reading_list.json", read_list, list, error) || !read_part(folder, "paths.json", read_paths, list, error)) return false;
  std::vector<std::string> problems = reading_problems(list);
  if (!problems.empty()) error = "the reading list: " + problems[0];
  return problems.empty();
}

}  // namespace innards::app
