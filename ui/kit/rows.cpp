#include "kit/rows.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "inspect/instruction_text.h"

namespace innards::ui {

bool mouse_in(const Rect& r) { return ImGui::IsWindowHovered(ImGuiHoveredFlags_None) && inside(r, ImGui::GetMousePos()); }

Row begin_row(Ui& ui, float height, const Link& link) {
  Row row;
  ImVec2 p = ImGui::GetCursorScreenPos();
  row.rect = {p.x, p.y, ImGui::GetContentRegionAvail().x, height};
  ImGui::Dummy(ImVec2(row.rect.w, height));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + height));
  row.visible = ImGui::IsRectVisible(ImVec2(p.x, p.y), ImVec2(p.x + row.rect.w, p.y + height));
  row.hovered = mouse_in(row.rect);
  row.clicked = row.hovered && ImGui::IsMouseClicked(0);
  if (row.hovered && link.any()) ui.hover_next = link;
  if (ui.is_selected(link)) fill(row.rect, tone(Tone::AccentSoft));
  if (ui.glows(link)) fill(row.rect, tone(Tone::Hover));
  return row;
}

bool hot(Ui& ui, const Rect& r, const Link& link) {
  if (!mouse_in(r)) return false;
  ui.hover_next = link;
  return ImGui::IsMouseClicked(0);
}

Tone tone_of(Change c) { return c == Change::Added ? Tone::Added : c == Change::Changed ? Tone::Changed : c == Change::Gone ? Tone::Gone : Tone::Text; }
Tone soft_tone_of(Change c) { return c == Change::Added ? Tone::AddedSoft : c == Change::Changed ? Tone::ChangedSoft : Tone::GoneSoft; }
const char* sign_of(Change c) { return c == Change::Added ? "+" : c == Change::Changed ? "~" : c == Change::Gone ? "-" : " "; }

float change_mark(float x, float y, float h, Change c) {
  if (c != Change::Same) row_text(x, y, h, Face::MonoBold, tone_of(c), sign_of(c));
  return mono_width() + px(3);
}

static std::string badge_text(const ValueRow& v) {
  if (v.is_static) return "∞";
  return std::to_string(v.refcount);
}

float ref_badge_width(const ValueRow& v) { return v.id ? text_width(Face::MonoSmall, badge_text(v)) + px(9) : 0; }

float ref_badge(float x, float y, float h, const ValueRow& v, Change change) {
  if (!v.id) return 0;
  std::string s = badge_text(v);
  float w = ref_badge_width(v), bh = font_px(Face::MonoSmall) + px(3);
  Rect r{x, y + (h - bh) / 2, w, bh};
  bool changed = change != Change::Same;
  if (changed) fill(r, tone(Tone::ChangedSoft), bh / 2);
  frame_rect(r, tone(changed ? Tone::Changed : Tone::Outline), bh / 2);
  draw_text(x + (w - text_width(Face::MonoSmall, s)) / 2, r.y + px(1), Face::MonoSmall, changed ? Tone::Changed : Tone::Dim, s);
  if (mouse_in(r)) {
    std::string tip = v.is_static ? std::string(tr(Word::StaticHelp)) : std::to_string(v.refcount) + " " + tr(Word::Refs) + ": " + tr(Word::RefsHelp);
    tooltip(tip);
  }
  return w;
}

// Who are those that the count counts?
void show_holders(Ui& ui, ObjectId id) {
  ui.selected.object = id;
  bring_up(ui.layout, Panel::References);
}

