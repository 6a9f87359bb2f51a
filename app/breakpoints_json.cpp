#include "breakpoints_json.h"

#include <type_traits>

#include <nlohmann/json.hpp>

namespace innards::app {
namespace {

using nlohmann::json;

const char* const kBreakOn[] = {"line", "instruction", "raise", "output"};

json written(const Breakpoint& b) {
  return {{"on", kBreakOn[static_cast<int>(b.on)]}, {"file", b.filename}, {"line", b.line}, {"function", b.qualname}, {"offset", b.offset}, {"text", b.text}, {"enabled", b.enabled}, {"condition", b.condition}, {"hit", b.hit_count}, {"log", b.log}};
}

// The field of an object when it has the type of `usual`, else that.
template <class T>
T field(const json& object, const char* name, T usual) {
  const auto it = object.find(name);
  if (it == object.end()) return usual;
  const bool fits = std::is_same_v<T, std::string> ? it->is_string() : std::is_same_v<T, bool> ? it->is_boolean() : it->is_number_integer();
  return fits ? it->get<T>() : usual;
}

Breakpoint read_breakpoint(const json& j) {
  Breakpoint b;
  const std::string on = field(j, "on", std::string("line"));
  for (int i = 0; i < 4; ++i)
    if (on == kBreakOn[i]) b.on = static_cast<BreakOn>(i);
  b.filename = field(j, "file", b.filename);
  b.line = field(j, "line", b.line);
  b.qualname = field(j, "function", b.qualname);
  b.offset = field(j, "offset", b.offset);
  b.text = field(j, "text", b.text);
  b.enabled = field(j, "enabled", b.enabled);
  b.condition = field(j, "condition", b.condition);
  b.hit_count = field(j, "hit", b.hit_count);
  b.log = field(j, "log", b.log);
  return b;
}

}  // namespace

std::string write_breakpoints(const std::vector<Breakpoint>& all) {
  json list = json::array();
  for (const Breakpoint& b : all) list.push_back(written(b));
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<Breakpoint> read_breakpoints(const std::string& text) {
  std::vector<Breakpoint> all;
  const json list = json::parse(text, nullptr, false);
  if (!list.is_array()) return all;
  for (const json& b : list)
    if (b.is_object()) all.push_back(read_breakpoint(b));
  return all;
}

}  // namespace innards::app
