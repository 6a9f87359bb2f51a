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

}  // namespace

void draw_Strip(Ui& ui) {
  if (!ui.view) return;
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  Range range = shown_range(ui);
  float left = p.x + px(12), width = room.x - px(24), top = p.y + px(4), height = room.y - px(20);
  if (width < px(40) || height < px(10)) return;
  // A bucket is at least three pixels wide, and never less than one step.
  uint64_t steps = range.to - range.from;
  int buckets = static_cast<int>(std::min<uint64_t>(steps, static_cast<uint64_t>(width / px(3))));
  update(ui, range, std::max(1, buckets));
  const auto& strip = ui.rows.strip;
  auto x_of = [&](double step) { return left + static_cast<float>((step - static_cast<double>(range.from)) / static_cast<double>(steps)) * width; };
  int deepest = 1;
  for (const StripBucket& b : strip) deepest = std::max(deepest, b.max_depth);
  float base = top + height;
  auto y_of = [&](int depth) { return base - px(2) - (height - px(14)) * static_cast<float>(depth) / static_cast<float>(deepest); };
  fill({left, top, width, height}, tone(Tone::Graph));
  ImU32 hill = tone(Tone::Accent, 0.30f), crest = tone(Tone::Accent, 0.75f);
  for (const StripBucket& b : strip) {
    float a = x_of(static_cast<double>(b.from)), e = std::max(x_of(static_cast<double>(b.to)), a + 1);
    fill({a, y_of(b.max_depth), e - a, base - y_of(b.max_depth)}, hill);
    fill({a, y_of(b.max_depth), e - a, px(1.5f)}, crest);
    if (b.max_depth != b.min_depth) fill({a, y_of(b.max_depth), px(1), y_of(b.min_depth) - y_of(b.max_depth)}, crest);
  }
  // Ticks above the hills: a cross for exceptions, a bar for output, a ring for collections.
  float last_tick[3] = {-1e9f, -1e9f, -1e9f};
  for (const StripBucket& b : strip) {
    float x = (x_of(static_cast<double>(b.from)) + x_of(static_cast<double>(b.to))) / 2;
    ImDrawList* dl = ImGui::GetWindowDrawList();
    if (b.outputs && x - last_tick[0] > px(3)) fill({x - px(1), top + px(1), px(2), px(7)}, tone(Tone::String)), last_tick[0] = x;
    if (b.exceptions && x - last_tick[1] > px(5)) {
      line(x - px(3), top + px(2), x + px(3), top + px(8), tone(Tone::Error), px(1.6f));
      line(x - px(3), top + px(8), x + px(3), top + px(2), tone(Tone::Error), px(1.6f));
      last_tick[1] = x;
    }
    if (b.gc_runs && x - last_tick[2] > px(5)) dl->AddCircle(ImVec2(x, top + px(12)), px(3), tone(Tone::Class)), last_tick[2] = x;
  }
  uint64_t cursor = ui.rows.cursor;
  if (cursor >= range.from && cursor <= range.to) {
    float x = std::floor(x_of(static_cast<double>(cursor)));
    fill({x - px(1), top - px(2), px(2), height + px(4)}, tone(Tone::Now));
    triangle(x - px(5), top - px(3), x + px(5), top - px(3), x, top + px(4), tone(Tone::Now));
  }
  if (ui.hover.step != UINT64_MAX && ui.hover.step >= range.from && ui.hover.step <= range.to) {
    float x = std::floor(x_of(static_cast<double>(ui.hover.step)));
    fill({x, top, px(1), height}, tone(Tone::Accent));
  }
  // Scale.
  float ly = base + px(3);
  draw_text(left, ly, Face::MonoSmall, Tone::Dim, grouped(range.from));
  std::string end = grouped(range.to);
  draw_text(left + width - text_width(Face::MonoSmall, end), ly, Face::MonoSmall, Tone::Dim, end);
  std::string now = grouped(cursor);
  float nw = text_width(Face::MonoSmall, now), nx = std::clamp(x_of(static_cast<double>(cursor)) - nw / 2, left + px(60), left + width - px(70) - nw);
  if (cursor >= range.from && cursor <= range.to) draw_text(nx, ly, Face::MonoSmall, Tone::Now, now);

  Rect area{left - px(6), p.y, width + px(12), room.y};
  ImGui::SetCursorScreenPos(ImVec2(area.x, area.y));
  ImGui::InvisibleButton("time", ImVec2(area.w, area.h));
  bool held = ImGui::IsItemActive();
  if (ImGui::IsItemHovered() || held) {
    double at = std::clamp((ImGui::GetMousePos().x - left) / width, 0.f, 1.f);
    uint64_t step = range.from + static_cast<uint64_t>(at * static_cast<double>(steps) + 0.5);
    if (held) ui.go_to(step);
    float wheel = ImGui::GetIO().MouseWheel;
    if (wheel != 0) zoom(ui, range, at, wheel > 0 ? 0.6 : 1 / 0.6);
    Link link;
    link.step = step;
    ui.hover_next = link;
    std::string tip = std::string(tr(Word::Step)) + " " + grouped(step);
    for (const StripBucket& b : strip) {
      if (step < b.from || step >= b.to) continue;
      tip += std::string("\n") + tr(Word::Depth) + " " + std::to_string(b.min_depth) + (b.max_depth != b.min_depth ? " … " + std::to_string(b.max_depth) : "");
      if (b.first_line) tip += std::string("\n") + tr(Word::Lines) + " " + std::to_string(b.first_line) + (b.last_line != b.first_line ? " … " + std::to_string(b.last_line) : "");
      if (b.exceptions) tip += std::string("\n× ") + tr(Word::Exceptions) + " " + std::to_string(b.exceptions);
      if (b.outputs) tip += std::string("\n| ") + tr(Word::Output) + " " + std::to_string(b.outputs);
      if (b.gc_runs) tip += std::string("\n○ ") + tr(Word::GcRuns) + " " + std::to_string(b.gc_runs);
      break;
    }
    tooltip(tip);
  }
}

std::string text_Strip(Ui& ui) {
  Range range = shown_range(ui);
  auto strip = ui.view->strip(range.from, range.to, 20);
  std::string out = "steps " + grouped(range.from) + " to " + grouped(range.to) + ", cursor " + grouped(ui.view->cursor()) + "\n";
  for (const StripBucket& b : strip) {
    bool here = ui.view->cursor() >= b.from && ui.view->cursor() < b.to;
    out += std::string(here ? "> " : "  ") + pad_left(grouped(b.from), 12) + "  depth " + std::to_string(b.min_depth) + ".." + std::to_string(b.max_depth) + "  lines " + std::to_string(b.first_line) + ".." + std::to_string(b.last_line);
    if (b.calls) out += "  calls " + std::to_string(b.calls);
    if (b.exceptions) out += "  exceptions " + std::to_string(b.exceptions);
    if (b.outputs) out += "  output " + std::to_string(b.outputs);
    if (b.gc_runs) out += "  collections " + std::to_string(b.gc_runs);
    out += "\n";
  }
  return out;
}

}  // namespace innards::ui
