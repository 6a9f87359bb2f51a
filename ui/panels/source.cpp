// Source: the program's text with the line and the expression about to run.
#include <algorithm>
#include <cstdio>

#include "kit/python_text.h"
#include "kit/pipe.h"

namespace innards::ui {
namespace {

// The byte at which code point `col` of a line begins.
size_t byte_of(std::string_view s, int col) {
  size_t i = 0;
  for (; i < s.size() && col > 0; --col) {
    ++i;
    while (i < s.size() && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80) ++i;
  }
  return i;
}

bool has_breakpoint(Ui& ui, int line) {
  if (!ui.session) return false;
  for (const Breakpoint& b : ui.session->breakpoints()) {
    if (b.line == line && b.enabled && (b.filename.empty() || b.filename == ui.rows.source_file)) return true;
  }
  return false;
}

void toggle_breakpoint(Ui& ui, int line) {
  if (!ui.session) return;
  auto& all = ui.session->breakpoints();
  auto it = std::find_if(all.begin(), all.end(), [&](const Breakpoint& b) { return b.line == line && b.filename == ui.rows.source_file; });
  if (it != all.end()) {
    all.erase(it);
    return;
  }
  Breakpoint b;
  b.filename = ui.rows.source_file;
  b.line = line;
  all.push_back(b);
}

// The span to mark: what the shown frame is about to run, or what the mouse points at elsewhere.
void mark_span(const Span& s, const SourceRow& row, float x, float y, float h, ImU32 colour, bool underline) {
  if (!s.line || row.line < s.line || row.line > s.end_line) return;
  size_t from = row.line == s.line ? byte_of(row.text, s.col) : row.text.find_first_not_of(" \t");
  size_t to = row.line == s.end_line ? byte_of(row.text, s.end_col) : row.text.size();
  if (from == std::string::npos || to <= from) return;
  std::string_view t = row.text;
  float a = x + text_width(Face::Mono, t.substr(0, from)), b = x + text_width(Face::Mono, t.substr(0, to));
  fill({a - px(1), y + px(1), b - a + px(2), h - px(2)}, colour, px(3));
  if (underline) line(a, y + h - px(2), b, y + h - px(2), tone(Tone::Now), px(2));
}

// Without the stages (a trace), an instruction that is pointed at still marks its span.
void mark_hovered_instruction(Ui& ui, const SourceRow& r, float x, float y, float h) {
  const CodeRows* code = ui.hover.offset >= 0 ? ui.view->code(ui.hover.code) : nullptr;
  if (!code) return;
  for (const InstrRow& i : code->instructions) {
    if (i.offset == ui.hover.offset) mark_span(i.span, r, x, y, h, tone(Tone::AccentSoft), false);
  }
}

// The token under the mouse on this line, if there is one.
PipelinePoint point_under_mouse(const PipeState& stages, const SourceRow& r, float x) {
  float dx = ImGui::GetMousePos().x - x;
  if (!stages.shown || stages.refused || dx < 0) return {};
  int col = 0;
  for (size_t i = 0; i < r.text.size(); ++col) {
    size_t next = i + 1;
    while (next < r.text.size() && (static_cast<unsigned char>(r.text[next]) & 0xC0) == 0x80) ++next;
    dx -= text_width(Face::Mono, std::string_view(r.text).substr(i, next - i));
    if (dx < 0) break;
    i = next;
  }
  return dx < 0 && token_at(*stages.shown, r.line, col) >= 0 ? PipelinePoint{Stage::Source, r.line, col, -1} : PipelinePoint();
}

void draw_editor(Ui& ui) {
  WithFont mono(Face::Mono);
  ImVec2 room = ImGui::GetContentRegionAvail();
  ImGui::InputTextMultiline("##program", &ui.edit_text, ImVec2(room.x, room.y), ImGuiInputTextFlags_AllowTabInput);
}

std::string compact(int64_t n) {
  if (n < 10000) return std::to_string(n);
  char s[32];
  if (n < 10000000) std::snprintf(s, sizeof s, "%lldk", static_cast<long long>(n / 1000));
  else std::snprintf(s, sizeof s, "%lldM", static_cast<long long>(n / 1000000));
  return s;
}

}  // namespace

void toggle_breakpoint_here(Ui& ui) {
  int at = ui.selected.line;
  if (!at && ui.frame()) at = ui.frame()->line;
  if (at) toggle_breakpoint(ui, at);
}

void draw_Source(Ui& ui) {
  if (ui.editing) return draw_editor(ui);
  const auto& rows = ui.rows.source;
  if (rows.empty()) return placeholder(tr(ui.view && !ui.session ? Word::NotInTrace : Word::Nothing));
  const FrameRow* frame = ui.frame();
  bool here = frame && frame->filename == ui.rows.source_file;
  bool innermost = frame && frame == &ui.view->moment().frames.back();
  float h = line_height(), cw = mono_width();
  int digits = rows.size() >= 1000 ? 4 : rows.size() >= 100 ? 3 : 2;
  float bp_w = px(16), no_w = cw * static_cast<float>(digits), hits_w = px(28), text_x0 = bp_w + no_w + hits_w + px(15);
  if (here && ui.follow(Panel::Source)) {
    float y = static_cast<float>(frame->line - 1) * h, top = ImGui::GetScrollY(), view = ImGui::GetWindowHeight();
    if (y < top + h || y > top + view - 3 * h) ImGui::SetScrollY(std::max(0.f, y - view * 0.4f));
    // An expression beyond the right edge is brought into view; the view goes back when it is no longer needed.
    if (frame->span.line == frame->line) {
      float end_col = static_cast<float>(frame->span.end_line == frame->span.line ? frame->span.end_col : frame->span.col + 8);
      float right = text_x0 + end_col * cw + px(24), over = right - ImGui::GetWindowWidth();
      ImGui::SetScrollX(std::max(0.f, std::min(over, static_cast<float>(frame->span.col) * cw)));
    }
  }
  float widest = 0;
  for (const SourceRow& r : rows) widest = std::max(widest, static_cast<float>(r.text.size()));
  float full_w = std::max(ImGui::GetContentRegionAvail().x, text_x0 + widest * cw + px(20));
  char inside = 0;
  PipeState& stages = pipe(ui);
  if (new_choice(ui, Panel::Source) && !stages.refused && !stages.chosen.spans.empty()) scroll_to_row(static_cast<float>(stages.chosen.spans[0].line - 1) * h, h);
  for (const SourceRow& r : rows) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(full_w, h));
    ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h));
    std::vector<Coloured> colours = colour_python(r.text, inside);
    Rect rect{p.x, p.y, full_w, h};
    if (!ImGui::IsRectVisible(ImVec2(p.x, p.y), ImVec2(p.x + full_w, p.y + h))) continue;
    Link link;
    link.line = r.line;
    bool now = here && frame->line == r.line;
    auto lay_colours = [&](const Rect& part) {
      if (now) fill(part, tone(Tone::NowSoft, innermost ? 1.f : 0.5f));
      if (ui.is_selected(link)) fill(part, tone(Tone::AccentSoft));
      if (ui.glows(link)) fill(part, tone(Tone::Hover));
    };
    lay_colours(rect);
    if (here) mark_span(frame->span, r, p.x + text_x0, p.y, h, tone(Tone::NowStrong), innermost);
    if (stages.refused || !stages.shown) {
      if (here) mark_hovered_instruction(ui, r, p.x + text_x0, p.y, h);
    } else {
      for (const Span& s : stages.chosen.spans) mark_span(s, r, p.x + text_x0, p.y, h, tone(Tone::AccentSoft), false);
      for (const Span& s : stages.hover.spans) mark_span(s, r, p.x + text_x0, p.y, h, tone(Tone::AccentSoft), false);
    }
    if (ui.marked(0, "line " + std::to_string(r.line))) mark_ring({p.x + text_x0 - px(3), p.y, ImGui::GetWindowWidth() - text_x0 - px(14), h});
    float x = p.x + text_x0;
    size_t at = 0;
    for (const Coloured& c : colours) {
      if (c.from > at) x += text_width(Face::Mono, std::string_view(r.text).substr(at, c.from - at));
      x += draw_text(x, p.y + (h - font_px(Face::Mono)) / 2, Face::Mono, c.tone, std::string_view(r.text).substr(c.from, c.to - c.from));
      at = c.to;
    }
    // The gutter stays where it is when the text is moved sideways.
    float gx = p.x + ImGui::GetScrollX(), mid = p.y + h / 2;
    if (ImGui::GetScrollX() > 0) {
      Rect gutter{gx, p.y, text_x0 - px(2), h};
      fill(gutter, tone(Tone::Panel));
      lay_colours(gutter);
    }
    Rect dot{gx, p.y, bp_w, h};
    bool over_dot = mouse_in(dot);
    if (has_breakpoint(ui, r.line)) ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(gx + px(9), mid), px(4.5f), tone(Tone::Break));
    else if (over_dot && r.executable && ui.session) ImGui::GetWindowDrawList()->AddCircle(ImVec2(gx + px(9), mid), px(4.5f), tone(Tone::Break));
    std::string number = std::to_string(r.line);
    row_text(gx + bp_w + no_w - cw * static_cast<float>(number.size()), p.y, h, Face::Mono, now ? Tone::Now : r.executable ? Tone::Dim : Tone::Faint, number);
    if (r.hits > 0) {
      std::string hits = compact(r.hits);
      float w = text_width(Face::MonoSmall, hits);
      row_text(gx + bp_w + no_w + hits_w - w, p.y, h, Face::MonoSmall, Tone::Faint, hits);
      if (mouse_in({gx + bp_w + no_w, p.y, hits_w + px(6), h})) {
        char tip[80];
        std::snprintf(tip, sizeof tip, tr(Word::Hits), static_cast<long long>(r.hits));
        tooltip(tip);
      }
    }
    if (now) {
      float ax = gx + text_x0 - px(11);
      triangle(ax, mid - px(4), ax + px(7), mid, ax, mid + px(4), tone(Tone::Now));
    }
    if (mouse_in(rect)) {
      ui.hover_next = link;
      PipelinePoint point = point_under_mouse(stages, r, p.x + text_x0);
      ui.hover_next.pipe = point;
      if (ImGui::IsMouseClicked(0)) {
        if (over_dot) toggle_breakpoint(ui, r.line);
        else if (point.stage != Stage::None) ui.selected.line = r.line, point_at(ui, point, true);
        else ui.selected.line = ui.selected.line == r.line ? 0 : r.line;
      }
      if (ImGui::IsMouseDoubleClicked(0) && !over_dot && ui.session) ui.look_for({Way::ThisLine, Direction::Forward, ui.rows.source_file, r.line});
    }
  }
}

std::string text_Source(Ui& ui) {
  std::string out;
  const FrameRow* frame = ui.frame();
  bool here = frame && frame->filename == ui.rows.source_file;
  out += ui.rows.source_file + "\n";
  for (const SourceRow& r : ui.rows.source) {
    bool now = here && frame->line == r.line;
    out += std::string(has_breakpoint(ui, r.line) ? "*" : " ") + (now ? ">" : " ") + pad_left(std::to_string(r.line), 4);
    out += pad_left(r.hits > 0 ? std::to_string(r.hits) : "", 7) + "  " + r.text + "\n";
    // The exact expression, as python3.11 marks it in a traceback.
    if (now && frame->span.line == r.line) {
      int end = frame->span.end_line == r.line ? frame->span.end_col : static_cast<int>(r.text.size());
      out += std::string(15 + frame->span.col, ' ') + std::string(std::max(1, end - frame->span.col), '^') + "\n";
    }
  }
  return out;
}

}  // namespace innards::ui
