// Objects: the graph of what the frames reach. Small values stand in the slots that hold them; everything else is a box.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

#include "kit/drawing.h"
#include "kit/rows.h"
#include "pictures.h"

namespace innards::ui {

namespace {

constexpr size_t kFoldedRows = 8, kOpenRows = 400;
constexpr size_t kMostBoxes = 400;

// A line of a box: a label and either a value in place or an arrow to another box.
struct BoxRow {
  std::string label;
  ValueRow value;
  Change change = Change::Same;
  bool arrow = false;
  bool base = false;          // of a class: a class that it is made from
};

struct Box {
  ObjectId id = 0;            // 0: a frame
  int frame = -1;
  std::string title, note;    // type or function name; something small beside it
  ValueRow value;
  Change change = Change::Same, refs_change = Change::Same;
  std::vector<BoxRow> rows;
  int64_t more = 0;           // rows that are folded away
  bool open = false;
  bool garbage = false;       // held by nothing but other garbage
  float label_w = 0;
};

bool is_scalar(const std::string& type) {
  static const char* const kScalars[] = {"int", "float", "complex", "bool", "NoneType", "str", "bytes", "ellipsis", "NotImplementedType", "range", "slice",
                                         "builtin_function_or_method", "module", "code", "wrapper_descriptor", "method_descriptor", "getset_descriptor", "member_descriptor", "classmethod_descriptor"};
  for (const char* s : kScalars) {
    if (type == s) return true;
  }
  return false;
}

// Whoever made it: a class whose metaclass is not `type` is a class too.
bool is_class(const ValueRow& v) { return v.type == "type" || v.text.compare(0, 8, "<class '") == 0; }

// What a box is, where it matters for its title and rows: every class is of the kind "type".
const std::string& kind_of(const ValueRow& v) {
  static const std::string kClass = "type";
  return is_class(v) ? kClass : v.type;
}

bool is_base(const std::string& type, const std::string& label) { return type == "type" && label.compare(0, 9, "__bases__") == 0; }

// References that every function or class has, and that tell nothing about this program.
bool is_dull_label(const std::string& type, const std::string& label) {
  if (label == "__class__" || label == "ob_type") return true;
  if (type == "function" && label.compare(0, 5, "func_") == 0) return label != "func_defaults" && label != "func_closure" && label != "func_kwdefaults";
  if (type == "type") {
    static const char* const kMembers[] = {".__module__", ".__qualname__", ".__doc__", ".__dict__", ".__weakref__"};
    for (const char* s : kMembers) {
      if (label == s) return true;
    }
    return label.compare(0, 3, "tp_") == 0 || label.compare(0, 3, "ht_") == 0;
  }
  return false;
}

}  // namespace

// The boxes of one cursor, with their places.
struct GraphScene {
  uint64_t cursor = UINT64_MAX, last_step = 0;
  size_t open_count = 0;
  bool every_box = false;
  Language language = Language::English;   // of the words in the boxes
  float scale = 0, room = 0;
  std::vector<Box> boxes;
  std::vector<GraphBox> places;
  std::unordered_map<uint64_t, size_t> index;
  int left_out = 0;
  std::vector<ObjectId> brought;   // what a lesson pointed at when the graph last moved by itself
};

namespace {

uint64_t frame_key(const FrameRow& f) { return f.id | (uint64_t{1} << 63); }

using ObjectRows = std::unordered_map<ObjectId, const ObjectRow*>;

bool is_method_like(const std::string& type) { return type == "function" || type == "classmethod" || type == "staticmethod" || type == "property"; }

// A short tuple of small values reads better in place; as it cannot change, nothing is lost by it.
bool is_small_tuple(const ObjectRow& o) {
  if (o.value.type != "tuple" || o.value.cut || o.refs.size() > 4 || o.value.text.size() > 24) return false;
  return std::all_of(o.refs.begin(), o.refs.end(), [](const RefRow& r) { return is_scalar(r.value.type); });
}

bool wants_box(const Ui& ui, const ValueRow& v, const ObjectRows& rows) {
  if (!v.id || !rows.count(v.id)) return false;
  if (is_scalar(v.type)) return ui.settings.every_box;
  if (!ui.settings.every_box && is_small_tuple(*rows.at(v.id))) return false;
  if (v.type == "type" && v.is_static) return false;
  // A function without default values or closure is its name.
  if (v.type == "function" && !ui.settings.every_box) {
    const ObjectRow& o = *rows.at(v.id);
    for (const RefRow& r : o.refs) {
      if (is_dull_label("function", r.label) || r.value.type == "NoneType") continue;
      // Default values that are small and cannot change are not worth a box either.
      if (r.label == "func_closure" || !rows.count(r.value.id) || !is_small_tuple(*rows.at(r.value.id))) return true;
    }
    return false;
  }
  return true;
}

// A class, function or generator is known by its name: <class '__main__.Account'> is titled Account, with "class" beside it,
// or with its metaclass.
void name_box(Box& box) {
  const std::string& text = box.value.text;
  size_t from = text.find(' '), to = text.rfind('>');
  if (box.value.type == "method") from = text.find("method ") + 6, to = text.find(" of", from);
  if (box.value.type == "generator") from = text.find("object ") + 6, to = text.find(" at", from);
  if (from == std::string::npos || to == std::string::npos || to <= from + 1) {
    box.note = text;
    return;
  }
  std::string name = text.substr(from + 1, to - from - 1);
  name = name.substr(0, name.find(" at 0x"));
  if (name.size() > 2 && name[0] == '\'') name = name.substr(1, name.size() - 2);
  if (name.compare(0, 9, "__main__.") == 0) name = name.substr(9);
  // A function made inside another is known by its own name.
  size_t local = name.rfind("<locals>.");
  if (local != std::string::npos) name = name.substr(local + 9);
  box.title = name;
  box.note = box.value.type == "type" ? "class" : box.value.type;   // of a metaclass: its name says who made the class
}

// Makes the boxes of a moment: the frames, what they lead to, garbage, and what the step let go of.
class BoxBuilder {
 public:
  BoxBuilder(Ui& ui, GraphScene& scene) : ui_(ui), moment_(ui.view->moment()), scene_(scene) {
    for (const ObjectRow& o : moment_.objects) rows_[o.value.id] = &o;
  }

