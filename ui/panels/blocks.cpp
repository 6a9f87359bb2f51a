// Blocks: the flow graph of one code object after each pass of the compiler. Boxes stand in the order of the code, one below
// the other, so that no edge ever runs through a box: jumps on go along lanes on the right, jumps back on the left, handlers
// outside the jumps.
#include <algorithm>
#include <cmath>

#include "kit/drawing.h"
#include "kit/pipe.h"
#include "panels/stages.h"
#include "pictures.h"

namespace innards::ui {
namespace {

struct PassText {
  const char *title, *chinese, *sentence, *chinese_sentence;
};
const PassText kPasses[] = {
#define PASS(Name, title, chinese, sentence, chinese_sentence) {title, chinese, sentence, chinese_sentence},
#include "compile/passes.def"
};
const char* pass_title(int pass) { return tr2(kPasses[pass].title, kPasses[pass].chinese); }
const char* pass_sentence(int pass) { return tr2(kPasses[pass].sentence, kPasses[pass].chinese_sentence); }

const PipelineGraph* shown_graph(Ui& ui, PipeState& s, int& unit) {
  unit = s.refused ? std::max(0, s.unit) : shown_code(ui).unit;
  if (unit < 0 || unit >= static_cast<int>(s.shown->units.size())) return nullptr;
  const std::vector<PipelineGraph>& graphs = s.shown->units[static_cast<size_t>(unit)].graphs;
  if (graphs.empty()) return nullptr;
  int pass = s.pass < 0 || s.pass >= static_cast<int>(graphs.size()) ? static_cast<int>(graphs.size()) - 1 : s.pass;
  return &graphs[static_cast<size_t>(pass)];
}

std::string block_name(const PipelineGraph& g, int number) { return "B" + std::to_string(g.blocks[static_cast<size_t>(number)].id); }

std::string argument_text(const PipelineGraph& g, const PipelineInstr& i) {
  if (i.target >= 0) return "→ " + block_name(g, i.target);
  if (!i.has_arg) return "";
  return i.arg_text.empty() ? std::to_string(i.arg) : i.arg_text;
}

// ---- the head: which code object, which pass ----------------------------------------------------------------------

std::string unit_label(const PipelineUnit& u) { return u.qualname + (u.first_line > 1 || u.name != "<module>" ? "  " + std::string(tr(Word::LineWord)) + " " + std::to_string(u.first_line) : ""); }

void unit_list(Ui& ui, PipeState& s, int unit) {
  if (!ImGui::BeginPopup("units")) return;
  if (ui.view && ui.frame() && !s.refused && ImGui::Selectable(tr(Word::FollowFrame), s.unit < 0)) s.unit = -1;
  for (size_t u = 0; u < s.shown->units.size(); ++u) {
    ImGui::PushID(static_cast<int>(u));
    if (ImGui::Selectable(unit_label(s.shown->units[u]).c_str(), static_cast<int>(u) == unit)) choose_unit(ui, static_cast<int>(u));
    ImGui::PopID();
  }
  ImGui::EndPopup();
}

void unit_row(Ui& ui, PipeState& s, int unit) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = line_height() + px(2), width = ImGui::GetContentRegionAvail().x;
  std::string label = unit_label(s.shown->units[static_cast<size_t>(unit)]);
  std::string count = std::to_string(unit + 1) + " / " + std::to_string(s.shown->units.size());
  float count_w = text_width(Face::Small, count), x = p.x + px(10);
  Rect box{x - px(4), p.y + px(1), std::min(text_width(Face::MonoBold, label) + px(26), width - count_w - px(30)), h - px(2)};
  bool over = mouse_in(box);
  if (over) fill(box, tone(Tone::AccentSoft), px(4));
  row_text_fit(x, p.y, h, Face::MonoBold, Tone::Function, label, box.w - px(24));
  float ax = box.x + box.w - px(14), mid = p.y + h / 2;
  triangle(ax, mid - px(2), ax + px(8), mid - px(2), ax + px(4), mid + px(3), tone(over ? Tone::Accent : Tone::Dim));
  row_text(p.x + width - count_w - px(12), p.y, h, Face::Small, Tone::Dim, count);
  if (over && ImGui::IsMouseClicked(0)) ImGui::OpenPopup("units");
  unit_list(ui, s, unit);
  ImGui::SetCursorScreenPos(p);
  ImGui::Dummy(ImVec2(1, h));
}

// One mark a pass: filled where it changed the graph, ringed where it is the one shown.
void pass_row(PipeState& s, const PipelineUnit& u, const PipelineGraph& g) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = line_height(), width = ImGui::GetContentRegionAvail().x, step = std::min(px(18), (width - px(24)) / static_cast<float>(u.graphs.size())), mid = p.y + h / 2;
  ImDrawList* dl = ImGui::GetWindowDrawList();
  float x0 = p.x + px(16);
  line(x0, mid, x0 + step * static_cast<float>(u.graphs.size() - 1), mid, tone(Tone::Line), px(1.5f));
  for (size_t i = 0; i < u.graphs.size(); ++i) {
    float x = x0 + step * static_cast<float>(i);
    bool on = &u.graphs[i] == &g;
    Rect r{x - step / 2, p.y, step, h};
    bool over = mouse_in(r);
    ImU32 c = tone(on || over ? Tone::Accent : Tone::Dim);
    dl->AddCircleFilled(ImVec2(x, mid), px(4.5f), u.graphs[i].changed ? c : tone(Tone::Panel));
    dl->AddCircle(ImVec2(x, mid), px(4.5f), c, 0, px(1.3f));
    if (on) dl->AddCircle(ImVec2(x, mid), px(7.5f), c, 0, px(1.5f));
    if (!over) continue;
    tooltip(std::string(pass_title(static_cast<int>(i))) + (u.graphs[i].changed ? "" : "  (" + std::string(tr(Word::NothingChanged)) + ")") + "\n" + pass_sentence(static_cast<int>(i)));
    if (ImGui::IsMouseClicked(0)) s.pass = static_cast<int>(i), s.show_change = true;
  }
  ImGui::Dummy(ImVec2(1, h));
}

