// Objects: the graph of what the frames reach. Small values stand in the slots that hold them; everything else is a box.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "kit/drawing.h"
#include "kit/rows.h"
#include "kit/zoomed.h"
#include "panels/graph_scene.h"
#include "pictures.h"

namespace innards::ui {

namespace {

constexpr size_t kMostArrows = 600, kMostLines = 6000;   // that are drawn: with a way around boxes, as straight lines
constexpr float kNearest = 2, kFurthest = 0.02f;
constexpr float kPerNotch = 1.15f;                       // of the mouse wheel
constexpr float kFaint = 0.4f;                           // of lines among many: the boxes count
constexpr float kReadable = 9.5f, kReadableTitle = 6.5f; // pixels of the mono face: below it no rows, no titles

enum class GraphText {
#define GRAPH_TEXT(Name, english, chinese) Name,
#include "panels/graph_texts.def"
#undef GRAPH_TEXT
};

std::string graph_text(GraphText which, int64_t number = 0) {
  std::string text;
  switch (which) {
#define GRAPH_TEXT(Name, english, chinese) \
  case GraphText::Name: text = tr2(english, chinese); break;
#include "panels/graph_texts.def"
#undef GRAPH_TEXT
  }
  if (const size_t at = text.find('#'); at != std::string::npos) text.replace(at, 1, std::to_string(number));
  return text;
}

// What of a box can be read from here.
enum class Detail { Rows, Titles, Shapes };

Detail detail_at(float zoom) {
  const float size = font_px(Face::Mono) * zoom;
  return zoom >= 1 || size >= kReadable ? Detail::Rows : size >= kReadableTitle ? Detail::Titles : Detail::Shapes;
}

// From the layout's places to the screen.
struct Camera {
  Rect area;
  float x, y, zoom;   // where the layout's origin is on the screen
  float across(float at) const { return x + at * zoom; }
  float down(float at) const { return y + at * zoom; }
  Rect rect(const GraphBox& g) const { return {across(g.x), down(g.y), g.w * zoom, g.h * zoom}; }
  bool sees(const Rect& r) const { return r.x < area.x + area.w && r.x + r.w > area.x && r.y < area.y + area.h && r.y + r.h > area.y; }
};

void update_scene(Ui& ui, float room) {
  if (!ui.scene) ui.scene = std::make_shared<GraphScene>();
  GraphScene& s = *ui.scene;
  // A fresh look at another scale or size of panel; else everything stays where it is.
  const bool anew = s.scale != px_scale() || std::fabs(s.room - room) > px(60);
  const bool others = anew || s.every_box != ui.settings.every_box || s.folds_library != ui.folds_library() || s.language != ui.settings.language;
  if (!others && s.cursor == ui.rows.cursor && s.last_step == ui.rows.last_step && s.open_count == ui.graph_open.size()) return;
  if (anew) ui.graph.forget(), s.room = room;
  if (others) s.maker.forget();
  s.scale = px_scale();
  s.cursor = ui.rows.cursor;
  s.last_step = ui.rows.last_step;
  s.every_box = ui.settings.every_box;
  s.folds_library = ui.folds_library();
  s.language = ui.settings.language;
  s.open_count = ui.graph_open.size();
  s.boxes = s.maker.make(ui, true);
  s.places.clear();
  s.index.clear();
  for (const SharedBox& b : s.boxes) {
    s.index[b->shape.id] = s.places.size();
    s.places.push_back(b->shape);
  }
  s.spacing.gap_y = px(14);
  s.spacing.gutter = px(38);
  s.spacing.lane = px(6);
  s.spacing.entry = px(11);
  s.spacing.max_height = std::max(room, px(160));
  ui.graph.place(s.places, s.spacing);
  s.routed = false;
}

// Dashes that go on around corners.
void dashed_path(const std::vector<ImVec2>& points, ImU32 colour, float thickness) {
  const float dash = px(5), gap = px(3);
  float at = 0;   // since the last dash began
  for (size_t i = 1; i < points.size(); ++i) {
    const ImVec2 p = points[i - 1], q = points[i];
    const float length = std::hypot(q.x - p.x, q.y - p.y);
    for (float from = 0; from < length;) {
      const float to = std::min(length, from + (at < dash ? dash : dash + gap) - at);
      auto point = [&](float d) { return ImVec2(p.x + (q.x - p.x) * d / length, p.y + (q.y - p.y) * d / length); };
      if (at < dash) line(point(from).x, point(from).y, point(to).x, point(to).y, colour, thickness);
      at = std::fmod(at + to - from, dash + gap);
      if (dash + gap - at < 0.01f) at = 0;
      from = std::max(to, from + 0.01f);
    }
  }
}

// A class to a class that it is made from: dashes and a hollow head.
void draw_base_arrow(const std::vector<ImVec2>& points, ImU32 colour, float thickness) {
  std::vector<ImVec2> path = points;
  const ImVec2 end = path.back();
  path.back().x -= px(9);
  dashed_path(path, colour, thickness);
  arrow_head(end.x, end.y, 1, 0, px(9), tone(Tone::Graph));
  const float w = px(9) * 0.55f;
  ImGui::GetWindowDrawList()->AddTriangle(end, ImVec2(end.x - px(9), end.y - w), ImVec2(end.x - px(9), end.y + w), colour, thickness);
}

std::vector<ImVec2> on_screen(const std::vector<GraphPoint>& points, const Camera& c) {
  std::vector<ImVec2> out;
  for (const GraphPoint& p : points) out.push_back(ImVec2(c.across(p.x), c.down(p.y)));
  return out;
}

bool in_sight(const std::vector<ImVec2>& points, const Camera& c) {
  ImVec2 low = points[0], high = points[0];
  for (const ImVec2& p : points) low = ImVec2(std::min(low.x, p.x), std::min(low.y, p.y)), high = ImVec2(std::max(high.x, p.x), std::max(high.y, p.y));
  return c.sees({low.x - 1, low.y - 1, high.x - low.x + 2, high.y - low.y + 2});
}

// A path with rounded corners and an arrow head at its end.
void draw_path(const std::vector<ImVec2>& points, ImU32 colour, float thickness) {
  ImDrawList* dl = ImGui::GetWindowDrawList();
  const size_t n = points.size();
  dl->PathLineTo(points[0]);
  for (size_t i = 1; i + 1 < n; ++i) {
    const ImVec2 p = points[i - 1], m = points[i], q = points[i + 1];
    const float in = std::hypot(m.x - p.x, m.y - p.y), out = std::hypot(q.x - m.x, q.y - m.y);
    const float r = std::min({px(6), in / 2, out / 2});
    if (in < 0.5f || out < 0.5f) continue;
    const ImVec2 s(m.x + (p.x - m.x) / in * r, m.y + (p.y - m.y) / in * r), e(m.x + (q.x - m.x) / out * r, m.y + (q.y - m.y) / out * r);
    dl->PathLineTo(s);
    dl->PathBezierCubicCurveTo(m, m, e, 6);
  }
  const ImVec2 end = points[n - 1];
  dl->PathLineTo(ImVec2(end.x - px(4), end.y));
  dl->PathStroke(colour, 0, thickness);
  arrow_head(end.x, end.y, 1, 0, px(7), colour);
}

void draw_arrow(const GraphArrow& a, bool base, const Camera& c, Detail detail, ImU32 colour, float thickness) {
  const std::vector<ImVec2> points = on_screen(a.points, c);
  if (!in_sight(points, c)) return;
  if (detail != Detail::Rows) return ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, 1);
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(points[0].x - px(7), points[0].y), px(2.5f), colour);
  if (base) draw_base_arrow(points, colour, thickness);
  else draw_path(points, colour, thickness);
}

