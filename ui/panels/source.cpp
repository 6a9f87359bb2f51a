// Source: the program's text with the line and the expression about to run.
#include <algorithm>
#include <cstdio>

#include "edits.h"
#include "kit/python_text.h"
#include "kit/pipe.h"
#include "kit/rows.h"
#include "panels/breakpoints.h"
#include "panels/source_editor.h"

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

// The breakpoint on a line of the file shown, or null.
const Breakpoint* breakpoint_on(Ui& ui, int line) {
  const int at = find_breakpoint_row(ui, ui.rows.source_file, line);
  return at < 0 ? nullptr : &ui.session->breakpoints()[static_cast<size_t>(at)];
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
  if (underline) line(a, y + h - px(1), b, y + h - px(1), tone(Tone::Now), px(2));   // below the underscores
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

std::string compact(int64_t n) {
  if (n < 10000) return std::to_string(n);
  char s[32];
  if (n < 10000000) std::snprintf(s, sizeof s, "%lldk", static_cast<long long>(n / 1000));
  else std::snprintf(s, sizeof s, "%lldM", static_cast<long long>(n / 1000000));
  return s;
}

// Where the columns of the panel stand, and what of the run they show.
struct Sheet {
  const FrameRow* frame = nullptr;
  bool here = false;        // the shown frame runs this file
  bool innermost = false;
  float h = 0;
  float bp_w = 0, no_w = 0, hits_w = 0, text_x = 0;   // breakpoint, line number, hits; where the text begins
  float full_w = 0;
  PipeState* stages = nullptr;                         // what the compiler's panels point at
};

Sheet lay_out_sheet(Ui& ui) {
  const auto& rows = ui.rows.source;
  Sheet s;
  s.frame = ui.frame();
  s.here = s.frame && s.frame->filename == ui.rows.source_file;
  s.innermost = s.frame && s.frame == &ui.view->moment().frames.back();
  s.h = line_height();
  const float cw = mono_width();
  const int digits = rows.size() >= 1000 ? 4 : rows.size() >= 100 ? 3 : 2;
  s.bp_w = px(16);
  s.no_w = cw * static_cast<float>(digits);
  s.hits_w = px(28);
  s.text_x = s.bp_w + s.no_w + s.hits_w + px(15);
  float widest = 0;   // no line is wider than as many letters as it has bytes
  for (const SourceRow& r : rows)
    if (static_cast<float>(r.text.size()) * cw > widest) widest = std::max(widest, text_width(Face::Mono, r.text));
  s.full_w = std::max(ImGui::GetContentRegionAvail().x, s.text_x + widest + px(6));
  return s;
}

// Brings the line that runs into view, and an expression that begins beyond the right edge; the view goes back when that is
// no longer needed, so that lines are seen from their beginning wherever they can be.
void scroll_to_frame(Ui& ui, const Sheet& s) {
  if (!s.here || !ui.follow(Panel::Source)) return;
  const Span& span = s.frame->span;
  const float cw = mono_width();
  follow_row(static_cast<float>(s.frame->line - 1) * s.h, s.h);
  if (span.line != s.frame->line) return ImGui::SetScrollX(0);
  const int end_col = std::min(span.end_line == span.line ? span.end_col : span.col + 8, span.col + 8);   // enough of it
  const float over = s.text_x + static_cast<float>(end_col) * cw + px(24) - ImGui::GetWindowWidth();
  ImGui::SetScrollX(std::max(0.f, std::min(over, static_cast<float>(span.col) * cw)));
}

// What lies behind a line: it runs, is selected, is pointed at.
void lay_line_colours(Ui& ui, const Sheet& s, const Link& link, const Rect& part) {
  if (s.here && s.frame->line == link.line) fill(part, tone(Tone::NowSoft, s.innermost ? 1.f : 0.5f));
  if (ui.is_selected(link)) fill(part, tone(Tone::AccentSoft));
  if (ui.glows(link)) fill(part, tone(Tone::Hover));
}

// The expression about to run, and what is pointed at or chosen elsewhere: an instruction, a token, a node of the tree.
void mark_expressions(Ui& ui, const Sheet& s, const SourceRow& r, float x, float y) {
  if (s.here) mark_span(s.frame->span, r, x, y, s.h, tone(Tone::NowStrong), s.innermost);
  if (s.stages->refused || !s.stages->shown) {
    if (s.here) mark_hovered_instruction(ui, r, x, y, s.h);
    return;
  }
  for (const Span& span : s.stages->chosen.spans) mark_span(span, r, x, y, s.h, tone(Tone::AccentSoft), false);
  for (const Span& span : s.stages->hover.spans) mark_span(span, r, x, y, s.h, tone(Tone::AccentSoft), false);
}

void draw_code(const SourceRow& r, const std::vector<Coloured>& colours, float x, float y, float h) {
  size_t at = 0;
  std::string_view text = r.text;
  for (const Coloured& c : colours) {
    if (c.from > at) x += text_width(Face::Mono, text.substr(at, c.from - at));
    x += draw_text(x, y + (h - font_px(Face::Mono)) / 2, Face::Mono, c.tone, text.substr(c.from, c.to - c.from));
    at = c.to;
  }
}

// Counted from the moment on that somebody sees the source.
void look_for_hits(Ui& ui) {
  if (ui.session && !ui.lines.hits) ui.lines.hits = ui.session->line_hits();
}

// 0 also where it is not known: while the run is being counted for the first time, and of a trace, which does not tell.
int64_t hits_of(const Ui& ui, int line) { return ui.lines.known ? ui.lines.hits->of(ui.rows.source_file, line) : 0; }

void draw_hits(const Sheet& s, int64_t count, float right, float y) {
  if (count <= 0) return;
  std::string hits = compact(count);
  row_text(right - text_width(Face::MonoSmall, hits), y, s.h, Face::MonoSmall, Tone::Faint, hits);
  if (!mouse_in({right - s.hits_w, y, s.hits_w + px(6), s.h})) return;
  char tip[80];
  std::snprintf(tip, sizeof tip, tr(Word::Hits), static_cast<long long>(count));
  tooltip(tip);
}

// Breakpoint, number, hits and the arrow. The gutter stays where it is when the text is moved sideways.
void draw_gutter(Ui& ui, const Sheet& s, const SourceRow& r, const Rect& dot) {
  const float gx = dot.x, y = dot.y, mid = y + s.h / 2;
  const bool now = s.here && s.frame->line == r.line;
  if (ImGui::GetScrollX() > 0) {
    Link link;
    link.line = r.line;
    Rect gutter{gx, y, s.text_x - px(2), s.h};
    fill(gutter, tone(Tone::Panel));
    lay_line_colours(ui, s, link, gutter);
  }
  ImVec2 centre(gx + px(9), mid);
  if (const Breakpoint* b = breakpoint_on(ui, r.line)) draw_breakpoint_sign(*b, centre);
  else if (mouse_in(dot) && r.executable && ui.session) ImGui::GetWindowDrawList()->AddCircle(centre, px(4.5f), tone(Tone::Break));
  std::string number = std::to_string(r.line);
  row_text(gx + s.bp_w + s.no_w - text_width(Face::Mono, number), y, s.h, Face::Mono, now ? Tone::Now : r.executable ? Tone::Dim : Tone::Faint, number);
  if (!ui.question_waits()) draw_hits(s, hits_of(ui, r.line), gx + s.bp_w + s.no_w + s.hits_w, y);
  if (!now) return;
  float ax = gx + s.text_x - px(11);
  triangle(ax, mid - px(4), ax + px(7), mid, ax, mid + px(4), tone(Tone::Now));
}

void take_mouse(Ui& ui, const Sheet& s, const SourceRow& r, const Rect& rect, const Rect& dot) {
  if (!mouse_in(rect)) return;
  const bool over_dot = mouse_in(dot);
  PipelinePoint point = point_under_mouse(*s.stages, r, rect.x + s.text_x);
  ui.hover_next = Link();
  ui.hover_next.line = r.line;
  ui.hover_next.pipe = point;
  if (ImGui::IsMouseClicked(0)) {
    if (over_dot) toggle_breakpoint(ui, ui.rows.source_file, r.line);
    else if (point.stage != Stage::None) ui.selected.line = r.line, point_at(ui, point, true);
    else ui.selected.line = ui.selected.line == r.line ? 0 : r.line;
  }
  if (ImGui::IsMouseDoubleClicked(0) && !over_dot && ui.session) ui.look_for({Way::ThisLine, Direction::Forward, ui.rows.source_file, r.line});
}

void draw_source_line(Ui& ui, const Sheet& s, const SourceRow& r, char& inside) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(s.full_w, s.h));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + s.h));
  std::vector<Coloured> colours = colour_python(r.text, inside);
  Rect rect{p.x, p.y, s.full_w, s.h}, dot{p.x + ImGui::GetScrollX(), p.y, s.bp_w, s.h};
  if (!ImGui::IsRectVisible(p, ImVec2(p.x + s.full_w, p.y + s.h))) return;
  Link link;
  link.line = r.line;
  lay_line_colours(ui, s, link, rect);
  float x = p.x + s.text_x;
  mark_expressions(ui, s, r, x, p.y);
  const bool main = !ui.rows.files.empty() && ui.rows.source_file == ui.rows.files[0];   // a lesson's marks are of its program
  if (main && ui.marked(0, "line " + std::to_string(r.line))) mark_ring({x - px(3), p.y, ImGui::GetWindowWidth() - s.text_x - px(14), s.h});
  draw_code(r, colours, x, p.y, s.h);
  draw_gutter(ui, s, r, dot);
  take_mouse(ui, s, r, rect, dot);
}

}  // namespace