void value_chip(Ui& ui, float x, float y, float h, float width, const ValueRow& v, bool with_type, Change refs) {
  if (!v.id) {
    row_text(x, y, h, Face::MonoSmall, Tone::Faint, "NULL");
    return;
  }
  Link link;
  link.object = v.id;
  const float gap = px(6), least = px(16);
  float badge = ref_badge_width(v);
  if (width < badge + gap + least) badge = 0;
  if (width < least) return;
  // <Account object at 0x...> says its type itself.
  if (v.text.size() > v.type.size() && v.text[0] == '<' && v.text.compare(1, v.type.size(), v.type) == 0) with_type = false;
  float type_w = with_type ? text_width(Face::Small, v.type) + gap : 0;
  float text_w = text_width(Face::Mono, v.text);
  // The type goes first when there is little room, the count next.
  float room = width - badge - gap;
  if (with_type && text_w + type_w > room) {
    if (room - type_w < px(60)) type_w = 0;
  }
  float text_room = std::max(room - type_w, least);
  float used = std::min(text_w, text_room);
  Rect r{x - px(2), y + px(1), used + type_w + gap + badge + px(3), h - px(2)};
  if (ui.glows(link)) fill(r, tone(Tone::Hover), px(3));
  if (ui.is_selected(link)) frame_rect(r, tone(Tone::Accent), px(3));
  if (ui.marked(v.id)) mark_ring(r);
  bool cut = row_text_fit(x, y, h, Face::Mono, tone_of_type(v.type.c_str()), v.text, text_room);
  float at = x + used + gap;
  if (type_w > 0) {
    row_text(at, y + px(1), h, Face::Small, Tone::Dim, v.type);
    at += type_w;
  }
  Rect text_part{x, y, at - x, h};
  if (badge > 0) ref_badge(at, y, h, v, refs);
  const bool counted = badge > 0 && mouse_in({at, y, badge, h});
  if (hot(ui, r, link)) counted ? show_holders(ui, v.id) : ui.select_object(v.id);
  if (mouse_in(text_part) && (cut || v.cut || type_w == 0)) tooltip(v.text + (v.cut ? "…" : "") + "\n" + v.type + "  " + hex_id(v.id));
}

void show_origin(Ui& ui, uint64_t frame, int entry) {
  AskedOrigin& last = ui.rows.origin;
  if (last.frame != frame || last.entry != entry) last = {frame, entry, ui.view->put_there(frame, entry)};
  if (!last.row) return;
  ui.hover_next.code = last.row->code;
  ui.hover_next.offset = last.row->instruction.offset;
  tooltip(std::string(tr(Word::PutBy)) + " " + instruction_in_full(last.row->instruction) + "\n" + tr(Word::Step) + " " + grouped(last.row->step) + "  " + tr(Word::LineWord) + " " + std::to_string(last.row->instruction.line));
}

void mark_ring(const Rect& r) {
  frame_rect({r.x - px(1), r.y, r.w + px(2), r.h}, tone(Tone::Class), px(4), px(2));
}

void follow_row(float y, float h) {
  float top = ImGui::GetScrollY(), view = ImGui::GetWindowHeight();
  if (y >= top + h && y <= top + view - 3 * h) return;
  ImGui::SetScrollY(std::max(0.f, std::floor((y - view * 0.4f) / h) * h));
}

void placeholder(std::string_view text) {
  ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float width = std::min(room.x - px(24), px(360));
  float h = wrapped(0, 0, width, Face::Sans, Tone::Dim, text, false);
  float y = p.y + std::max(px(10), (room.y - h) * 0.38f);
  float w = std::min(width, text_width(Face::Sans, text));
  wrapped(p.x + (room.x - w) / 2, y, width, Face::Sans, Tone::Dim, text);
  // A panel too low for it can be scrolled.
  ImGui::SetCursorScreenPos(ImVec2(p.x, y));
  ImGui::Dummy(ImVec2(1, h));
  ImGui::SetCursorScreenPos(p);
}

void more_row(int64_t count) {
  if (count <= 0) return;
  char text[96];
  std::snprintf(text, sizeof text, tr(Word::More), static_cast<int>(count));
  ImVec2 p = ImGui::GetCursorScreenPos();
  row_text(p.x + px(12), p.y, line_height(), Face::Small, Tone::Dim, std::string("… ") + text);
  ImGui::Dummy(ImVec2(px(10), line_height()));
}

void heading(std::string_view text) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x - px(16);
  float h = line_height() + px(4);
  if (text_width(Face::Small, text) <= room) row_text(p.x + px(10), p.y + px(2), h, Face::Small, Tone::Dim, text);
  else h = wrapped(p.x + px(10), p.y + px(6), room, Face::Small, Tone::Dim, text) + px(8);
  ImGui::Dummy(ImVec2(px(10), h));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h));
}