std::string pass_line(const PipelineUnit& u, const PipelineGraph& g) {
  std::string text = std::to_string(g.pass + 1) + " / " + std::to_string(u.graphs.size()) + "  " + pass_title(g.pass);
  if (!g.changed) text += "  (" + std::string(tr(Word::NothingChanged)) + ")";
  if (g.gone) text += "  - " + std::to_string(g.gone) + " " + tr(Word::BlocksGone);
  return text;
}

// Title and sentence of the pass, in the room that the longest sentence needs: nothing jumps from pass to pass.
void pass_words(const PipelineUnit& u, const PipelineGraph& g) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, h = line_height(), most = 0;
  row_text_fit(p.x + px(10), p.y, h, Face::Bold, Tone::Text, pass_line(u, g), width - px(20));
  for (size_t i = 0; i < u.graphs.size(); ++i) most = std::max(most, wrapped(0, 0, width - px(24), Face::Small, Tone::Dim, pass_sentence(static_cast<int>(i)), false));
  wrapped(p.x + px(10), p.y + h, width - px(24), Face::Small, Tone::Dim, pass_sentence(g.pass));
  line(p.x + px(8), p.y + h + most + px(3), p.x + width - px(8), p.y + h + most + px(3), tone(Tone::Line));
  ImGui::Dummy(ImVec2(1, h + most + px(5)));
}

// ---- boxes and lanes ----------------------------------------------------------------------------------------------

struct Place {
  float y = 0, h = 0;   // from the top of the content
};

struct Lane {
  const PipelineEdge* edge;
  float from = 0, to = 0;   // heights
  bool left = false, exception = false;
  int lane = 0;
};

}  // namespace

