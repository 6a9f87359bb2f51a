#include "session/reading.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace innards {

namespace {

using Lessons = std::vector<LessonEntry>;

template <class Row>
const Row* find_id(const std::vector<Row>& rows, std::string_view id) {
  for (const Row& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

void count(const ReadingList& list, const Lessons& lessons, std::string_view proposal, ReadingCount& out) {
  ReadingState state = reading_state(list, lessons, proposal);
  if (state == ReadingState::Later) return;
  ++out.all;
  out.here += state != ReadingState::Coming;
  out.done += state == ReadingState::Done;
}

std::string joined(const std::vector<std::string>& words, const char* between = ", ") {
  std::string text;
  for (const std::string& w : words) text += (text.empty() ? "" : between) + w;
  return text;
}

// "x L01    The pipe ...  (06_pipe, 8 min, after 01_frames)"
std::string proposal_line(const ReadingList& list, const Lessons& lessons, const std::string& id, bool chinese) {
  const ReadingProposal* p = list.proposal(id);
  if (!p) return "? " + id;
  ReadingState state = reading_state(list, lessons, id);
  char head[32];
  std::snprintf(head, sizeof head, "%c %-6s ", reading_sign(state), id.c_str());
  std::vector<std::string> notes;
  if (const LessonEntry* lesson = lesson_serving(lessons, id)) {
    char minutes[64];
    std::snprintf(minutes, sizeof minutes, reading_word(ReadingWord::Minutes, chinese), lesson->minutes);
    notes = {lesson->name, minutes};
    if (state == ReadingState::Begun) notes.push_back(std::to_string(lesson->done) + " / " + std::to_string(lesson->steps));
    if (std::string before = joined(lessons_missing(lessons, *lesson)); !before.empty()) notes.push_back(std::string(reading_word(ReadingWord::After, chinese)) + " " + before);
  } else {
    notes = {reading_word(state, chinese)};
  }
  return head + p->title.in(chinese) + "  (" + joined(notes) + ")";
}

std::string signs_line(bool chinese) {
  std::string out;
  for (ReadingState s : {ReadingState::Done, ReadingState::Begun, ReadingState::Here, ReadingState::Coming, ReadingState::Later})
    out += (out.empty() ? "" : "   ") + std::string(1, reading_sign(s)) + " " + reading_word(s, chinese);
  return out + "\n";
}

}  // namespace

const ReadingProposal* ReadingList::proposal(std::string_view id) const {
  const ReadingEntry* e = entry_of(id);
  return e ? find_id(e->proposals, id) : nullptr;
}

const ReadingEntry* ReadingList::entry(std::string_view id) const { return find_id(entries, id); }

const ReadingEntry* ReadingList::entry_of(std::string_view proposal) const {
  for (const ReadingEntry& e : entries)
    if (find_id(e.proposals, proposal)) return &e;
  return nullptr;
}

bool ReadingList::later(std::string_view proposal) const {
  const ReadingEntry* e = entry_of(proposal);
  const ReadingSection* s = e ? find_id(sections, e->section) : nullptr;
  return s && s->later;
}

const LessonEntry* lesson_serving(const Lessons& lessons, std::string_view proposal) {
  for (const LessonEntry& lesson : lessons)
    if (std::find(lesson.serves.begin(), lesson.serves.end(), proposal) != lesson.serves.end()) return &lesson;
  return nullptr;
}

ReadingState reading_state(const ReadingList& list, const Lessons& lessons, std::string_view proposal) {
  const LessonEntry* lesson = lesson_serving(lessons, proposal);
  if (!lesson) return list.later(proposal) ? ReadingState::Later : ReadingState::Coming;
  if (lesson->finished()) return ReadingState::Done;
  return lesson->done > 0 ? ReadingState::Begun : ReadingState::Here;
}

std::vector<std::string> lessons_missing(const Lessons& lessons, const LessonEntry& lesson) {
  std::vector<std::string> missing;
  for (const std::string& name : lesson.needs) {
    auto it = std::find_if(lessons.begin(), lessons.end(), [&](const LessonEntry& e) { return e.name == name; });
    if (it != lessons.end() && !it->finished()) missing.push_back(name);
  }
  return missing;
}

ReadingCount count_entry(const ReadingList& list, const Lessons& lessons, const ReadingEntry& entry) {
  ReadingCount out;
  for (const ReadingProposal& p : entry.proposals) count(list, lessons, p.id, out);
  return out;
}

ReadingCount count_path(const ReadingList& list, const Lessons& lessons, const ReadingPath& path) {
  ReadingCount out;
  for (const ReadingStop& s : path.stops) count(list, lessons, s.proposal, out);
  return out;
}

ReadingCount count_all(const ReadingList& list, const Lessons& lessons) {
  ReadingCount out;
  for (const ReadingEntry& e : list.entries)
    for (const ReadingProposal& p : e.proposals) count(list, lessons, p.id, out);
  return out;
}

const char* reading_word(ReadingWord word, bool chinese) {
  static const char* const kWords[][2] = {
#define READING_TEXT(Name, english, chinese) {english, chinese},
#include "session/reading_texts.def"
#undef READING_TEXT
  };
  return kWords[static_cast<int>(word)][chinese ? 1 : 0];
}

std::string reading_word(ReadingWord word, bool chinese, const ReadingCount& c) {
  char text[200];
  if (word == ReadingWord::Count) std::snprintf(text, sizeof text, reading_word(word, chinese), c.here, c.all, c.done);
  else std::snprintf(text, sizeof text, reading_word(word, chinese), c.done, c.all);
  return text;
}

const char* reading_word(ReadingState state, bool chinese) {
  static const ReadingWord kWords[] = {ReadingWord::Done, ReadingWord::Begun, ReadingWord::Here, ReadingWord::Coming, ReadingWord::Later};
  return reading_word(kWords[static_cast<int>(state)], chinese);
}

char reading_sign(ReadingState state) { return "x/o.-"[static_cast<int>(state)]; }

std::string entry_facts(const ReadingEntry& e, bool chinese) {
  std::vector<std::string> facts;
  if (!e.author.empty()) facts.push_back(e.author);
  if (!e.year.empty()) facts.push_back(e.year);
  facts.push_back(reading_word(e.language == "zh" ? ReadingWord::InChinese : ReadingWord::InEnglish, chinese));
  if (!e.describes.empty()) facts.push_back(std::string(reading_word(ReadingWord::About, chinese)) + " " + e.describes);
  return joined(facts, " · ");
}

std::string reading_text(const ReadingList& list, const Lessons& lessons, bool chinese) {
  std::string out = reading_word(ReadingWord::Count, chinese, count_all(list, lessons)) + "\n" + signs_line(chinese);
  for (const ReadingSection& section : list.sections) {
    out += "\n" + section.title.in(chinese) + (section.later ? std::string(" (") + reading_word(ReadingWord::Later, chinese) + ")" : "") + "\n";
    for (const ReadingEntry& e : list.entries) {
      if (e.section != section.id) continue;
      out += "\n" + e.id + "  " + e.title + "\n     " + entry_facts(e, chinese) + "\n";
      if (!e.url.empty()) out += "     " + e.url + "\n";
      out += "     " + e.teaches.in(chinese) + "\n";
      for (const ReadingProposal& p : e.proposals) out += "     " + proposal_line(list, lessons, p.id, chinese) + "\n";
    }
  }
  return out;
}

std::string paths_text(const ReadingList& list, const Lessons& lessons, bool chinese) {
  std::string out = signs_line(chinese);
  for (size_t i = 0; i < list.levels.size(); ++i)
    out += std::string(reading_word(ReadingWord::Level, chinese)) + " " + std::to_string(i + 1) + ": " + list.levels[i].in(chinese) + "\n";
  for (const ReadingPath& path : list.paths) {
    out += "\n" + path.title.in(chinese) + "  (" + reading_word(ReadingWord::DoneOf, chinese, count_path(list, lessons, path)) + ")\n" + path.what.in(chinese) + "\n";
    for (size_t i = 0; i < path.stops.size(); ++i) {
      const ReadingProposal* p = list.proposal(path.stops[i].proposal);
      out += "  " + std::to_string(i + 1) + ". " + proposal_line(list, lessons, path.stops[i].proposal, chinese);
      if (p) out += "  " + std::string(reading_word(ReadingWord::Level, chinese)) + " " + std::to_string(p->level);
      out += "\n       " + path.stops[i].why.in(chinese) + "\n";
    }
  }
  return out;
}

std::vector<std::string> reading_problems(const ReadingList& list) {
  std::vector<std::string> problems;
  std::set<std::string> seen;
  auto once = [&](const std::string& id) {
    if (!seen.insert(id).second) problems.push_back(id + " is named twice");
  };
  for (const ReadingEntry& e : list.entries) {
    once(e.id);
    if (!find_id(list.sections, e.section)) problems.push_back(e.id + ": there is no section '" + e.section + "'");
    for (const ReadingProposal& p : e.proposals) {
      once(p.id);
      if (p.level < 1 || (!list.levels.empty() && p.level > static_cast<int>(list.levels.size()))) problems.push_back(p.id + ": there is no level " + std::to_string(p.level));
    }
  }
  for (const ReadingPath& path : list.paths)
    for (const ReadingStop& s : path.stops)
      if (!list.proposal(s.proposal)) problems.push_back("path " + path.id + ": there is no proposal " + s.proposal);
  return problems;
}

}  // namespace innards