// An arrow's row in the box it leaves.
const BoxRow& row_of(const GraphScene& s, const GraphArrow& a) { return s.boxes[s.index.at(a.from)]->rows[static_cast<size_t>(a.tag)]; }

bool is_lit(const Ui& ui, uint64_t from, uint64_t to) {
  return (ui.hover.object && (to == ui.hover.object || from == ui.hover.object)) || (ui.selected.object && to == ui.selected.object);
}

void draw_arrows(Ui& ui, const GraphScene& s, const Camera& c, Detail detail) {
  const Zoomed zoomed(c.zoom);
  std::vector<const GraphArrow*> lively;
  for (const GraphArrow& a : ui.graph.arrows()) {
    const BoxRow& row = row_of(s, a);
    if (is_lit(ui, a.from, a.to) || row.change != Change::Same) lively.push_back(&a);
    else draw_arrow(a, row.base, c, detail, tone(row.base ? Tone::Class : Tone::Arrow), px(1.2f));
  }
  for (const GraphArrow* a : lively) {
    const BoxRow& row = row_of(s, *a);
    draw_arrow(*a, row.base, c, detail, tone(row.change == Change::Same ? Tone::Accent : tone_of(row.change)), px(2.f));
  }
}

// Of many boxes seen from afar: a straight line for each arrow that leaves a box in sight. Returns how many are left out.
int64_t draw_lines(Ui& ui, const GraphScene& s, const Camera& c, const std::vector<int>& seen) {
  struct Line {
    ImVec2 from, to;
    ImU32 colour;
  };
  std::vector<Line> lively;
  size_t drawn = 0;
  int64_t left_out = 0;
  for (int i : seen) {
    const GraphBox& from = s.places[static_cast<size_t>(i)];
    for (const GraphPort& port : from.ports) {
      const auto to = s.index.find(port.target);
      if (to == s.index.end()) continue;
      const GraphBox& box = s.places[to->second];
      const BoxRow& row = s.boxes[static_cast<size_t>(i)]->rows[static_cast<size_t>(port.tag)];
      Line l{{c.across(from.x + from.w), c.down(from.y + port.y)}, {c.across(box.x), c.down(box.y + box.h / 2)}, tone(Tone::Arrow, kFaint)};
      if (row.change != Change::Same || is_lit(ui, from.id, port.target)) l.colour = tone(row.change == Change::Same ? Tone::Accent : tone_of(row.change)), lively.push_back(l);
      else if (drawn < kMostLines) line(l.from.x, l.from.y, l.to.x, l.to.y, l.colour, 1), ++drawn;
      else ++left_out;
    }
  }
  for (const Line& l : lively) line(l.from.x, l.from.y, l.to.x, l.to.y, l.colour, px(1.6f));
  return left_out;
}

// Of many boxes seen from near: the ways of the arrows in sight, kept while the same boxes are in sight.
void route_arrows(Ui& ui, GraphScene& s, const std::vector<int>& seen) {
  if (s.boxes.size() <= s.spacing.few || (s.routed && s.routed_for == seen)) return;
  s.routed = true;
  s.routed_for = seen;
  ui.graph.route(s.places, seen, s.spacing, kMostArrows);
}

// ---- boxes

