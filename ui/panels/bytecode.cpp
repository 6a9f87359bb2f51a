// Bytecode: the instructions of the code object that runs, with jumps as arrows, caches, exception ranges.
#include <algorithm>
#include <map>

#include "kit/pipe.h"

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

void draw_jumps(const std::vector<Jump>& jumps, float x, float top, float h, int lanes, int now_row, int hover_row) {
  ImDrawList* dl = ImGui::GetWindowDrawList();
  for (const Jump& j : jumps) {
    bool live = j.from == now_row || j.from == hover_row;
    ImU32 c = tone(j.from == now_row ? Tone::Now : live ? Tone::Accent : Tone::Arrow, live ? 1.f : 0.55f);
    float lx = x - px(5) - static_cast<float>(std::min(j.lane, 7)) * px(5);
    float y1 = top + (static_cast<float>(j.from) + 0.5f) * h, y2 = top + (static_cast<float>(j.to) + 0.5f) * h;
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
  (void)lanes;
}

// The first instruction of what was just selected elsewhere, or -1.
int chosen_row(Ui& ui, const PipeState& s, const ShownCode& shown) {
  if (!new_choice(ui, Panel::Bytecode)) return -1;
  for (size_t i = 0; i < shown.code->instructions.size(); ++i)
    if (lit(s.chosen.instrs, std::pair{shown.unit, shown.code->instructions[i].offset})) return static_cast<int>(i);
  return -1;
}

}  // namespace

