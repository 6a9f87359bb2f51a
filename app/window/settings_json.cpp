// The user's settings as JSON, in $XDG_CONFIG_HOME/innards or ~/.config/innards. Apart because json.hpp is slow to compile.
#include <sys/stat.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "data_files.h"
#include "window/desk.h"

namespace innards::app {
namespace {

std::string settings_dir() {
  const char* base = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (base && *base) return std::string(base) + "/innards";
  return home && *home ? std::string(home) + "/.config/innards" : std::string();
}

}  // namespace

void Desk::load_settings() {
  std::string text, error;
  if (settings_dir().empty() || !read_text_file(settings_dir() + "/settings.json", text)) return;
  nlohmann::json j = nlohmann::json::parse(text, nullptr, false);
  if (!j.is_object()) return;
  if (j.contains("theme") && j["theme"].is_string()) use_theme(j["theme"].get<std::string>());
  if (j.contains("language") && j["language"].is_string()) use_language(j["language"].get<std::string>());
  if (j.contains("size") && j["size"].is_number()) {
    float size = j["size"].get<float>();
    if (size >= 0.7f && size <= 3.f) ui.settings.size = size;
  }
  if (read_text_file(settings_dir() + "/layout.json", text)) ui::read_layout(text, ui.layout, error);
}

void Desk::save_settings() {
  std::string dir = settings_dir(), error;
  if (dir.empty()) return;
  std::string parent = dir.substr(0, dir.rfind('/'));
  mkdir(parent.c_str(), 0777);
  mkdir(dir.c_str(), 0777);
  nlohmann::json j;
  const char* themes[] = {"light", "dark", "contrast"};
  j["theme"] = themes[static_cast<int>(ui.settings.theme)];
  j["language"] = ui.settings.language == ui::Language::Chinese ? "zh" : "en";
  j["size"] = ui.settings.size;
  save_file(dir + "/settings.json", j.dump(2) + "\n", error);
  save_file(dir + "/layout.json", ui::write_layout(ui.layout), error);
}

// How far each lesson was followed, beside the settings.
void Desk::load_progress() {
  if (progress_read_) return;
  progress_read_ = true;
  std::string text;
  if (!interactive || settings_dir().empty() || !read_text_file(settings_dir() + "/progress.json", text)) return;
  nlohmann::json j = nlohmann::json::parse(text, nullptr, false);
  if (!j.is_object()) return;
  for (auto& [name, done] : j.items()) {
    if (done.is_number_integer()) progress_.push_back({name, done.get<int>()});
  }
}

void Desk::save_progress() {
  if (!interactive || settings_dir().empty()) return;
  save_settings();
  nlohmann::json j = nlohmann::json::object();
  for (auto& [name, done] : progress_) j[name] = done;
  std::string error;
  save_file(settings_dir() + "/progress.json", j.dump(2) + "\n", error);
}

}  // namespace innards::app