// Says in words and with a broken outline that nothing but other garbage leads here.
void garbage_badge(const Rect& box, float right, float y, float h) {
  float w = garbage_badge_width() - px(8);
  Rect r{right - w, y + px(3), w, h - px(6)};
  fill(r, tone(Tone::Gone, 0.18f), px(3));
  row_text(r.x + px(4), y, h, Face::Small, Tone::Gone, tr(Word::Garbage));
  for (float x = box.x; x < box.x + box.w; x += px(8)) {
    float e = std::min(x + px(4), box.x + box.w);
    line(x, box.y, e, box.y, tone(Tone::Gone), px(2));
    line(x, box.y + box.h, e, box.y + box.h, tone(Tone::Gone), px(2));
  }
}

Link link_of(const Box& b) {
  Link link;
  link.object = b.id;
  link.frame = b.frame;
  return link;
}

std::string tip_of(const Box& b) {
  const std::string name = b.title + " " + (b.note.empty() ? b.value.text : b.note);
  return b.id ? name + "\nid " + hex_id(b.id) : name;
}

// What the mouse does with a box as a whole; what is to be said at it.
void point_at(Ui& ui, const Box& b, const Rect& r, std::string& tip) {
  if (!mouse_in(r)) return;
  tip = tip_of(b);
  if (!b.id) return;
  ui.hover_next = link_of(b);
  if (ImGui::IsMouseClicked(0)) ui.select_object(b.id);
}

// The body, its outline and the ring of a lesson's mark; the same at every distance.
void draw_body(Ui& ui, const Box& b, const Rect& r, const Rect& head) {
  const Link link = link_of(b);
  const bool frame = b.frame >= 0, selected = b.id && ui.is_selected(link);
  const float round = px(frame ? 2 : 5);
  fill(r, tone(frame ? Tone::Header : Tone::Raised), round);
  if (b.change != Change::Same) fill(head, tone(soft_tone_of(b.change)), round);
  if (b.id && ui.glows(link)) fill(r, tone(Tone::Hover), round);
  const ImU32 outline = selected ? tone(Tone::Accent) : b.change != Change::Same ? tone(tone_of(b.change)) : tone(Tone::Outline);
  frame_rect(r, outline, round, selected || b.change != Change::Same ? px(1.6f) : px(1));
  if (b.id && ui.marked(b.id)) mark_ring({r.x - px(2), r.y - px(3), r.w + px(4), r.h + px(6)});
}

void draw_head(const Box& b, const Rect& r, const Rect& head) {
  const bool frame = b.frame >= 0, gone = b.change == Change::Gone;
  float x = r.x + px(8);
  if (b.change != Change::Same) x += change_mark(x, r.y, head.h, b.change);
  const float tw = row_text(x, r.y, head.h, frame ? Face::MonoBold : Face::Bold, gone ? Tone::Gone : Tone::Text, b.title);
  if (gone) line(x, r.y + head.h / 2, x + tw, r.y + head.h / 2, tone(Tone::Gone));
  x += tw + px(8);
  float badge = b.id ? ref_badge_width(b.value) + px(8) : 0;
  if (b.garbage) {
    badge += garbage_badge_width();
    garbage_badge(r, r.x + r.w - badge + garbage_badge_width() - px(4), r.y, head.h);
  }
  if (!b.note.empty()) row_text_fit(x, r.y, head.h, Face::MonoSmall, Tone::Dim, b.note, r.x + r.w - badge - px(4) - x);
  if (b.id) ref_badge(r.x + r.w - ref_badge_width(b.value) - px(8), r.y, head.h, b.value, b.refs_change);
}

void draw_row(Ui& ui, const BoxRow& row, const Rect& line_rect, float label_w, std::string& tip) {
  const float left = line_rect.x - 1, y = line_rect.y, h = line_rect.h;
  if (row.change != Change::Same) fill(line_rect, tone(soft_tone_of(row.change)));
  if (row.change != Change::Same) row_text(left + px(2), y, h, Face::MonoSmall, tone_of(row.change), sign_of(row.change));
  bool cut = row_text_fit(left + px(10), y, h, Face::MonoSmall, Tone::Dim, row.label, label_w);
  const float vx = left + px(10) + label_w + px(10);
  Link to;
  to.object = row.value.id;
  if (!row.arrow) {
    if (row.value.id) cut |= row_text_fit(vx, y, h, Face::Mono, tone_of_type(row.value.type.c_str()), row.value.text, line_rect.x + line_rect.w + 1 - px(4) - vx);
    else row_text(vx, y, h, Face::MonoSmall, Tone::Faint, "NULL");
    if (row.value.id && ui.glows(to)) fill(line_rect, tone(Tone::Hover));
    if (row.value.id && ui.is_selected(to)) frame_rect(line_rect, tone(Tone::Accent), px(3));
  }
  if (!row.value.id || !mouse_in(line_rect)) return;
  ui.hover_next = to;
  if (ImGui::IsMouseClicked(0)) ui.select_object(row.value.id);
  if (!row.arrow || cut) tip = row.label + ": " + value_text(row.value);
}

// Below the rows: how many are folded away, and the way to unfold them or to fold them again. A very large container has more
// even when it is open.
void draw_fold(Ui& ui, const Box& b, const Rect& r, float y, float h) {
  if (!b.more && !b.open) return;
  const std::string more = b.more ? "… +" + std::to_string(b.more) : "";
  row_text(r.x + px(10), y, h, Face::Small, Tone::Accent, b.open ? "▴ " + more : more);
  if (mouse_in({r.x, y, r.w, h}) && ImGui::IsMouseClicked(0)) fold_box(ui, b.id);
}

