// Reading list: the entries in their sections with the lessons that serve them, and the paths through the lessons. A map at the
// top shows every lesson of the list as a small square: what is done, what can be taken, what is coming.
#include <algorithm>
#include <set>

#include "kit/rows.h"

namespace innards::ui {

struct ReadingView {
  bool paths = false;
  std::set<std::string> open;   // ids of entries and paths that are opened
};

namespace {

// What one frame draws from.
struct Page {
  Ui& ui;
  ReadingView& view;
  const ReadingList& list;
  std::vector<LessonEntry> lessons;
  bool chinese;
  std::string wanted;           // the lesson that was clicked

  std::string word(ReadingWord w) const { return reading_word(w, chinese); }
  ReadingState state(const std::string& proposal) const { return reading_state(list, lessons, proposal); }
};

Tone tone_of(ReadingState s) {
  switch (s) {
    case ReadingState::Done: return Tone::Added;
    case ReadingState::Begun: case ReadingState::Here: return Tone::Accent;
    default: return Tone::Faint;
  }
}

// Filled: done. Half filled: begun. Empty: can be taken. A dot: not here yet. Never colour alone.
void draw_state(float x, float y, float size, ReadingState s) {
  Rect r{x, y, size, size};
  ImU32 colour = tone(tone_of(s));
  if (s == ReadingState::Coming || s == ReadingState::Later) {
    float dot = px(s == ReadingState::Coming ? 3 : 2);
    return fill({x + (size - dot) / 2, y + (size - dot) / 2, dot, dot}, colour);
  }
  if (s == ReadingState::Done) fill(r, colour, px(2));
  if (s == ReadingState::Begun) fill({x, y + size / 2, size, size / 2}, colour, px(2));
  frame_rect(r, colour, px(2), px(1.5f));
}

std::string told(const Page& page, const ReadingProposal& p) {
  std::string text = p.id + "  " + p.title.in(page.chinese) + "\n" + reading_word(page.state(p.id), page.chinese) + " · " + page.word(ReadingWord::Level) + " " + std::to_string(p.level);
  if (const LessonEntry* lesson = lesson_serving(page.lessons, p.id)) {
    text += " · " + with_number(Word::Minutes, lesson->minutes) + "\n" + lesson->title;
    for (const std::string& need : lessons_missing(page.lessons, *lesson)) text += "\n" + page.word(ReadingWord::After) + " " + need;
  }
  return text;
}

// A square for each proposed lesson, in the order of the list.
void draw_map(Page& page) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float right = p.x + ImGui::GetContentRegionAvail().x - px(12), x = p.x + px(12), y = p.y, size = px(9), step = px(14);
  for (const ReadingEntry& e : page.list.entries) {
    for (const ReadingProposal& q : e.proposals) {
      if (x + size > right) x = p.x + px(12), y += step;
      draw_state(x, y, size, page.state(q.id));
      Rect r{x - px(2), y - px(2), step, step};
      if (mouse_in(r)) {
        tooltip(told(page, q));
        const LessonEntry* lesson = lesson_serving(page.lessons, q.id);
        if (lesson && ImGui::IsMouseClicked(0)) page.wanted = lesson->name;
      }
      x += step;
    }
  }
  ImGui::Dummy(ImVec2(1, y - p.y + step + px(4)));
}

// What the shapes of the map mean.
void draw_legend(const Page& page) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float right = p.x + ImGui::GetContentRegionAvail().x - px(8), x = p.x + px(12), y = p.y, h = px(16);
  for (ReadingState s : {ReadingState::Done, ReadingState::Begun, ReadingState::Here, ReadingState::Coming, ReadingState::Later}) {
    const char* word = reading_word(s, page.chinese);
    float w = px(14) + text_width(Face::Small, word);
    if (x + w > right) x = p.x + px(12), y += h;
    draw_state(x, y + px(3.5f), px(9), s);
    row_text(x + px(14), y, h, Face::Small, Tone::Dim, word);
    x += w + px(12);
  }
  ImGui::Dummy(ImVec2(1, y - p.y + h + px(4)));
}

void draw_tabs(Page& page) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float x = p.x + px(12), h = px(24);
  const float right = p.x + ImGui::GetContentRegionAvail().x - px(4);
  for (bool paths : {false, true}) {
    std::string word = page.word(paths ? ReadingWord::Paths : ReadingWord::List);
    const float w = std::min(text_width(Face::Bold, word) + px(20), right - x);
    Rect r{x, p.y + px(4), w, h};
    bool here = page.view.paths == paths, hovered = mouse_in(r);
    if (here || hovered) fill(r, tone(here ? Tone::AccentSoft : Tone::Hover), px(4));
    if (here) frame_rect(r, tone(Tone::Accent), px(4));
    row_text_fit(x + px(10), r.y, h, Face::Bold, here ? Tone::Text : Tone::Dim, word, w - px(19));
    if (hovered && ImGui::IsMouseClicked(0)) page.view.paths = paths;
    x += w + px(6);
  }
  ImGui::Dummy(ImVec2(1, h + px(10)));
}