  void build();

 private:
  bool want(const ValueRow& v);
  void add_frame(const FrameRow& f);
  void add_object(const ObjectRow& o);
  void add_rows(Box& box, const ObjectRow& o, bool named);
  void add_queued();
  bool full() const { return scene_.boxes.size() >= kMostBoxes; }

  Ui& ui_;
  const Moment& moment_;
  GraphScene& scene_;
  ObjectRows rows_;
  std::unordered_set<ObjectId> queued_;
  std::vector<ObjectId> queue_;
  size_t done_ = 0;   // of the queue
};

void BoxBuilder::build() {
  scene_.boxes.clear();
  for (const FrameRow& f : moment_.frames) add_frame(f);
  // What a sleeping generator's frame holds stands in the generator's own box.
  for (const FrameRow& f : moment_.suspended)
    if (f.owner == "thread") add_frame(f);
  add_queued();
  // Garbage that nothing names stands behind what names lead to.
  for (const ObjectRow& o : moment_.objects) {
    if (o.garbage) want(o.value);
  }
  add_queued();
  scene_.left_out = static_cast<int>(queue_.size() - done_);
  // What was freed or cut off by this step still stands there, struck through.
  for (const ObjectRow& o : moment_.objects) {
    if (o.change == Change::Gone && !queued_.count(o.value.id) && !is_scalar(o.value.type) && !full()) add_object(o);
  }
}

// Whether a value has a box of its own; if so, it will get one.
bool BoxBuilder::want(const ValueRow& v) {
  if (!wants_box(ui_, v, rows_)) return false;
  if (queued_.insert(v.id).second) queue_.push_back(v.id);
  return true;
}

void BoxBuilder::add_frame(const FrameRow& f) {
  Box box;
  box.frame = f.depth;
  box.id = 0;
  box.title = f.qualname;
  box.value.id = frame_key(f);
  box.change = f.change == Change::Added ? Change::Added : Change::Same;   // a frame that runs changes all the time
  for (const LocalRow& l : f.locals) {
    if (l.kind == "name" && l.name.compare(0, 2, "__") == 0) continue;
    if (want(l.value)) box.rows.push_back({l.name, l.value, l.change, true, false});
  }
  for (const StackRow& s : f.stack) {
    if (want(s.value)) box.rows.push_back({"stack[" + std::to_string(s.index) + "]", s.value, s.change, true, false});
  }
  if (!box.rows.empty()) scene_.boxes.push_back(std::move(box));
}

void BoxBuilder::add_object(const ObjectRow& o) {
  Box box;
  box.id = o.value.id;
  box.value = o.value;
  box.title = o.value.type;
  box.change = o.change;
  // That only the count is another is said at the count.
  const bool inside = std::any_of(o.refs.begin(), o.refs.end(), [](const RefRow& r) { return r.change != Change::Same; });
  if (o.change == Change::Changed && !inside && o.refcount_before != o.value.refcount) box.change = Change::Same;
  box.refs_change = o.refcount_before && o.refcount_before != o.value.refcount ? Change::Changed : Change::Same;
  box.open = std::find(ui_.graph_open.begin(), ui_.graph_open.end(), box.id) != ui_.graph_open.end();
  box.garbage = o.garbage;
  const bool named = o.value.type == "function" || is_class(o.value) || o.value.type == "method" || o.value.type == "generator";
  if (named) name_box(box);
  else if (is_scalar(o.value.type)) box.note = o.value.text;
  add_rows(box, o, named);
  scene_.boxes.push_back(std::move(box));
}

void BoxBuilder::add_rows(Box& box, const ObjectRow& o, bool named) {
  const int64_t limit = box.open ? kOpenRows : kFoldedRows;
  int64_t count = 0;
  for (const RefRow& r : o.refs) {
    const bool base = is_base(kind_of(o.value), r.label);
    if (is_dull_label(kind_of(o.value), r.label) || (named && r.value.type == "NoneType")) continue;
    if (base && r.value.text == "<class 'object'>") continue;   // the base of all classes
    if (++count > limit) continue;
    // A class's own functions are its methods: named in place.
    bool method = is_class(o.value) && is_method_like(r.value.type) && !ui_.settings.every_box;
    box.rows.push_back({r.label, r.value, r.change, !method && want(r.value), base});
  }
  box.more = std::max<int64_t>(0, count - limit) + o.refs_left_out;
}

void BoxBuilder::add_queued() {
  for (; done_ < queue_.size() && !full(); ++done_) add_object(*rows_[queue_[done_]]);
}

float garbage_badge_width() { return text_width(Face::Small, tr(Word::Garbage)) + px(16); }

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

float head_height() { return line_height() + px(2); }

void measure(Ui& ui, GraphScene& scene) {
  (void)ui;
  scene.places.clear();
  scene.index.clear();
  float h = line_height();
  for (size_t i = 0; i < scene.boxes.size(); ++i) {
    Box& b = scene.boxes[i];
    GraphBox g;
    g.id = b.id ? b.id : b.value.id;
    g.root = b.frame >= 0;
    float head = px(16) + text_width(b.frame >= 0 ? Face::MonoBold : Face::Bold, b.title);
    if (!b.note.empty()) head += px(8) + std::min(text_width(Face::MonoSmall, b.note), px(130));
    if (b.id) head += ref_badge_width(b.value) + px(12);
    if (b.change != Change::Same) head += px(12);
    if (b.garbage) head += garbage_badge_width();
    b.label_w = 0;
    float value_w = px(12);
    for (const BoxRow& r : b.rows) {
      b.label_w = std::max(b.label_w, std::min(text_width(Face::MonoSmall, r.label), px(110)));
      if (!r.arrow) value_w = std::max(value_w, std::min(text_width(Face::Mono, r.value.id ? r.value.text : "NULL"), px(130)));
    }
    g.w = std::max(head, b.rows.empty() ? 0 : b.label_w + value_w + px(34));
    g.w = std::max(g.w, px(84));
    g.h = head_height() + static_cast<float>(b.rows.size()) * h + (b.more ? h : 0) + (b.rows.empty() ? 0 : px(3));
    float y = head_height();
    for (size_t k = 0; k < b.rows.size(); ++k, y += h) {
      if (b.rows[k].arrow) g.ports.push_back({y + h / 2, b.rows[k].value.id, static_cast<int>(k)});
    }
    scene.index[g.id] = i;
    scene.places.push_back(std::move(g));
  }
}

void update_scene(Ui& ui, float room) {
  if (!ui.scene) ui.scene = std::make_shared<GraphScene>();
  GraphScene& s = *ui.scene;
  // A fresh look at another scale or size of panel; else everything stays where it is.
  bool anew = s.scale != px_scale() || std::fabs(s.room - room) > px(60);
  if (!anew && s.cursor == ui.rows.cursor && s.last_step == ui.rows.last_step && s.every_box == ui.settings.every_box && s.language == ui.settings.language && s.open_count == ui.graph_open.size()) return;
  if (anew) ui.graph.forget(), s.room = room;
  s.scale = px_scale();
  s.cursor = ui.rows.cursor;
  s.last_step = ui.rows.last_step;
  s.every_box = ui.settings.every_box;
  s.language = ui.settings.language;
  s.open_count = ui.graph_open.size();
  BoxBuilder(ui, s).build();
  measure(ui, s);
  GraphSpacing spacing;
  spacing.gap_y = px(14);
  spacing.gutter = px(38);
  spacing.lane = px(6);
  spacing.entry = px(11);
  spacing.max_height = std::max(room, px(160));
  ui.graph.place(s.places, spacing);
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

std::vector<ImVec2> moved(const std::vector<GraphPoint>& points, float ox, float oy) {
  std::vector<ImVec2> out;
  for (const GraphPoint& p : points) out.push_back(ImVec2(ox + p.x, oy + p.y));
  return out;
}

// A path with rounded corners and an arrow head at its end.
void draw_arrow(const GraphArrow& a, bool base, float ox, float oy, ImU32 colour, float thickness) {
  ImDrawList* dl = ImGui::GetWindowDrawList();
  dl->AddCircleFilled(ImVec2(ox + a.points[0].x - px(7), oy + a.points[0].y), px(2.5f), colour);
  if (base) return draw_base_arrow(moved(a.points, ox, oy), colour, thickness);
  size_t n = a.points.size();
  dl->PathLineTo(ImVec2(ox + a.points[0].x, oy + a.points[0].y));
  for (size_t i = 1; i + 1 < n; ++i) {
    GraphPoint p = a.points[i - 1], c = a.points[i], q = a.points[i + 1];
    float in = std::hypot(c.x - p.x, c.y - p.y), out = std::hypot(q.x - c.x, q.y - c.y);
    float r = std::min({px(6), in / 2, out / 2});
    if (in < 0.5f || out < 0.5f) continue;
    ImVec2 s(ox + c.x + (p.x - c.x) / in * r, oy + c.y + (p.y - c.y) / in * r), e(ox + c.x + (q.x - c.x) / out * r, oy + c.y + (q.y - c.y) / out * r), m(ox + c.x, oy + c.y);
    dl->PathLineTo(s);
    dl->PathBezierCubicCurveTo(m, m, e, 6);
  }
  ImVec2 end(ox + a.points[n - 1].x, oy + a.points[n - 1].y);
  dl->PathLineTo(ImVec2(end.x - px(4), end.y));
  dl->PathStroke(colour, 0, thickness);
  arrow_head(end.x, end.y, 1, 0, px(7), colour);
}

void draw_box(Ui& ui, const Box& b, const GraphBox& g, float ox, float oy) {
  float h = line_height();
  Rect r{ox + g.x, oy + g.y, g.w, g.h};
  if (!ImGui::IsRectVisible(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h))) return;
  bool frame = b.frame >= 0;
  Link link;
  link.object = b.id;
  link.frame = b.frame;
  bool gone = b.change == Change::Gone;
  float round = px(frame ? 2 : 5);
  fill(r, tone(frame ? Tone::Header : Tone::Raised), round);
  Rect head{r.x, r.y, r.w, head_height()};
  if (b.change != Change::Same) fill(head, tone(soft_tone_of(b.change)), round);
  if (b.id && ui.glows(link)) fill(r, tone(Tone::Hover), round);
  bool selected = b.id && ui.is_selected(link);
  ImU32 outline = selected ? tone(Tone::Accent) : b.change != Change::Same ? tone(tone_of(b.change)) : tone(Tone::Outline);
  frame_rect(r, outline, round, selected || b.change != Change::Same ? px(1.6f) : px(1));
  if (!b.rows.empty()) line(r.x, r.y + head.h, r.x + r.w, r.y + head.h, tone(Tone::Line));
  if (b.id && ui.marked(b.id)) mark_ring({r.x - px(2), r.y - px(3), r.w + px(4), r.h + px(6)});
  float x = r.x + px(8);
  if (b.change != Change::Same) x += change_mark(x, r.y, head.h, b.change);
  Tone title = frame ? Tone::Text : gone ? Tone::Gone : Tone::Text;
  float tw = row_text(x, r.y, head.h, frame ? Face::MonoBold : Face::Bold, title, b.title);
  if (gone) line(x, r.y + head.h / 2, x + tw, r.y + head.h / 2, tone(Tone::Gone));
  x += tw + px(8);
  float badge = b.id ? ref_badge_width(b.value) + px(8) : 0;
  if (b.garbage) {
    badge += garbage_badge_width();
    garbage_badge(r, r.x + r.w - badge + garbage_badge_width() - px(4), r.y, head.h);
  }
  if (!b.note.empty()) row_text_fit(x, r.y, head.h, Face::MonoSmall, Tone::Dim, b.note, r.x + r.w - badge - px(4) - x);
  if (b.id) ref_badge(r.x + r.w - ref_badge_width(b.value) - px(8), r.y, head.h, b.value, b.refs_change);
  float y = r.y + head.h;
  for (const BoxRow& row : b.rows) {
    Rect line_rect{r.x + 1, y, r.w - 2, h};
    if (row.change != Change::Same) fill(line_rect, tone(soft_tone_of(row.change)));
    if (row.change != Change::Same) row_text(r.x + px(2), y, h, Face::MonoSmall, tone_of(row.change), sign_of(row.change));
    bool cut = row_text_fit(r.x + px(10), y, h, Face::MonoSmall, Tone::Dim, row.label, b.label_w);
    float vx = r.x + px(10) + b.label_w + px(10);
    Link to;
    to.object = row.value.id;
    if (!row.arrow) {
      if (row.value.id) cut |= row_text_fit(vx, y, h, Face::Mono, tone_of_type(row.value.type.c_str()), row.value.text, r.x + r.w - px(4) - vx);
      else row_text(vx, y, h, Face::MonoSmall, Tone::Faint, "NULL");
      if (row.value.id && ui.glows(to)) fill(line_rect, tone(Tone::Hover));
      if (row.value.id && ui.is_selected(to)) frame_rect(line_rect, tone(Tone::Accent), px(3));
    }
    if (row.value.id && mouse_in(line_rect)) {
      ui.hover_next = to;
      if (ImGui::IsMouseClicked(0)) ui.select_object(row.value.id);
      if (!row.arrow || cut) tooltip(row.label + ": " + value_text(row.value));
    }
    y += h;
  }
  if (b.more) {
    Rect more{r.x, y, r.w, h};
    row_text(r.x + px(10), y, h, Face::Small, Tone::Accent, "… +" + std::to_string(b.more));
    if (mouse_in(more) && ImGui::IsMouseClicked(0)) ui.graph_open.push_back(b.id);
  } else if (b.open) {
    Rect fold{r.x + r.w - px(40), r.y + r.h - h, px(40), h};
    if (mouse_in(fold) && ImGui::IsMouseClicked(0)) ui.graph_open.erase(std::remove(ui.graph_open.begin(), ui.graph_open.end(), b.id), ui.graph_open.end());
  }
  if (mouse_in(head) && b.id) {
    ui.hover_next = link;
    if (ImGui::IsMouseClicked(0)) ui.select_object(b.id);
    tooltip(b.title + " " + (b.note.empty() ? b.value.text : b.note) + "\nid " + hex_id(b.id));
  }
}

// Counts of boxes beyond each edge, so that nothing is off screen without a word.
void edge_remarks(const GraphScene& s, const Rect& area, float ox, float oy) {
  int beyond[4] = {0, 0, 0, 0};
  int changed[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < s.places.size(); ++i) {
    const GraphBox& g = s.places[i];
    int side = ox + g.x >= area.x + area.w ? 1 : ox + g.x + g.w <= area.x ? 0 : oy + g.y >= area.y + area.h ? 3 : oy + g.y + g.h <= area.y ? 2 : -1;
    if (side < 0) continue;
    ++beyond[side];
    changed[side] += s.boxes[i].change != Change::Same;
  }
  const char* arrows[] = {"←", "→", "↑", "↓"};
  for (int side = 0; side < 4; ++side) {
    if (!beyond[side]) continue;
    std::string text = std::string(arrows[side]) + " " + std::to_string(beyond[side]) + (changed[side] ? " (" + std::to_string(changed[side]) + " ~)" : "");
    float w = text_width(Face::Small, text) + px(12), h = font_px(Face::Small) + px(6);
    float x = side == 0 ? area.x + px(4) : side == 1 ? area.x + area.w - w - px(4) : area.x + (area.w - w) / 2;
    float y = side == 2 ? area.y + px(4) : side == 3 ? area.y + area.h - h - px(4) : area.y + (area.h - h) / 2;
    fill({x, y, w, h}, tone(Tone::Header), h / 2);
    frame_rect({x, y, w, h}, tone(changed[side] ? Tone::Changed : Tone::Outline), h / 2);
    draw_text(x + px(6), y + px(3), Face::Small, changed[side] ? Tone::Changed : Tone::Dim, text);
  }
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

// Below the boxes: how many objects have none because there are too many, and are small values boxes too? Returns
// what is left of it.
Rect draw_foot(Ui& ui, const GraphScene& s, const Rect& foot) {
  std::string label = std::string(ui.settings.every_box ? "☑ " : "☐ ") + tr(Word::EveryBox);
  float width = text_width(Face::Small, label) + px(12);
  Rect toggle{foot.x + foot.w - width - px(4), foot.y, width, foot.h};
  draw_text(toggle.x + px(6), toggle.y + px(5), Face::Small, mouse_in(toggle) ? Tone::Accent : Tone::Dim, label);
  if (mouse_in(toggle) && ImGui::IsMouseClicked(0)) ui.settings.every_box = !ui.settings.every_box, ui.graph.forget();
  const int64_t more = s.left_out + ui.view->moment().objects_left_out;
  Rect rest{foot.x, foot.y, toggle.x - foot.x, foot.h};
  if (!more) return rest;
  const std::string text = "… " + with_number(Word::More, static_cast<int>(more));
  draw_text_fit(foot.x + px(6), foot.y + px(5), Face::Small, tone(Tone::Dim), text, toggle.x - foot.x - px(10));
  const float used = std::min(rest.w, text_width(Face::Small, text) + px(16));
  return {rest.x + used, rest.y, rest.w - used, rest.h};
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
  const bool bases = std::any_of(s.boxes.begin(), s.boxes.end(), [](const Box& b) { return std::any_of(b.rows.begin(), b.rows.end(), [](const BoxRow& r) { return r.base && r.arrow; }); });
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

// When a lesson points at other objects than before, the graph moves so that they can be seen: the last of them wins.
void bring_marks(Ui& ui, GraphScene& s, float width, float height) {
  std::vector<ObjectId> marked;
  for (const PathValue& m : ui.marks)
    if (m.object) marked.push_back(m.object);
  if (marked == s.brought) return;
  s.brought = marked;
  for (ObjectId id : marked) {
    auto found = s.index.find(id);
    if (found == s.index.end()) continue;
    const GraphBox& b = s.places[found->second];
    if (b.x + b.w + ui.graph_x > width) ui.graph_x = width - b.x - b.w;
    if (b.y + b.h + ui.graph_y > height) ui.graph_y = height - b.y - b.h;
    if (b.x + ui.graph_x < 0) ui.graph_x = -b.x;
    if (b.y + ui.graph_y < 0) ui.graph_y = -b.y;
  }
}

}  // namespace

void draw_Objects(Ui& ui) {
  if (!ui.view) return;
  if (ui.view->moment().finished && ui.view->moment().frames.empty()) return placeholder(tr(Word::AtEnd));
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float foot = font_px(Face::Small) + px(10);
  fill({p.x, p.y, room.x, room.y}, tone(Tone::Graph));
  Rect area{p.x, p.y, room.x, room.y - foot};
  update_scene(ui, area.h);
  GraphScene& s = *ui.scene;
  if (s.boxes.empty()) return draw_no_boxes(ui);
  draw_legend(s, draw_foot(ui, s, {area.x, area.y + area.h, area.w, foot}));
  // Pan with the mouse; never further than the boxes reach.
  ImGui::PushClipRect(ImVec2(area.x, area.y), ImVec2(area.x + area.w, area.y + area.h), true);
  if (mouse_in(area)) {
    ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsMouseDragging(0, px(4)) || ImGui::IsMouseDragging(2, 0)) ui.graph_x += io.MouseDelta.x, ui.graph_y += io.MouseDelta.y;
    if (io.MouseWheel != 0) (io.KeyShift ? ui.graph_x : ui.graph_y) += io.MouseWheel * px(48);
    if (io.MouseWheelH != 0) ui.graph_x += io.MouseWheelH * px(48);
  }
  float margin = px(14);
  bring_marks(ui, s, area.w - 2 * margin, area.h - 2 * margin);
  ui.graph_x = std::clamp(ui.graph_x, std::min(0.f, area.w - ui.graph.width() - 2 * margin), 0.f);
  ui.graph_y = std::clamp(ui.graph_y, std::min(0.f, area.h - ui.graph.height() - 2 * margin), 0.f);
  float ox = area.x + margin + std::floor(ui.graph_x), oy = area.y + margin + std::floor(ui.graph_y);
  std::vector<const GraphArrow*> lively;
  for (const GraphArrow& a : ui.graph.arrows()) {
    const Box& from = s.boxes[s.index[a.from]];
    const BoxRow& row = from.rows[a.tag];
    bool lit = (ui.hover.object && (a.to == ui.hover.object || a.from == ui.hover.object)) || (ui.selected.object && a.to == ui.selected.object);
    if (lit || row.change != Change::Same) lively.push_back(&a);
    else draw_arrow(a, row.base, ox, oy, tone(row.base ? Tone::Class : Tone::Arrow), px(1.2f));
  }
  for (const GraphArrow* a : lively) {
    const BoxRow& row = s.boxes[s.index[a->from]].rows[a->tag];
    const Change c = row.change;
    draw_arrow(*a, row.base, ox, oy, tone(c == Change::Same ? Tone::Accent : tone_of(c)), px(2.f));
  }
  for (size_t i = 0; i < s.boxes.size(); ++i) draw_box(ui, s.boxes[i], s.places[i], ox, oy);
  edge_remarks(s, area, ox, oy);
  ImGui::PopClipRect();
}

namespace {

constexpr size_t kDrawnLabel = 18, kDrawnValue = 34;   // characters of a row in a file

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
void place_drawn(const GraphScene& s, Drawing& out) {
  std::vector<GraphBox> places;
  std::unordered_map<uint64_t, int> number;
  for (size_t i = 0; i < s.boxes.size(); ++i) {
    const Box& b = s.boxes[i];
    out.boxes.push_back(drawn_box(b));
    GraphBox g;
    g.id = b.id ? b.id : b.value.id;
    g.root = b.frame >= 0;
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
  layout.place(places, spacing);
  constexpr float kMargin = 16;
  for (size_t i = 0; i < places.size(); ++i) out.boxes[i].x = places[i].x + kMargin, out.boxes[i].y = places[i].y + kMargin;
  for (const GraphArrow& a : layout.arrows()) {
    const BoxRow& row = s.boxes[static_cast<size_t>(number[a.from])].rows[static_cast<size_t>(a.tag)];
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
  GraphScene s;
  BoxBuilder(ui, s).build();
  if (s.boxes.empty()) return false;
  out.sideways = true;
  place_drawn(s, out);
  return true;
}

std::string text_Objects(Ui& ui) {
  const Moment& m = ui.view->moment();
  GraphScene s;
  BoxBuilder(ui, s).build();
  std::string out;
  for (const Box& b : s.boxes) {
    out += std::string(sign_of(b.change)) + " " + (b.frame >= 0 ? "frame " + b.title : b.title + " " + short_id(b.id));
    if (!b.note.empty()) out += " " + b.note;
    if (b.garbage) out += std::string("  ") + tr(Word::Garbage);
    if (b.id) out += "  refs " + (b.value.is_static ? std::string("static") : std::to_string(b.value.refcount));
    out += "\n";
    for (const BoxRow& r : b.rows) {
      out += std::string("    ") + sign_of(r.change) + " " + pad(r.label, 10) + (r.arrow ? (r.base ? " -|> " : " -> ") + r.value.type + " " + short_id(r.value.id) : " = " + value_text(r.value)) + "\n";
    }
    if (b.more) out += "      ... " + std::to_string(b.more) + " more\n";
  }
  if (s.left_out + m.objects_left_out) out += "... " + std::to_string(s.left_out + m.objects_left_out) + " more objects\n";
  if (!out.empty()) return out;
  return std::string(tr(m.objects.empty() ? Word::Nothing : Word::OnlySmall)) + "\n";
}

}  // namespace innards::ui