void draw_box(Ui& ui, const Box& b, const Rect& r, float row_h, float head_h, float label_w, std::string& tip) {
  const Rect head{r.x, r.y, r.w, head_h};
  draw_body(ui, b, r, head);
  if (!b.rows.empty()) line(r.x, r.y + head.h, r.x + r.w, r.y + head.h, tone(Tone::Line));
  draw_head(b, r, head);
  float y = r.y + head.h;
  for (const BoxRow& row : b.rows) {
    draw_row(ui, row, {r.x + 1, y, r.w - 2, row_h}, label_w, tip);
    y += row_h;
  }
  draw_fold(ui, b, r, y, row_h);
  if (b.id) point_at(ui, b, head, tip);
}

// From further away: its name, as much of it as there is room for.
void draw_titled(Ui& ui, const Box& b, const Rect& r, float head_h, std::string& tip) {
  const Rect head{r.x, r.y, r.w, std::min(head_h, r.h)};
  draw_body(ui, b, r, head);
  row_text_fit(r.x + px(8), r.y, head.h, b.frame >= 0 ? Face::MonoBold : Face::Bold, b.change == Change::Gone ? Tone::Gone : Tone::Text, b.title, r.w - px(12));
  point_at(ui, b, r, tip);
}

// From far away: a plain shape, filled in the colour of its change where there is one. What is pointed out can be found.
void draw_shape(Ui& ui, const Box& b, const Rect& r, std::string& tip) {
  const Link link = link_of(b);
  const Rect seen{r.x, r.y, std::max(r.w, 2.f), std::max(r.h, 2.f)};
  const bool selected = b.id && ui.is_selected(link), marked = b.id && ui.marked(b.id);
  const Tone colour = selected ? Tone::Accent : b.change != Change::Same ? tone_of(b.change) : b.garbage ? Tone::Gone : b.frame >= 0 ? Tone::Text : b.value.type == "type" ? Tone::Class : Tone::Outline;
  fill(seen, tone(colour));
  if (marked || selected || (b.id && ui.glows(link))) mark_ring({seen.x - 3, seen.y - 3, seen.w + 6, seen.h + 6});
  point_at(ui, b, seen, tip);
}

void draw_boxes(Ui& ui, const GraphScene& s, const Camera& c, Detail detail, const std::vector<int>& seen) {
  std::string tip;
  {
    const float row_h = line_height() * c.zoom, head_h = box_head_height() * c.zoom;
    const Zoomed zoomed(c.zoom);
    for (int i : seen) {
      const Box& b = *s.boxes[static_cast<size_t>(i)];
      const Rect r = c.rect(s.places[static_cast<size_t>(i)]);
      if (detail == Detail::Rows) draw_box(ui, b, r, row_h, head_h, b.label_w * c.zoom, tip);
      else if (detail == Detail::Titles) draw_titled(ui, b, r, head_h, tip);
      else draw_shape(ui, b, r, tip);
    }
  }
  if (!tip.empty()) tooltip(tip);
}

// ---- beyond the edges

constexpr int kEdges = 4;   // left, right, above, below

// What reaches beyond an edge, so that nothing is cut or off screen without a word.
struct Beyond {
  int64_t boxes = 0, changed = 0;
};

std::array<Beyond, kEdges> boxes_beyond(const GraphScene& s, const Camera& c) {
  const Rect& area = c.area;
  std::array<Beyond, kEdges> beyond;
  for (size_t i = 0; i < s.places.size(); ++i) {
    const Rect g = c.rect(s.places[i]);
    const int edge = g.x + g.w > area.x + area.w + 1 ? 1 : g.x < area.x - 1 ? 0 : g.y + g.h > area.y + area.h + 1 ? 3 : g.y < area.y - 1 ? 2 : -1;
    if (edge < 0) continue;
    ++beyond[static_cast<size_t>(edge)].boxes;
    beyond[static_cast<size_t>(edge)].changed += s.boxes[i]->change != Change::Same;
  }
  return beyond;
}

// What lies beyond an edge comes into sight, by most of a screen.
void look_beyond(Ui& ui, const GraphScene& s, int edge) {
  const float by = (edge < 2 ? s.width : s.height) * 0.8f;
  (edge < 2 ? ui.graph_x : ui.graph_y) += edge % 2 ? -by : by;
}

// No box: there are none but small values, or nothing at all.
void draw_no_boxes(Ui& ui) {
  if (ui.view->moment().objects.empty() || ui.settings.every_box) return placeholder(tr(Word::Nothing));
  placeholder(tr(Word::OnlySmall));
  float w = text_width(Face::Sans, tr(Word::ShowSmall));
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  ImGui::SetCursorScreenPos(ImVec2(p.x + (room.x - w) / 2, p.y + room.y * 0.38f + px(44)));
  if (link_button("small", tr(Word::ShowSmall))) ui.settings.every_box = true, ui.graph.forget();
}

// A piece of the line below the boxes; returns the room behind it.
Rect foot_text(const Rect& foot, const std::string& text, Tone t) {
  draw_text_fit(foot.x + px(6), foot.y + px(5), Face::Small, tone(t), text, foot.w - px(10));
  const float used = std::min(foot.w, text_width(Face::Small, text) + px(16));
  return {foot.x + used, foot.y, foot.w - used, foot.h};
}

constexpr struct {
  const char* arrow;
  GraphText tip;
} kEdgeWords[kEdges] = {{"←", GraphText::BeyondLeft}, {"→", GraphText::BeyondRight}, {"↑", GraphText::BeyondAbove}, {"↓", GraphText::BeyondBelow}};