struct BlockScene {
  const PipelineGraph* of = nullptr;   // what it was laid out for, and at which size
  float scale = 0;
  std::vector<Place> places;
  std::vector<Lane> lanes;
  int left = 0, jumps = 0, handlers = 0;   // how many lanes of each sort
  float height = 0, row = 0;
};

namespace {

constexpr float kWide = 860;   // from here on the graph before the pass stands beside the one after it

// Lanes so that none overlaps another that goes elsewhere; short ones lie nearest to the boxes.
int give_lanes(std::vector<Lane*> lanes) {
  std::stable_sort(lanes.begin(), lanes.end(), [](const Lane* a, const Lane* b) { return std::abs(a->from - a->to) < std::abs(b->from - b->to); });
  int count = 0;
  for (size_t i = 0; i < lanes.size(); ++i) {
    Lane& one = *lanes[i];
    for (bool clash = true; clash;) {
      clash = false;
      for (size_t k = 0; k < i && !clash; ++k) {
        const Lane& other = *lanes[k];
        bool same = other.edge->to == one.edge->to;
        bool apart = std::max(one.from, one.to) + px(3) < std::min(other.from, other.to) || std::max(other.from, other.to) + px(3) < std::min(one.from, one.to);
        clash = !same && !apart && other.lane == one.lane;
      }
      if (clash) ++one.lane;
    }
    count = std::max(count, one.lane + 1);
  }
  return count;
}

bool straight_down(const PipelineEdge& e) { return e.kind == EdgeKind::Next && e.to == e.from + 1; }

// `row`: the height of a row; `unit`: a pixel of the design.
BlockScene lay_out(const PipelineGraph& g, float row, float unit) {
  BlockScene s;
  s.of = &g;
  s.row = row;
  float y = 8 * unit;
  for (const PipelineBlock& b : g.blocks) {
    float h = s.row * static_cast<float>(1 + b.instrs.size()) + 6 * unit;
    s.places.push_back({y, h});
    y += h + 18 * unit;
  }
  s.height = y;
  for (const PipelineEdge& e : g.edges) {
    if (straight_down(e)) continue;
    bool known = std::any_of(s.lanes.begin(), s.lanes.end(), [&](const Lane& l) { return e.kind == EdgeKind::Exception && l.exception && l.edge->from == e.from && l.edge->to == e.to; });
    if (known) continue;
    const Place &from = s.places[static_cast<size_t>(e.from)], &to = s.places[static_cast<size_t>(e.to)];
    float start = from.y + (e.instr < 0 ? from.h - 4 * unit : s.row * (static_cast<float>(e.instr) + 1.5f) + 3 * unit);
    s.lanes.push_back({&e, start, to.y + s.row / 2 + unit, e.to <= e.from && e.kind != EdgeKind::Exception, e.kind == EdgeKind::Exception, 0});
  }
  std::vector<Lane*> left, jumps, handlers;
  for (Lane& l : s.lanes) (l.left ? left : l.exception ? handlers : jumps).push_back(&l);
  s.left = give_lanes(left);
  s.jumps = give_lanes(jumps);
  s.handlers = give_lanes(handlers);
  return s;
}

float lane_step(int lanes) { return lanes > 12 ? px(4) : px(7); }

// Along one axis. Dashes stand at fixed places of the screen, so that those of lines that lie on each other do too.
void dashed(float x1, float y1, float x2, float y2, ImU32 c, float thick) {
  bool down = x1 == x2;
  float from = down ? std::min(y1, y2) : std::min(x1, x2), to = down ? std::max(y1, y2) : std::max(x1, x2), period = px(7);
  for (float at = std::floor(from / period) * period; at < to; at += period) {
    float a = std::max(from, at), b = std::min(to, at + px(4));
    if (b > a) line(down ? x1 : a, down ? a : y1, down ? x1 : b, down ? b : y1, c, thick);
  }
}

struct EdgeLook {
  ImU32 colour;
  float thick;
};

EdgeLook look_of(const PipeState& s, int unit, const PipelineGraph& g, const PipelineEdge& e) {
  auto is = [&](const PipelineLight& l, int block) { return lit(l.blocks, std::pair{unit, g.blocks[static_cast<size_t>(block)].id}); };
  bool near = s.hover_point.stage == Stage::Block ? is(s.hover, e.from) || is(s.hover, e.to) : s.chosen_point.stage == Stage::Block && (is(s.chosen, e.from) || is(s.chosen, e.to));
  bool dead = !g.blocks[static_cast<size_t>(e.from)].reachable;
  Tone t = e.kind == EdgeKind::Exception ? Tone::Error : e.kind == EdgeKind::Jump ? Tone::Accent : Tone::Arrow;
  if (dead) return {tone(Tone::Faint, 0.7f), px(1)};
  return {tone(t), near ? px(2.4f) : px(1.1f)};
}

void draw_lane(const Lane& l, const EdgeLook& look, float x, float lane_x, float top) {
  float y1 = top + l.from, y2 = top + l.to;
  auto stroke = [&](float ax, float ay, float bx, float by) {
    if (l.exception) dashed(ax, ay, bx, by, look.colour, look.thick);
    else line(ax, ay, bx, by, look.colour, look.thick);
  };
  stroke(x, y1, lane_x, y1);
  stroke(lane_x, y1, lane_x, y2);
  stroke(lane_x, y2, x + (l.left ? -px(2) : px(2)), y2);
  arrow_head(x, y2, l.left ? 1.f : -1.f, 0, px(7), look.colour);
}

void draw_block_head(Ui& ui, int unit, const PipelineGraph& g, int number, const Rect& r, float row) {
  const PipelineBlock& b = g.blocks[static_cast<size_t>(number)];
  Rect head{r.x, r.y, r.w, row + px(2)};
  fill({head.x + 1, head.y + 1, head.w - 2, head.h - 1}, tone(b.handler ? Tone::ErrorSoft : Tone::Header), px(4));
  float x = head.x + px(6), end = head.x + head.w - px(6);
  x += change_mark(x, head.y, head.h, b.change);
  x += row_text(x, head.y, head.h, Face::MonoBold, b.reachable ? Tone::Text : Tone::Faint, block_name(g, number)) + px(8);
  std::vector<std::string> tags;
  tags.push_back(b.depth >= 0 ? std::string(tr(Word::DepthShort)) + " " + std::to_string(b.depth) : std::string(tr(Word::DepthShort)) + " –");
  if (b.handler) tags.push_back(tr(Word::HandlerTag));
  if (b.lasti) tags.push_back("lasti");
  if (!b.reachable) tags.push_back(tr(Word::UnreachableTag));
  if (b.instrs.empty()) tags.push_back(tr(Word::EmptyBlock));
  std::string all;
  for (const std::string& t : tags) all += (all.empty() ? "" : " · ") + t;
  bool cut = row_text_fit(x, head.y, head.h, Face::Small, b.handler ? Tone::Error : Tone::Dim, all, end - x);
  if (!mouse_in(head)) return;
  point_at(ui, {Stage::Block, unit, b.id, g.pass}, ImGui::IsMouseClicked(0));
  tooltip(block_name(g, number) + (cut ? "  " + all : "") + "\n" + tr(Word::DepthHelp) + (b.reachable ? "" : std::string("\n") + tr(Word::UnreachableHelp)));
}

Glow glow_of_instr(const PipeState& s, int unit, const PipelineInstr& i) {
  if (i.offset >= 0) return glow_of(s, &PipelineLight::instrs, std::pair{unit, i.offset});
  if (i.node < 0) return {};
  return glow_of(s, &PipelineLight::instr_nodes, i.node);
}

void draw_instr(Ui& ui, const PipeState& s, int unit, const PipelineGraph& g, const PipelineInstr& i, const Rect& r) {
  fill_glow(r, glow_of_instr(s, unit, i));
  float x = r.x + px(6), cw = mono_width(), end = r.x + r.w - px(6);
  if (i.offset >= 0) {
    std::string off = std::to_string(i.offset);
    row_text(x + cw * 3 - text_width(Face::MonoSmall, off), r.y, r.h, Face::MonoSmall, Tone::Faint, off);
    x += cw * 3 + px(6);
  }
  bool cut = row_text_fit(x, r.y, r.h, Face::Mono, i.pseudo ? Tone::Class : i.name == "NOP" ? Tone::Faint : Tone::Text, i.name, end - x);
  x += text_width(Face::Mono, i.name) + px(8);
  std::string arg = argument_text(g, i);
  if (!arg.empty() && x < end) cut |= row_text_fit(x, r.y, r.h, Face::Mono, i.target >= 0 ? Tone::Accent : Tone::Number, arg, end - x);
  else cut |= !arg.empty();
  if (!mouse_in(r)) return;
  bool clicked = ImGui::IsMouseClicked(0);
  if (i.offset >= 0) point_at(ui, {Stage::Instr, unit, i.offset, -1}, clicked);
  else if (i.node >= 0) point_at(ui, {Stage::Node, i.node, -1, -1}, clicked);
  if (cut) tooltip(i.name + "  " + arg);
}

void draw_box(Ui& ui, const PipeState& s, int unit, const PipelineGraph& g, int number, const Rect& r, float row) {
  const PipelineBlock& b = g.blocks[static_cast<size_t>(number)];
  if (!ImGui::IsRectVisible(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h))) return;
  Glow glow = glow_of(s, &PipelineLight::blocks, std::pair{unit, b.id});
  fill(r, tone(Tone::Raised), px(5));
  draw_block_head(ui, unit, g, number, r, row);
  float y = r.y + row + px(3);
  for (const PipelineInstr& i : b.instrs) {
    draw_instr(ui, s, unit, g, i, {r.x + 1, y, r.w - 2, row});
    y += row;
  }
  ImU32 c = tone(glow.now ? Tone::Now : glow.chosen ? Tone::Accent : b.handler ? Tone::Error : !b.reachable ? Tone::Faint : Tone::Outline, glow.now || glow.chosen || !b.handler ? 1.f : 0.6f);
  if (b.reachable) {
    frame_rect(r, c, px(5), glow.now || glow.chosen || glow.hover ? px(2) : px(1));
  } else {
    dashed(r.x, r.y, r.x + r.w, r.y, c, px(1)), dashed(r.x, r.y + r.h, r.x + r.w, r.y + r.h, c, px(1));
    dashed(r.x, r.y, r.x, r.y + r.h, c, px(1)), dashed(r.x + r.w, r.y, r.x + r.w, r.y + r.h, c, px(1));
  }
}

