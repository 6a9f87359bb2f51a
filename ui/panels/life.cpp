// Life: the reference count of the selected object over its life as a stair along time, who made it, what changed it, who
// freed it. The search runs in slices between frames.
#include <algorithm>
#include <cmath>

#include "kit/rows.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

// The rows of one object: others may have had its address before and after it.
struct Life {
  size_t begin = 0, end = 0;
  size_t others = 0;            // that lived at this address, too
  bool ahead_hidden = false;    // a question waits: what comes after the cursor is left out
  uint64_t from = 0, to = 0;    // steps
  bool born = false, died = false;
  int64_t most = 1;             // the highest count
};

Life life_of(Ui& ui, const std::vector<WriteRow>& rows) {
  Life life;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].name != "born") continue;
    if (i > 0) ++life.others;
    if (rows[i].step < ui.life.asked_at || i == 0) life.begin = i;
  }
  const uint64_t told = ui.told_until();
  life.ahead_hidden = told != UINT64_MAX;
  life.end = life.begin;
  for (; life.end < rows.size() && (life.end == life.begin || (rows[life.end].name != "born" && rows[life.end].step < told)); ++life.end)
    life.most = std::max({life.most, rows[life.end].after.refcount, rows[life.end].before.refcount});
  life.born = life.end > life.begin && rows[life.begin].name == "born";
  life.died = life.end > life.begin && rows[life.end - 1].name == "died";
  life.from = life.born ? rows[life.begin].step : ui.view->first_step();
  life.to = life.died ? rows[life.end - 1].step + 1 : std::min(ui.view->last_step(), told);
  return life;
}

// What is freed when the program is over belongs to no line.
std::string place_text(const WriteRow& r) {
  return r.line <= 0 ? tr(Word::AtEnd) : std::string(tr(Word::LineWord)) + " " + std::to_string(r.line) + "  " + r.where + "  " + r.instruction;
}
std::string where_text(const WriteRow& r) { return std::string(tr(Word::Step)) + " " + grouped(r.step) + "  " + place_text(r); }

std::string begin_text(const std::vector<WriteRow>& rows, const Life& life) {
  return life.born ? std::string("+ ") + tr(Word::MadeAt) + " " + where_text(rows[life.begin]) : tr(Word::BeforeProgram);
}
std::string end_text(const std::vector<WriteRow>& rows, const Life& life) {
  if (life.ahead_hidden) return "…";
  return life.died ? std::string("- ") + tr(Word::FreedAt) + " " + where_text(rows[life.end - 1]) : tr(Word::NotFreed);
}

// ---- the chart

struct Chart {
  Rect r;
  uint64_t from, to;
  int64_t most = 1;
  float x_of(uint64_t step) const { return r.x + r.w * static_cast<float>((static_cast<double>(step) - static_cast<double>(from)) / static_cast<double>(std::max<uint64_t>(to - from, 1))); }
  float y_of(int64_t count) const { return r.y + r.h - px(4) - (r.h - px(18)) * static_cast<float>(count) / static_cast<float>(most); }
};

Chart chart_of(Ui& ui, const Life& life, const Rect& r) {
  Chart c{r, life.from, life.to, life.most};
  const uint64_t pad = std::max<uint64_t>((life.to - life.from) / 30, 1);
  c.from -= std::min(c.from, pad);
  c.to = std::min(c.to + pad, std::max(ui.view->last_step(), c.from + 1));
  if (ui.life.to > ui.life.from) c.from = ui.life.from, c.to = ui.life.to;
  return c;
}

// A change shows from the moment after its step. Changes that fall on one column of pixels become one upright line.
void draw_stair(const Chart& c, const std::vector<WriteRow>& rows, const Life& life) {
  ImGui::PushClipRect(ImVec2(c.r.x, c.r.y), ImVec2(c.r.x + c.r.w, c.r.y + c.r.h), true);
  const ImU32 crest = tone(Tone::Accent), below = tone(Tone::Accent, 0.18f);
  float x = c.x_of(life.from);
  int64_t count = life.born ? 0 : life.end > life.begin ? rows[life.begin].before.refcount : 0;
  auto flat = [&](float to) {
    const float y = c.y_of(count);
    if (count > 0) fill({x, y, to - x, c.r.y + c.r.h - px(4) - y}, below);
    fill({x, y, to - x, px(2)}, crest);
  };
  float low = c.y_of(count), high = low;
  for (size_t i = life.begin; i < life.end; ++i) {
    const float at = std::floor(c.x_of(rows[i].step + 1));
    if (at > x) flat(at), x = at, low = high = c.y_of(count);
    count = rows[i].after.refcount;
    low = std::max(low, c.y_of(count));
    high = std::min(high, c.y_of(count));
    if (i + 1 == life.end || std::floor(c.x_of(rows[i + 1].step + 1)) > x) fill({x, high, px(2), low - high + px(2)}, crest);
  }
  if (!life.died) flat(c.x_of(life.to));
  ImGui::PopClipRect();
}

