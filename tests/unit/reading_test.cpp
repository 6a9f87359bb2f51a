// The reading list joined with lessons: what is done, begun, here, coming, later.
#include <gtest/gtest.h>

#include "session/reading.h"

namespace innards {
namespace {

ReadingList small_list() {
  ReadingList list;
  list.sections = {{"vm", {"Machine", "机器"}, false}, {"c", {"In C", "用 C"}, true}};
  list.levels = {{"easy", "易"}, {"hard", "难"}};
  list.entries = {{"E01", "vm", "First", "A. Author", "2013", "http://a", "en", "CPython 2.7", {"Teaches.", "讲。"}, {{"L01", 1, {"One", "一"}}, {"L02", 2, {"Two", "二"}}, {"L03", 2, {"Three", "三"}}, {"L04", 1, {"Four", "四"}}}},
                  {"E02", "c", "第二", "", "", "", "zh", "", {"More.", "更多。"}, {{"R2-13", 2, {"C", "丙"}}}}};
  list.paths = {{"p", {"A path", "路线"}, {"What.", "何物。"}, {{"L02", {"First this.", "先这个。"}}, {"R2-13", {"Then that.", "再那个。"}}}}};
  return list;
}

LessonEntry lesson(const char* name, std::vector<std::string> serves, int done, int steps, std::vector<std::string> needs = {}) {
  LessonEntry e;
  e.name = e.title = name;
  e.serves = std::move(serves);
  e.done = done;
  e.steps = steps;
  e.needs = std::move(needs);
  return e;
}

std::vector<LessonEntry> some_lessons() { return {lesson("01_a", {"L01"}, 4, 4), lesson("02_b", {"L02"}, 2, 6, {"01_a"}), lesson("03_c", {"L03"}, 0, 5, {"01_a", "02_b"})}; }

}  // namespace

TEST(Reading, StatesComeFromTheLessonsThatServe) {
  ReadingList list = small_list();
  std::vector<LessonEntry> lessons = some_lessons();
  EXPECT_EQ(reading_state(list, lessons, "L01"), ReadingState::Done);
  EXPECT_EQ(reading_state(list, lessons, "L02"), ReadingState::Begun);
  EXPECT_EQ(reading_state(list, lessons, "L03"), ReadingState::Here);
  EXPECT_EQ(reading_state(list, lessons, "L04"), ReadingState::Coming);
  EXPECT_EQ(reading_state(list, lessons, "R2-13"), ReadingState::Later);
  EXPECT_EQ(lessons_missing(lessons, lessons[2]), std::vector<std::string>{"02_b"});
  ReadingCount all = count_all(list, lessons);
  EXPECT_EQ(all.all, 4) << "what comes later is not counted";
  EXPECT_EQ(all.here, 3);
  EXPECT_EQ(all.done, 1);
  EXPECT_EQ(count_path(list, lessons, list.paths[0]).all, 1);
}

TEST(Reading, TheTextsSayAllOfIt) {
  ReadingList list = small_list();
  std::string text = reading_text(list, some_lessons(), false);
  for (const char* part : {"3 of 4 lessons of the list are here; 1 done", "E01  First\n     A. Author · 2013 · in English · about CPython 2.7\n     http://a\n     Teaches.\n", "x L01    One", "/ L02    Two  (02_b, 0 min, 2 / 6)",
                           "o L03    Three  (03_c, 0 min, after 02_b)", ". L04    Four  (coming)", "In C (comes later)", "- R2-13  C  (comes later)"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  std::string paths = paths_text(list, some_lessons(), true);
  for (const char* part : {"路线", "1. / L02    二", "难度 2", "先这个。"}) EXPECT_NE(paths.find(part), std::string::npos) << part << "\n" << paths;
}

TEST(Reading, WhatIsWrongWithAListIsTold) {
  ReadingList list = small_list();
  EXPECT_TRUE(reading_problems(list).empty());
  list.entries[1].proposals.push_back({"L01", 3, {"Again", "又"}});
  list.entries[1].section = "d";
  list.paths[0].stops.push_back({"L99", {"", ""}});
  EXPECT_EQ(reading_problems(list), (std::vector<std::string>{"E02: there is no section 'd'", "L01 is named twice", "L01: there is no level 3", "path p: there is no proposal L99"}));
}

}  // namespace innards