void draw_down(const PipelineEdge& e, const EdgeLook& look, const BlockScene& scene, float x, float top) {
  const Place &from = scene.places[static_cast<size_t>(e.from)], &to = scene.places[static_cast<size_t>(e.to)];
  line(x, top + from.y + from.h, x, top + to.y - px(2), look.colour, look.thick);
  arrow_head(x, top + to.y, 0, 1, px(7), look.colour);
}

void scroll(Ui& ui, const PipeState& s, int unit, const PipelineGraph& g, const BlockScene& scene) {
  if (s.show_change) {
    auto first = std::find_if(g.blocks.begin(), g.blocks.end(), [](const PipelineBlock& b) { return b.change != Change::Same || !b.reachable; });
    if (first != g.blocks.end()) scroll_to_row(scene.places[static_cast<size_t>(first - g.blocks.begin())].y, scene.row * 3);
    return;
  }
  int why = wants_scroll(ui, Panel::Blocks);
  if (!why) return;
  const PipelineLight& light = why == 1 ? s.chosen : s.now;
  auto wanted = [&](const PipelineInstr& i) { return i.offset >= 0 ? lit(light.instrs, std::pair{unit, i.offset}) : lit(light.instr_nodes, i.node); };
  for (size_t b = 0; b < g.blocks.size(); ++b) {
    if (!light.blocks.empty() && !lit(light.blocks, std::pair{unit, g.blocks[b].id})) continue;
    const std::vector<PipelineInstr>& instrs = g.blocks[b].instrs;
    size_t first = static_cast<size_t>(std::find_if(instrs.begin(), instrs.end(), wanted) - instrs.begin());
    if (first == instrs.size() && light.blocks.empty()) continue;
    float row = first == instrs.size() ? 0 : static_cast<float>(first + 1);
    return scroll_to_row(scene.places[b].y + scene.row * row, scene.row * 2);
  }
}