void paragraph(Face face, Tone t, const std::string& text, float indent) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float used = wrapped(p.x + indent, p.y, ImGui::GetContentRegionAvail().x - indent - px(12), face, t, text);
  ImGui::Dummy(ImVec2(1, used + px(2)));
}

// The right end of a lesson's row: how far, how long, or that it is coming.
std::string row_note(const Page& page, const std::string& id) {
  const LessonEntry* lesson = lesson_serving(page.lessons, id);
  ReadingState state = page.state(id);
  if (!lesson) return reading_word(state, page.chinese);
  if (state == ReadingState::Begun) return std::to_string(lesson->done) + " / " + std::to_string(lesson->steps);
  return with_number(Word::Minutes, lesson->minutes);
}

// One lesson of an entry or path; a click opens it.
void draw_proposal(Page& page, const std::string& id, const std::string& number) {
  const ReadingProposal* q = page.list.proposal(id);
  if (!q) return;
  const LessonEntry* lesson = lesson_serving(page.lessons, id);
  float h = line_height();
  Row row = begin_row(page.ui, h, Link());
  if (row.hovered && lesson) fill(row.rect, tone(Tone::Hover));
  float x = row.rect.x + px(24), right = row.rect.x + row.rect.w - px(10);
  draw_state(x, row.rect.y + (h - px(9)) / 2, px(9), page.state(id));
  row_text(x + px(16), row.rect.y, h, Face::Small, Tone::Dim, number);
  std::string note = row_note(page, id);
  float w = text_width(Face::Small, note);
  row_text(right - w, row.rect.y, h, Face::Small, lesson ? Tone::Dim : Tone::Faint, note);
  float at = x + px(16) + text_width(Face::Small, "R2-0000");
  row_text_fit(at, row.rect.y, h, Face::Sans, lesson ? Tone::Text : Tone::Dim, q->title.in(page.chinese), right - w - px(8) - at);
  if (row.hovered) tooltip(told(page, *q));
  if (row.clicked && lesson) page.wanted = lesson->name;
}

// The head of an entry or path, which a click opens and closes. True while it is open.
bool draw_head(Page& page, const std::string& id, const std::string& name, const std::string& title, const std::string& note) {
  float h = line_height() + px(2);
  bool open = page.view.open.count(id) != 0;
  Row row = begin_row(page.ui, h, Link());
  if (row.hovered) fill(row.rect, tone(Tone::Hover));
  float x = row.rect.x + px(12), right = row.rect.x + row.rect.w - px(10), mid = row.rect.y + h / 2, s = px(3.5f);
  if (open) triangle(x - s, mid - s / 2, x + s, mid - s / 2, x, mid + s, tone(Tone::Dim));
  else triangle(x - s / 2, mid - s, x - s / 2, mid + s, x + s, mid, tone(Tone::Dim));
  x += px(10);
  if (!name.empty()) x += row_text(x, row.rect.y, h, Face::Small, Tone::Dim, name) + px(8);
  float w = text_width(Face::Small, note);
  row_text(right - w, row.rect.y, h, Face::Small, Tone::Dim, note);
  if (row_text_fit(x, row.rect.y, h, Face::Bold, Tone::Text, title, right - w - px(8) - x) && row.hovered) tooltip(title);
  if (row.clicked && !page.view.open.insert(id).second) page.view.open.erase(id);
  return open;
}

void draw_address(Page& page, const ReadingEntry& e) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = px(18), x = p.x + px(22), width = ImGui::GetContentRegionAvail().x - px(34);
  Rect r{x, p.y, std::min(width, text_width(Face::Small, e.url)), h};
  bool hovered = mouse_in(r);
  row_text_fit(x, p.y, h, Face::Small, Tone::Accent, e.url, width);
  if (hovered) line(r.x, r.y + h - px(3), r.x + r.w, r.y + h - px(3), tone(Tone::Accent)), tooltip(e.url + "\n" + page.word(ReadingWord::Address));
  ImGui::Dummy(ImVec2(1, h));
  if (!hovered || !ImGui::IsMouseClicked(0)) return;
  ImGui::SetClipboardText(e.url.c_str());
  page.ui.note = page.word(ReadingWord::Copied) + e.url;
}

