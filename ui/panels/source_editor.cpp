// Dear ImGui's text field knows one colour and has no line numbers. So the field is drawn without colours of its own, as
// large as its text, over text that is drawn here; the area around it does the scrolling.
#include "panels/source_editor.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "edits.h"
#include "kit/python_text.h"
#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

struct Look {
  float x, y;        // where the text begins
  float gutter;      // width left of it
  float line_h;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t at = 0;;) {
    size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return lines;
    at = end + 1;
  }
}

float gutter_width(size_t lines) {
  size_t digits = std::max<size_t>(2, std::to_string(lines).size());
  return mono_width() * static_cast<float>(digits) + px(34);
}

// Of the text in the editor, the line at which it was refused.
int wrong_line(const Ui& ui) { return ui.error_file == ui.rows.source_file ? ui.error_line : 0; }

void draw_line(Ui& ui, const Look& look, size_t index, std::string_view text, char& inside) {
  float y = look.y + static_cast<float>(index) * look.line_h, left = look.x - look.gutter;
  std::vector<Coloured> colours = colour_python(text, inside);
  if (!ImGui::IsRectVisible(ImVec2(left, y), ImVec2(left + 1e5f, y + look.line_h))) return;
  const bool wrong = wrong_line(ui) == static_cast<int>(index) + 1;
  if (wrong) {
    fill({left, y, ImGui::GetWindowWidth() + ImGui::GetScrollX(), look.line_h}, tone(Tone::ErrorSoft));
    row_text(left + px(6), y, look.line_h, Face::MonoBold, Tone::Error, "✗");
  }
  std::string number = std::to_string(index + 1);
  row_text(look.x - px(12) - text_width(Face::Mono, number), y, look.line_h, Face::Mono, wrong ? Tone::Error : Tone::Dim, number);
  float x = look.x;
  size_t at = 0;
  for (const Coloured& c : colours) {
    if (c.from > at) x += text_width(Face::Mono, text.substr(at, c.from - at));
    x += draw_text(x, y, Face::Mono, c.tone, text.substr(c.from, c.to - c.from));
    at = c.to;
  }
}

// Where the field's text cursor stands. The field hides its own together with its text.
struct Caret {
  int at = -1;
};

int note_caret(ImGuiInputTextCallbackData* data) {
  static_cast<Caret*>(data->UserData)->at = data->CursorPos;
  return 0;
}

void draw_caret(const Look& look, std::string_view text, int at, bool follow) {
  std::string_view before = text.substr(0, static_cast<size_t>(std::min<int64_t>(at, static_cast<int64_t>(text.size()))));
  size_t begin = before.rfind('\n') + 1;
  float lines = static_cast<float>(std::count(before.begin(), before.end(), '\n'));
  float x = look.x + text_width(Face::Mono, before.substr(begin)), y = look.y + lines * look.line_h;
  fill({x, y, px(1.5f), look.line_h}, tone(Tone::Text));
  if (!follow) return;
  ImVec2 corner = ImGui::GetWindowPos();
  float from_top = y - corner.y, from_left = x - corner.x, h = ImGui::GetWindowHeight(), w = ImGui::GetWindowWidth();
  if (from_top < look.line_h) ImGui::SetScrollY(std::max(0.f, ImGui::GetScrollY() + from_top - look.line_h));
  if (from_top > h - 3 * look.line_h) ImGui::SetScrollY(ImGui::GetScrollY() + from_top - h + 3 * look.line_h);
  if (from_left < look.gutter + px(20)) ImGui::SetScrollX(std::max(0.f, ImGui::GetScrollX() + from_left - look.gutter - px(20)));
  if (from_left > w - px(40)) ImGui::SetScrollX(ImGui::GetScrollX() + from_left - w + px(40));
}

// The field itself: colourless, and never smaller than its text, so that it does not scroll by itself.
bool draw_field(Ui& ui, Edit& edit, ImVec2 size, Caret& caret) {
  WithFont mono(Face::Mono);
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0);
  if (std::exchange(ui.focus_editor, false)) focus_next_field();
  // Dear ImGui keeps the text of a field that has the focus: another text is another field. Escape would take back all that
  // was typed since the field got the focus.
  const std::string before = edit.text;
  ImGui::PushID(static_cast<int>(edit.edition));
  ImGui::InputTextMultiline(edit.file.c_str(), &edit.text, size, ImGuiInputTextFlags_AllowTabInput | ImGuiInputTextFlags_CallbackAlways, note_caret, &caret);
  ImGui::PopID();
  if (key_pressed(ImGuiKey_Escape)) edit.text = before;
  bool active = ImGui::IsItemActive();
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(3);
  return active;
}

}  // namespace

void draw_source_editor(Ui& ui) {
  Edit* edit = ui.edits->find(ui.rows.source_file);
  if (!edit) return;
  std::vector<std::string_view> lines = lines_of(edit->text);
  ImVec2 corner = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  Look look{0, corner.y + px(2), gutter_width(lines.size()), font_px(Face::Mono)};
  look.x = corner.x + look.gutter;
  float widest = 0;
  for (std::string_view l : lines) widest = std::max(widest, static_cast<float>(l.size()));
  ImVec2 size(std::max(room.x - look.gutter, widest * mono_width() + px(40)), std::max(room.y - px(4), static_cast<float>(lines.size() + 2) * look.line_h));
  // Last frame's letters lie under this frame's field: both are drawn from the same text before it can change.
  char inside = 0;
  for (size_t i = 0; i < lines.size(); ++i) draw_line(ui, look, i, lines[i], inside);
  ImGui::SetCursorScreenPos(ImVec2(look.x, look.y));
  Caret caret;
  bool active = draw_field(ui, *edit, size, caret);
  if (active && caret.at >= 0) {
    draw_caret(look, edit->text, caret.at, caret.at != ui.edit_caret);
    ui.edit_caret = caret.at;
  }
}

std::string editor_text(Ui& ui) {
  std::string out;
  const Edit* edit = ui.edits->find(ui.rows.source_file);
  if (!edit) return out;
  int number = 0;
  for (std::string_view l : lines_of(edit->text)) {
    ++number;
    out += pad_left(std::to_string(number), 6) + (wrong_line(ui) == number ? " ✗ " : "   ") + std::string(l) + "\n";
  }
  return out;
}

}  // namespace innards::ui