namespace {

// What stands where the run has no text of the file.
Word why_no_source(const Ui& ui) {
  if (ui.view && !ui.session) return Word::NotInTrace;
  return ui.edits->find(ui.rows.source_file) ? Word::NotImported : Word::Nothing;
}

void draw_rows(Ui& ui) {
  if (ui.rows.source.empty()) return placeholder(tr(why_no_source(ui)));
  Sheet sheet = lay_out_sheet(ui);
  scroll_to_frame(ui, sheet);
  char inside = 0;
  sheet.stages = &pipe_if_wanted(ui);
  const auto& spans = sheet.stages->chosen.spans;
  if (new_choice(ui, Panel::Source) && !sheet.stages->refused && !spans.empty()) scroll_to_row(static_cast<float>(spans[0].line - 1) * sheet.h, sheet.h);
  for (const SourceRow& r : ui.rows.source) draw_source_line(ui, sheet, r, inside);
}

}  // namespace

// The names of several files stay where they are while the text is scrolled; each file keeps its own place.
void draw_Source(Ui& ui) {
  look_for_hits(ui);
  const bool several = draw_file_tabs(ui);
  if (several) begin_area(ui.rows.source_file.c_str(), ImVec2(0, 0), ImGuiWindowFlags_HorizontalScrollbar);
  if (ui.editing) draw_source_editor(ui);
  else draw_rows(ui);
  if (several) ImGui::EndChild();
}