void draw_graph(Ui& ui, const PipeState& s, int unit, const PipelineGraph& g, std::shared_ptr<BlockScene>& kept) {
  if (!kept || kept->of != &g || kept->scale != px_scale()) kept = std::make_shared<BlockScene>(lay_out(g, line_height() - px(1), px(1)));
  kept->scale = px_scale();
  const BlockScene& scene = *kept;
  scroll(ui, s, unit, g, scene);
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, left_step = lane_step(scene.left), right_step = lane_step(scene.jumps + scene.handlers);
  float left = px(12) + left_step * static_cast<float>(scene.left), right = px(12) + right_step * static_cast<float>(scene.jumps + scene.handlers);
  float box_w = std::clamp(width - left - right, px(120), px(420)), x = p.x + left;
  for (const PipelineEdge& e : g.edges)
    if (straight_down(e)) draw_down(e, look_of(s, unit, g, e), scene, x + px(30), p.y);
  for (const Lane& l : scene.lanes) {
    float lane_x = l.left ? x - px(6) - left_step * static_cast<float>(l.lane) : x + box_w + px(8) + right_step * static_cast<float>(l.lane + (l.exception ? scene.jumps : 0));
    draw_lane(l, look_of(s, unit, g, *l.edge), l.left ? x : x + box_w, lane_x, p.y);
  }
  for (size_t b = 0; b < g.blocks.size(); ++b) draw_box(ui, s, unit, g, static_cast<int>(b), {x, p.y + scene.places[b].y, box_w, scene.places[b].h}, scene.row);
  ImGui::Dummy(ImVec2(left + box_w + right, scene.height));
}

