// Reading and writing layouts as JSON; apart from layout.cpp because json.hpp is slow to compile.
#include <nlohmann/json.hpp>

#include "layout.h"

namespace innards::ui {
namespace {

using Json = nlohmann::json;

bool read_tile(const Json& j, Tile& tile, int depth, std::string& error) {
  if (!j.is_object() || depth > 16) return error = "a tile is an object, nested at most 16 deep", false;
  if (j.contains("share")) {
    if (!j["share"].is_number() || j["share"].get<double>() <= 0) return error = "\"share\" is a number above 0", false;
    tile.share = j["share"].get<float>();
  }
  if (j.contains("tabs")) {
    if (!j["tabs"].is_array() || j["tabs"].empty()) return error = "\"tabs\" is a list of panel names", false;
    for (const Json& t : j["tabs"]) {
      Panel p = t.is_string() ? panel_of_id(t.get<std::string>()) : Panel::kCount;
      if (p == Panel::kCount) return error = "there is no panel " + t.dump(), false;
      tile.tabs.push_back(p);
    }
    if (j.contains("active") && j["active"].is_number_unsigned()) tile.active = j["active"].get<int>();
    if (tile.active < 0 || tile.active >= static_cast<int>(tile.tabs.size())) tile.active = 0;
    return true;
  }
  const char* key = j.contains("rows") ? "rows" : "columns";
  if (!j.contains(key) || !j[key].is_array() || j[key].empty()) return error = "a tile has \"tabs\", \"rows\" or \"columns\"", false;
  tile.leaf = false;
  tile.rows = key[0] == 'r';
  for (const Json& c : j[key]) {
    tile.children.push_back(std::make_unique<Tile>());
    if (!read_tile(c, *tile.children.back(), depth + 1, error)) return false;
  }
  return true;
}

Json write_tile(const Tile& tile) {
  Json j;
  j["share"] = static_cast<int>(tile.share * 10000) / 10000.0;
  if (tile.leaf) {
    for (Panel p : tile.tabs) j["tabs"].push_back(panel_row(p).id);
    if (tile.active) j["active"] = tile.active;
  } else {
    for (const auto& c : tile.children) j[tile.rows ? "rows" : "columns"].push_back(write_tile(*c));
  }
  return j;
}

}  // namespace

bool read_layout(const std::string& text, Layout& out, std::string& error) {
  Json j = Json::parse(text, nullptr, false);
  if (j.is_discarded() || !j.is_object()) return error = "this layout is not JSON", false;
  Layout made;
  if (j.contains("name") && j["name"].is_string()) made.name = j["name"].get<std::string>();
  if (!j.contains("root")) return error = "a layout has a \"root\"", false;
  if (!read_tile(j["root"], made.root, 0, error)) return false;
  out = std::move(made);
  return true;
}

std::string write_layout(const Layout& layout) {
  Json j;
  j["name"] = layout.name;
  j["root"] = write_tile(layout.root);
  return j.dump(2) + "\n";
}

}  // namespace innards::ui