std::string text_Source(Ui& ui) {
  std::string out;
  const FrameRow* frame = ui.frame();
  bool here = frame && frame->filename == ui.rows.source_file;
  out += ui.rows.source_file + "\n" + file_tabs_text(ui);
  if (ui.editing) return out + editor_text(ui);
  if (ui.rows.source.empty()) out += std::string(tr(why_no_source(ui))) + "\n";
  look_for_hits(ui);
  while (ui.text_waits && ui.counts_lines()) ui.count_lines(1000);
  for (const SourceRow& r : ui.rows.source) {
    const int64_t hits = hits_of(ui, r.line);
    bool now = here && frame->line == r.line;
    out += std::string(breakpoint_on(ui, r.line) ? "*" : " ") + (now ? ">" : " ") + pad_left(std::to_string(r.line), 4);
    out += pad_left(hits > 0 ? std::to_string(hits) : "", 7) + "  " + r.text + "\n";
    // The exact expression, as python3.11 marks it in a traceback.
    if (now && frame->span.line == r.line) {
      int end = frame->span.end_line == r.line ? frame->span.end_col : static_cast<int>(r.text.size());
      out += std::string(15 + frame->span.col, ' ') + std::string(std::max(1, end - frame->span.col), '^') + "\n";
    }
  }
  return out;
}

}  // namespace innards::ui
