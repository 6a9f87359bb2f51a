// Bytecode: the instructions of the code object that runs, with jumps as arrows, caches, exception ranges.
#include <algorithm>
#include <map>

#include "inspect/instruction_text.h"
#include "inspect/form_words.h"
#include "kit/asked.h"
#include "kit/pipe.h"
#include "panels/breakpoints.h"

namespace innards::ui {
namespace {

struct Jump {
  int from, to, lane;   // row numbers
};

// Gives jumps lanes so that those that overlap do not share one; short ones lie nearest to the text.
std::vector<Jump> lay_out_jumps(const CodeRows& code, int& lanes) {
  std::map<int, int> row_of;
  for (size_t i = 0; i < code.instructions.size(); ++i) row_of[code.instructions[i].offset] = static_cast<int>(i);
  std::vector<Jump> jumps;
  for (size_t i = 0; i < code.instructions.size(); ++i) {
    auto it = row_of.find(code.instructions[i].jump_target);
    if (it != row_of.end()) jumps.push_back({static_cast<int>(i), it->second, 0});
  }
  std::stable_sort(jumps.begin(), jumps.end(), [](const Jump& a, const Jump& b) { return std::abs(a.from - a.to) < std::abs(b.from - b.to); });
  lanes = 0;
  for (size_t i = 0; i < jumps.size(); ++i) {
    int lo = std::min(jumps[i].from, jumps[i].to), hi = std::max(jumps[i].from, jumps[i].to);
    for (bool clash = true; clash;) {
      clash = false;
      for (size_t k = 0; k < i; ++k) {
        bool same = jumps[k].to == jumps[i].to;
        int a = std::min(jumps[k].from, jumps[k].to), b = std::max(jumps[k].from, jumps[k].to);
        if (!same && jumps[k].lane == jumps[i].lane && a <= hi && lo <= b) clash = true;
      }
      if (clash) ++jumps[i].lane;
    }
    lanes = std::max(lanes, jumps[i].lane + 1);
  }
  return jumps;
}

// The jumps of the listing that was shown last: only another one is laid out anew, which takes long where there are many.
struct LaidOut {
  size_t of = 0;   // a number made of all jumps
  std::vector<Jump> jumps;
  int lanes = 0;
} g_laid_out;

const LaidOut& laid_out(const CodeRows& code) {
  size_t of = code.instructions.size() + 1;
  for (const InstrRow& r : code.instructions) of = of * 1000003 + static_cast<size_t>(r.offset) * 31 + static_cast<size_t>(r.jump_target + 1);
  if (of == g_laid_out.of) return g_laid_out;
  g_laid_out.of = of;
  g_laid_out.jumps = lay_out_jumps(code, g_laid_out.lanes);
  return g_laid_out;
}

void draw_jumps(const std::vector<Jump>& jumps, float x, float top, float h, int now_row, int hover_row) {
  ImDrawList* dl = ImGui::GetWindowDrawList();
  for (const Jump& j : jumps) {
    bool live = j.from == now_row || j.from == hover_row;
    ImU32 c = tone(j.from == now_row ? Tone::Now : live ? Tone::Accent : Tone::Arrow, live ? 1.f : 0.55f);
    float lx = x - px(5) - static_cast<float>(std::min(j.lane, 7)) * px(5);
    float y1 = top + (static_cast<float>(j.from) + 0.5f) * h, y2 = top + (static_cast<float>(j.to) + 0.5f) * h;
    if (!ImGui::IsRectVisible(ImVec2(lx, std::min(y1, y2) - h), ImVec2(x + px(2), std::max(y1, y2) + h))) continue;
    float r = std::min(px(3), std::abs(y2 - y1) / 2), d = y2 > y1 ? 1.f : -1.f;
    dl->PathLineTo(ImVec2(x, y1));
    dl->PathLineTo(ImVec2(lx + r, y1));
    dl->PathBezierCubicCurveTo(ImVec2(lx, y1), ImVec2(lx, y1), ImVec2(lx, y1 + d * r), 6);
    dl->PathLineTo(ImVec2(lx, y2 - d * r));
    dl->PathBezierCubicCurveTo(ImVec2(lx, y2), ImVec2(lx, y2), ImVec2(lx + r, y2), 6);
    dl->PathLineTo(ImVec2(x - px(3), y2));
    dl->PathStroke(c, 0, live ? px(1.6f) : px(1.1f));
    arrow_head(x + px(1), y2, 1, 0, px(6), c);
  }
}

// Where the columns begin, from the left edge of the panel.
struct Columns {
  float line, jump, offset, name, arg;
  float width;   // of the panel
  bool narrow;   // the argument follows its name at once, and the caches are left to the tooltip
};

Columns lay_out_columns(int lanes, float width) {
  const float cw = mono_width();
  Columns c;
  c.width = width;
  c.line = px(14);
  c.jump = c.line + cw * 3 + px(6) + static_cast<float>(std::min(lanes, 8)) * px(5) + px(4);
  c.offset = c.jump + px(7);
  c.name = c.offset + cw * 4 + px(6);
  // The argument's column suits most names; a longer name pushes it to the right in its own row.
  const float arg = c.name + cw * 15;
  c.narrow = width < arg + cw * 10;
  c.arg = c.narrow ? c.name : arg;
  return c;
}

// What all rows of the list have in common.
struct Listing {
  Ui& ui;
  const PipeState& stages;
  ShownCode shown;
  Columns columns;
  float h;             // of a row
  int now_row, hover_row;   // -1: none
};

// The number of the instruction at an offset, or -1.
int row_at(const CodeRows& code, int offset) {
  for (size_t i = 0; i < code.instructions.size(); ++i)
    if (code.instructions[i].offset == offset) return static_cast<int>(i);
  return -1;
}

// The first instruction of what was just selected elsewhere, or -1.
int chosen_row(Ui& ui, const PipeState& s, const ShownCode& shown) {
  if (!new_choice(ui, Panel::Bytecode)) return -1;
  for (size_t i = 0; i < shown.code->instructions.size(); ++i)
    if (lit(s.chosen.instrs, std::pair{shown.unit, shown.code->instructions[i].offset})) return static_cast<int>(i);
  return -1;
}

// What lies under a row that its source line, or a stage of the compiler, points at.
void draw_glow(const Listing& l, const InstrRow& r, const Rect& row, const Link& link) {
  Link by_line;
  by_line.line = r.line;
  if (l.ui.hover.line && l.ui.hover.pipe.stage == Stage::None && l.ui.glows(by_line)) fill(row, tone(Tone::Hover));
  if (l.shown.unit < 0 || l.ui.is_selected(link)) return;
  Glow glow = glow_of(l.stages, &PipelineLight::instrs, std::pair{l.shown.unit, r.offset});
  fill_glow(row, {false, glow.chosen, glow.hover && !l.ui.glows(link)});
}

// The left side: source line, where one starts, and offset.
void draw_numbers(const Listing& l, const InstrRow& r, const Rect& row, bool first) {
  const float cw = mono_width(), line_x = row.x + l.columns.line;
  if (r.starts_line) {
    if (!first) line(line_x, row.y, line_x + cw * 3, row.y, tone(Tone::Line));
    std::string n = std::to_string(r.line);
    row_text(line_x + cw * (3 - static_cast<float>(n.size())), row.y, l.h, Face::Mono, Tone::Dim, n);
  }
  std::string off = std::to_string(r.offset);
  float indent = cw * static_cast<float>(4 - std::min<size_t>(4, off.size()));
  row_text(row.x + l.columns.offset + indent, row.y, l.h, Face::Mono, r.is_target ? Tone::Text : Tone::Faint, off);
}

bool is_dull(const InstrRow& r) { return r.name == "RESUME" || r.name == "NOP" || r.name == "PRECALL" || r.name == "CACHE" || r.name == "EXTENDED_ARG"; }

// Where the right parts of one row end, from the left edge of the panel.
struct RowEnds {
  float arg;       // the number of the argument, right-aligned
  float meaning;   // what it means, right-aligned
  bool caches;     // behind it
  bool number = true;   // there is room for the argument's number
  float room() const { return meaning - arg - px(9); }
};

// As the columns have it; but a meaning too long for that first takes the place of the caches, which the tooltip tells as
// well, then lets its argument follow the name at once, and at last takes the place of the argument's number.
RowEnds ends_of(const Columns& c, const InstrRow& r, float name_w) {
  const float cw = mono_width(), right = c.width - px(14), wanted = text_width(Face::Mono, r.arg_text), name_end = c.name + name_w + cw;
  RowEnds ends{std::max(c.arg, name_end) + 3 * cw, right, r.caches > 0 && !c.narrow};
  if (ends.caches) ends.meaning -= static_cast<float>(r.caches) * px(5) + px(6);
  if (ends.room() >= wanted) return ends;
  ends.meaning = right, ends.caches = false;
  if (ends.room() < wanted) ends.arg = std::min(ends.arg, name_end + text_width(Face::Mono, std::to_string(r.arg)));
  if (ends.room() < wanted) ends.arg = c.name + name_w, ends.number = false;
  return ends;
}

// A small box for each cache unit, the last at `right`.
void draw_caches(const InstrRow& r, float right, float y, float h) {
  const float x = right - static_cast<float>(r.caches) * px(5);
  for (int i = 0; i < r.caches; ++i) frame_rect({x + static_cast<float>(i) * px(5), y + h / 2 - px(2), px(4), px(5)}, tone(Tone::Faint, 0.8f));
}

// Behind the name: what specialisation has added to it (_ADD_INT), as far as there is room beside argument and meaning. Its width.
float draw_form(const Listing& l, const InstrRow& r, const Rect& row, float name_w) {
  if (r.form_name.size() <= r.name.size()) return 0;
  const float cw = mono_width(), x = l.columns.name + name_w;
  float room = l.columns.width - px(14) - x - cw;
  if (r.has_arg) room -= text_width(Face::Mono, std::to_string(r.arg)) + cw;
  if (!r.arg_text.empty()) room -= text_width(Face::Mono, r.arg_text) + px(9);
  const std::string added = r.form_name.substr(r.name.size());
  const float wanted = text_width(Face::MonoSmall, added);
  if (room < std::min(wanted, 4 * cw)) return 0;
  row_text_fit(row.x + x, row.y, l.h, Face::MonoSmall, Tone::Changed, added, room);
  return std::min(wanted, room);
}

// The opcode's name and its argument, what that means, caches, and the mark of an exception handler.
void draw_operation(const Listing& l, const InstrRow& r, const Rect& row, bool now) {
  const Columns& c = l.columns;
  const Face face = now ? Face::MonoBold : Face::Mono;
  // At least the mark that the meaning is cut has room behind the name.
  const float dots = text_width(Face::Mono, "…"), name_room = c.width - c.name - px(14) - (r.arg_text.empty() ? 0 : dots + px(9));
  const float name_w = std::min(text_width(face, r.name), name_room), form_w = draw_form(l, r, row, name_w);
  // Where there is no room for what has been added, the name itself says that something has.
  const Tone plain = is_dull(r) && !now ? Tone::Dim : Tone::Text;
  row_text_fit(row.x + c.name, row.y, l.h, face, !r.form_name.empty() && form_w == 0 ? Tone::Changed : plain, r.name, name_room);
  const RowEnds ends = ends_of(c, r, name_w + form_w);
  if (r.has_arg && ends.number && ends.arg <= ends.meaning) {
    const std::string a = std::to_string(r.arg);
    row_text(row.x + ends.arg - text_width(Face::Mono, a), row.y, l.h, Face::Mono, Tone::Dim, a);
  }
  if (ends.caches) draw_caches(r, row.x + c.width - px(14), row.y, l.h);
  const float room = std::max(ends.room(), dots);
  if (!r.arg_text.empty()) row_text_fit(row.x + ends.meaning - room, row.y, l.h, Face::Mono, Tone::Number, r.arg_text, room);
  if (r.handler >= 0) fill({row.x + c.width - px(7), row.y, px(3), l.h}, tone(Tone::Error, 0.55f));
}

std::string tip_of(const CodeRows& code, const InstrRow& r) {
  std::string tip = instruction_in_full(r) + "\n" + opcode_sentence(r);
  if (!r.form_name.empty()) tip += "\n" + std::string(tr(Word::CacheStands)) + ": " + r.form_name;
  if (r.caches && code.warmup == 0) tip += "\n" + tell(counter_words(code, r));
  if (!r.stack_picture.empty()) tip += "\n" + r.stack_picture;
  if (r.caches) tip += "\n" + with_number(r.caches == 1 ? Word::CacheBehind : Word::CachesBehind, r.caches);
  if (r.handler >= 0) tip += "\n" + with_number(Word::IfItRaises, r.handler);
  return tip;
}

// The mouse is over a row: all panels show what belongs to it; a click selects it, or lets go of it.
void point_at_row(const Listing& l, const InstrRow& r, const Link& link, bool clicked) {
  Ui& ui = l.ui;
  Link both = link;
  both.line = r.line;
  if (l.shown.unit >= 0) both.pipe = {Stage::Instr, l.shown.unit, r.offset, -1};
  ui.hover_next = both;
  if (ImGui::GetIO().MouseDelta.x == 0 && ImGui::GetIO().MouseDelta.y == 0) tooltip(tip_of(*l.shown.code, r));
  if (!clicked) return;
  bool same = ui.selected.code == link.code && ui.selected.offset == r.offset;
  ui.selected.code = same ? 0 : link.code;
  ui.selected.offset = same ? -1 : r.offset;
  ui.selected.pipe = same ? PipelinePoint() : both.pipe;
}

// A mark may mean an instruction of another code object than the one that is shown.
bool is_marked(const Listing& l, int offset) {
  const std::string place = "instr " + std::to_string(offset);
  for (const PathValue& m : l.ui.marks) {
    if (m.place != place) continue;
    if (m.part.stage == Stage::Instr ? m.part.a == l.shown.unit : l.shown.frame && (!m.frame || m.frame == l.shown.frame->id)) return true;
  }
  return false;
}

void draw_row(const Listing& l, int i) {
  const InstrRow& r = l.shown.code->instructions[i];
  Link link;
  link.code = l.shown.code->id;
  link.offset = r.offset;
  ImVec2 p = ImGui::GetCursorScreenPos();
  const bool now = i == l.now_row, innermost = now && l.shown.frame == &l.ui.view->moment().frames.back();
  if (now) fill({p.x, p.y, l.columns.width, l.h}, tone(Tone::NowSoft, innermost ? 1.f : 0.5f));
  Row row = begin_row(l.ui, l.h, link);
  if (!row.visible) return;
  draw_glow(l, r, row.rect, link);
  const float x = row.rect.x, y = row.rect.y;
  const int stop = find_breakpoint_row(l.ui, *l.shown.code, r.offset);
  if (stop >= 0) draw_breakpoint_sign(l.ui.session->breakpoints()[static_cast<size_t>(stop)], ImVec2(x + px(9), y + l.h / 2));
  if (now) triangle(x + px(5), y + l.h / 2 - px(4), x + px(12), y + l.h / 2, x + px(5), y + l.h / 2 + px(4), tone(Tone::Now));
  if (is_marked(l, r.offset)) mark_ring({x + l.columns.offset, y, l.columns.width - l.columns.offset - px(10), l.h});
  draw_numbers(l, r, row.rect, i == 0);
  draw_operation(l, r, row.rect, now);
  if (row.hovered) point_at_row(l, r, link, row.clicked);
}

}  // namespace

void draw_Bytecode(Ui& ui) {
  PipeState& stages = pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  const CodeRows* code = shown.code;
  if (!code) return placeholder(tr(Word::NoFrame));
  const LaidOut& laid = laid_out(*code);
  // No frame: a code object that was chosen, not the one that runs.
  const int now_row = shown.frame ? row_at(*code, shown.frame->offset) : -1;
  const int hover_row = ui.hover.code == code->id ? row_at(*code, ui.hover.offset) : -1;
  const float h = line_height();
  if (ui.follow(Panel::Bytecode) && now_row >= 0) follow_row(static_cast<float>(now_row) * h, h);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  Listing listing{ui, stages, shown, lay_out_columns(laid.lanes, ImGui::GetContentRegionAvail().x), h, now_row, hover_row};
  if (int to = chosen_row(ui, stages, shown); to >= 0) scroll_to_row(static_cast<float>(to) * h, h);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(code->instructions.size()), h);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(listing, i);
  draw_jumps(laid.jumps, origin.x + listing.columns.jump, origin.y, h, now_row, hover_row);
}

std::string text_Bytecode(Ui& ui) {
  pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  const CodeRows* code = shown.code;
  if (!code) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out = code->qualname + "  (" + code->filename + ":" + std::to_string(code->first_line) + ")\n";
  for (const InstrRow& r : code->instructions) {
    out += shown.frame && shown.frame->offset == r.offset ? "-> " : "   ";
    out += pad_left(r.starts_line ? std::to_string(r.line) : "", 4) + (r.is_target ? " >>" : "   ") + pad_left(std::to_string(r.offset), 5) + " ";
    out += pad(r.name, 24) + pad_left(r.has_arg ? std::to_string(r.arg) : "", 4);
    if (!r.arg_text.empty()) out += " (" + r.arg_text + ")";
    if (r.caches) out += "  " + with_number(Word::PlusCaches, r.caches);
    if (r.handler >= 0) out += "  !" + std::to_string(r.handler);
    if (!r.form_name.empty()) out += "  = " + r.form_name;
    if (!r.form_name.empty() && r.caches) out += " (" + tell(counter_words(*code, r)) + ")";
    out += "\n";
  }
  return out;
}

}  // namespace innards::ui