// A graph with room to scroll. With two of them side by side each says of which pass it is.
void graph_area(Ui& ui, PipeState& s, int unit, const PipelineGraph& g, ImVec2 size, bool after) {
  ImGui::PushID(g.pass);
  begin_area("graph", size, ImGuiWindowFlags_HorizontalScrollbar);
  if (ImGui::GetContentRegionAvail().x > px(kWide / 2)) heading(std::to_string(g.pass + 1) + "  " + pass_title(g.pass));
  draw_graph(ui, s, unit, g, s.scenes[after]);
  ImGui::EndChild();
  ImGui::PopID();
}

// What the three kinds of edges look like.
void legend() {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = line_height(), x = p.x + px(12), mid = p.y + h / 2, end = p.x + ImGui::GetContentRegionAvail().x - px(6);
  auto entry = [&](Word word, Tone t, bool dash) {
    if (dash) dashed(x, mid, x + px(20), mid, tone(t), px(1.5f));
    else line(x, mid, x + px(20), mid, tone(t), px(1.5f));
    arrow_head(x + px(22), mid, 1, 0, px(6), tone(t));
    row_text_fit(x + px(27), p.y, h, Face::Small, Tone::Dim, tr(word), end - x - px(27));
    x += px(41) + text_width(Face::Small, tr(word));
  };
  entry(Word::EdgeNext, Tone::Arrow, false);
  entry(Word::EdgeJump, Tone::Accent, false);
  entry(Word::EdgeException, Tone::Error, true);
  ImGui::Dummy(ImVec2(1, h));
}

}  // namespace

