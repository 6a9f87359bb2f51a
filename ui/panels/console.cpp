// Output and input: what the program has printed up to this step, and the line where its input is typed.
#include <algorithm>

#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

struct Line {
  std::string text;
  int stream;
  uint64_t step;      // when its first character was written
  uint64_t from, to;  // its bytes in the stream
};

// The output as lines; `future` counts those written after the cursor.
std::vector<Line> lines_until(Ui& ui, size_t& future) {
  std::vector<Line> out;
  future = 0;
  bool open = false;
  uint64_t bytes[3] = {};
  for (const OutputRow& o : ui.rows.output) {
    if (o.step > ui.rows.cursor) {
      future += static_cast<size_t>(std::count(o.text.begin(), o.text.end(), '\n'));
      continue;
    }
    size_t at = 0;
    while (at < o.text.size()) {
      size_t end = o.text.find('\n', at);
      size_t stop = end == std::string::npos ? o.text.size() : end;
      if (!open || out.empty() || out.back().stream != o.stream) out.push_back({"", o.stream, o.step, bytes[o.stream] + at, 0});
      out.back().text += o.text.substr(at, stop - at);
      out.back().to = bytes[o.stream] + stop;
      open = end == std::string::npos;
      at = stop + (open ? 0 : 1);
    }
    bytes[o.stream] += o.text.size();
  }
  return out;
}

Tone tone_of_stream(int stream) { return stream == 2 ? Tone::Error : stream == 0 ? Tone::Accent : Tone::Text; }
const char* sign_of_stream(int stream) { return stream == 2 ? "!" : stream == 0 ? "<" : " "; }

// What the program has written since the last end of line: the question that the input answers.
std::string prompt(const Ui& ui) {
  std::string text;
  for (size_t i = ui.rows.output.size(); i-- > 0 && text.find('\n') == std::string::npos && text.size() < 400;) {
    if (ui.rows.output[i].stream == 1) text = ui.rows.output[i].text + text;
    else if (ui.rows.output[i].stream == 0) break;
  }
  return text.substr(text.rfind('\n') + 1);
}

// How it ended, at the end of the run; empty elsewhere.
std::string ending(const Ui& ui) {
  if (ui.rows.cursor < ui.view->last_step()) return {};
  if (std::optional<int> status = ui.view->exit_status()) return with_number(Word::Exited, *status);
  return ui.view->recording() || !ui.session ? "" : tr(Word::StoppedHere);
}

}  // namespace

void draw_Console(Ui& ui) {
  if (!ui.view) return;
  bool wants = ui.session && ui.session->wants_input();
  float h = line_height(), input_h = wants ? ImGui::GetFrameHeight() + px(8) : 0;
  begin_area("text", ImVec2(0, -input_h - 1));
  size_t future = 0;
  std::vector<Line> lines = lines_until(ui, future);
  float width = ImGui::GetContentRegionAvail().x;
  const bool marked = ui.marked(0, "output");   // what was printed last
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()), h);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      Link link;
      link.step = lines[i].step;
      if (lines[i].stream && lines[i].to > lines[i].from) link.stream = lines[i].stream, link.from = lines[i].from, link.to = lines[i].to;
      Row row = begin_row(ui, h, link);
      if (marked && lines[i].step == lines.back().step) mark_ring({row.rect.x + px(3), row.rect.y, row.rect.w - px(6), h});
      row_text(row.rect.x + px(6), row.rect.y, h, Face::Mono, tone_of_stream(lines[i].stream), sign_of_stream(lines[i].stream));
      bool cut = row_text_fit(row.rect.x + px(18), row.rect.y, h, Face::Mono, tone_of_stream(lines[i].stream), lines[i].text, width - px(26));
      if (row.hovered && cut) tooltip(lines[i].text);
      if (row.clicked) ui.go_to(lines[i].step);
    }
  }
  clipper.End();
  if (future) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(1, h));
    std::string text = "… " + std::to_string(future) + " " + tr(future == 1 ? Word::LineLater : Word::LinesLater);
    row_text(p.x + px(18), p.y, h, Face::Small, Tone::Faint, text);
  } else if (std::string end = ending(ui); !end.empty()) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(1, h));
    bool failed = ui.view->exit_status().value_or(0) != 0;
    row_text(p.x + px(18), p.y, h, Face::Small, failed ? Tone::Error : Tone::Dim, end);
  } else if (lines.empty()) {
    placeholder(tr(Word::NothingYet));
  }
  if (ui.follow(Panel::Console)) ImGui::SetScrollHereY(1);
  ImGui::EndChild();
  if (wants) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    float x = p.x + px(6);
    std::string asks = prompt(ui);
    if (!asks.empty()) {
      float room = std::min(text_width(Face::Mono, asks), width * 0.5f) + 1;
      if (row_text_fit(x, p.y + px(3), ImGui::GetFrameHeight(), Face::Mono, Tone::Text, asks, room) && mouse_in({x, p.y, room, input_h})) tooltip(asks);
      x += room + px(6);
    }
    ImGui::SetCursorScreenPos(ImVec2(x, p.y + px(3)));
    ImGui::SetNextItemWidth(p.x + width - px(6) - x);
    if (text_field("##input", tr(Word::InputHint), ui.input_text, ImGuiInputTextFlags_EnterReturnsTrue)) {
      ui.session->give_input(ui.input_text);
      ui.input_text.clear();
      ImGui::SetKeyboardFocusHere(-1);
    }
  }
}

std::string text_Console(Ui& ui) {
  std::string out;
  size_t future = 0;
  for (const Line& l : lines_until(ui, future)) out += std::string(sign_of_stream(l.stream)) + " " + l.text + "\n";
  if (future) out += "  ... " + std::to_string(future) + (future == 1 ? " line comes later\n" : " lines come later\n");
  if (std::string end = ending(ui); !end.empty()) out += "  " + end + "\n";
  return out.empty() ? std::string(tr(Word::NothingYet)) + "\n" : out;
}

}  // namespace innards::ui