std::string beyond_text(int edge, const Beyond& beyond) {
  std::string text = std::string(kEdgeWords[edge].arrow) + " " + std::to_string(beyond.boxes);
  return beyond.changed ? text + " (" + std::to_string(beyond.changed) + " ~)" : text;
}

float pill_width(const std::string& text) { return text_width(Face::Small, text) + px(12); }

// A button that leads beyond an edge. Returns the room behind it.
Rect draw_beyond(Ui& ui, const GraphScene& s, const Rect& foot, int edge, const Beyond& beyond, const std::string& text) {
  const Rect pill{foot.x + px(4), foot.y + px(2), pill_width(text), foot.h - px(4)};
  const bool hovered = mouse_in(pill);
  const Tone outline = hovered ? Tone::Accent : beyond.changed ? Tone::Changed : Tone::Outline;
  fill(pill, tone(Tone::Header), pill.h / 2);
  frame_rect(pill, tone(outline), pill.h / 2);
  draw_text(pill.x + px(6), foot.y + px(5), Face::Small, beyond.changed ? Tone::Changed : Tone::Dim, text);
  if (hovered) tooltip(graph_text(kEdgeWords[edge].tip, beyond.boxes) + (beyond.changed ? "\n" + graph_text(GraphText::BeyondChanged, beyond.changed) : ""));
  if (hovered && ImGui::IsMouseClicked(0)) look_beyond(ui, s, edge);
  return {foot.x + pill.w + px(4), foot.y, foot.w - pill.w - px(4), foot.h};
}

std::string every_box_sign(const Ui& ui) { return ui.settings.every_box ? "☑" : "☐"; }

// How many boxes lie beyond the edges, and how many of them changed, beside the boxes and not over them: where there is no
// room for all numbers, by arrows alone. Returns the room behind them, in which every_box has at least its sign.
Rect draw_beyond_edges(Ui& ui, const GraphScene& s, const Rect& foot, const std::array<Beyond, kEdges>& beyond) {
  const float sign = pill_width(every_box_sign(ui)) + px(8);
  float all = 0;
  for (int edge = 0; edge < kEdges; ++edge)
    if (const Beyond& b = beyond[static_cast<size_t>(edge)]; b.boxes) all += pill_width(beyond_text(edge, b)) + px(4);
  const bool numbers = all + sign <= foot.w;
  Rect rest = foot;
  for (int edge = 0; edge < kEdges; ++edge) {
    const Beyond& b = beyond[static_cast<size_t>(edge)];
    const std::string text = numbers ? beyond_text(edge, b) : kEdgeWords[edge].arrow;
    if (b.boxes && pill_width(text) + sign <= rest.w) rest = draw_beyond(ui, s, rest, edge, b, text);
  }
  return rest;
}

// At the right end: the switch of every_box, by its sign alone where its words have no room.
Rect draw_every_box(Ui& ui, const Rect& foot) {
  const std::string sign = every_box_sign(ui), words = sign + " " + tr(Word::EveryBox);
  const bool fits = pill_width(words) + px(8) <= foot.w;
  const std::string& label = fits ? words : sign;
  const float w = pill_width(label);
  const Rect toggle{foot.x + foot.w - w - px(4), foot.y, w, foot.h};
  const bool hovered = mouse_in(toggle);
  draw_text(toggle.x + px(6), toggle.y + px(5), Face::Small, hovered ? Tone::Accent : Tone::Dim, label);
  if (hovered && !fits) tooltip(tr(Word::EveryBox));
  if (hovered && ImGui::IsMouseClicked(0)) toggle_every_box(ui);
  return {foot.x, foot.y, toggle.x - foot.x, foot.h};
}

// Below the boxes: what lies beyond the edges, how near they are, what is not to be seen, and are small values boxes too?
// Returns what is left of it.
Rect draw_foot(Ui& ui, GraphScene& s, const Rect& foot, int64_t arrows_left_out, const std::array<Beyond, kEdges>& beyond) {
  fill(foot, tone(Tone::Graph));
  Rect rest = draw_every_box(ui, draw_beyond_edges(ui, s, foot, beyond));
  if (s.zoom != 1) {
    const std::string percent = std::to_string(static_cast<int>(std::lround(s.zoom * 100))) + " %";
    const Rect whole{rest.x, rest.y, text_width(Face::Small, percent) + px(12), rest.h};
    if (mouse_in(whole)) tooltip(graph_text(GraphText::ZoomHelp));
    if (mouse_in(whole) && ImGui::IsMouseClicked(0)) show_whole_graph(ui);
    rest = foot_text(rest, percent, mouse_in(whole) ? Tone::Accent : Tone::Dim);
  }
  if (const int64_t more = ui.view->moment().objects_left_out) rest = foot_text(rest, "… " + with_number(Word::More, static_cast<int>(more)), Tone::Dim);
  if (arrows_left_out) rest = foot_text(rest, graph_text(GraphText::MoreArrows, arrows_left_out), Tone::Dim);
  return rest;
}

enum class ArrowKind {
#define ARROW(Name, english, chinese) Name,
#include "panels/graph_arrows.def"
#undef ARROW
};

const char* arrow_name(ArrowKind kind) {
  switch (kind) {
#define ARROW(Name, english, chinese) \
  case ArrowKind::Name: return tr2(english, chinese);
#include "panels/graph_arrows.def"
#undef ARROW
  }
  return "";
}

