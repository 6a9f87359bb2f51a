// Walk: what happens inside this step, state by state, each with a sentence and a picture of what it concerns.
#include <algorithm>
#include <cmath>

#include "kit/asked.h"
#include "kit/choices.h"

namespace innards::ui {
namespace {

const char* sign_of_end(WalkEnd end) { return end == WalkEnd::Answers ? "✓" : end == WalkEnd::Fails ? "!" : end == WalkEnd::Found ? "•" : "–"; }
Tone tone_of_end(WalkEnd end) { return end == WalkEnd::Answers ? Tone::Added : end == WalkEnd::Fails ? Tone::Error : Tone::Text; }

// Why these rows are shown.
const char* why_shown(const ProcessRows& w) { return tr(w.from_step ? Word::AboutToRun : w.just_ran ? Word::JustRan : Word::SelectedWord); }

// What the step does is not told while somebody is asked about it.
bool hidden(const Ui& ui, const ProcessRows& w) { return w.from_step && ui.question_waits(); }

int count_of(const ProcessRows& w) { return static_cast<int>(w.states.size()); }

// ---- head

void draw_head(const ProcessRows& w) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height();
  float x = p.x + px(10);
  x += row_text(x, p.y + px(3), h, Face::Small, w.from_step ? Tone::Now : Tone::Dim, (w.from_step ? "▶ " : "") + std::string(why_shown(w))) + px(10);
  const std::string title = tell(w.title);
  if (row_text_fit(x, p.y + px(3), h, Face::Bold, Tone::Text, title, p.x + width - px(10) - x) && mouse_in({p.x, p.y, width, h})) tooltip(title);
  ImGui::Dummy(ImVec2(1, h + px(7)));
}

// The other walks of this step, and the control of this one.
int draw_controls(Ui& ui, const ProcessRows& w) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float right = p.x + ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y));
  const int shown = walk_control(ui.process_walk, count_of(w));
  for (ProcessKind kind : w.kinds) {
    if (w.kinds.size() < 2) break;
    const ProcessKindRow& row = process_kind_row(kind);
    const ImVec2 end = ImGui::GetItemRectMax();
    const bool fits = end.x + text_width(Face::Sans, tell(row.name)) + px(40) < right;
    if (fits) ImGui::SameLine(0, px(10));
    else ImGui::SetCursorScreenPos(ImVec2(p.x + px(10), end.y + px(4)));
    if (text_button(row.id, tell(row.name).c_str(), kind == w.kind)) ui.process_kind = kind;
    if (ImGui::IsItemHovered()) tooltip(tell(row.sentence));
  }
  ImGui::SetCursorScreenPos(ImVec2(p.x, std::max(ImGui::GetItemRectMax().y, p.y + ImGui::GetFrameHeight()) + px(5)));
  return shown;
}

// ---- the picture of a state: lanes of cells, all of one size in a lane

struct Grid {
  float width, height;          // of a cell
  int columns, lines;
};

size_t letters(const ProcessCell& c) { return std::max({c.label.size(), c.value.id ? c.value.text.size() : c.text.size(), c.note.size()}); }

Grid grid_of(const ProcessLane& lane, float room) {
  size_t most = 0;
  for (const ProcessCell& c : lane.cells) most = std::max(most, letters(c));
  Grid g{px(most <= 6 ? 58 : most <= 10 ? 88 : 132), line_height() * 1.9f, 1, 0};
  g.columns = std::max(1, static_cast<int>(room / (g.width + px(4))));
  g.lines = (static_cast<int>(lane.cells.size()) + g.columns - 1) / g.columns;
  return g;
}

float lane_height(const ProcessLane& lane, float room) {
  const Grid g = grid_of(lane, room);
  return line_height() + px(2) + std::max(1.f, static_cast<float>(g.lines)) * (g.height + px(4)) + px(6);
}

// The tallest picture of a walk: what stands below keeps its place.
float picture_height(const ProcessRows& w, float room) {
  float most = 0;
  for (const ProcessState& s : w.states) {
    float all = 0;
    for (const ProcessLane& lane : s.lanes) all += lane_height(lane, room);
    most = std::max(most, all);
  }
  return most;
}