void draw_Bytecode(Ui& ui) {
  PipeState& stages = pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  const CodeRows* code = shown.code;
  const FrameRow* frame = shown.frame;   // null: a code object that was chosen, not the one that runs
  if (!code) return placeholder(tr(Word::NoFrame));
  int lanes = 0, now_row = -1, hover_row = -1;
  std::vector<Jump> jumps = lay_out_jumps(*code, lanes);
  for (size_t i = 0; i < code->instructions.size(); ++i) {
    if (frame && code->instructions[i].offset == frame->offset) now_row = static_cast<int>(i);
    if (ui.hover.code == code->id && code->instructions[i].offset == ui.hover.offset) hover_row = static_cast<int>(i);
  }
  float h = line_height(), cw = mono_width();
  if (ui.follow(Panel::Bytecode) && now_row >= 0) follow_row(static_cast<float>(now_row) * h, h);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  float line_x = px(14), jump_x = line_x + cw * 3 + px(6) + static_cast<float>(std::min(lanes, 8)) * px(5) + px(4);
  float off_x = jump_x + px(7), name_x = off_x + cw * 4 + px(6);
  // The argument's column suits most names; a longer name pushes it to the right in its own row.
  float arg_x = name_x + cw * 15;
  // In a narrow panel the argument follows its name at once, and the caches are left to the tooltip.
  const bool narrow = width < arg_x + cw * 10;
  if (narrow) arg_x = name_x;
  if (int to = chosen_row(ui, stages, shown); to >= 0) scroll_to_row(static_cast<float>(to) * h, h);
  bool innermost = frame && frame == &ui.view->moment().frames.back();
  for (size_t i = 0; i < code->instructions.size(); ++i) {
    const InstrRow& r = code->instructions[i];
    Link link;
    link.code = code->id;
    link.offset = r.offset;
    ImVec2 p = ImGui::GetCursorScreenPos();
    bool now = static_cast<int>(i) == now_row;
    if (now) fill({p.x, p.y, width, h}, tone(Tone::NowSoft, innermost ? 1.f : 0.5f));
    Row row = begin_row(ui, h, link);
    if (!row.visible) continue;
    Link by_line;
    by_line.line = r.line;
    if (ui.hover.line && ui.hover.pipe.stage == Stage::None && ui.glows(by_line)) fill(row.rect, tone(Tone::Hover));
    if (shown.unit >= 0 && !ui.is_selected(link)) {
      Glow glow = glow_of(stages, &PipelineLight::instrs, std::pair{shown.unit, r.offset});
      fill_glow(row.rect, {false, glow.chosen, glow.hover && !ui.glows(link)});
    }
    float y = row.rect.y, x = row.rect.x;
    if (now) triangle(x + px(5), y + h / 2 - px(4), x + px(12), y + h / 2, x + px(5), y + h / 2 + px(4), tone(Tone::Now));
    if (ui.marked(0, "instr " + std::to_string(r.offset))) mark_ring({x + off_x, y, width - off_x - px(10), h});
    if (r.starts_line) {
      if (i) line(x + line_x, y, x + line_x + cw * 3, y, tone(Tone::Line));
      std::string n = std::to_string(r.line);
      row_text(x + line_x + cw * (3 - static_cast<float>(n.size())), y, h, Face::Mono, Tone::Dim, n);
    }
    std::string off = std::to_string(r.offset);
    row_text(x + off_x + cw * static_cast<float>(4 - std::min<size_t>(4, off.size())), y, h, Face::Mono, r.is_target ? Tone::Text : Tone::Faint, off);
    bool dull = r.name == "RESUME" || r.name == "NOP" || r.name == "PRECALL" || r.name == "CACHE" || r.name == "EXTENDED_ARG";
    const Face face = now ? Face::MonoBold : Face::Mono;
    const float name_room = width - name_x - px(14);
    row_text_fit(x + name_x, y, h, face, dull && !now ? Tone::Dim : Tone::Text, r.name, name_room);
    float name_w = std::min(text_width(face, r.name), name_room);
    float ax = std::max(arg_x, name_x + name_w + cw) + cw * 3;
    if (r.has_arg && ax < width - px(8)) {
      std::string a = std::to_string(r.arg);
      row_text(x + ax - text_width(Face::Mono, a), y, h, Face::Mono, Tone::Dim, a);
    }
    float right = x + width - px(14);
    if (r.caches && !narrow) {
      float cx = right - static_cast<float>(r.caches) * px(5);
      for (int c = 0; c < r.caches; ++c) frame_rect({cx + static_cast<float>(c) * px(5), y + h / 2 - px(2), px(4), px(5)}, tone(Tone::Faint, 0.8f));
      right = cx - px(6);
    }
    // At least the mark that something is cut has room.
    float room = std::max(right - x - ax - px(9), text_width(Face::Mono, "…"));
    bool cut = !r.arg_text.empty() && row_text_fit(right - room, y, h, Face::Mono, Tone::Number, r.arg_text, room);
    if (r.handler >= 0) fill({x + width - px(7), y, px(3), h}, tone(Tone::Error, 0.55f));
    if (row.hovered) {
      Link both = link;
      both.line = r.line;
      if (shown.unit >= 0) both.pipe = {Stage::Instr, shown.unit, r.offset, -1};
      ui.hover_next = both;
      std::string tip = r.name + (r.has_arg ? " " + std::to_string(r.arg) : "") + (r.arg_text.empty() ? "" : "  (" + r.arg_text + ")");
      (void)cut;
      tip += std::string("\n") + opcode_sentence(r);
      if (!r.stack_picture.empty()) tip += "\n" + r.stack_picture;
      if (r.caches) tip += "\n" + std::to_string(r.caches) + (r.caches == 1 ? " inline cache unit behind it" : " inline cache units behind it");
      if (r.handler >= 0) tip += "\nif it raises: go to " + std::to_string(r.handler);
      if (ImGui::GetIO().MouseDelta.x == 0 && ImGui::GetIO().MouseDelta.y == 0) tooltip(tip);
      if (row.clicked) {
        bool same = ui.selected.code == code->id && ui.selected.offset == r.offset;
        ui.selected.code = same ? 0 : code->id;
        ui.selected.offset = same ? -1 : r.offset;
        ui.selected.pipe = same ? PipelinePoint() : both.pipe;
      }
    }
  }
  draw_jumps(jumps, origin.x + jump_x, origin.y, h, lanes, now_row, hover_row);
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
    if (r.caches) out += "  +" + std::to_string(r.caches) + " cache";
    if (r.handler >= 0) out += "  !" + std::to_string(r.handler);
    out += "\n";
  }
  return out;
}

}  // namespace innards::ui
