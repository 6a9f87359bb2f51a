#include "kit/text_field.h"

#include <utility>

#include "kit/draw.h"

namespace innards::ui {

static std::string fitted(Face face, const std::string& s, float width) {
  if (text_width(face, s) <= width) return s;
  const float room = width - text_width(face, "…");
  if (room < 0) return {};
  const char* cut = s.c_str();
  font(face)->CalcTextSizeA(font_px(face), room, 0, s.c_str(), s.c_str() + s.size(), &cut);
  return std::string(s.c_str(), cut) + "…";
}

namespace {

constexpr int kFrames = 3;   // one draws the field, one makes it active, and the next says that text is wanted
int g_coming = 0;            // frames that it may still take; who asks for a field that never comes waits no longer
bool g_first_wanted = false;

}  // namespace

void focus_next_field(int offset) {
  ImGui::SetKeyboardFocusHere(offset);
  if (!ImGui::GetIO().WantTextInput) g_coming = kFrames;
}

bool field_is_coming() {
  if (ImGui::GetIO().WantTextInput) g_coming = 0;
  return g_coming > 0 && g_coming-- > 0;
}

void focus_first_field(bool wanted) { g_first_wanted = wanted; }

bool text_field(const char* id, const char* hint, std::string& text, ImGuiInputTextFlags flags) {
  if (std::exchange(g_first_wanted, false)) focus_next_field();
  const std::string cut = fitted(Face::Sans, hint, ImGui::CalcItemWidth() - 2 * ImGui::GetStyle().FramePadding.x);
  return ImGui::InputTextWithHint(id, cut.c_str(), &text, flags);
}

}  // namespace innards::ui