void draw_entry(Page& page, const ReadingEntry& e) {
  const ReadingCount count = count_entry(page.list, page.lessons, e);
  const bool many = e.proposals.size() > 4;   // fewer are drawn as squares
  ImVec2 p = ImGui::GetCursorScreenPos();
  float x = p.x + ImGui::GetContentRegionAvail().x - px(10), y = p.y + (line_height() + px(2) - px(9)) / 2;
  bool open = draw_head(page, e.id, e.id, e.title, many ? std::to_string(count.here) + " / " + std::to_string(count.all) : std::string(e.proposals.size() * 4, ' '));
  for (size_t i = e.proposals.size(); !many && i-- > 0;) draw_state(x -= px(13), y, px(9), page.state(e.proposals[i].id));
  if (!open) return;
  paragraph(Face::Small, Tone::Dim, entry_facts(e, page.chinese), px(22));
  if (!e.url.empty()) draw_address(page, e);
  paragraph(Face::Sans, Tone::Text, e.teaches.in(page.chinese), px(22));
  for (const ReadingProposal& q : e.proposals) draw_proposal(page, q.id, q.id);
  ImGui::Dummy(ImVec2(1, px(6)));
}

void draw_sections(Page& page) {
  for (const ReadingSection& section : page.list.sections) {
    heading(section.title.in(page.chinese) + (section.later ? "  (" + page.word(ReadingWord::Later) + ")" : ""));
    for (const ReadingEntry& e : page.list.entries)
      if (e.section == section.id) draw_entry(page, e);
  }
}

void draw_path(Page& page, const ReadingPath& path) {
  std::string note = reading_word(ReadingWord::DoneOf, page.chinese, count_path(page.list, page.lessons, path));
  bool open = draw_head(page, path.id, "", path.title.in(page.chinese), note);
  paragraph(Face::Small, Tone::Dim, path.what.in(page.chinese), px(22));
  if (!open) return;
  for (size_t i = 0; i < path.stops.size(); ++i) {
    const ReadingStop& stop = path.stops[i];
    draw_proposal(page, stop.proposal, std::to_string(i + 1));
    const ReadingProposal* q = page.list.proposal(stop.proposal);
    std::string level = q ? page.word(ReadingWord::Level) + " " + std::to_string(q->level) + "  " : "";
    paragraph(Face::Small, Tone::Dim, level + stop.why.in(page.chinese), px(40) + text_width(Face::Small, "R2-0000"));
  }
  ImGui::Dummy(ImVec2(1, px(6)));
}

void draw_paths(Page& page) {
  for (const ReadingPath& path : page.list.paths) draw_path(page, path);
  for (size_t i = 0; i < page.list.levels.size(); ++i)
    paragraph(Face::Small, Tone::Faint, page.word(ReadingWord::Level) + " " + std::to_string(i + 1) + ": " + page.list.levels[i].in(page.chinese), px(12));
}

ReadingView& view_of(Ui& ui) {
  if (ui.reading) return *ui.reading;
  ui.reading = std::make_shared<ReadingView>();
  // The first entry and the first path stand open, to be seen that they can be.
  if (const ReadingList* list = ui.host ? ui.host->reading() : nullptr) {
    ui.reading->open.insert(list->entries.front().id);
    if (!list->paths.empty()) ui.reading->open.insert(list->paths.front().id);
  }
  return *ui.reading;
}

}  // namespace

void draw_Reading(Ui& ui) {
  const ReadingList* list = ui.host ? ui.host->reading() : nullptr;
  const bool chinese = language_now() == Language::Chinese;
  if (!list) return placeholder(reading_word(ReadingWord::None, chinese));
  Page page{ui, view_of(ui), *list, ui.host->lessons(), chinese, ""};
  draw_tabs(page);
  paragraph(Face::Small, Tone::Dim, reading_word(ReadingWord::Count, chinese, count_all(*list, page.lessons)), px(12));
  draw_map(page);
  draw_legend(page);
  if (page.view.paths) draw_paths(page);
  else draw_sections(page);
  if (!page.wanted.empty()) ui.host->open_lesson(page.wanted);
}

std::string text_Reading(Ui& ui) {
  const ReadingList* list = ui.host ? ui.host->reading() : nullptr;
  const bool chinese = language_now() == Language::Chinese;
  if (!list) return std::string(reading_word(ReadingWord::None, chinese)) + "\n";
  std::vector<LessonEntry> lessons = ui.host->lessons();
  return view_of(ui).paths ? paths_text(*list, lessons, chinese) : reading_text(*list, lessons, chinese);
}

}  // namespace innards::ui