void draw_ends(const Chart& c, const Life& life) {
  const float y = c.r.y + px(2);
  if (life.born && life.from >= c.from && life.from <= c.to) draw_text(c.x_of(life.from + 1) - px(4), y, Face::MonoBold, Tone::Added, "+");
  if (life.died && life.to >= c.from && life.to <= c.to) draw_text(c.x_of(life.to) - px(4), y, Face::MonoBold, Tone::Gone, "×");
}

void draw_cursor(Ui& ui, const Chart& c) {
  auto mark = [&](uint64_t step, Tone t, float w) {
    if (step >= c.from && step <= c.to) fill({std::floor(c.x_of(step)), c.r.y, w, c.r.h}, tone(t));
  };
  mark(ui.rows.cursor, Tone::Now, px(2));
  if (ui.hover.step != UINT64_MAX) mark(ui.hover.step, Tone::Accent, px(1));
}

void draw_scale(const Chart& c) {
  const float y = c.r.y + c.r.h + px(1);
  draw_text(c.r.x, y, Face::MonoSmall, Tone::Dim, grouped(c.from));
  const std::string end = grouped(c.to), most = grouped(static_cast<uint64_t>(c.most));
  draw_text(c.r.x + c.r.w - text_width(Face::MonoSmall, end), y, Face::MonoSmall, Tone::Dim, end);
  draw_text(c.r.x - px(6) - text_width(Face::MonoSmall, most), c.y_of(c.most) - px(6), Face::MonoSmall, Tone::Dim, most);
}

void zoom(Ui& ui, const Chart& c, const Life& life, double centre, double factor) {
  const double span = std::max(20.0, static_cast<double>(c.to - c.from) * factor), at = static_cast<double>(c.from) + static_cast<double>(c.to - c.from) * centre;
  const double whole = static_cast<double>(life.to - life.from) * 1.1;
  if (span >= whole) {
    ui.life.from = ui.life.to = 0;
    return;
  }
  ui.life.from = static_cast<uint64_t>(std::max(0.0, at - span * centre));
  ui.life.to = ui.life.from + static_cast<uint64_t>(span);
}

void take_mouse(Ui& ui, const Chart& c, const Life& life) {
  ImGui::SetCursorScreenPos(ImVec2(c.r.x, c.r.y));
  ImGui::InvisibleButton("life", ImVec2(std::max(c.r.w, 1.f), std::max(c.r.h, 1.f)));
  const bool held = ImGui::IsItemActive();
  if (!ImGui::IsItemHovered() && !held) return;
  const double at = std::clamp((ImGui::GetMousePos().x - c.r.x) / c.r.w, 0.f, 1.f);
  const uint64_t step = c.from + static_cast<uint64_t>(at * static_cast<double>(c.to - c.from) + 0.5);
  if (held) ui.go_to(step);
  const float wheel = ImGui::GetIO().MouseWheel;
  if (wheel != 0) zoom(ui, c, life, at, wheel > 0 ? 0.6 : 1 / 0.6);
  ui.hover_next = Link();
  ui.hover_next.step = step;
}

// ---- the list

void draw_row(Ui& ui, const WriteRow& r, uint64_t next, float counts_w) {
  Link link;
  link.step = r.step;
  const Row row = begin_row(ui, line_height(), link);
  if (!row.visible) return;
  const float h = row.rect.h, y = row.rect.y;
  if (r.step < ui.rows.cursor && next >= ui.rows.cursor) fill({row.rect.x, y, px(3), h}, tone(Tone::Now));
  const bool up = r.after.refcount > r.before.refcount;
  const std::string step = grouped(r.step), counts = grouped(static_cast<uint64_t>(r.before.refcount)) + " → " + grouped(static_cast<uint64_t>(r.after.refcount));
  float x = row.rect.x + px(70);
  row_text(x - text_width(Face::MonoSmall, step), y, h, Face::MonoSmall, Tone::Accent, step);
  row_text_fit(x + px(10), y, h, Face::Mono, r.after.refcount == r.before.refcount ? Tone::Dim : up ? Tone::Added : Tone::Gone, counts, counts_w);
  x += counts_w + px(22);
  const std::string place = place_text(r);
  if (row_text_fit(x, y, h, Face::Small, Tone::Text, place, row.rect.x + row.rect.w - px(10) - x) && row.hovered) tooltip(place);
  if (row.clicked) ui.go_to(r.step);
}

