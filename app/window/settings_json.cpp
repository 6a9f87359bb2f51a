// The user's settings as JSON, in $XDG_CONFIG_HOME/innards or ~/.config/innards. Apart because json.hpp is slow to compile.
#include <nlohmann/json.hpp>

#include "data_files.h"
#include "window/desk.h"

namespace innards::app {
void Desk::load_settings() {
  std::string text, error;
  if (settings_folder().empty() || !read_text_file(settings_folder() + "/settings.json", text)) return;
  nlohmann::json j = nlohmann::json::parse(text, nullptr, false);
  if (!j.is_object()) return;
  if (j.contains("theme") && j["theme"].is_string()) use_theme(j["theme"].get<std::string>());
  if (j.contains("language") && j["language"].is_string()) use_language(j["language"].get<std::string>());
  if (j.contains("fold_library") && j["fold_library"].is_boolean()) ui.settings.fold_library = j["fold_library"].get<bool>();
  if (j.contains("size") && j["size"].is_number()) {
    float size = j["size"].get<float>();
    if (size >= 0.7f && size <= 3.f) ui.settings.size = size;
  }
  if (read_text_file(settings_folder() + "/layout.json", text)) ui::read_layout(text, ui.layout, error);
}

void Desk::save_settings() {
  std::string dir = settings_folder(true), error;
  if (dir.empty()) return;
  nlohmann::json j;
  const char* themes[] = {"light", "dark", "contrast"};
  j["theme"] = themes[static_cast<int>(ui.settings.theme)];
  j["language"] = ui.settings.language == ui::Language::Chinese ? "zh" : "en";
  j["size"] = ui.settings.size;
  j["fold_library"] = ui.settings.fold_library;
  save_file(dir + "/settings.json", j.dump(2) + "\n", error);
  save_file(dir + "/layout.json", ui.layout_before.empty() ? ui::write_layout(ui.layout) : ui.layout_before, error);
}

}  // namespace innards::app