void draw_cell(Ui& ui, const Rect& r, const ProcessCell& c, bool faded) {
  Link link;
  link.object = c.value.id;
  const bool empty = !c.value.id && c.text.empty();
  fill(r, tone(c.change != Change::Same ? soft_tone_of(c.change) : empty ? Tone::Panel : Tone::Raised), px(3));
  if (link.object && ui.glows(link)) fill(r, tone(Tone::Hover), px(3));
  frame_rect(r, tone(link.object && ui.is_selected(link) ? Tone::Accent : c.change != Change::Same ? tone_of(c.change) : faded || empty ? Tone::Line : Tone::Outline), px(3));
  const float half = r.h / 2, x = r.x + px(5), room = r.w - px(9);
  const float note_w = c.note.empty() ? 0 : text_width(Face::MonoBold, c.note);
  float sign_w = 0;
  if (c.change != Change::Same) sign_w = change_mark(x, r.y, half, c.change);
  bool cut = row_text_fit(x + sign_w, r.y + px(1), half, Face::Small, Tone::Dim, c.label, room - sign_w - note_w);
  if (note_w > 0) row_text(r.x + r.w - px(5) - note_w, r.y + px(1), half, Face::MonoBold, Tone::Number, c.note);
  const Tone text = faded ? Tone::Dim : c.value.id ? tone_of_type(c.value.type.c_str()) : Tone::Text;
  cut |= row_text_fit(x, r.y + half - px(2), half, Face::Mono, text, c.value.id ? c.value.text : c.text, room);
  if (c.change == Change::Gone) line(r.x + px(3), r.y + r.h * 0.72f, r.x + r.w - px(3), r.y + r.h * 0.72f, tone(Tone::Gone));
  if (link.object && hot(ui, r, link)) ui.select_object(c.value.id);
  if (mouse_in(r) && (cut || c.value.id)) tooltip((c.label.empty() ? "" : c.label + ": ") + (c.value.id ? value_text(c.value) + "  " + hex_id(c.value.id) : c.text));
}

std::string lane_title(const ProcessLane& lane) {
  std::string s = tell(lane.name);
  if (lane.left_out) s += "  (… " + with_number(Word::More, static_cast<int>(lane.left_out)) + ")";
  return s;
}

float draw_lane(Ui& ui, float x, float y, float room, const ProcessLane& lane) {
  const float h = line_height(), all = lane_height(lane, room);
  if (lane.current) fill({x - px(5), y, room + px(6), all - px(4)}, tone(Tone::NowSoft), px(4));
  const std::string note = tell(lane.note), title = lane_title(lane);
  const float note_w = note.empty() ? 0 : text_width(Face::Small, note) + px(8);
  if (row_text_fit(x, y, h, Face::Small, lane.current ? Tone::Now : lane.faded ? Tone::Faint : Tone::Dim, title, room - note_w) && mouse_in({x, y, room - note_w, h})) tooltip(title);
  if (note_w > 0) row_text(x + room - note_w + px(4), y, h, Face::Small, lane.faded ? Tone::Gone : Tone::Accent, note);
  const Grid g = grid_of(lane, room);
  for (size_t i = 0; i < lane.cells.size(); ++i) {
    const int at = static_cast<int>(i);
    const float cx = x + static_cast<float>(at % g.columns) * (g.width + px(4)), cy = y + h + px(2) + static_cast<float>(at / g.columns) * (g.height + px(4));
    draw_cell(ui, {cx, cy, std::min(g.width, room), g.height}, lane.cells[i], lane.faded);
  }
  if (lane.cells.empty()) row_text(x + px(4), y + h + px(2), g.height, Face::Small, Tone::Faint, tr(Word::NothingThere));
  return all;
}

// `follow`: the lane that the state is about is brought into view.
void draw_picture(Ui& ui, float x, float y, float room, const ProcessState& s, bool follow) {
  const float top = y, view = ImGui::GetWindowHeight(), scrolled = ImGui::GetScrollY();
  for (const ProcessLane& lane : s.lanes) {
    const float h = draw_lane(ui, x, y, room, lane), from = y - top, end = from + h;
    if (follow && lane.current && (from < scrolled || end > scrolled + view)) ImGui::SetScrollY(std::max(0.f, h > view ? from : end - view));
    y += h;
  }
}

// ---- the states

void draw_state(Ui& ui, const ProcessState& s, int number, float width, bool current) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), left = p.x + px(48), room = width - px(58);
  const float all = std::max(h, wrapped(left, p.y + px(2), room, Face::Sans, Tone::Text, tell(s.text), false) + px(3));
  Link link;
  link.object = s.object;
  link.code = s.code;
  link.offset = s.offset;
  const Rect rect{p.x + px(4), p.y, width - px(8), all};
  if (current) fill(rect, tone(Tone::NowSoft), px(3));
  if (mouse_in(rect)) fill(rect, tone(Tone::Hover), px(3));
  const std::string n = std::to_string(number);
  row_text(p.x + px(26) - text_width(Face::MonoSmall, n), p.y, h, Face::MonoSmall, Tone::Faint, n);
  row_text(p.x + px(33), p.y, h, Face::MonoBold, tone_of_end(s.end), sign_of_end(s.end));
  wrapped(left, p.y + px(2), room, Face::Sans, tone_of_end(s.end), tell(s.text));
  if (hot(ui, rect, link)) ui.process_walk.shown = number;
  ImGui::Dummy(ImVec2(1, all));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + all));
}

