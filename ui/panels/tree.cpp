// Tree: what the parser made of the tokens, before and after constant folding.
#include <algorithm>

#include "kit/drawing.h"
#include "kit/pipe.h"
#include "panels/stages.h"
#include "pictures.h"

namespace innards::ui {
namespace {

const std::vector<PipelineNode>& nodes_of(const PipeState& s) { return s.before ? s.shown->before : s.shown->tree; }
std::vector<char>& closed_of(PipeState& s) {
  std::vector<char>& closed = s.closed[s.before];
  closed.resize(nodes_of(s).size());
  return closed;
}

void list_visible(PipeState& s) {
  if (s.visible_fresh) return;
  const std::vector<PipelineNode>& nodes = nodes_of(s);
  std::vector<char>& closed = closed_of(s);
  s.visible.clear();
  for (size_t i = 0; i < nodes.size(); i = closed[i] ? static_cast<size_t>(nodes[i].end) : i + 1) s.visible.push_back(static_cast<int>(i));
  s.visible_fresh = true;
}

void open_around(PipeState& s, int node) {
  const std::vector<PipelineNode>& nodes = nodes_of(s);
  std::vector<char>& closed = closed_of(s);
  for (int at = nodes[static_cast<size_t>(node)].parent; at >= 0; at = nodes[static_cast<size_t>(at)].parent)
    if (closed[static_cast<size_t>(at)]) closed[static_cast<size_t>(at)] = 0, s.visible_fresh = false;
}

// Everything open, or only the statements.
void open_all(PipeState& s, bool open) {
  const std::vector<PipelineNode>& nodes = nodes_of(s);
  std::vector<char>& closed = closed_of(s);
  for (size_t i = 0; i < nodes.size(); ++i) closed[i] = !open && nodes[i].depth >= 1 && nodes[i].end > static_cast<int>(i) + 1;
  s.visible_fresh = false;
}

int changes_in(const std::vector<PipelineNode>& nodes) {
  return static_cast<int>(std::count_if(nodes.begin(), nodes.end(), [](const PipelineNode& n) { return n.change != Change::Same; }));
}

std::string tab_text(Word word, const std::vector<PipelineNode>& nodes, const char* sign) {
  int n = changes_in(nodes);
  return std::string(tr(word)) + (n ? "  " + std::string(sign) + std::to_string(n) : "");
}

// The switch between the two trees, and how much is open.
void head(PipeState& s) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = line_height() + px(2), width = ImGui::GetContentRegionAvail().x;
  int tree = -1, open = -1;
  float used = word_choice(p.x + px(6), p.y, h, width - px(12), {tab_text(Word::BeforeFolding, s.shown->before, "-"), tab_text(Word::AfterFolding, s.shown->tree, "+")}, s.before ? 0 : 1, &tree);
  // Words where there is room, else signs.
  std::vector<std::string> words = {tr(Word::OpenAll), tr(Word::CloseAll)};
  float w = text_width(Face::Small, words[0]) + text_width(Face::Small, words[1]) + px(36);
  if (used + w > width) words = {"▾", "▸"}, w = px(52);
  float x = p.x + width - w, y = p.y;
  if (used + w > width) y += h;   // below, when even the signs have no room
  word_choice(x, y, h, w, words, -1, &open);
  if (mouse_in({x, y, w, h})) tooltip(std::string("▾ ") + tr(Word::OpenAll) + "\n▸ " + tr(Word::CloseAll));
  if (tree >= 0) s.before = tree == 0, s.visible_fresh = false;
  if (open >= 0) open_all(s, open == 0);
  line(p.x + px(8), y + h, p.x + width - px(8), y + h, tone(Tone::Line));
  ImGui::Dummy(ImVec2(1, y + h + px(2) - p.y));
}

// Reading is what nearly every name is there for: a narrow list leaves it out (the tip and the text twin have it).
std::string short_text(const PipelineNode& n) {
  for (const char* usual : {", ctx=Load", "ctx=Load"}) {
    size_t at = n.text.rfind(usual);
    if (at != std::string::npos) return n.text.substr(0, at);
  }
  return n.text;
}

Glow glow_of_node(const PipeState& s, int i) { return glow_of(s, s.before ? &PipelineLight::before : &PipelineLight::nodes, i); }

std::string tip_of(const PipeState& s, const PipelineNode& n) {
  std::string tip = n.kind + "  " + span_text(n.span) + "\n" + sentence_of(n.kind.c_str(), n.sentence);
  if (n.scope >= 0) tip += "\n" + std::string(tr(Word::ScopeWord)) + ": " + s.shown->scopes[static_cast<size_t>(n.scope)].name;
  if (n.change == Change::Gone && n.twin >= 0) tip += "\n" + std::string(tr(Word::FoldedInto)) + " " + s.shown->tree[static_cast<size_t>(n.twin)].kind + " " + s.shown->tree[static_cast<size_t>(n.twin)].text;
  if (n.change == Change::Added && n.twin >= 0) tip += "\n" + std::string(tr(Word::MadeFrom)) + " " + s.shown->before[static_cast<size_t>(n.twin)].kind;
  return tip;
}

void draw_node(Ui& ui, PipeState& s, int i, const Row& row) {
  const PipelineNode& n = nodes_of(s)[static_cast<size_t>(i)];
  float x = row.rect.x + px(6), y = row.rect.y, h = row.rect.h, step = px(10), right = row.rect.x + row.rect.w - px(10);
  if (n.change != Change::Same) fill(row.rect, tone(soft_tone_of(n.change)));
  fill_glow(row.rect, glow_of_node(s, i));
  change_mark(x, y, h, n.change);
  x += mono_width() + px(3);
  float deep = step * static_cast<float>(std::min(n.depth, 16));
  for (float g = 0; g < deep; g += step) line(x + g + px(4), y, x + g + px(4), y + h, tone(Tone::Line));
  x += deep;
  bool parent = n.end > i + 1, closed = closed_of(s)[static_cast<size_t>(i)];
  Rect handle{x - px(2), y, px(14), h};
  float mid = y + h / 2;
  ImU32 c = tone(mouse_in(handle) ? Tone::Accent : Tone::Dim);
  if (parent && closed) triangle(x + px(2), mid - px(4), x + px(8), mid, x + px(2), mid + px(4), c);
  else if (parent) triangle(x + px(1), mid - px(3), x + px(9), mid - px(3), x + px(5), mid + px(3), c);
  x += px(13);
  std::string place = span_text(n.span);
  float place_w = text_width(Face::MonoSmall, place);
  bool room_for_place = right - x > px(190) + place_w;
  if (room_for_place) row_text(right - place_w, y, h, Face::MonoSmall, Tone::Faint, place);
  float end = room_for_place ? right - place_w - px(8) : right;
  auto part = [&](Face face, Tone t, const std::string& text, float gap) {
    if (text.empty() || x >= end) return;
    row_text_fit(x, y, h, face, t, text, end - x);
    x += text_width(face, text) + gap;
  };
  part(Face::Small, Tone::Dim, n.field, px(6));
  part(Face::MonoBold, n.change == Change::Same ? Tone::Text : tone_of(n.change), n.kind, px(7));
  part(Face::Mono, Tone::Number, short_text(n), 0);
  if (!row.hovered) return;
  bool on_handle = parent && mouse_in(handle);
  if (on_handle && row.clicked) closed_of(s)[static_cast<size_t>(i)] ^= 1, s.visible_fresh = false;
  point_at(ui, {s.before ? Stage::NodeBefore : Stage::Node, i, -1, -1}, row.clicked && !on_handle);
  tooltip(tip_of(s, n) + (n.text.empty() ? "" : "\n" + n.text));
}

void scroll(Ui& ui, PipeState& s, float h) {
  int why = wants_scroll(ui, Panel::Tree);
  if (!why) return;
  const PipelineLight& light = why == 1 ? s.chosen : s.now;
  const std::vector<int>& wanted = s.before ? light.before : light.nodes;
  if (wanted.empty()) return;
  open_around(s, wanted.front());
  list_visible(s);
  auto at = std::lower_bound(s.visible.begin(), s.visible.end(), wanted.front());
  if (at != s.visible.end()) scroll_to_row(static_cast<float>(at - s.visible.begin()) * h, h);
}

}  // namespace

