// The reading list: entries in sections, the lessons proposed for each, and paths through them, joined with the lessons that
// there are. Apart from lesson.h because a lesson knows nothing of the list: its `serves:` names proposals, and all else
// is worked out here. No files and no JSON: app/reading_json.cpp reads lessons/reading_list.json and lessons/paths.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace innards {

// A text for the user in both languages.
struct TwoWords {
  std::string en, zh;
  const std::string& in(bool chinese) const { return chinese ? zh : en; }
};

struct ReadingProposal {        // a lesson that an entry asks for
  std::string id;               // L01, R2-07
  int level = 1;                // index + 1 into ReadingList::levels
  TwoWords title;
};

struct ReadingEntry {
  std::string id, section, title, author, year, url, language, describes;
  TwoWords teaches;
  std::vector<ReadingProposal> proposals;
};

struct ReadingSection {
  std::string id;
  TwoWords title;
  bool later = false;           // its lessons come with a later version
};

struct ReadingStop {
  std::string proposal;
  TwoWords why;
};

struct ReadingPath {
  std::string id;
  TwoWords title, what;
  std::vector<ReadingStop> stops;
};

struct ReadingList {
  std::vector<ReadingSection> sections;
  std::vector<ReadingEntry> entries;
  std::vector<TwoWords> levels;
  std::vector<ReadingPath> paths;

  const ReadingProposal* proposal(std::string_view id) const;      // null: no such one
  const ReadingEntry* entry(std::string_view id) const;
  const ReadingEntry* entry_of(std::string_view proposal) const;
  bool later(std::string_view proposal) const;
};

// A lesson that can be opened, with how far it was followed.
struct LessonEntry {
  std::string name, title;
  int minutes = 0, steps = 0, done = 0;   // done: steps reached; == steps: finished
  std::vector<std::string> needs, reads, serves;
  bool finished() const { return steps > 0 && done >= steps; }
};

enum class ReadingState { Done, Begun, Here, Coming, Later };

// The lesson that serves a proposal; null when there is none so far.
const LessonEntry* lesson_serving(const std::vector<LessonEntry>& lessons, std::string_view proposal);
ReadingState reading_state(const ReadingList& list, const std::vector<LessonEntry>& lessons, std::string_view proposal);
// The names of lessons that come before this one and are not finished.
std::vector<std::string> lessons_missing(const std::vector<LessonEntry>& lessons, const LessonEntry& lesson);

// How many of `proposals` have a lesson, and how many are done. Those that come later are not counted in `all`.
struct ReadingCount {
  int all = 0, here = 0, done = 0;
};
ReadingCount count_entry(const ReadingList& list, const std::vector<LessonEntry>& lessons, const ReadingEntry& entry);
ReadingCount count_path(const ReadingList& list, const std::vector<LessonEntry>& lessons, const ReadingPath& path);
ReadingCount count_all(const ReadingList& list, const std::vector<LessonEntry>& lessons);

// The words of the list in a language (reading_texts.def).
enum class ReadingWord {
#define READING_TEXT(Name, english, chinese) Name,
#include "session/reading_texts.def"
#undef READING_TEXT
};
const char* reading_word(ReadingWord word, bool chinese);
std::string reading_word(ReadingWord word, bool chinese, const ReadingCount& count);   // Count: here, all, done; DoneOf: done, all
const char* reading_word(ReadingState state, bool chinese);
char reading_sign(ReadingState state);    // x / o . - in text

// "Author · 2013 · in English · about CPython 2.7": what is known of an entry, in one line.
std::string entry_facts(const ReadingEntry& entry, bool chinese);

// The list and the paths as text: the panel's text twin and `innards lesson list --reading`.
std::string reading_text(const ReadingList& list, const std::vector<LessonEntry>& lessons, bool chinese);
std::string paths_text(const ReadingList& list, const std::vector<LessonEntry>& lessons, bool chinese);

// What is wrong with a list: an entry or proposal named twice, a section, level or proposal that does not exist.
std::vector<std::string> reading_problems(const ReadingList& list);

}  // namespace innards