// All states can be seen and gone to; those behind the one shown are not hidden, for their place is kept.
void draw_states(Ui& ui, const ProcessRows& w, int shown, float width) {
  for (int i = 0; i < count_of(w); ++i) {
    if (i + 1 == count_of(w)) more_row(w.states_left_out);
    const float y = ImGui::GetCursorPosY();
    draw_state(ui, w.states[static_cast<size_t>(i)], i + 1, width, i + 1 == shown);
    if (i + 1 == shown && ui.process_followed != shown) follow_row(y, line_height()), ui.process_followed = shown;
  }
}

// A part of the panel that scrolls by itself.
template <class Draw>
void part(const char* id, float x, float y, float w, float h, Draw draw) {
  ImGui::SetCursorScreenPos(ImVec2(x, y));
  if (ImGui::BeginChild(id, ImVec2(std::max(w, px(20)), std::max(h, px(20))))) draw();
  ImGui::EndChild();
}

void draw_picture_part(Ui& ui, const ProcessRows& w, const ProcessState& now, float width, bool follow) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float room = width - px(28);
  draw_picture(ui, p.x + px(12), p.y, room, now, follow);
  ImGui::Dummy(ImVec2(1, picture_height(w, room)));
}

// Beside each other where there is room; else the picture goes first.
void draw_walk(Ui& ui, const ProcessRows& w, int shown) {
  const ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const ProcessState& now = w.states[static_cast<size_t>(shown - 1)];
  const bool wide = room.x >= px(640);
  const float left = wide ? std::floor(room.x * 0.44f) : room.x, right = wide ? room.x - left : room.x;
  const float high = wide ? room.y : std::min(picture_height(w, right - px(28)) + px(4), std::floor(room.y * 0.58f));
  part("picture", wide ? p.x + left : p.x, p.y, right, high, [&] { draw_picture_part(ui, w, now, right, ui.process_followed != shown); });
  const float top = wide ? p.y : p.y + high + px(4);
  if (!wide) line(p.x + px(10), top - px(2), p.x + room.x - px(10), top - px(2), tone(Tone::Line));
  part("states", p.x, top, left, p.y + room.y - top, [&] { draw_states(ui, w, shown, left - px(8)); });
}

}  // namespace

void draw_Walk(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Type)) return placeholder(tr(Word::NotInTrace));
  const ProcessRows& w = asked_process(ui);
  if (hidden(ui, w)) return placeholder(tr(Word::PredictHidden));
  if (w.states.empty()) return placeholder(tr(Word::NoProcess));
  draw_head(w);
  const int shown = draw_controls(ui, w);
  draw_walk(ui, w, std::clamp(shown, 1, count_of(w)));
}

namespace {

std::string text_of_lane(const ProcessLane& lane) {
  std::string out = std::string(lane.current ? "  > " : "    ") + lane_title(lane);
  if (const std::string note = tell(lane.note); !note.empty()) out += " [" + note + "]";
  out += ":";
  for (const ProcessCell& c : lane.cells) {
    out += std::string("  ") + (c.change == Change::Same ? "" : sign_of(c.change)) + (c.label.empty() ? "" : c.label + "=");
    out += c.value.id ? c.value.text : c.text.empty() ? "." : c.text;
    if (!c.note.empty()) out += "(" + c.note + ")";
  }
  return out + "\n";
}

}  // namespace

std::string text_Walk(Ui& ui) {
  if (!ui.view->has(Knows::Type)) return std::string(tr(Word::NotInTrace)) + "\n";
  const ProcessRows& w = asked_process(ui);
  if (hidden(ui, w)) return std::string(tr(Word::PredictHidden)) + "\n";
  if (w.states.empty()) return std::string(tr(Word::NoProcess)) + "\n";
  std::string out = std::string(why_shown(w)) + ": " + tell(w.title) + "\n";
  const int shown = walk_shown(ui.process_walk, count_of(w));
  for (int i = 0; i < shown; ++i) {
    if (i + 1 == count_of(w) && w.states_left_out) out += "  ... " + with_number(Word::More, static_cast<int>(w.states_left_out)) + "\n";
    const ProcessState& s = w.states[static_cast<size_t>(i)];
    out += pad_left(std::to_string(i + 1), 3) + " " + sign_of_end(s.end) + " " + tell(s.text) + "\n";
  }
  if (shown > 0)
    for (const ProcessLane& lane : w.states[static_cast<size_t>(shown - 1)].lanes) out += text_of_lane(lane);
  return out;
}

}  // namespace innards::ui