void draw_Blocks(Ui& ui) {
  PipeState& s = pipe(ui);
  int unit = -1;
  const PipelineGraph* g = s.shown && !s.shown->units.empty() ? shown_graph(ui, s, unit) : nullptr;
  if (!g) return placeholder(s.shown && !s.shown->units.empty() ? std::string(tr(Word::NoFrame)) : why_empty(ui));
  refused_row(ui);
  const PipelineUnit& u = s.shown->units[static_cast<size_t>(unit)];
  unit_row(ui, s, unit);
  pass_row(s, u, *g);
  pass_words(u, *g);
  float width = ImGui::GetContentRegionAvail().x, foot = -line_height() - px(2);
  bool both = width > px(kWide) && g->pass > 0;
  if (both) {
    graph_area(ui, s, unit, u.graphs[static_cast<size_t>(g->pass) - 1], ImVec2(width / 2 - px(4), foot), false);
    ImGui::SameLine(0, px(8));
  }
  graph_area(ui, s, unit, *g, ImVec2(0, foot), true);
  s.show_change = false;
  legend();
}

namespace {

Tone tone_of_edge(const PipelineGraph& g, const PipelineEdge& e) {
  if (!g.blocks[static_cast<size_t>(e.from)].reachable) return Tone::Faint;
  return e.kind == EdgeKind::Exception ? Tone::Error : e.kind == EdgeKind::Jump ? Tone::Accent : Tone::Arrow;
}

DrawnBox drawn_block(const PipelineGraph& g, int number, bool now) {
  const PipelineBlock& b = g.blocks[static_cast<size_t>(number)];
  DrawnBox out;
  out.outline = now ? Tone::Now : b.handler ? Tone::Error : !b.reachable ? Tone::Faint : Tone::Outline;
  out.thick = now;
  out.dashed = !b.reachable;
  DrawnRow head;
  head.behind = b.handler ? Tone::ErrorSoft : Tone::Header;
  if (b.change != Change::Same) add_text(head, sign_of(b.change), tone_of(b.change), true);
  add_text(head, block_name(g, number), b.reachable ? Tone::Text : Tone::Faint, true);
  add_text(head, std::string(tr(Word::DepthShort)) + " " + (b.depth >= 0 ? std::to_string(b.depth) : "–"), Tone::Dim);
  if (b.handler) add_text(head, tr(Word::HandlerTag), Tone::Error);
  if (!b.reachable) add_text(head, tr(Word::UnreachableTag), Tone::Dim);
  out.rows.push_back(std::move(head));
  for (const PipelineInstr& i : b.instrs) {
    DrawnRow row;
    add_text(row, pad_left(i.offset >= 0 ? std::to_string(i.offset) : "", 4), Tone::Faint);
    add_text(row, i.name, i.pseudo ? Tone::Class : i.name == "NOP" ? Tone::Faint : Tone::Text);
    add_text(row, drawn_cut(argument_text(g, i), 32), i.target >= 0 ? Tone::Accent : Tone::Number);
    out.rows.push_back(std::move(row));
  }
  for (const DrawnRow& row : out.rows) out.w = std::max(out.w, row.texts.back().x + drawn_width(row.texts.back().text) + kDrawnPad);
  return out;
}

DrawnArrow drawn_edge(const PipelineGraph& g, const PipelineEdge& e, std::vector<GraphPoint> points) {
  DrawnArrow a;
  a.from = e.from;
  a.to = e.to;
  a.row = e.instr < 0 || e.kind == EdgeKind::Exception ? -1 : e.instr + 1;
  a.points = std::move(points);
  a.tone = tone_of_edge(g, e);
  a.dashed = e.kind == EdgeKind::Exception;
  return a;
}

}  // namespace