// Below the boxes, where a class shows its bases: which arrow means what.
void draw_legend(const GraphScene& s, const Rect& foot) {
  const bool bases = std::any_of(s.boxes.begin(), s.boxes.end(), [](const SharedBox& b) { return std::any_of(b->rows.begin(), b->rows.end(), [](const BoxRow& r) { return r.base && r.arrow; }); });
  const float y = foot.y + foot.h / 2, length = px(34);
  const float needed = 2 * length + text_width(Face::Small, arrow_name(ArrowKind::Reference)) + text_width(Face::Small, arrow_name(ArrowKind::Base)) + px(50);
  if (!bases || foot.w < needed) return;
  float x = foot.x + px(10);
  line(x, y, x + length - px(4), y, tone(Tone::Arrow), px(1.2f));
  arrow_head(x + length, y, 1, 0, px(7), tone(Tone::Arrow));
  x += length + px(6);
  x += draw_text(x, foot.y + px(5), Face::Small, Tone::Dim, arrow_name(ArrowKind::Reference)) + px(18);
  draw_base_arrow({ImVec2(x, y), ImVec2(x + length, y)}, tone(Tone::Class), px(1.2f));
  draw_text(x + length + px(6), foot.y + px(5), Face::Small, Tone::Dim, arrow_name(ArrowKind::Base));
}

constexpr float kMargin = 14;   // of the design's pixels, around all boxes

// Never further than the boxes reach.
void keep_in_sight(Ui& ui, const GraphScene& s) {
  const float margin = px(kMargin);
  ui.graph_x = std::clamp(ui.graph_x, std::min(0.f, s.width - ui.graph.width() * s.zoom - 2 * margin), 0.f);
  ui.graph_y = std::clamp(ui.graph_y, std::min(0.f, s.height - ui.graph.height() * s.zoom - 2 * margin), 0.f);
}

// How far away all of it can be seen.
float whole_zoom(const Ui& ui, const GraphScene& s) {
  const float margin = px(kMargin);
  return std::clamp(std::min((s.width - 2 * margin) / std::max(1.f, ui.graph.width()), (s.height - 2 * margin) / std::max(1.f, ui.graph.height())), kFurthest, 1.f);
}

// What is at this place of the area stays there.
void zoom_around(Ui& ui, GraphScene& s, float factor, float x, float y) {
  float zoom = std::clamp(s.zoom * factor, std::min(whole_zoom(ui, s), 1.f), kNearest);
  if (std::fabs(zoom - 1) < 0.04f) zoom = 1;   // texts are sharp there
  x -= px(kMargin), y -= px(kMargin);
  ui.graph_x = x - (x - ui.graph_x) * zoom / s.zoom;
  ui.graph_y = y - (y - ui.graph_y) * zoom / s.zoom;
  s.zoom = zoom;
  keep_in_sight(ui, s);
}

void take_mouse(Ui& ui, GraphScene& s, const Rect& area) {
  if (!mouse_in(area)) return;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMouseDragging(0, px(4)) || ImGui::IsMouseDragging(2, 0)) ui.graph_x += io.MouseDelta.x, ui.graph_y += io.MouseDelta.y;
  if (io.MouseWheel != 0 && io.KeyCtrl) zoom_around(ui, s, std::pow(kPerNotch, io.MouseWheel), io.MousePos.x - area.x, io.MousePos.y - area.y);
  else if (io.MouseWheel != 0) (io.KeyShift ? ui.graph_x : ui.graph_y) += io.MouseWheel * px(48);
  if (io.MouseWheelH != 0) ui.graph_x += io.MouseWheelH * px(48);
}

// Moves the graph by as little as it takes to see an object's box.
void bring_box(Ui& ui, const GraphScene& s, ObjectId id) {
  const auto found = s.index.find(id);
  if (found == s.index.end()) return;
  const float width = s.width - 2 * px(kMargin), height = s.height - 2 * px(kMargin);
  const GraphBox& g = s.places[found->second];
  const Rect b{g.x * s.zoom, g.y * s.zoom, g.w * s.zoom, g.h * s.zoom};
  if (b.x + b.w + ui.graph_x > width) ui.graph_x = width - b.x - b.w;
  if (b.y + b.h + ui.graph_y > height) ui.graph_y = height - b.y - b.h;
  if (b.x + ui.graph_x < 0) ui.graph_x = -b.x;
  if (b.y + ui.graph_y < 0) ui.graph_y = -b.y;
}

// Goes on by as many boxes as keys have asked for: here, where the boxes are those of this moment.
void walk_boxes(Ui& ui, GraphScene& s) {
  const int by = std::exchange(s.walk, 0);
  if (!by) return;
  std::vector<size_t> order;
  for (size_t i = 0; i < s.boxes.size(); ++i)
    if (s.boxes[i]->id) order.push_back(i);
  if (order.empty()) return;
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return std::tuple(s.places[a].column, s.places[a].y, a) < std::tuple(s.places[b].column, s.places[b].y, b); });
  const auto at = std::find_if(order.begin(), order.end(), [&](size_t i) { return s.boxes[i]->id == ui.selected.object; });
  const int count = static_cast<int>(order.size());
  const int from = at != order.end() ? static_cast<int>(at - order.begin()) : by > 0 ? -1 : count;
  const int next = ((from + by) % count + count) % count;
  ui.selected.object = s.boxes[order[static_cast<size_t>(next)]]->id;
  ui.selected.pipe = PipelinePoint();
  ui.mouse_leads = false;
}

