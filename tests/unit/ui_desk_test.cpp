// The desk: opening, refusing and mending programs, as the window does it.
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "bring_up.h"
#include "kit/pipe.h"
#include "lesson_files.h"
#include "panels/lesson_state.h"
#include "ui_headless.h"
#include "window/desk.h"

namespace innards::app {
namespace {

// Tests run beside each other: each process has a folder of its own.
std::string own_folder() {
  const std::string folder = testing::TempDir() + "desk_" + std::to_string(getpid()) + "/";
  std::filesystem::create_directories(folder);
  return folder;
}

std::string write_program(const std::string& text) {
  const std::string path = own_folder() + "desk_program.py";
  std::ofstream(path) << text;
  return path;
}

// The text of the program as it stands in the editor.
std::string& edited(Desk& desk) { return desk.ui.edits->find(desk.ui.session->program().filename)->text; }

// Somebody opens it, and it is recorded.
void open_and_record(Desk& desk, const std::string& path) {
  desk.interactive = true;
  std::string error;
  ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  desk.record_for(1000);
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

// What it shows is decoded; what it would write would not be in the file's encoding.
TEST(Desk, AFileInAnotherEncodingIsShownAndNotEdited) {
  const std::string path = write_program("# coding: gbk\nx = '\xd6\xd0'\n");
  Desk desk;
  std::string error;
  desk.interactive = true;
  ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  EXPECT_EQ(desk.ui.view->source(path).at(1).text, "x = '中'");
  run_command(desk.ui, ui::Command::EditSource);
  EXPECT_FALSE(desk.ui.editing);
  EXPECT_EQ(desk.ui.problem, "The editor writes UTF-8 only; the encoding of this file is gbk.");
}

TEST(Desk, ARefusedFileStandsInTheEditor) {
  const std::string bad = "x = 1\nif x\n    print(x)\n", path = write_program(bad);
  Desk desk;
  std::string error;
  EXPECT_FALSE(desk.open_file(path, {}, error)) << "without a person nobody can mend it";
  EXPECT_NE(error.find("SyntaxError: expected ':'"), std::string::npos);
  desk.interactive = true;
  ASSERT_TRUE(desk.open_file(path, {}, error));
  EXPECT_TRUE(desk.ui.editing);
  EXPECT_EQ(edited(desk), bad);
  EXPECT_EQ(desk.ui.error_line, 2);
  EXPECT_EQ(desk.ui.problem, "line 2: SyntaxError: expected ':'");
  // Saving it, with the editor open or closed, loses nothing.
  run_command(desk.ui, ui::Command::Save);
  EXPECT_EQ(text_of(path), bad);
  run_command(desk.ui, ui::Command::EditSource);
  run_command(desk.ui, ui::Command::Save);
  EXPECT_EQ(text_of(path), bad);
  run_command(desk.ui, ui::Command::EditSource);
  EXPECT_EQ(edited(desk), bad);
  // Mended, it runs.
  edited(desk) = "x = 1\nif x:\n    print(x)\n";
  run_command(desk.ui, ui::Command::RunAgain);
  EXPECT_FALSE(desk.ui.editing);
  EXPECT_EQ(desk.ui.problem, "");
  desk.record_for(1000);
  EXPECT_GT(desk.ui.view->last_step(), 5u);
}

// A run is not given up for a text that does not run. Who wants to mend that text opens it once more.
TEST(Desk, OpeningARefusedFileKeepsTheGoodRun) {
  const std::string path = write_program("print(1)\n"), bad = own_folder() + "bad.py";
  std::ofstream(bad) << "x = 1\nif x\n";
  Desk desk;
  open_and_record(desk, path);
  const uint64_t last = desk.ui.view->last_step();
  desk.ui.view->seek(2);
  desk.ui.open_box = true;
  desk.open(bad, "");
  EXPECT_EQ(desk.ui.problem, "bad.py, line 2: SyntaxError: expected ':'   Opened once more, it comes into the editor.");
  EXPECT_TRUE(desk.ui.open_box);
  EXPECT_FALSE(desk.ui.editing);
  EXPECT_EQ(desk.ui.session->program().filename, path);
  EXPECT_EQ(desk.ui.view->last_step(), last);
  EXPECT_EQ(desk.ui.view->cursor(), 2u);
  EXPECT_FALSE(desk.ui.pipe && desk.ui.pipe->refused);
  desk.open(bad, "");
  EXPECT_FALSE(desk.ui.open_box);
  EXPECT_TRUE(desk.ui.editing);
  EXPECT_EQ(edited(desk), "x = 1\nif x\n");
  EXPECT_EQ(desk.ui.problem, "line 2: SyntaxError: expected ':'");
  // From here on it is the program: there is no good run to keep.
  desk.open(bad, "");
  EXPECT_EQ(desk.ui.session->program().filename, bad);
  std::string error;
  ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  desk.open(bad, "");
  EXPECT_EQ(desk.ui.session->program().filename, path) << "it is said again";
}

TEST(Desk, OpeningTheSameFileRefusedKeepsItsLastGoodRun) {
  const std::string path = write_program("print(1)\n");
  Desk desk;
  open_and_record(desk, path);
  write_program("print(1\n");
  desk.ui.open_box = true;
  desk.open(path, "");
  EXPECT_FALSE(desk.ui.open_box);
  EXPECT_EQ(desk.ui.session->program().source, "print(1)\n");
  EXPECT_TRUE(desk.ui.editing);
  EXPECT_EQ(edited(desk), "print(1\n");
  EXPECT_EQ(desk.ui.problem.rfind("line 1: SyntaxError: '(' was never closed   The text has an error; the last good run", 0), 0u) << desk.ui.problem;
}

TEST(Desk, WhatCannotBeOpenedIsSaidInTheLanguageChosen) {
  Desk desk;
  std::string error;
  EXPECT_FALSE(desk.open_file(own_folder() + "none.py", {}, error));
  EXPECT_EQ(error, "can't open file '" + own_folder() + "none.py': [Errno 2] No such file or directory");
  EXPECT_FALSE(desk.open_file(own_folder(), {}, error));
  EXPECT_EQ(error, "'" + own_folder() + "' is a directory; name a .py file in it");
  desk.use_language("zh");
  EXPECT_FALSE(desk.open_file(own_folder() + "none.py", {}, error));
  EXPECT_EQ(error.rfind("无法打开文件", 0), 0u) << error;
  desk.use_language("en");
}

TEST(Desk, ARefusedChangeKeepsTheLastGoodRun) {
  const std::string path = write_program("print(1)\n");
  Desk desk;
  open_and_record(desk, path);
  run_command(desk.ui, ui::Command::EditSource);
  edited(desk) = "print(1\n";
  run_command(desk.ui, ui::Command::RunAgain);
  EXPECT_EQ(desk.ui.session->program().source, "print(1)\n");
  EXPECT_EQ(edited(desk), "print(1\n");
  EXPECT_NE(desk.ui.problem.find("'(' was never closed"), std::string::npos);
}

namespace {

// A set of lessons outside Innards, with one lesson; progress goes into a folder of its own.
struct OwnLessons {
  OwnLessons() {
    dir = own_folder() + "own_set/01_mine";
    std::filesystem::remove_all(own_folder() + "own_set");
    std::filesystem::create_directories(dir);
    setenv("XDG_CONFIG_HOME", (own_folder() + "own_set/config").c_str(), 1);
    std::filesystem::create_directories(own_folder() + "own_set/config");
    write("program.py", "a = 1\nb = 2\nc = a + b\n");
    write("lesson.md", lesson("Title", "line 2"));
    EXPECT_TRUE(set_lessons_folder(own_folder() + "own_set/"));
    desk.interactive = true;
  }
  ~OwnLessons() {
    set_lessons_folder(INNARDS_SOURCE_DIR "/lessons");
    unsetenv("XDG_CONFIG_HOME");
  }
  static std::string lesson(const std::string& title, const std::string& at) {
    return "---\ntitle: " + title + "\nserves: L01\nminutes: 1\n---\n\n## One\nat: start\n\nText.\n\n## Two\nat: " + at + "\nask: How many?\nanswer: frame.line\n\nText.\n";
  }
  // As an author does it, with a time that differs on any file system.
  void write(const std::string& file, const std::string& text) {
    std::ofstream(dir + "/" + file) << text;
    std::filesystem::last_write_time(dir + "/" + file, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(++written));
  }
  std::string dir;
  int written = 0;
  Desk desk;
};

}  // namespace

TEST(DeskLessons, AChangedLessonIsReadAgainAtTheSameStep) {
  OwnLessons own;
  Desk& desk = own.desk;
  ASSERT_TRUE(desk.open_lesson("01_mine")) << desk.ui.problem;
  ASSERT_TRUE(desk.ui.lesson->player->next());
  own.write("lesson.md", OwnLessons::lesson("Other", "line 3"));
  desk.watch_file();
  EXPECT_EQ(desk.ui.problem, "");
  EXPECT_EQ(desk.ui.note, "the lesson was read again");
  EXPECT_EQ(desk.ui.lesson->player->lesson().title, "Other");
  EXPECT_EQ(desk.ui.lesson->player->index(), 1u);
  EXPECT_EQ(desk.ui.view->moment().frames.back().line, 3);
}

// A program from a page: it has no file, and no file of this machine is its own, until it is saved.
TEST(Desk, CopiedTextIsAProgramThatCanBeSaved) {
  ui::HeadlessScreen h;
  Desk desk;
  open_and_record(desk, write_program("print(1)\n"));
  ImGui::SetClipboardText("");
  run_command(desk.ui, ui::Command::Paste);
  EXPECT_EQ(desk.ui.problem, ui::tr(ui::Word::NothingCopied));
  ImGui::SetClipboardText("x = 5\nprint(x + 1)\n");
  run_command(desk.ui, ui::Command::Paste);
  desk.record_for(1000);
  EXPECT_EQ(desk.ui.problem, "");
  EXPECT_EQ(desk.ui.session->program().filename, "<stdin>");
  EXPECT_EQ(desk.ui.view->output().at(0).text, "6\n");
  const std::string path = own_folder() + "saved/copied.py";
  std::filesystem::remove(path);
  run_command(desk.ui, ui::Command::EditSource);
  edited(desk) += "print('more')\n";
  run_command(desk.ui, ui::Command::Save);
  ASSERT_TRUE(desk.ui.save_box) << "it asks where";
  EXPECT_EQ(desk.ui.palette_text, "program.py");
  std::string error;
  EXPECT_FALSE(desk.save_as(own_folder() + "desk_program.py", error));
  EXPECT_EQ(error, "'" + own_folder() + "desk_program.py' is there already; name another one.");
  EXPECT_EQ(edited(desk), "x = 5\nprint(x + 1)\nprint('more')\n");
  ASSERT_TRUE(desk.save_as(path, error)) << error;
  EXPECT_EQ(text_of(path), "x = 5\nprint(x + 1)\nprint('more')\n");
  EXPECT_EQ(desk.ui.session->program().filename, path);
  EXPECT_TRUE(desk.keeps_files());
  // What begins a trace or is another's is no name for a program.
  EXPECT_FALSE(desk.save_as("innards:///x.py?step=1", error));
  ASSERT_TRUE(desk.save_as(own_folder() + "saved/other.json", error)) << error;
  EXPECT_EQ(desk.ui.session->program().filename, own_folder() + "saved/other.json.py");
}

// In a field, Ctrl+V is the field's.
TEST(Desk, PastingIntoAFieldOpensNothing) {
  ui::HeadlessScreen h;
  EXPECT_EQ(ui::command_of_key({"V", true, false, false}, true), ui::Command::kCount);
  EXPECT_EQ(ui::command_of_key({"V", true, false, false}, false), ui::Command::Paste);
}

TEST(Desk, UnsavedTextOfACopiedProgramIsOfferedAgain) {
  OwnLessons own;      // for a settings folder of its own
  ui::HeadlessScreen h;
  {
    Desk desk;
    desk.interactive = true;
    desk.open_text("x = 1\n");
    run_command(desk.ui, ui::Command::EditSource);
    edited(desk) = "x = 1\nmine = 2\n";
    desk.open_text("y = 1\n");
    ASSERT_EQ(desk.ui.edits->kept.size(), 1u);
    EXPECT_EQ(desk.ui.edits->kept[0].text, "x = 1\nmine = 2\n");
    desk.keep_edits();
  }
  Desk again;
  again.interactive = true;
  again.open_text("z = 1\n");
  EXPECT_EQ(again.ui.edits->kept.size(), 1u);
}

TEST(Desk, CopiedTextThatIsNoProgramKeepsTheGoodRun) {
  ui::HeadlessScreen h;
  Desk desk;
  const std::string path = write_program("print(1)\n");
  open_and_record(desk, path);
  ImGui::SetClipboardText("See chapter 3, and then\nread on.\n");
  run_command(desk.ui, ui::Command::Paste);
  EXPECT_EQ(desk.ui.session->program().filename, path);
  EXPECT_NE(desk.ui.problem.find("SyntaxError"), std::string::npos) << desk.ui.problem;
  run_command(desk.ui, ui::Command::Paste);
  EXPECT_TRUE(desk.ui.editing) << "once more, it comes into the editor";
  EXPECT_EQ(edited(desk), "See chapter 3, and then\nread on.\n");
  // It can be saved as it stands, and the editor goes on with it.
  const std::string saved = own_folder() + "saved/bad.py";
  std::filesystem::remove(saved);
  std::string error;
  ASSERT_TRUE(desk.save_as(saved, error)) << error;
  EXPECT_EQ(text_of(saved), "See chapter 3, and then\nread on.\n");
  EXPECT_TRUE(desk.ui.editing);
  EXPECT_EQ(edited(desk), "See chapter 3, and then\nread on.\n");
}

TEST(Desk, ACopiedLinkIsFollowed) {
  ui::HeadlessScreen h;
  Desk desk;
  open_and_record(desk, write_program("a = 1\nb = 2\nprint(a + b)\n"));
  desk.ui.go_to(5);
  run_command(desk.ui, ui::Command::CopyLink);
  Desk colleague;
  colleague.interactive = true;
  run_command(colleague.ui, ui::Command::Paste);
  ASSERT_TRUE(colleague.ui.session) << colleague.ui.problem;
  EXPECT_EQ(colleague.ui.view->cursor(), 5u);
}

TEST(Desk, MarksAreKeptWithTheirProgram) {
  OwnLessons own;      // for a settings folder of its own
  const std::string path = write_program("a = 1\nb = 2\nc = 3\n");
  std::string error;
  {
    Desk desk;
    open_and_record(desk, path);
    desk.ui.go_to(4);
    run_command(desk.ui, ui::Command::MarkMoment);
    EXPECT_TRUE(desk.ui.mark_box);
    set_mark(desk.ui, 4, "b comes");
    set_mark(desk.ui, 2, "a comes");
    set_mark(desk.ui, 3, "gone");
    set_mark(desk.ui, 3, "");
    desk.ui.go_to(0);
    run_command(desk.ui, ui::Command::MarkNext);
    EXPECT_EQ(desk.ui.view->cursor(), 2u);
    run_command(desk.ui, ui::Command::MarkNext);
    EXPECT_EQ(desk.ui.note, "b comes");
    run_command(desk.ui, ui::Command::MarkNext);
    EXPECT_EQ(desk.ui.view->cursor(), 4u);
    run_command(desk.ui, ui::Command::MarkBack);
    EXPECT_EQ(desk.ui.view->cursor(), 2u);
  }
  const std::vector<ui::TimeMark> kept = {{2, "a comes"}, {4, "b comes"}};
  Desk again;
  again.interactive = true;
  ASSERT_TRUE(again.open_file(path, {}, error)) << error;
  EXPECT_EQ(again.ui.time_marks, kept);
  EXPECT_EQ(again.ui.note, "");
  write_program("z = 0\n");
  ASSERT_TRUE(again.open_file(path, {}, error)) << error;
  EXPECT_EQ(again.ui.time_marks, kept);
  EXPECT_EQ(again.ui.note, ui::tr(ui::Word::MarksOld));
  ASSERT_TRUE(again.open_lesson("01_mine"));
  EXPECT_TRUE(again.ui.time_marks.empty());
}

// Panels that share a tile part when a step names both; step after step, as a learner goes.
TEST(DeskLessons, EveryPanelThatAStepShowsIsSeen) {
  const std::string folder = INNARDS_SOURCE_DIR "/lessons";
  int moved = 0;
  for (const char* file : {"lesson", "run"}) {
    ui::Layout layout;
    std::string error;
    ASSERT_TRUE(ui::read_layout(read_file(std::string(INNARDS_SOURCE_DIR "/assets/layouts/") + file + ".json"), layout, error)) << error;
    ui::place(layout.root, {0, 0, 1440, 900}, 6, 80);
    ui::bring_up(layout, ui::Panel::Lesson);
    for (const std::string& name : lesson_names(folder)) {
      Lesson lesson;
      std::vector<LessonProblem> problems;
      ASSERT_TRUE(read_lesson(folder, name, "en", lesson, problems)) << name;
      for (const LessonStep& step : lesson.steps) {
        std::vector<ui::Panel> panels;
        for (const std::string& id : step.show) panels.push_back(ui::panel_of_id(id));
        const std::string before = ui::write_layout(layout);
        ui::bring_up_all(layout, panels, {ui::Panel::Lesson, ui::Panel::Strip});
        for (ui::Panel p : panels) EXPECT_TRUE(ui::on_screen(layout, p)) << name << ", " << step.heading << ": " << ui::panel_row(p).id << " in layout " << file;
        EXPECT_TRUE(ui::on_screen(layout, ui::Panel::Lesson) && ui::on_screen(layout, ui::Panel::Strip)) << name;
        moved += before != ui::write_layout(layout);
      }
    }
  }
  EXPECT_GT(moved, 0);
}

TEST(DeskLessons, KeysLeadThroughALesson) {
  OwnLessons own;
  ui::Ui& ui = own.desk.ui;
  own.write("lesson.md", "---\ntitle: T\nminutes: 1\n---\n\n## One\nat: start\n\nText.\n\n## Two\nat: line 2\nmark: frame.line\nreveal: frame.offset, panel bytes\n"
                         "ask: Which line?\nanswer: frame.line\nchoices: 7 | why | because\n\nText.\n\n## Three\n\nText.\n");
  ASSERT_TRUE(own.desk.open_lesson("01_mine")) << ui.problem;
  LessonPlayer& player = *ui.lesson->player;
  run_command(ui, ui::Command::LessonNext);
  EXPECT_EQ(player.index(), 1u);
  EXPECT_EQ(ui.marks.size(), 1u);
  run_command(ui, ui::Command::LessonNext);      // the question comes first
  EXPECT_EQ(player.index(), 1u);
  EXPECT_FALSE(ui.note.empty());
  run_command(ui, ui::Command::End);
  run_command(ui, ui::Command::LessonReturn);
  EXPECT_EQ(ui.view->moment().frames.back().line, 2);
  run_command(ui, ui::Command::Answer4);         // there are only two
  EXPECT_FALSE(ui.lesson->judged);
  run_command(ui, ui::Command::Answer2);
  EXPECT_TRUE(ui.lesson->judged);
  EXPECT_EQ(ui.marks.size(), 2u);                // what waited for the answer
  EXPECT_TRUE(ui::on_screen(ui.layout, ui::Panel::Bytes));
  run_command(ui, ui::Command::LessonNext);
  EXPECT_EQ(player.index(), 2u);
  run_command(ui, ui::Command::LessonBack);
  EXPECT_EQ(player.index(), 1u);
}

TEST(DeskLessons, AProgramEditedInALessonRunsInItUntilTheLearnerReturns) {
  OwnLessons own;
  Desk& desk = own.desk;
  own.write("lesson.md", "---\ntitle: T\nminutes: 1\n---\n\n## One\nat: return <module>\ndo: edit until object(c).text is 12\n\nText.\n\n## Two\nat: line 2\n\nText.\n");
  ASSERT_TRUE(desk.open_lesson("01_mine")) << desk.ui.problem;
  LessonPlayer& player = *desk.ui.lesson->player;
  EXPECT_FALSE(player.goal_met(0));
  desk.open("", "a = 1\nb = = 2\n");
  EXPECT_FALSE(desk.ui.problem.empty());
  EXPECT_FALSE(player.edited());
  desk.open("", "a = 10\nb = 2\nc = a + b\n");
  EXPECT_EQ(desk.ui.session, player.session());
  EXPECT_TRUE(player.goal_met(0));
  run_command(desk.ui, ui::Command::LessonReturn);
  EXPECT_EQ(desk.ui.session, player.session());
  EXPECT_EQ(desk.ui.session->program().source.substr(0, 5), "a = 1");
  EXPECT_FALSE(player.goal_met(0));
  // Going on takes the lesson's own program too; one that never ends can be edited in as well.
  desk.open("", "c = 12\nwhile True: pass\n");
  EXPECT_TRUE(player.goal_met(0));
  const Session* edited = player.session();
  run_command(desk.ui, ui::Command::LessonNext);
  EXPECT_NE(player.session(), edited) << "the desk tells them apart by their addresses";
  EXPECT_EQ(desk.ui.session->program().source.substr(0, 5), "a = 1");
}

TEST(DeskLessons, AMistakeKeepsTheLastGoodState) {
  OwnLessons own;
  Desk& desk = own.desk;
  ASSERT_TRUE(desk.open_lesson("01_mine"));
  struct { const char *file; std::string text; const char* told; } mistakes[] = {
      {"lesson.md", OwnLessons::lesson("Bad", "lime 3"), "lesson.md, line 13: "},
      {"lesson.md", "---\n", "lesson.md, line 1: the front matter"},
      {"lesson.md", OwnLessons::lesson("Good", "line 2"), ""},
      {"program.py", "a = = 1\n", "program.py, line 1: SyntaxError"},
  };
  for (const auto& m : mistakes) {
    own.write(m.file, m.text);
    desk.watch_file();
    EXPECT_EQ(desk.ui.problem.substr(0, std::string(m.told).size()), m.told);
    EXPECT_EQ(desk.ui.problem.empty(), !*m.told) << desk.ui.problem;
    ASSERT_TRUE(desk.ui.lesson->player);
    EXPECT_EQ(desk.ui.lesson->player->lesson().title, m.told[0] == 'p' || !*m.told ? "Good" : "Title");
    EXPECT_EQ(desk.ui.session, desk.ui.lesson->player->session());
  }
}

TEST(DeskLessons, ProgressOfAnotherSetIsKeptUnderItsName) {
  OwnLessons own;
  Desk& desk = own.desk;
  ASSERT_TRUE(desk.open_lesson("01_mine"));
  ASSERT_TRUE(desk.ui.lesson->player->next());
  desk.lesson_moved();
  desk.lesson_answered("7", false);
  desk.lesson_answered("2", true);
  Progress kept;
  std::string error;
  ASSERT_TRUE(read_progress(progress_file(), kept, error)) << error;
  ASSERT_EQ(kept.lessons.size(), 1u);
  const LessonProgress& p = kept.lessons.at("own_set/01_mine");
  EXPECT_EQ(p.done, 2);
  EXPECT_EQ(p.steps, 2);
  ASSERT_EQ(p.answers.size(), 1u);
  EXPECT_EQ(p.answers.at(2).answer, "7") << "the first answer counts";
  EXPECT_TRUE(desk.lessons().at(0).finished());
  ASSERT_TRUE(desk.reading());
  EXPECT_EQ(reading_state(*desk.reading(), desk.lessons(), "L01"), ReadingState::Done);
}

namespace {

// Shows the lists of a desk; what a click opens is only noted, because the desk's sessions belong to the desk's own screen.
struct Lists : ui::Host {
  explicit Lists(Desk& d) : desk(d) {}
  bool save_file(const std::string&, const std::string&, std::string&) override { return false; }
  void quit() override {}
  std::unique_ptr<ui::Job> export_trace(std::string&) override { return nullptr; }
  void open(const std::string&, const std::string&) override {}
  std::vector<LessonEntry> lessons() override { return desk.lessons(); }
  const ReadingList* reading() override { return desk.reading(); }
  bool open_lesson(const std::string& name) override { return opened = name, true; }
  Desk& desk;
  std::string opened;
};

}  // namespace

TEST(DeskLessons, TheReadingListIsDrawnOpenedAndTold) {
  OwnLessons own;
  ASSERT_TRUE(own.desk.open_lesson("01_mine"));
  Lists host(own.desk);
  ui::HeadlessScreen screen;
  screen.ui.host = &host;
  screen.ui.view = own.desk.ui.view;
  screen.ui.layout.root.leaf = true;
  screen.ui.layout.root.children.clear();
  screen.ui.layout.root.tabs = {ui::Panel::Reading};
  screen.ui.layout.root.active = 0;
  screen.frames(2);
  std::string told = panel_text(screen.ui, ui::Panel::Reading);
  EXPECT_NE(told.find("E56  Boost.Python"), std::string::npos);
  EXPECT_NE(told.find("/ L01"), std::string::npos) << told.substr(0, 2000);
  // From the bottom up, so that what opens stays below: every head is opened, and the lesson that there is, too.
  for (float y = 880; y > 120; y -= 12) screen.click(300, y);
  EXPECT_EQ(host.opened, "01_mine");
  screen.click(180, 100);   // the paths
  EXPECT_NE(panel_text(screen.ui, ui::Panel::Reading).find("First hour"), std::string::npos);
  for (float y = 880; y > 200; y -= 12) screen.click(300, y);
  screen.ui.view = nullptr;
  screen.ui.host = nullptr;
}

}  // namespace innards::app