bool drawing_Blocks(Ui& ui, Drawing& out) {
  PipeState& s = pipe(ui);
  int unit = -1;
  const PipelineGraph* g = s.shown && !s.shown->units.empty() ? shown_graph(ui, s, unit) : nullptr;
  if (!g) return false;
  const PipelineUnit& u = s.shown->units[static_cast<size_t>(unit)];
  out.title += "  " + unit_label(u) + "  " + pass_line(u, *g);
  const BlockScene scene = lay_out(*g, kDrawnRow, 1);
  constexpr float kLane = 9;
  const float left = 16 + kLane * static_cast<float>(scene.left + 1);
  float width = 0;
  for (size_t b = 0; b < g->blocks.size(); ++b) {
    out.boxes.push_back(drawn_block(*g, static_cast<int>(b), lit(s.now.blocks, std::pair{unit, g->blocks[b].id})));
    width = std::max(width, out.boxes.back().w);
  }
  for (size_t b = 0; b < out.boxes.size(); ++b) out.boxes[b].x = left, out.boxes[b].y = scene.places[b].y, out.boxes[b].w = width, out.boxes[b].h = scene.places[b].h;
  for (const PipelineEdge& e : g->edges) {
    if (!straight_down(e)) continue;
    const Place &from = scene.places[static_cast<size_t>(e.from)], &to = scene.places[static_cast<size_t>(e.to)];
    out.arrows.push_back(drawn_edge(*g, e, {{left + 30, from.y + from.h}, {left + 30, to.y}}));
  }
  for (const Lane& l : scene.lanes) {
    const float side = l.left ? left : left + width, at = l.left ? left - kLane * static_cast<float>(l.lane + 1) : side + kLane * static_cast<float>(l.lane + 1 + (l.exception ? scene.jumps : 0));
    out.arrows.push_back(drawn_edge(*g, *l.edge, {{side, l.from}, {at, l.from}, {at, l.to}, {side, l.to}}));
  }
  out.w = left + width + kLane * static_cast<float>(scene.jumps + scene.handlers + 1) + 16;
  out.h = scene.height;
  return true;
}

std::string text_Blocks(Ui& ui) {
  PipeState& s = pipe(ui);
  int unit = -1;
  const PipelineGraph* g = s.shown && !s.shown->units.empty() ? shown_graph(ui, s, unit) : nullptr;
  if (!g) return (s.shown && !s.shown->units.empty() ? std::string(tr(Word::NoFrame)) : why_empty(ui)) + "\n";
  const PipelineUnit& u = s.shown->units[static_cast<size_t>(unit)];
  std::string out = unit_label(u) + "\n";
  for (const PipelineGraph& pass : u.graphs) out += std::string(&pass == g ? "> " : "  ") + (pass.changed ? "* " : "  ") + pass_line(u, pass) + "\n";
  for (size_t b = 0; b < g->blocks.size(); ++b) {
    const PipelineBlock& block = g->blocks[b];
    out += std::string(lit(s.now.blocks, std::pair{unit, block.id}) ? ">" : " ") + sign_of(block.change) + block_name(*g, static_cast<int>(b)) + "  " + tr(Word::DepthShort) + " " + (block.depth >= 0 ? std::to_string(block.depth) : "-");
    if (block.handler) out += std::string("  ") + tr(Word::HandlerTag);
    if (block.lasti) out += "  lasti";
    if (!block.reachable) out += std::string("  ") + tr(Word::UnreachableTag);
    out += "\n";
    for (const PipelineInstr& i : block.instrs) {
      std::string arg = argument_text(*g, i);
      out += "     " + pad_left(i.offset >= 0 ? std::to_string(i.offset) : "", 5) + "  " + pad(i.name, 28) + pad(arg, 20);
      out += (i.handler >= 0 ? "  !" + block_name(*g, i.handler) : "") + "\n";
    }
    if (block.next >= 0) out += std::string("       ") + tr(Word::EdgeNext) + " " + block_name(*g, block.next) + "\n";
  }
  return out;
}

void choose_pass(Ui& ui, int by) {
  bring_up(ui.layout, Panel::Blocks);
  PipeState& s = pipe(ui);
  int unit = -1;
  if (!s.shown || !shown_graph(ui, s, unit)) return;
  const int last = static_cast<int>(s.shown->units[static_cast<size_t>(unit)].graphs.size()) - 1;
  s.pass = std::clamp((s.pass < 0 ? last : s.pass) + by, 0, last);
  s.show_change = true;
}

}  // namespace innards::ui