void draw_Tree(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->tree.empty()) return placeholder(why_empty(ui));
  refused_row(ui);
  head(s);
  begin_area("rows", ImVec2(0, 0));
  float h = line_height();
  list_visible(s);
  scroll(ui, s, h);
  list_visible(s);
  std::vector<int> rows = s.visible;   // a click may change the list
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), h);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_node(ui, s, rows[static_cast<size_t>(i)], begin_row(ui, h, Link()));
  ImGui::EndChild();
}

namespace {

DrawnBox drawn_node(const PipelineNode& n, bool closed, bool now) {
  DrawnBox out;
  out.outline = now ? Tone::Now : n.change != Change::Same ? tone_of(n.change) : Tone::Outline;
  out.thick = now || n.change != Change::Same;
  DrawnRow row;
  if (n.change != Change::Same) row.behind = soft_tone_of(n.change), add_text(row, sign_of(n.change), tone_of(n.change), true);
  if (!n.field.empty()) add_text(row, n.field, Tone::Dim);
  add_text(row, n.kind, n.change == Change::Same ? Tone::Text : tone_of(n.change), true);
  if (!n.text.empty()) add_text(row, drawn_cut(short_text(n), 48), Tone::Number);
  if (closed) add_text(row, "▸", Tone::Dim);
  out.w = row.texts.back().x + drawn_width(row.texts.back().text) + kDrawnPad;
  out.h = kDrawnRow;
  out.rows.push_back(std::move(row));
  return out;
}

}  // namespace