void draw_list(Ui& ui, const std::vector<WriteRow>& rows, const Life& life) {
  begin_area("rows", ImVec2(0, 0));
  // What CPython makes once counts from a thousand million on.
  const std::string most = grouped(static_cast<uint64_t>(life.most));
  const float counts_w = std::min(text_width(Face::Mono, most + " → " + most), ImGui::GetContentRegionAvail().x * 0.5f - px(40));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(life.end - life.begin), line_height());
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const size_t at = life.begin + static_cast<size_t>(i);
      draw_row(ui, rows[at], at + 1 < life.end ? rows[at + 1].step : UINT64_MAX, counts_w);
    }
  }
  ImGui::EndChild();
}

// A line that leads to a step when it is clicked.
void draw_link(Ui& ui, const std::string& text, Tone t, bool leads, uint64_t step) {
  Link link;
  if (leads) link.step = step;
  const Row row = begin_row(ui, line_height(), link);
  if (row_text_fit(row.rect.x + px(10), row.rect.y, row.rect.h, Face::Small, t, text, row.rect.w - px(20)) && row.hovered) tooltip(text);
  if (leads && row.clicked) ui.go_to(step);
}

void draw_progress(Ui& ui) {
  if (ui.life.done) return;
  const std::string percent = " " + std::to_string(static_cast<int>(ui.life.query->progress() * 100)) + "%  ";
  const std::string text = ui.life.cancelled ? tr(Word::LookFurther) + percent : tr(Word::Searching) + percent + tr(Word::Cancel);
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const Rect r{p.x + px(10), p.y, text_width(Face::Small, text), line_height()};
  const bool hovered = mouse_in(r);
  row_text(r.x, r.y, r.h, Face::Small, hovered ? Tone::Accent : Tone::Dim, text);
  if (hovered && ImGui::IsMouseClicked(0)) ui.life.cancelled = !ui.life.cancelled;
  ImGui::Dummy(ImVec2(1, r.h));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + r.h));
}

const char* refusal(Ui& ui) {
  if (!ui.session) return tr(Word::NotInTrace);
  if (!ui.selected.object) return tr(Word::SelectForLife);
  if (prediction_open(ui)) return tr(Word::PredictHidden);   // what lies ahead may be the answer
  return nullptr;
}

std::string others_text(const Life& life) { return grouped(life.others) + " " + tr(Word::OthersHere); }

}  // namespace

void draw_Life(Ui& ui) {
  if (!ui.view) return;
  if (const char* why = refusal(ui)) return placeholder(why);
  ui.ask_for_life();
  const std::vector<WriteRow>& rows = ui.life.query->answers();
  const Life life = life_of(ui, rows);
  draw_progress(ui);
  if (rows.empty()) return ui.life.done ? placeholder(tr(Word::NoLife)) : void();
  draw_link(ui, begin_text(rows, life), life.born ? Tone::Added : Tone::Dim, life.born, rows[life.begin].step);
  draw_link(ui, end_text(rows, life), life.died ? Tone::Gone : Tone::Dim, life.died, rows[life.end - 1].step);
  if (life.others) draw_link(ui, others_text(life), Tone::Dim, false, 0);
  const ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float height = std::clamp(room.y * 0.45f, px(40), px(150));
  if (room.x < px(90)) return;
  const float left = std::max(px(44), text_width(Face::MonoSmall, grouped(static_cast<uint64_t>(life.most))) + px(12));
  const Chart c = chart_of(ui, life, {p.x + left, p.y + px(4), room.x - left - px(14), height});
  fill(c.r, tone(Tone::Graph));
  draw_stair(c, rows, life);
  draw_ends(c, life);
  draw_cursor(ui, c);
  draw_scale(c);
  take_mouse(ui, c, life);
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + height + px(24)));
  draw_list(ui, rows, life);
}

std::string text_Life(Ui& ui) {
  if (const char* why = refusal(ui)) return std::string(why) + "\n";
  ui.ask_for_life();
  ui.life.done = finish_for_text(ui, *ui.life.query, ui.life.done);
  if (!ui.life.done) return searching_text(*ui.life.query) + "\n";
  const std::vector<WriteRow>& rows = ui.life.query->answers();
  if (rows.empty()) return std::string(tr(Word::NoLife)) + "\n";
  const Life life = life_of(ui, rows);
  std::string out = begin_text(rows, life) + "\n" + end_text(rows, life) + "\n";
  if (life.others) out += others_text(life) + "\n";
  for (size_t i = life.begin; i < life.end; ++i) {
    const WriteRow& r = rows[i];
    out += "  " + pad_left(std::to_string(r.step), 8) + "  " + pad(std::to_string(r.before.refcount) + " -> " + std::to_string(r.after.refcount), 12) + pad(r.name, 10) + " " + place_text(r) + "\n";
  }
  return out;
}

}  // namespace innards::ui
