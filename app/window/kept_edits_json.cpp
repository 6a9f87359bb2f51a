// A kept text as JSON. Apart because json.hpp is slow to compile.
#include <nlohmann/json.hpp>

#include "window/kept_edits.h"

namespace innards::app {

using nlohmann::json;

// Bytes that are not UTF-8 cannot come out of the editor; those of the file it began with are of no use then.
std::string write_kept(const KeptEdit& e) {
  const json j = {{"innards", "unsaved text"}, {"program", e.program}, {"file", e.file}, {"new", e.is_new}, {"text", e.text}, {"saved", e.saved}};
  return j.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

bool read_kept(const std::string& text, KeptEdit& e) {
  const json j = json::parse(text, nullptr, false);
  if (!j.is_object()) return false;
  for (auto [name, into] : {std::pair{"program", &e.program}, {"file", &e.file}, {"text", &e.text}, {"saved", &e.saved}}) {
    const auto it = j.find(name);
    if (it == j.end() || !it->is_string()) return false;
    *into = it->get<std::string>();
  }
  e.is_new = j.value("new", json()).is_boolean() && j["new"].get<bool>();
  return true;
}

}  // namespace innards::app