static bool g_tooltips = true;
void show_tooltips(bool show) { g_tooltips = show; }

void tooltip(std::string_view text) {
  if (!g_tooltips) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(px(380));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

bool link_button(const char* id, std::string_view text) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float w = text_width(Face::Sans, text), h = line_height();
  bool pressed = ImGui::InvisibleButton(id, ImVec2(w, h));
  bool hovered = ImGui::IsItemHovered();
  row_text(p.x, p.y, h, Face::Sans, Tone::Accent, text);
  if (hovered) line(p.x, p.y + h - px(2), p.x + w, p.y + h - px(2), tone(Tone::Accent));
  return pressed;
}

bool closes_text(std::string_view s) {
  static const char* const kMarks[] = {"，", "。", "、", "；", "：", "？", "！", "”", "）", "》", "…"};
  return std::any_of(std::begin(kMarks), std::end(kMarks), [&](const char* m) { return s.starts_with(m); });
}

static bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }   // a character of UTF-8

// Where the character before `at` begins, so that a closing mark takes it along to the next line; `at` when that would leave
// nothing.
static const char* char_before(const char* start, const char* at) {
  const char* before = at - 1;
  while (before > start && continues(*before)) --before;
  return before > start ? before : at;
}

// Whether a Chinese character or mark begins here (U+2E80 and above).
static bool is_wide(const char* s) { return static_cast<unsigned char>(*s) > 0xE2 || (static_cast<unsigned char>(*s) == 0xE2 && static_cast<unsigned char>(s[1]) >= 0xBA); }

// Dear ImGui goes back to a space where there is one; beside a Chinese character a line may end, too.
static const char* fill_line(Face face, const char* s, const char* stop, const char* newline, float width) {
  const char* last = stop;
  bool wide = false;   // the character before
  for (const char* at = stop; at < newline; ++at) {
    if (continues(*at)) continue;
    if (at > stop && (wide || is_wide(at)) && !closes_text({at, static_cast<size_t>(newline - at)})) {
      if (text_width(face, std::string_view(s, static_cast<size_t>(at - s))) > width) break;
      last = at;
    }
    wide = is_wide(at);
  }
  return last;
}

float wrapped(float x, float y, float width, Face face, Tone t, std::string_view text, bool draw) {
  ImFont* f = font(face);
  float size = font_px(face), step = size + px(5), at = y;
  const char *s = text.data(), *end = s + text.size();
  while (s < end) {
    const char* newline = std::find(s, end, '\n');
    const char* stop = wrap_position(f, size, s, newline, width);
    if (stop == s && s < newline) ++stop;
    while (stop < newline && continues(*stop)) ++stop;
    if (stop < newline) stop = fill_line(face, s, stop, newline, width);
    if (stop < newline && closes_text({stop, static_cast<size_t>(newline - stop)})) stop = char_before(s, stop);
    if (draw) draw_text(x, at, face, t, std::string_view(s, stop - s));
    at += step;
    s = stop;
    while (s < newline && *s == ' ') ++s;
    if (s == newline && s < end) ++s;
  }
  return at - y;
}

std::string value_text(const ValueRow& v) {
  if (!v.id) return "NULL";
  return v.text + (v.cut ? "..." : "") + " (" + v.type + ", " + (v.is_static ? std::string(tr(Word::Static)) : std::to_string(v.refcount)) + ")";
}

static size_t code_points(const std::string& s) {
  return static_cast<size_t>(std::count_if(s.begin(), s.end(), [](char c) { return !continues(c); }));
}

std::string pad(std::string s, size_t width) {
  size_t n = code_points(s);
  if (n < width) s.append(width - n, ' ');
  return s;
}
std::string pad_left(std::string s, size_t width) {
  size_t n = code_points(s);
  return n < width ? std::string(width - n, ' ') + s : s;
}

std::string hex_id(ObjectId id) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(id));
  return text;
}

std::string short_id(ObjectId id) {
  char text[32];
  std::snprintf(text, sizeof text, "#%05llx", static_cast<unsigned long long>(id & 0xFFFFF));
  return text;
}

}  // namespace innards::ui