// Brings what was just selected by a key into sight: a click knows where it is.
void bring_chosen(Ui& ui, GraphScene& s) {
  if (ui.selected.object == s.chosen) return;
  s.chosen = ui.selected.object;
  if (s.chosen && !ui.mouse_leads) bring_box(ui, s, s.chosen);
}

// When a lesson points at other objects than before, the graph moves so that they can be seen: the last of them wins.
void bring_marks(Ui& ui, GraphScene& s) {
  std::vector<ObjectId> marked;
  for (const PathValue& m : ui.marks)
    if (m.object) marked.push_back(m.object);
  if (marked == s.brought) return;
  s.brought = marked;
  for (ObjectId id : marked) bring_box(ui, s, id);
}

std::vector<int> boxes_in_sight(const GraphScene& s, const Camera& c) {
  std::vector<int> seen;
  for (size_t i = 0; i < s.places.size(); ++i)
    if (c.sees(c.rect(s.places[i]))) seen.push_back(static_cast<int>(i));
  return seen;
}

}  // namespace

void zoom_graph(Ui& ui, float factor) {
  if (!ui.scene) return;
  GraphScene& s = *ui.scene;
  float x = s.width / 2, y = s.height / 2;
  if (const auto found = s.index.find(ui.selected.object); ui.selected.object && found != s.index.end()) {
    const GraphBox& b = s.places[found->second];
    const float bx = px(kMargin) + ui.graph_x + (b.x + b.w / 2) * s.zoom, by = px(kMargin) + ui.graph_y + (b.y + b.h / 2) * s.zoom;
    if (bx > 0 && bx < s.width && by > 0 && by < s.height) x = bx, y = by;
  }
  zoom_around(ui, s, factor, x, y);
}

void show_whole_graph(Ui& ui) {
  if (!ui.scene) return;
  GraphScene& s = *ui.scene;
  const float whole = whole_zoom(ui, s);
  zoom_graph(ui, (s.zoom > whole * 1.01f && s.zoom >= 1 ? whole : 1) / s.zoom);
}

void draw_Objects(Ui& ui) {
  if (!ui.view) return;
  if (ui.view->moment().finished && ui.view->moment().frames.empty()) return placeholder(tr(Word::AtEnd));
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float foot = font_px(Face::Small) + px(10);
  fill({p.x, p.y, room.x, room.y}, tone(Tone::Graph));
  Rect area{p.x, p.y, room.x, room.y - foot};
  update_scene(ui, area.h);
  GraphScene& s = *ui.scene;
  s.width = area.w;
  s.height = area.h;
  if (s.boxes.empty()) return draw_no_boxes(ui);
  ImGui::PushClipRect(ImVec2(area.x, area.y), ImVec2(area.x + area.w, area.y + area.h), true);
  take_mouse(ui, s, area);
  bring_marks(ui, s);
  walk_boxes(ui, s);
  bring_chosen(ui, s);
  keep_in_sight(ui, s);
  const Camera camera{area, area.x + px(kMargin) + std::floor(ui.graph_x), area.y + px(kMargin) + std::floor(ui.graph_y), s.zoom};
  const Detail detail = detail_at(s.zoom);
  const std::vector<int> seen = boxes_in_sight(s, camera);
  int64_t left_out = 0;
  if (detail == Detail::Shapes && s.boxes.size() > s.spacing.few) {
    left_out = draw_lines(ui, s, camera, seen);
  } else {
    route_arrows(ui, s, seen);
    draw_arrows(ui, s, camera, detail);
    left_out = static_cast<int64_t>(ui.graph.unrouted());
  }
  draw_boxes(ui, s, camera, detail, seen);
  ImGui::PopClipRect();
  draw_legend(s, draw_foot(ui, s, {area.x, area.y + area.h, area.w, foot}, left_out, boxes_beyond(s, camera)));
}

