// Time: the whole run from left to right. Call depth as hills; ticks for exceptions, output, collections; the cursor.
#include <algorithm>
#include <cmath>

#include "kit/rows.h"

namespace innards::ui {
namespace {

struct Range {
  uint64_t from, to;
};

Range shown_range(Ui& ui) {
  uint64_t first = ui.view->first_step(), last = std::max(ui.view->last_step(), first + 1);
  if (ui.strip_to <= ui.strip_from) return {first, last};
  return {std::max(first, ui.strip_from), std::min(last, ui.strip_to)};
}

void update(Ui& ui, Range range, int buckets) {
  Rows& r = ui.rows;
  if (r.strip_from == range.from && r.strip_to == range.to && r.strip_buckets == buckets && !r.strip.empty()) return;
  r.strip = ui.view->strip(range.from, range.to, buckets);
  r.flame = ui.view->flame(range.from, range.to);
  r.strip_from = range.from;
  r.strip_to = range.to;
  r.strip_buckets = buckets;
}

void zoom(Ui& ui, Range range, double centre, double factor) {
  double span = static_cast<double>(range.to - range.from) * factor;
  double at = static_cast<double>(range.from) + static_cast<double>(range.to - range.from) * centre;
  double full = static_cast<double>(ui.view->last_step() - ui.view->first_step());
  span = std::max(span, 20.0);
  if (span >= full) {
    ui.strip_from = ui.strip_to = 0;
    return;
  }
  double from = std::clamp(at - span * centre, static_cast<double>(ui.view->first_step()), static_cast<double>(ui.view->last_step()) - span);
  ui.strip_from = static_cast<uint64_t>(from);
  ui.strip_to = static_cast<uint64_t>(from + span);
}

// A strip that shows a part of the run goes along when the cursor leaves that part.
void follow_cursor(Ui& ui) {
  const uint64_t at = ui.view->cursor();
  const Range r = shown_range(ui);
  if (ui.strip_to <= ui.strip_from || !ui.follow(Panel::Strip) || (at >= r.from && at <= r.to)) return;
  const uint64_t span = r.to - r.from, first = ui.view->first_step();
  ui.strip_from = at > first + span / 2 ? at - span / 2 : first;
  ui.strip_to = ui.strip_from + span;
}

// The picture's place and scale.
struct Chart {
  Range range;
  float left = 0, top = 0, width = 0, height = 0;
  int deepest = 1;
  float base() const { return top + height; }
  float x_of(uint64_t step) const {
    double part = (static_cast<double>(step) - static_cast<double>(range.from)) / static_cast<double>(range.to - range.from);
    return left + static_cast<float>(part) * width;
  }
  float y_of(int depth) const { return base() - px(2) - (height - px(18)) * static_cast<float>(depth) / static_cast<float>(deepest); }
  bool shows(uint64_t step) const { return step >= range.from && step <= range.to; }
};

void draw_hills(const Chart& c, const std::vector<StripBucket>& strip) {
  ImU32 hill = tone(Tone::Accent, 0.30f), crest = tone(Tone::Accent, 0.75f);
  for (const StripBucket& b : strip) {
    float a = c.x_of(b.from), e = std::max(c.x_of(b.to), a + 1), y = c.y_of(b.max_depth);
    fill({a, y, e - a, c.base() - y}, hill);
    fill({a, y, e - a, px(1.5f)}, crest);
    if (b.max_depth != b.min_depth) fill({a, y, px(1), c.y_of(b.min_depth) - y}, crest);
  }
}

// Near enough, each call is a bar with its name. Those narrower than a pixel share one; the cost is bound by pixels.
void draw_flame(const Chart& c, const std::vector<FlameRow>& flame) {
  const float seen = ImGui::GetWindowDrawList()->GetClipRectMax().x;
  std::vector<float> filled(static_cast<size_t>(c.deepest), -1.f);   // at each depth, the last pixel that has a narrow one
  for (const FlameRow& f : flame) {
    const float a = c.x_of(std::max(f.from, c.range.from)), e = c.x_of(std::min(f.to, c.range.to));
    const float y = c.y_of(f.depth + 1), h = c.y_of(f.depth) - y;
    if (e - a < 1) {
      float& last = filled[static_cast<size_t>(f.depth)];
      if (std::floor(a) != last) fill({last = std::floor(a), y, 1, h}, tone(Tone::Accent, 0.3f));
      continue;
    }
    fill({a, y, e - a, h}, tone(Tone::Accent, f.depth % 2 ? 0.36f : 0.26f));
    fill({a, y, px(1), h}, tone(Tone::Accent, 0.8f));
    // What comes after the cursor may be hidden: the name keeps to what is seen of the bar.
    const float room = std::min(e, seen) - a;
    if (h >= px(11) && room > px(18)) row_text_fit(a + px(4), y, h, Face::MonoSmall, Tone::Text, f.name, room - px(6));
  }
}

// A flag for each marked moment.
void draw_marks(const Ui& ui, const Chart& c) {
  for (const TimeMark& m : ui.time_marks) {
    if (!c.shows(m.step)) continue;
    const float x = std::floor(c.x_of(m.step));
    fill({x, c.top, px(1), c.height}, tone(Tone::Class, 0.8f));
    triangle(x, c.top, x, c.top + px(8), x + px(8), c.top + px(4), tone(Tone::Class));
  }
}

// Ticks above the hills, not closer than can be told apart: a bar for output, and below it a cross for exceptions, a ring for
// collections.
void draw_ticks(const Chart& c, const std::vector<StripBucket>& strip) {
  float last[3] = {-1e9f, -1e9f, -1e9f};
  auto room = [&](int kind, float x, float apart) { return x - last[kind] > apart && (last[kind] = x, true); };
  for (const StripBucket& b : strip) {
    float x = (c.x_of(b.from) + c.x_of(b.to)) / 2, y = c.top;
    if (b.outputs && room(0, x, px(3))) fill({x - px(1), y + px(1), px(2), px(7)}, tone(Tone::String));
    if (b.exceptions && room(1, x, px(5))) {
      line(x - px(3), y + px(9), x + px(3), y + px(15), tone(Tone::Error), px(1.6f));
      line(x - px(3), y + px(15), x + px(3), y + px(9), tone(Tone::Error), px(1.6f));
    }
    if (b.gc_runs && room(2, x, px(5))) ImGui::GetWindowDrawList()->AddCircle(ImVec2(x, y + px(12)), px(3), tone(Tone::Class));
  }
}

// Calls, or their depth where the run is too long for calls, and what happened.
void draw_run(const Chart& c, const std::vector<StripBucket>& strip, const std::vector<FlameRow>& flame) {
  if (flame.empty()) draw_hills(c, strip);
  else draw_flame(c, flame);
  draw_ticks(c, strip);
}

// As far as it is told; the rest is a bar without height.
void draw_told_run(const Ui& ui, const Chart& c) {
  const uint64_t told = std::max(ui.told_until(), c.range.from);
  const float right = c.left + c.width, end = told < c.range.to ? c.x_of(told) : right;
  ImGui::PushClipRect(ImVec2(c.left - px(6), c.top - px(6)), ImVec2(end < right ? end : right + px(6), c.base()), true);
  draw_run(c, ui.rows.strip, ui.rows.flame);
  ImGui::PopClipRect();
  if (end < right) fill({end, c.base() - px(4), right - end, px(4)}, tone(Tone::Accent, 0.3f));
}

void draw_cursor(Ui& ui, const Chart& c) {
  if (c.shows(ui.rows.cursor)) {
    float x = std::floor(c.x_of(ui.rows.cursor));
    fill({x - px(1), c.top - px(2), px(2), c.height + px(4)}, tone(Tone::Now));
    triangle(x - px(5), c.top - px(3), x + px(5), c.top - px(3), x, c.top + px(4), tone(Tone::Now));
  }
  if (ui.hover.step != UINT64_MAX && c.shows(ui.hover.step)) fill({std::floor(c.x_of(ui.hover.step)), c.top, px(1), c.height}, tone(Tone::Accent));
}

void draw_scale(Ui& ui, const Chart& c) {
  float y = c.base() + px(3), from_w = draw_text(c.left, y, Face::MonoSmall, Tone::Dim, grouped(c.range.from));
  std::string end = grouped(c.range.to), now = grouped(ui.rows.cursor);
  float end_x = c.left + c.width - text_width(Face::MonoSmall, end), now_w = text_width(Face::MonoSmall, now);
  draw_text(end_x, y, Face::MonoSmall, Tone::Dim, end);
  if (!c.shows(ui.rows.cursor) || ui.rows.cursor == c.range.from || ui.rows.cursor == c.range.to) return;
  float least = c.left + from_w + px(10), most = end_x - px(10) - now_w;
  if (most > least) draw_text(std::clamp(c.x_of(ui.rows.cursor) - now_w / 2, least, most), y, Face::MonoSmall, Tone::Now, now);
}

// The innermost call at a step, and the marks within a few pixels of it.
std::string told_at(const Ui& ui, const Chart& c, uint64_t step) {
  std::string told;
  const FlameRow* innermost = nullptr;
  for (const FlameRow& f : ui.rows.flame)
    if (step >= f.from && step < f.to && (!innermost || f.depth > innermost->depth)) innermost = &f;
  if (innermost && step <= ui.told_until()) told += "\n" + innermost->name;
  for (const TimeMark& m : ui.time_marks)
    if (std::abs(c.x_of(m.step) - c.x_of(step)) <= px(4)) told += "\n\u2691 " + m.note;
  return told;
}

std::string tip_at(const Ui& ui, uint64_t step) {
  const std::vector<StripBucket>& strip = ui.rows.strip;
  std::string tip = std::string(tr(Word::Step)) + " " + grouped(step);
  if (step > ui.told_until()) return tip;
  auto b = std::find_if(strip.begin(), strip.end(), [&](const StripBucket& b) { return step >= b.from && step < b.to; });
  if (b == strip.end()) return tip;
  auto range = [](int from, int to) { return std::to_string(from) + (to != from ? " … " + std::to_string(to) : ""); };
  tip += std::string("\n") + tr(Word::Depth) + " " + range(b->min_depth, b->max_depth);
  if (b->first_line) tip += std::string("\n") + tr(Word::Lines) + " " + range(b->first_line, b->last_line);
  if (b->exceptions) tip += std::string("\n× ") + tr(Word::Exceptions) + " " + std::to_string(b->exceptions);
  if (b->outputs) tip += std::string("\n| ") + tr(Word::Output) + " " + std::to_string(b->outputs);
  if (b->gc_runs) tip += std::string("\n○ ") + tr(Word::GcRuns) + " " + std::to_string(b->gc_runs);
  return tip;
}

void pan(Ui& ui, Range range, double part) {
  if (ui.strip_to <= ui.strip_from) return;
  const double span = static_cast<double>(range.to - range.from), first = static_cast<double>(ui.view->first_step());
  const double from = std::clamp(static_cast<double>(range.from) + span * part, first, std::max(first, static_cast<double>(ui.view->last_step()) - span));
  ui.strip_from = static_cast<uint64_t>(from);
  ui.strip_to = static_cast<uint64_t>(from + span);
}

// Dragging moves the cursor, the wheel zooms (with Shift, or sideways, it moves along), pointing tells what is there.
void take_mouse(Ui& ui, const Chart& c, const Rect& area) {
  ImGui::SetCursorScreenPos(ImVec2(area.x, area.y));
  ImGui::InvisibleButton("time", ImVec2(area.w, area.h));
  bool held = ImGui::IsItemActive();
  if (!ImGui::IsItemHovered() && !held) return;
  double at = std::clamp((ImGui::GetMousePos().x - c.left) / c.width, 0.f, 1.f);
  uint64_t step = c.range.from + static_cast<uint64_t>(at * static_cast<double>(c.range.to - c.range.from) + 0.5);
  if (held) ui.go_to(step);
  float wheel = ImGui::GetIO().MouseWheel, along = ImGui::GetIO().MouseWheelH;
  if (ImGui::GetIO().KeyShift && wheel != 0) along = wheel, wheel = 0;
  if (along != 0) pan(ui, c.range, along > 0 ? -0.15 : 0.15);
  if (wheel != 0) zoom(ui, c.range, at, wheel > 0 ? 0.6 : 1 / 0.6);
  ui.hover_next = Link();
  ui.hover_next.step = step;
  tooltip(tip_at(ui, step) + told_at(ui, c, step));
}

}  // namespace

void strip_zoom(Ui& ui, double factor) {
  if (!ui.view) return;
  const Range r = shown_range(ui);
  const uint64_t at = std::clamp(ui.view->cursor(), r.from, r.to);
  zoom(ui, r, static_cast<double>(at - r.from) / static_cast<double>(r.to - r.from), factor);
}

void draw_Strip(Ui& ui) {
  if (!ui.view) return;
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  follow_cursor(ui);
  Chart c{shown_range(ui), p.x + px(12), p.y + px(4), room.x - px(24), room.y - px(20)};
  if (c.width < px(40) || c.height < px(10)) return;
  // A bucket is at least three pixels wide, and never less than one step.
  int buckets = static_cast<int>(std::min<uint64_t>(c.range.to - c.range.from, static_cast<uint64_t>(c.width / px(3))));
  update(ui, c.range, std::max(1, buckets));
  const auto& strip = ui.rows.strip;
  const auto& flame = ui.rows.flame;
  if (flame.empty())
    for (const StripBucket& b : strip) c.deepest = std::max(c.deepest, b.max_depth);
  for (const FlameRow& f : flame) c.deepest = std::max(c.deepest, f.depth + 1);
  fill({c.left, c.top, c.width, c.height}, tone(Tone::Graph));
  draw_told_run(ui, c);
  draw_marks(ui, c);
  draw_cursor(ui, c);
  draw_scale(ui, c);
  take_mouse(ui, c, {c.left - px(6), p.y, c.width + px(12), room.y});
}

std::string text_Strip(Ui& ui) {
  Range range = shown_range(ui);
  auto strip = ui.view->strip(range.from, range.to, 20);
  const std::string to = std::string(" ") + tr(Word::StripTo) + " ";
  const auto fact = [](Word what, const std::string& text) { return std::string(tr(what)) + " " + text; };
  std::string out = fact(Word::StripSteps, grouped(range.from)) + to + grouped(range.to) + ", " + fact(Word::StripCursor, grouped(ui.view->cursor())) + "\n";
  const uint64_t told = ui.told_until();
  for (const StripBucket& b : strip) {
    if (told != UINT64_MAX && b.to > told + 1) break;
    bool here = ui.view->cursor() >= b.from && ui.view->cursor() < b.to;
    out += std::string(here ? "> " : "  ") + pad_left(grouped(b.from), 12);
    out += "  " + fact(Word::StripDepth, std::to_string(b.min_depth) + ".." + std::to_string(b.max_depth));
    if (b.first_line) out += "  " + fact(Word::StripLines, std::to_string(b.first_line) + ".." + std::to_string(b.last_line));
    const std::pair<uint64_t, Word> counts[] = {{b.calls, Word::StripCalls}, {b.exceptions, Word::StripRaises}, {b.outputs, Word::StripOutput}, {b.gc_runs, Word::StripCollections}};
    for (const auto& [count, what] : counts)
      if (count) out += "  " + fact(what, std::to_string(count));
    out += "\n";
  }
  const std::vector<FlameRow> flame = ui.view->flame(range.from, range.to);
  for (const FlameRow& f : flame.size() <= 200 ? flame : std::vector<FlameRow>())   // more than that is no text to read
    if (f.from <= told) out += std::string(static_cast<size_t>(f.depth) * 2, ' ') + f.name + "  " + grouped(f.from) + to + (f.to <= told ? grouped(f.to) : "...") + "\n";
  for (const TimeMark& m : ui.time_marks) out += fact(Word::StripMark, grouped(m.step)) + ": " + m.note + "\n";
  return out;
}

}  // namespace innards::ui
