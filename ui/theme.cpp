#include "theme.h"

#include <cstring>

namespace innards::ui {
namespace {

struct ToneRow {
  uint32_t colours[3];
};

const ToneRow kTones[] = {
#define TONE(Name, light, dark, contrast, meaning) {{light##u << 8 | 0xFF, dark##u << 8 | 0xFF, contrast##u << 8 | 0xFF}},
#define SOFT(Name, light, dark, contrast, meaning) {{light##u, dark##u, contrast##u}},
#include "tones.def"
#undef TONE
#undef SOFT
};

ThemeName g_theme = ThemeName::Light;

ImVec4 unpack(const ToneRow& row, ThemeName theme) {
  uint32_t c = row.colours[static_cast<int>(theme)];
  return ImVec4((c >> 24) / 255.f, ((c >> 16) & 0xFF) / 255.f, ((c >> 8) & 0xFF) / 255.f, (c & 0xFF) / 255.f);
}

ImVec4 mix(const ImVec4& a, const ImVec4& b, float t) {
  return ImVec4(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.z + (b.z - a.z) * t, 1.f);
}

struct TypeTone {
  const char* name;
  Tone tone;
};
const TypeTone kTypeTones[] = {
    {"int", Tone::Number}, {"float", Tone::Number}, {"complex", Tone::Number}, {"bool", Tone::Keyword},
    {"NoneType", Tone::Keyword}, {"ellipsis", Tone::Keyword}, {"NotImplementedType", Tone::Keyword},
    {"str", Tone::String}, {"bytes", Tone::String}, {"bytearray", Tone::String},
    {"function", Tone::Function}, {"method", Tone::Function}, {"builtin_function_or_method", Tone::Function},
    {"code", Tone::Function}, {"wrapper_descriptor", Tone::Function}, {"method_descriptor", Tone::Function},
    {"generator", Tone::Function}, {"coroutine", Tone::Function}, {"type", Tone::Class}, {"module", Tone::Class},
    {"list", Tone::Container}, {"tuple", Tone::Container}, {"dict", Tone::Container}, {"set", Tone::Container},
    {"frozenset", Tone::Container}, {"cell", Tone::Container}, {"range", Tone::Number},
};

}  // namespace

void set_theme(ThemeName name) { g_theme = name; }
ImVec4 tone_vec(Tone t) { return unpack(kTones[static_cast<int>(t)], g_theme); }
ImU32 tone(Tone t) { return ImGui::ColorConvertFloat4ToU32(tone_vec(t)); }
ImU32 tone(Tone t, float alpha) {
  ImVec4 c = tone_vec(t);
  c.w *= alpha;
  return ImGui::ColorConvertFloat4ToU32(c);
}

Tone tone_of_type(const char* type_name) {
  for (const TypeTone& row : kTypeTones) {
    if (std::strcmp(row.name, type_name) == 0) return row.tone;
  }
  return Tone::Text;
}

void apply_theme(ThemeName name, float scale) {
  g_theme = name;
  ImGuiStyle style;
  style.WindowPadding = ImVec2(10, 8);
  style.FramePadding = ImVec2(7, 3);
  style.ItemSpacing = ImVec2(7, 4);
  style.ItemInnerSpacing = ImVec2(5, 4);
  style.CellPadding = ImVec2(6, 2);
  style.ScrollbarSize = 11;
  style.GrabMinSize = 18;
  style.WindowRounding = 6;
  style.ChildRounding = 0;
  style.FrameRounding = 4;
  style.PopupRounding = 6;
  style.ScrollbarRounding = 6;
  style.GrabRounding = 4;
  style.TabRounding = 4;
  style.WindowBorderSize = 1;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = name == ThemeName::Contrast ? 1.f : 0.f;
  style.ScaleAllSizes(scale);
  style.WindowMenuButtonPosition = ImGuiDir_None;
  // Curves are split finely enough for twice the pixels too.
  style.CircleTessellationMaxError = 0.2f;

  const ImVec4 text = tone_vec(Tone::Text), panel = tone_vec(Tone::Panel), line = tone_vec(Tone::Line), accent = tone_vec(Tone::Accent);
  const ImVec4 frame = mix(panel, text, 0.06f);
  ImVec4* c = style.Colors;
  for (int i = 0; i < ImGuiCol_COUNT; ++i) c[i] = mix(panel, accent, 0.25f);
  c[ImGuiCol_Text] = text;
  c[ImGuiCol_TextDisabled] = tone_vec(Tone::Dim);
  c[ImGuiCol_WindowBg] = panel;
  c[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_PopupBg] = tone_vec(Tone::Raised);
  c[ImGuiCol_Border] = tone_vec(Tone::Outline);
  c[ImGuiCol_BorderShadow] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_FrameBg] = frame;
  c[ImGuiCol_FrameBgHovered] = mix(panel, text, 0.10f);
  c[ImGuiCol_FrameBgActive] = mix(panel, text, 0.14f);
  c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = c[ImGuiCol_TitleBgCollapsed] = tone_vec(Tone::Header);
  c[ImGuiCol_MenuBarBg] = tone_vec(Tone::Header);
  c[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_ScrollbarGrab] = mix(panel, text, 0.16f);
  c[ImGuiCol_ScrollbarGrabHovered] = mix(panel, text, 0.26f);
  c[ImGuiCol_ScrollbarGrabActive] = mix(panel, text, 0.36f);
  c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrab] = c[ImGuiCol_SliderGrabActive] = accent;
  c[ImGuiCol_Button] = frame;
  c[ImGuiCol_ButtonHovered] = mix(panel, accent, 0.18f);
  c[ImGuiCol_ButtonActive] = mix(panel, accent, 0.34f);
  c[ImGuiCol_Header] = mix(panel, accent, 0.16f);
  c[ImGuiCol_HeaderHovered] = mix(panel, accent, 0.20f);
  c[ImGuiCol_HeaderActive] = mix(panel, accent, 0.28f);
  c[ImGuiCol_Separator] = line;
  c[ImGuiCol_SeparatorHovered] = c[ImGuiCol_SeparatorActive] = accent;
  c[ImGuiCol_TextSelectedBg] = mix(panel, accent, 0.35f);
  c[ImGuiCol_TableHeaderBg] = tone_vec(Tone::Header);
  c[ImGuiCol_TableBorderStrong] = c[ImGuiCol_TableBorderLight] = line;
  c[ImGuiCol_TableRowBg] = c[ImGuiCol_TableRowBgAlt] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_ModalWindowDimBg] = ImVec4(0, 0, 0, 0.35f);
  ImGui::GetStyle() = style;
}

}  // namespace innards::ui
