// The fonts of the window: one for words, one for code, each merged with one that has Chinese characters, at the sizes in
// use. It stands apart because the atlas has to be built again when the scale changes or a program brings new characters.
// Where the font files are is looked up by app/window (fontconfig) and handed in; nothing here touches the file system but
// Dear ImGui's own loader.
#pragma once

#include <string>
#include <vector>

#include "imgui_compat.h"

namespace innards::ui {

// File names of fonts; empty = not found on this machine.
struct FontFiles {
  std::string sans, bold, mono, mono_bold, chinese;
  int chinese_face = 0;  // which face of a .ttc collection is simplified Chinese
};

enum class Face : int { Sans, Bold, Small, Mono, MonoBold, MonoSmall, Title, kCount };

// Builds the atlas for `scale`. `extra` is text (UTF-8) whose characters must be there besides the usual ranges.
void load_fonts(const FontFiles& files, float scale, const std::string& extra);

// What is missing on this machine, as sentences that say what to install. Empty when all is there.
std::vector<std::string> font_complaints();

ImFont* font(Face f);
float font_px(Face f);  // height of a line in that face, in pixels
void set_font_zoom(float zoom);  // of a picture that is drawn larger or smaller (kit/zoomed.h)

// Pushes a face for the time of a block.
struct WithFont {
  explicit WithFont(Face f) { push_font(font(f), font_px(f)); }
  ~WithFont() { ImGui::PopFont(); }
  WithFont(const WithFont&) = delete;
};

}  // namespace innards::ui