// What is open in the panel, from above to below; each node hangs on a line of its parent's.
bool drawing_Tree(Ui& ui, Drawing& out) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->tree.empty()) return false;
  const std::vector<PipelineNode>& nodes = nodes_of(s);
  list_visible(s);
  out.title += std::string("  ") + tr(s.before ? Word::BeforeFolding : Word::AfterFolding);
  constexpr float kStep = 26, kRow = kDrawnRow + 6, kMargin = 14;
  std::vector<int> number(nodes.size(), -1);
  for (int i : s.visible) {
    const PipelineNode& n = nodes[static_cast<size_t>(i)];
    const bool closed = closed_of(s)[static_cast<size_t>(i)];
    DrawnBox box = drawn_node(n, closed, lit(s.before ? s.now.before : s.now.nodes, i));
    box.x = kMargin + kStep * static_cast<float>(n.depth);
    box.y = kMargin + kRow * static_cast<float>(out.boxes.size());
    number[static_cast<size_t>(i)] = static_cast<int>(out.boxes.size());
    out.w = std::max(out.w, box.x + box.w + kMargin);
    if (n.parent >= 0) {
      DrawnArrow line;
      line.from = number[static_cast<size_t>(n.parent)];
      line.to = number[static_cast<size_t>(i)];
      const DrawnBox& parent = out.boxes[static_cast<size_t>(line.from)];
      line.points = {{parent.x + 12, parent.y + parent.h}, {parent.x + 12, box.y + box.h / 2}, {box.x, box.y + box.h / 2}};
      line.head = false;
      line.tone = Tone::Line;
      out.arrows.push_back(std::move(line));
    }
    out.boxes.push_back(std::move(box));
  }
  out.h = kMargin * 2 + kRow * static_cast<float>(out.boxes.size());
  return true;
}

std::string text_Tree(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->tree.empty()) return why_empty(ui) + "\n";
  std::string out = s.shown->error.empty() ? "" : "! " + s.shown->error + "\n";
  auto list = [&](const std::vector<PipelineNode>& nodes, const std::vector<int>& now) {
    for (size_t i = 0; i < nodes.size(); ++i) {
      const PipelineNode& n = nodes[i];
      out += std::string(lit(now, static_cast<int>(i)) ? ">" : " ") + sign_of(n.change) + " " + std::string(2 * static_cast<size_t>(n.depth), ' ');
      out += (n.field.empty() ? "" : n.field + " ") + n.kind + (n.text.empty() ? "" : "  " + n.text) + (n.span.line ? "   " + span_text(n.span) : "") + "\n";
    }
  };
  list(s.before ? s.shown->before : s.shown->tree, s.before ? s.now.before : s.now.nodes);
  if (s.before || !changes_in(s.shown->before)) return out;
  out += std::string(tr(Word::BeforeFolding)) + ":\n";
  for (const PipelineNode& n : s.shown->before)
    if (n.change != Change::Same) out += std::string(" ") + sign_of(n.change) + " " + n.kind + (n.text.empty() ? "" : "  " + n.text) + "   " + span_text(n.span) + "\n";
  return out;
}

void switch_tree(Ui& ui) {
  bring_up(ui.layout, Panel::Tree);
  PipeState& s = pipe(ui);
  s.before = !s.before;
  s.visible_fresh = false;
}

void choose_node(Ui& ui, int by) {
  bring_up(ui.layout, Panel::Tree);
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->tree.empty()) return;
  list_visible(s);
  const std::vector<int>& lit = s.before ? s.chosen.before : s.chosen.nodes;
  const std::vector<int>& now = s.before ? s.now.before : s.now.nodes;
  int at = 0;
  if (const std::vector<int>& from = lit.empty() ? now : lit; !from.empty()) {
    open_around(s, from.front());
    list_visible(s);
    at = static_cast<int>(std::lower_bound(s.visible.begin(), s.visible.end(), from.front()) - s.visible.begin()) + (lit.empty() ? 0 : by);
  }
  const int count = static_cast<int>(s.visible.size());
  at = std::clamp(at, 0, count - 1);
  ui.selected.pipe = {s.before ? Stage::NodeBefore : Stage::Node, s.visible[static_cast<size_t>(at)], -1, -1};
  ui.mouse_leads = false;
}

bool fold_node(Ui& ui, const PipelinePoint& point) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->tree.empty()) return false;
  const PipelineLight light = light_of(*s.shown, point);
  const std::vector<PipelineNode>& nodes = nodes_of(s);
  const std::vector<int>& lit = s.before ? light.before : light.nodes;
  if (lit.empty()) return false;
  const size_t node = static_cast<size_t>(lit.front());
  if (nodes[node].end <= lit.front() + 1) return false;
  bring_up(ui.layout, Panel::Tree);
  closed_of(s)[node] ^= 1;
  s.visible_fresh = false;
  return true;
}

void fold_tree(Ui& ui) {
  bring_up(ui.layout, Panel::Tree);
  PipeState& s = pipe(ui);
  if (!s.shown) return;
  const std::vector<char>& closed = closed_of(s);
  open_all(s, std::find(closed.begin(), closed.end(), 1) != closed.end());
}

}  // namespace innards::ui
