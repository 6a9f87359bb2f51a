#include "kit/draw.h"

#include <cmath>

namespace innards::ui {
namespace {

float g_scale = 1;

const char* end_of(std::string_view s) { return s.data() + s.size(); }

}  // namespace

float px(float n) { return std::floor(n * g_scale + 0.5f); }
void set_px_scale(float scale) { g_scale = scale; }
float px_scale() { return g_scale; }

float line_height() { return font_px(Face::Mono) + px(5); }
float mono_width() { return text_width(Face::Mono, "0"); }

float text_width(Face face, std::string_view s) {
  if (s.empty()) return 0;
  return font(face)->CalcTextSizeA(font_px(face), 1e9f, 0, s.data(), end_of(s)).x;
}

float draw_text(float x, float y, Face face, ImU32 colour, std::string_view s) {
  if (s.empty()) return 0;
  ImGui::GetWindowDrawList()->AddText(font(face), font_px(face), ImVec2(std::floor(x), std::floor(y)), colour, s.data(), end_of(s));
  return text_width(face, s);
}

float draw_text(float x, float y, Face face, Tone t, std::string_view s) { return draw_text(x, y, face, tone(t), s); }

bool draw_text_fit(float x, float y, Face face, ImU32 colour, std::string_view s, float width) {
  if (text_width(face, s) <= width) return draw_text(x, y, face, colour, s), false;
  float dots = text_width(face, "…");
  if (width < dots) return true;
  const char* cut = s.data();
  font(face)->CalcTextSizeA(font_px(face), width - dots, 0, s.data(), end_of(s), &cut);
  float w = draw_text(x, y, face, colour, s.substr(0, cut - s.data()));
  draw_text(x + w, y, face, colour, "…");
  return true;
}

float row_text(float x, float y, float h, Face face, Tone t, std::string_view s) { return draw_text(x, y + (h - font_px(face)) / 2, face, t, s); }
bool row_text_fit(float x, float y, float h, Face face, Tone t, std::string_view s, float width) {
  return draw_text_fit(x, y + (h - font_px(face)) / 2, face, tone(t), s, width);
}

void fill(const Rect& r, ImU32 colour, float rounding) { ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h), colour, rounding); }
void frame_rect(const Rect& r, ImU32 colour, float rounding, float thickness) {
  ImGui::GetWindowDrawList()->AddRect(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h), colour, rounding, 0, thickness);
}
void line(float x1, float y1, float x2, float y2, ImU32 colour, float thickness) { ImGui::GetWindowDrawList()->AddLine(ImVec2(x1, y1), ImVec2(x2, y2), colour, thickness); }
void triangle(float x1, float y1, float x2, float y2, float x3, float y3, ImU32 colour) {
  ImGui::GetWindowDrawList()->AddTriangleFilled(ImVec2(x1, y1), ImVec2(x2, y2), ImVec2(x3, y3), colour);
}
void arrow_head(float x, float y, float dx, float dy, float size, ImU32 colour) {
  float bx = x - dx * size, by = y - dy * size, w = size * 0.55f;
  triangle(x, y, bx - dy * w, by + dx * w, bx + dy * w, by - dx * w, colour);
}

}  // namespace innards::ui