namespace {

constexpr size_t kDrawnLabel = 18, kDrawnValue = 34;   // characters of a row in a file
constexpr size_t kMostDrawn = 100000;                  // boxes of a file: every arrow has its way

DrawnBox drawn_box(const Box& b) {
  DrawnBox out;
  const bool frame = b.frame >= 0;
  out.fill = frame ? Tone::Header : Tone::Raised;
  out.rounding = frame ? 2 : 5;
  out.thick = b.change != Change::Same;
  out.dashed = b.garbage;
  out.outline = b.garbage ? Tone::Gone : b.change != Change::Same ? tone_of(b.change) : Tone::Outline;
  DrawnRow head;
  if (b.change != Change::Same) head.behind = soft_tone_of(b.change), add_text(head, sign_of(b.change), tone_of(b.change), true);
  add_text(head, b.title, b.change == Change::Gone ? Tone::Gone : Tone::Text, true);
  head.texts.back().struck = b.change == Change::Gone;
  if (!b.note.empty()) add_text(head, drawn_cut(b.note, kDrawnValue), Tone::Dim);
  if (b.garbage) add_text(head, tr(Word::Garbage), Tone::Gone);
  if (b.id) add_text(head, b.value.is_static ? "∞" : "×" + std::to_string(b.value.refcount), b.refs_change == Change::Same ? Tone::Dim : tone_of(b.refs_change));
  out.rows.push_back(std::move(head));
  for (const BoxRow& r : b.rows) {
    DrawnRow row;
    if (r.change != Change::Same) row.behind = soft_tone_of(r.change);
    add_text(row, r.change == Change::Same ? " " : sign_of(r.change), r.change == Change::Same ? Tone::Dim : tone_of(r.change));
    add_text(row, drawn_cut(r.label, kDrawnLabel), Tone::Dim);
    if (!r.arrow) add_text(row, r.value.id ? drawn_cut(r.value.text, kDrawnValue) : "NULL", r.value.id ? tone_of_type(r.value.type.c_str()) : Tone::Faint);
    out.rows.push_back(std::move(row));
  }
  if (b.more) {
    out.rows.push_back({});
    add_text(out.rows.back(), "… +" + std::to_string(b.more), Tone::Dim);
  }
  for (const DrawnRow& row : out.rows) out.w = std::max(out.w, row.texts.back().x + drawn_width(row.texts.back().text) + 2 * kDrawnPad);
  out.h = kDrawnRow * static_cast<float>(out.rows.size());
  return out;
}

// Where the boxes of a file stand: by the same rules as on the screen, in a layout of its own.
void place_drawn(const std::vector<SharedBox>& boxes, Drawing& out) {
  std::vector<GraphBox> places;
  std::unordered_map<uint64_t, int> number;
  for (size_t i = 0; i < boxes.size(); ++i) {
    const Box& b = *boxes[i];
    out.boxes.push_back(drawn_box(b));
    GraphBox g;
    g.id = b.shape.id;
    g.root = b.shape.root;
    g.w = out.boxes[i].w;
    g.h = out.boxes[i].h;
    for (size_t k = 0; k < b.rows.size(); ++k)
      if (b.rows[k].arrow) g.ports.push_back({kDrawnRow * (static_cast<float>(k) + 1.5f), b.rows[k].value.id, static_cast<int>(k)});
    number[g.id] = static_cast<int>(i);
    places.push_back(std::move(g));
  }
  GraphLayout layout;
  GraphSpacing spacing;
  spacing.max_height = 900;
  spacing.few = kMostDrawn;
  layout.place(places, spacing);
  constexpr float kMargin = 16;
  for (size_t i = 0; i < places.size(); ++i) out.boxes[i].x = places[i].x + kMargin, out.boxes[i].y = places[i].y + kMargin;
  for (const GraphArrow& a : layout.arrows()) {
    const BoxRow& row = boxes[static_cast<size_t>(number[a.from])]->rows[static_cast<size_t>(a.tag)];
    DrawnArrow arrow;
    arrow.from = number[a.from];
    arrow.to = number[a.to];
    arrow.row = a.tag + 1;
    arrow.points = a.points;
    for (GraphPoint& p : arrow.points) p.x += kMargin, p.y += kMargin;
    arrow.tone = row.change != Change::Same ? tone_of(row.change) : row.base ? Tone::Class : Tone::Arrow;
    arrow.dashed = arrow.hollow = row.base;
    arrow.thick = row.change != Change::Same;
    arrow.dot = true;
    out.arrows.push_back(std::move(arrow));
  }
  out.w = layout.width() + 2 * kMargin;
  out.h = layout.height() + 2 * kMargin;
}

}  // namespace

bool drawing_Objects(Ui& ui, Drawing& out) {
  const std::vector<SharedBox> boxes = BoxMaker().make(ui, false);
  if (boxes.empty()) return false;
  out.sideways = true;
  place_drawn(boxes, out);
  return true;
}

std::string text_Objects(Ui& ui) {
  const Moment& m = ui.view->moment();
  std::string out;
  for (const SharedBox& box : BoxMaker().make(ui, false)) {
    const Box& b = *box;
    out += std::string(sign_of(b.change)) + " " + (b.frame >= 0 ? tr(Word::FrameWord) + (" " + b.title) : b.title + " " + short_id(b.id));
    if (!b.note.empty()) out += " " + b.note;
    if (b.garbage) out += std::string("  ") + tr(Word::Garbage);
    if (b.id) out += std::string("  ") + tr(Word::Refs) + " " + (b.value.is_static ? std::string(tr(Word::Static)) : std::to_string(b.value.refcount));
    out += "\n";
    for (const BoxRow& r : b.rows) {
      out += std::string("    ") + sign_of(r.change) + " " + pad(r.label, 10) + (r.arrow ? (r.base ? " -|> " : " -> ") + r.value.type + " " + short_id(r.value.id) : " = " + value_text(r.value)) + "\n";
    }
    if (b.more) out += "      ... " + with_number(Word::More, static_cast<int>(b.more)) + "\n";
  }
  if (m.objects_left_out) out += "... " + graph_text(GraphText::MoreObjects, m.objects_left_out) + "\n";
  if (!out.empty()) return out;
  return std::string(tr(m.objects.empty() ? Word::Nothing : Word::OnlySmall)) + "\n";
}

void choose_box(Ui& ui, int by) {
  bring_up(ui.layout, Panel::Objects);
  if (!ui.scene) ui.scene = std::make_shared<GraphScene>();
  ui.scene->walk += by;
}

bool fold_box(Ui& ui, ObjectId id) {
  if (!ui.scene) return false;
  const auto found = ui.scene->index.find(id);
  if (!id || found == ui.scene->index.end()) return false;
  const Box& box = *ui.scene->boxes[found->second];
  bring_up(ui.layout, Panel::Objects);
  if (box.open) ui.graph_open.erase(std::remove(ui.graph_open.begin(), ui.graph_open.end(), id), ui.graph_open.end());
  else if (box.more) ui.graph_open.push_back(id);
  return box.open || box.more;
}

void toggle_every_box(Ui& ui) {
  bring_up(ui.layout, Panel::Objects);
  ui.settings.every_box = !ui.settings.every_box;
  ui.graph.forget();
}

}  // namespace innards::ui
