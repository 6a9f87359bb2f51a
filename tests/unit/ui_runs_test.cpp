// What a program is given and the runs that come of it, on the desk and in the boxes, and recordings as files.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "edits.h"
#include "host_outside.h"
#include "panels/inputs.h"
#include "panels/runs.h"
#include "run/machine.h"
#include "saved_run.h"
#include "session/branches.h"
#include "ui_headless.h"
#include "ui_seen.h"
#include "window/desk.h"
#include "window/font_lookup.h"

namespace innards::app {
namespace {

constexpr const char* kAsks = "import sys\nprint(sys.argv[1:])\nfor i in range(2):\n    name = input('name? ')\n    print('hello', name)\nprint('end')\n";

// A person with settings of their own, who has opened a program.
struct Person {
  explicit Person(const std::string& text = kAsks) {
    folder = testing::TempDir() + "runs_" + std::to_string(getpid()) + "/";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder + "config");
    setenv("XDG_CONFIG_HOME", (folder + "config").c_str(), 1);
    path = write("asks.py", text);
    sit_down();
  }
  ~Person() { unsetenv("XDG_CONFIG_HOME"); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder + name, std::ios::binary) << text;
    return folder + name;
  }
  void sit_down() {
    desk = std::make_unique<Desk>();
    desk->interactive = true;
    open(path);
  }
  void open(const std::string& file) {
    std::string error;
    ASSERT_TRUE(desk->open_file(file, {}, error)) << error;
    desk->record_for(1000);
  }
  void type(const std::string& line) {
    desk->record_for(1000);
    ASSERT_TRUE(desk->ui.session->wants_input());
    desk->ui.session->give_input(line);
    desk->ui.session->record(1);
    desk->record_for(1000);
  }
  void change(size_t number, const std::string& line) {
    std::string error;
    ASSERT_TRUE(desk->change_answer(number, line, error)) << error;
    desk->record_for(1000);
  }
  std::string told() { return panel_text(desk->ui, ui::Panel::Console); }
  std::string written() const {
    std::string text;
    for (const OutputRow& o : desk->ui.view->output())
      if (o.stream) text += o.text;
    return text;
  }
  std::string folder, path;
  std::unique_ptr<Desk> desk;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(Runs, AnAnswerChangedMakesABranchAndTheOldRunStays) {
  Person p;
  p.type("ann");
  p.type("bob");
  p.desk->ui.view->seek(p.desk->ui.view->last_step());
  EXPECT_TRUE(p.desk->branches().empty());
  p.change(0, "zoe");
  EXPECT_EQ(p.written(), "[]\nname? hello zoe\nname? hello bob\nend\n");
  EXPECT_EQ(p.desk->ui.view->cursor(), p.desk->ui.view->last_step()) << "the cursor stood at the end";
  ASSERT_EQ(p.desk->branches().size(), 2u);
  EXPECT_EQ(ui::branch_name(p.desk->branches()[1]), "answer 1: 'zoe'");
  const uint64_t shared = p.desk->branches()[1].shared;
  EXPECT_TRUE(has(p.told(), "> 2  answer 1: 'zoe'")) << p.told();
  // Before the answer the cursor stays where it is, in either direction.
  p.desk->ui.view->seek(shared - 3);
  run_command(p.desk->ui, ui::Command::BranchBack);
  EXPECT_EQ(p.desk->ui.view->cursor(), shared - 3);
  EXPECT_EQ(p.written(), "[]\nname? hello ann\nname? hello bob\nend\n");
  EXPECT_TRUE(has(p.told(), "> 1  first run")) << p.told();
  p.desk->ui.view->seek(shared + 10);
  run_command(p.desk->ui, ui::Command::BranchNext);
  EXPECT_EQ(p.desk->ui.view->cursor(), shared - 3) << "after it, each run has its own place";
  // Questions are about the run that is shown.
  std::string error;
  EXPECT_TRUE(p.desk->go("output \"hello zoe\"", error)) << error;
  EXPECT_FALSE(p.desk->go("output \"hello ann\"", error));
}

TEST(Runs, BreakpointsAndMarksGoAlong) {
  Person p;
  p.type("ann");
  Breakpoint b;
  b.filename = p.path;
  b.line = 5;
  p.desk->ui.session->breakpoints().push_back(b);
  ui::set_mark(p.desk->ui, 4, "look here");
  p.change(0, "zoe");
  EXPECT_EQ(p.desk->ui.session->breakpoints().size(), 1u);
  EXPECT_EQ(p.desk->ui.time_marks.size(), 1u);
  p.desk->ui.session->breakpoints().clear();
  p.desk->show_branch(1);
  EXPECT_TRUE(p.desk->ui.session->breakpoints().empty()) << "they are of the program, not of the run";
}

TEST(Runs, AnotherTextAndOtherArgumentsKeepTheRunBefore) {
  Person p("import sys\nprint(sys.argv[1:])\n");
  p.desk->open("", "import sys\nprint('changed', sys.argv[1:])\n");
  ASSERT_EQ(p.desk->branches().size(), 2u);
  EXPECT_EQ(ui::branch_name(p.desk->branches()[1]), "another text");
  p.desk->open("", "import sys\nprint('changed', sys.argv[1:])\n");
  EXPECT_EQ(p.desk->branches().size(), 2u) << "the same again is no other run";
  std::string error;
  ASSERT_TRUE(p.desk->run_with({"a 'b c'", ui::RunInputs::From::Console, "", "", true}, error)) << error;
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "changed ['a', 'b c']\n");
  EXPECT_EQ(ui::branch_name(p.desk->branches()[2]), "arguments: a 'b c'");
  EXPECT_TRUE(has(p.told(), "arguments: a 'b c'")) << p.told();
  p.desk->show_branch(1);
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "[]\n");
  EXPECT_FALSE(has(p.told(), "arguments: a 'b c'\n")) << p.told();
  EXPECT_EQ(p.desk->ui.inputs.arguments, "");
  // Another program has a list of its own.
  p.open(p.write("other.py", "print(1)\n"));
  EXPECT_TRUE(p.desk->branches().empty());
}

TEST(Runs, InputIsPreparedAsTextOrFileAndKept) {
  Person p;
  std::string error;
  EXPECT_FALSE(p.desk->run_with({"a 'b", ui::RunInputs::From::Console, "", "", true}, error));
  EXPECT_EQ(error, "This quote is not closed: 'b");
  EXPECT_FALSE(p.desk->run_with({"", ui::RunInputs::From::File, "", p.folder + "none.txt", true}, error));
  EXPECT_TRUE(has(error, "can't read the input file '" + p.folder + "none.txt'")) << error;
  ASSERT_TRUE(p.desk->run_with({"x", ui::RunInputs::From::Text, "ann\nbob", "", true}, error)) << error;
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "['x']\nname? hello ann\nname? hello bob\nend\n");
  // Fewer lines than it reads: the rest is typed, or there is none.
  ASSERT_TRUE(p.desk->run_with({"x", ui::RunInputs::From::Text, "ann\n", "", false}, error)) << error;
  p.type("typed");
  EXPECT_TRUE(has(p.written(), "hello typed\nend"));
  ASSERT_TRUE(p.desk->run_with({"x", ui::RunInputs::From::Text, "ann\n", "", true}, error)) << error;
  p.desk->record_for(1000);
  EXPECT_TRUE(has(p.written(), "EOFError")) << p.written();
  const std::string file = p.write("lines.txt", "eve\nkim\n");
  ASSERT_TRUE(p.desk->run_with({"x y", ui::RunInputs::From::File, "", file, true}, error)) << error;
  p.desk->record_for(1000);
  EXPECT_TRUE(has(p.written(), "hello eve\nname? hello kim\n"));
  EXPECT_TRUE(has(p.told(), file)) << p.told();
  // Run again, the file is read again; opened again, all is as it was.
  p.write("lines.txt", "tom\nkim\n");
  run_command(p.desk->ui, ui::Command::RunAgain);
  p.desk->record_for(1000);
  EXPECT_TRUE(has(p.written(), "hello tom"));
  p.sit_down();
  EXPECT_EQ(p.written(), "['x', 'y']\nname? hello tom\nname? hello kim\nend\n");
  // What is kept and can no longer be had is said; the arguments are there, and the file is taken again when it is back.
  std::filesystem::remove(file);
  p.sit_down();
  EXPECT_TRUE(has(p.desk->ui.problem, "can't read the input file")) << p.desk->ui.problem;
  EXPECT_TRUE(p.desk->ui.session->wants_input());
  EXPECT_EQ(p.written(), "['x', 'y']\nname? ");
  p.desk->keep();
  p.write("lines.txt", "eve\nkim\n");
  p.sit_down();
  EXPECT_EQ(p.written(), "['x', 'y']\nname? hello eve\nname? hello kim\nend\n");
}

TEST(Runs, ALinkLeavesWhatThePersonHasGiven) {
  Person p;
  std::string error;
  bool whole = false;
  ASSERT_TRUE(p.desk->run_with({"theirs", ui::RunInputs::From::Console, "", "", true}, error)) << error;
  const std::string link = p.desk->link(whole);
  ASSERT_TRUE(p.desk->run_with({"mine", ui::RunInputs::From::Text, "ann\nbob\n", "", true}, error)) << error;
  p.open(link);
  EXPECT_EQ(p.written(), "['theirs']\nname? ");
  EXPECT_TRUE(p.desk->branches().empty()) << "what a link brings is no branch of what was on the desk";
  p.desk->keep();
  p.sit_down();
  EXPECT_EQ(p.written(), "['mine']\nname? hello ann\nname? hello bob\nend\n");
  // What the person then gives at the link's program is kept.
  p.open(link);
  ASSERT_TRUE(p.desk->run_with({"other", ui::RunInputs::From::Console, "", "", true}, error)) << error;
  p.desk->show_branch(1);
  EXPECT_EQ(p.desk->ui.inputs.arguments, "theirs");
  p.desk->keep();
  p.sit_down();
  EXPECT_EQ(p.desk->ui.inputs.arguments, "other");
}

TEST(Runs, WhatIsEditedRunsWithOtherArgumentsToo) {
  Person p("import sys\nprint('old', sys.argv[1:])\n");
  std::string error;
  p.desk->ui.edits->put({p.path, "print('new'\n", "import sys\nprint('old', sys.argv[1:])\n"});
  EXPECT_FALSE(p.desk->run_with({"a", ui::RunInputs::From::Console, "", "", true}, error));
  EXPECT_TRUE(has(error, "line 1: ")) << error;
  EXPECT_EQ(p.written(), "old []\n") << "the last good run stays";
  p.desk->ui.edits->put({p.path, "import sys\nprint('new', sys.argv[1:])\n", "import sys\nprint('old', sys.argv[1:])\n"});
  ASSERT_TRUE(p.desk->run_with({"a", ui::RunInputs::From::Console, "", "", true}, error)) << error;
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "new ['a']\n");
}

// What makes another run is what it finds, not where a text comes from.
TEST(Runs, ATextThatIsSavedIsNoOtherRunAndAModuleThatChangesIs) {
  Person p;
  p.write("helper.py", "word = 'one'\n");
  p.path = p.write("asks.py", "import helper\nprint(helper.word)\n");
  p.sit_down();
  const auto run = [&] {
    p.desk->open("", ui::main_text(p.desk->ui));
    p.desk->record_for(1000);
    return p.written() + std::to_string(p.desk->branches().size());
  };
  EXPECT_EQ(run(), "one\n0");
  const std::string helper = p.folder + "helper.py";
  p.desk->ui.edits->put({helper, "word = 'two'\n", "word = 'one'\n"});
  EXPECT_EQ(run(), "two\n2");
  p.write("helper.py", "word = 'two'\n");
  p.desk->ui.edits->forget(helper);
  EXPECT_EQ(run(), "two\n2") << "the same text from the disk";
  p.write("data.innards", "beside the program, and nothing to import");
  EXPECT_EQ(run(), "two\n2");
  p.write("helper.py", "word = 'three'\n");
  EXPECT_EQ(run(), "three\n3") << "the run before stays";
  std::filesystem::create_directories(p.folder + "helper");
  p.write("helper/__init__.py", "word = 'package'\n");
  EXPECT_EQ(run(), "package\n4") << "what was asked for and was not there";
  p.desk->show_branch(1);
  EXPECT_EQ(p.written(), "one\n");
}

TEST(Runs, InALessonAndInATraceThereIsNothingToChange) {
  Desk desk;
  std::string error;
  EXPECT_FALSE(desk.change_answer(0, "x", error));
  EXPECT_FALSE(desk.run_with({}, error));
  EXPECT_FALSE(desk.save_recording(error));
  desk.show_branch(1);
  EXPECT_TRUE(desk.branches().empty());
}

// ---- the boxes

namespace {

// The boxes are drawn by a screen of their own; what they ask for, the desk does.
struct Boxes : ui::HeadlessScreen, ui::Host {
  explicit Boxes(Person& p) : desk(*p.desk) { sit(); }
  void sit() {
    ui.host = this;
    ui.view = desk.ui.view;
    ui.session = desk.ui.session;
    ui.inputs = desk.ui.inputs;
    ui.refresh();
  }
  bool save_file(const std::string&, const std::string&, std::string&) override { return false; }
  void quit() override {}
  std::unique_ptr<ui::Job> export_trace(std::string&) override { return nullptr; }
  void open(const std::string&, const std::string&) override {}
  bool run_with(const ui::RunInputs& inputs, std::string& error) override { return then(desk.run_with(inputs, error)); }
  std::vector<BranchRow> branches() override { return desk.branches(); }
  void show_branch(int number) override { desk.show_branch(number), sit(); }
  bool change_answer(size_t number, const std::string& line, std::string& error) override { return then(desk.change_answer(number, line, error)); }
  bool then(bool done) {
    sit();
    return done;
  }
  void type(const std::string& text) {
    for (char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    frame();
  }
  void key(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(key, true);
    frames(2);
    ImGui::GetIO().AddKeyEvent(key, false);
#else
    ImGui::GetIO().KeyMap[key] = key;
    ImGui::GetIO().KeysDown[key] = true;
    frames(2);
    ImGui::GetIO().KeysDown[key] = false;
#endif
    frame();
  }
  Desk& desk;
};

}  // namespace

TEST(RunBoxes, ArgumentsAreTypedAndRun) {
  Person p;
  Boxes boxes(p);
  boxes.press("A");
  ASSERT_TRUE(boxes.ui.inputs_box);
  boxes.frames(3);
  boxes.type("one 'two");
  boxes.key(ImGuiKey_Enter);
  EXPECT_TRUE(boxes.ui.inputs_box);
  EXPECT_EQ(boxes.ui.problem, "This quote is not closed: 'two");
  EXPECT_TRUE(has(screen_text(boxes.ui), "* typed in the console")) << screen_text(boxes.ui).substr(0, 500);
  boxes.frames(3);
  boxes.key(ImGuiKey_End);
  boxes.type("'");
  boxes.key(ImGuiKey_Enter);
  EXPECT_FALSE(boxes.ui.inputs_box);
  EXPECT_EQ(p.desk->ui.session->program().argv, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(p.desk->branches().size(), 2u);
}

TEST(RunBoxes, KeysChooseWhereInputComesFrom) {
  Person p;
  Boxes boxes(p);
  boxes.press("A");
  boxes.frames(3);
  boxes.key(ImGuiKey_DownArrow);
  EXPECT_EQ(boxes.ui.typed_inputs.from, ui::RunInputs::From::Text);
  EXPECT_TRUE(boxes.ui.typed_inputs.ends);
  boxes.key(ImGuiKey_UpArrow);
  boxes.key(ImGuiKey_UpArrow);
  EXPECT_EQ(boxes.ui.typed_inputs.from, ui::RunInputs::From::File);
  EXPECT_FALSE(boxes.ui.typed_inputs.ends);
  boxes.press("Escape");
  EXPECT_FALSE(boxes.ui.inputs_box);
}

TEST(RunBoxes, AnAnswerIsChosenByKeysAndChanged) {
  Person p;
  p.type("ann");
  p.type("bob");
  p.desk->ui.view->seek(p.desk->ui.view->last_step());
  Boxes boxes(p);
  boxes.press("I");
  ASSERT_TRUE(boxes.ui.answer_box);
  EXPECT_EQ(boxes.ui.answer_text, "bob");
  boxes.frames(3);
  EXPECT_TRUE(has(screen_text(boxes.ui), "answer 2 / 2")) << screen_text(boxes.ui).substr(0, 500);
  boxes.key(ImGuiKey_UpArrow);
  EXPECT_EQ(boxes.ui.answer_text, "ann");
  boxes.key(ImGuiKey_End);
  boxes.type("a");
  boxes.key(ImGuiKey_Enter);
  EXPECT_FALSE(boxes.ui.answer_box);
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "[]\nname? hello anna\nname? hello bob\nend\n");
  boxes.frames(2);
  EXPECT_TRUE(has(panel_text(boxes.ui, ui::Panel::Console), "> 2  answer 1: 'anna'"));
  ui::KeyPress other{"Left", false, false, true};
  boxes.ui.key_queue.push_back(other);
  boxes.frames(2);
  EXPECT_EQ(p.written(), "[]\nname? hello ann\nname? hello bob\nend\n");
  boxes.press("I");
  boxes.frames(3);
  boxes.key(ImGuiKey_Enter);
  EXPECT_EQ(boxes.ui.note, "This is the answer that was given.");
  EXPECT_EQ(p.desk->branches().size(), 2u);
}

// The same with the mouse: what can be done is written where it is done.
TEST(RunBoxes, AnAnswerIsChangedAndARunChosenWithTheMouse) {
  Person p;
  p.type("ann");
  p.type("bob");
  p.desk->ui.view->seek(p.desk->ui.view->last_step());
  Boxes boxes(p);
  const auto click_on = [&](const std::string& text) {
    boxes.frame();
    ui::Seen seen;
    boxes.frame();
    const auto at = std::find_if(seen.texts.begin(), seen.texts.end(), [&](const ui::SeenText& t) { return t.text.find(text) != std::string::npos; });
    ASSERT_TRUE(at != seen.texts.end()) << text;
    boxes.click(at->ink.x + at->ink.w / 2, at->ink.y + at->ink.h / 2);
  };
  click_on("change");
  ASSERT_TRUE(boxes.ui.answer_box);
  EXPECT_EQ(boxes.ui.answer_text, "ann") << "the first answer";
  boxes.frames(3);
  boxes.key(ImGuiKey_End);
  boxes.type("a");
  boxes.key(ImGuiKey_Enter);
  p.desk->record_for(1000);
  click_on("run 2 / 2");
  click_on("1  first run");
  EXPECT_EQ(p.written(), "[]\nname? hello ann\nname? hello bob\nend\n");
  EXPECT_TRUE(p.desk->branches()[0].shown);
}

// What is cut says so, and nothing lies over anything: the line of the runs, what was given, both boxes.
TEST(RunBoxes, AreWholeAtEverySizeAndLanguage) {
  Person p;
  p.type("ann");
  p.type("bob");
  p.change(0, "a name that is far too long for any console, and so is what the program then says to it");
  std::string error;
  ASSERT_TRUE(p.desk->run_with({"--many --arguments 'for a program' that looks at none", ui::RunInputs::From::Text, "one\ntwo\nthree", "", true}, error)) << error;
  p.desk->record_for(1000);
  p.desk->ui.view->seek(p.desk->ui.view->last_step());
  Boxes boxes(p);
  boxes.ui.layout.root.leaf = true;
  boxes.ui.layout.root.children.clear();
  boxes.ui.layout.root.tabs = {ui::Panel::Console};
  boxes.ui.layout.root.active = 0;
  ui::load_fonts(find_fonts(), 1, ui::text_in_use(boxes.ui));
  unsigned char* pixels;
  int w, h;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
  for (const float width : {1440.f, 640.f, 330.f}) {
    for (const ui::Language language : {ui::Language::English, ui::Language::Chinese}) {
      for (const int box : {0, 1, 2}) {
        ImGui::GetIO().DisplaySize = ImVec2(width, 500);
        boxes.ui.settings.language = language;
        ui::set_language(language);
        run_command(boxes.ui, ui::Command::Unselect);
        if (box) run_command(boxes.ui, box == 1 ? ui::Command::Inputs : ui::Command::ChangeAnswer);
        if (box == 1) boxes.ui.typed_inputs = {"short", ui::RunInputs::From::File, "", "", true};   // a field scrolls what is longer
        boxes.frames(3);
        ui::Seen seen;
        boxes.frame();
        for (const ui::Finding& f : faults_of(seen, boxes.ui))
          if (f.what.find("CPython 3.11 model") == std::string::npos) ADD_FAILURE() << width << " box " << box << " " << (language == ui::Language::English ? "en" : "zh") << ": " << f.rule << ": " << f.what;
      }
    }
  }
  ui::set_language(ui::Language::English);
}

// ---- recordings

namespace {

std::string recording_of(Person& p) {
  std::string error;
  EXPECT_TRUE(p.desk->save_recording(error)) << error;
  const std::string file = p.folder + "asks.innards";
  EXPECT_TRUE(std::filesystem::exists(file));
  return file;
}

}  // namespace

TEST(Recordings, OpenedGiveTheSameRunWhateverHasBecomeOfTheFiles) {
  Person p;
  p.write("helper.py", "def shout(text):\n    return text.upper()\n");
  p.path = p.write("asks.py", "import helper, os.path\nwhile True:\n    line = input('> ')\n    if not line: break\n    print(helper.shout(line))\n");
  p.sit_down();
  for (const char* line : {"one", "two", ""}) p.type(line);
  ui::set_mark(p.desk->ui, 12, "a mark");
  p.desk->ui.view->seek(33);
  const std::string text = p.written();
  const uint64_t steps = p.desk->ui.view->last_step();
  const std::string file = recording_of(p);
  p.write("asks.py", "print('other')\n");
  p.write("helper.py", "broken(\n");
  p.open(file);
  EXPECT_EQ(p.written(), text);
  EXPECT_EQ(p.desk->ui.view->last_step(), steps);
  EXPECT_EQ(p.desk->ui.view->cursor(), 33u);
  EXPECT_EQ(p.desk->ui.problem, "");
  EXPECT_EQ(p.desk->ui.note, "");
  ASSERT_EQ(p.desk->ui.time_marks.size(), 1u);
  EXPECT_EQ(p.desk->ui.time_marks[0].note, "a mark");
  p.change(1, "three");
  EXPECT_EQ(p.written(), "> ONE\n> THREE\n> ");
  p.desk->watch_file();
  EXPECT_EQ(p.desk->ui.problem, "");
}

TEST(Recordings, TheOtherRunsGoAlong) {
  Person p;
  p.type("ann");
  p.type("bob");
  p.change(0, "zoe");
  p.change(1, "kim");
  p.desk->show_branch(2);
  const std::vector<BranchRow> rows = p.desk->branches();
  p.open(recording_of(p));
  EXPECT_EQ(p.desk->ui.problem, "");
  const std::vector<BranchRow> again = p.desk->branches();
  ASSERT_EQ(again.size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(ui::branch_name(again[i]), ui::branch_name(rows[i]));
    EXPECT_EQ(again[i].steps, rows[i].steps);
    EXPECT_EQ(again[i].shared, rows[i].shared);
    EXPECT_EQ(again[i].of, rows[i].of);
    EXPECT_EQ(again[i].shown, rows[i].shown);
  }
  EXPECT_EQ(p.written(), "[]\nname? hello zoe\nname? hello bob\nend\n");
  p.desk->show_branch(3);
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "[]\nname? hello zoe\nname? hello kim\nend\n");
  p.desk->show_branch(1);
  p.desk->record_for(1000);
  EXPECT_EQ(p.written(), "[]\nname? hello ann\nname? hello bob\nend\n");
  p.change(0, "new");
  EXPECT_EQ(p.desk->branches().back().number, 4);
}

TEST(Recordings, OfTheProgramOnTheDeskIsAnotherProgram) {
  Person p;
  p.type("ann");
  p.change(0, "zoe");
  const std::string file = recording_of(p);
  p.type("bob");
  p.change(1, "kim");
  ASSERT_EQ(p.desk->branches().size(), 3u);
  Breakpoint here;
  here.filename = p.path;
  here.line = 5;
  p.desk->ui.session->breakpoints().push_back(here);
  p.open(file);
  EXPECT_EQ(p.desk->branches().size(), 2u);
  EXPECT_TRUE(p.desk->ui.session->breakpoints().empty());
  EXPECT_TRUE(p.desk->ui.session->wants_input());
  p.open(p.path);
  EXPECT_TRUE(p.desk->branches().empty()) << "nor is the program a branch of its recording";
  EXPECT_EQ(p.desk->ui.session->breakpoints().size(), 1u);
}

TEST(Recordings, WhatIsPutOnOneIsThereAgain) {
  Person p;
  SavedRun run = save_run(*p.desk->ui.session);
  run.marks = {{9, "late"}, {4, "early"}};
  run.watches = {"name"};
  const std::string file = p.write("asks.innards", write_recording(run));
  const auto notes = [&] {
    std::string all;
    for (const ui::TimeMark& m : p.desk->ui.time_marks) all += std::to_string(m.step) + " " + m.note + ", ";
    return all;
  };
  p.open(file);
  EXPECT_EQ(notes(), "4 early, 9 late, ");
  EXPECT_EQ(p.desk->ui.note, "");
  Breakpoint here;
  here.filename = p.path;
  here.line = 5;
  p.desk->ui.session->breakpoints().push_back(here);
  p.desk->ui.watches.expressions.push_back("i");
  ui::set_mark(p.desk->ui, 6, "mine");
  ui::set_mark(p.desk->ui, 9, "later");
  p.sit_down();
  p.open(file);
  EXPECT_EQ(notes(), "4 early, 6 mine, 9 later, ");
  EXPECT_EQ(p.desk->ui.session->breakpoints(), std::vector<Breakpoint>{here});
  EXPECT_EQ(p.desk->ui.watches.expressions, (std::vector<std::string>{"name", "i"}));
  ui::set_mark(p.desk->ui, 4, "");
  p.open(file);
  EXPECT_EQ(notes(), "6 mine, 9 later, ") << "what was deleted stays so";
  std::string error;
  ASSERT_TRUE(p.desk->save_recording(error)) << error;   // over the one that is open
  ui::set_mark(p.desk->ui, 6, "");
  p.open(file);
  EXPECT_EQ(notes(), "9 later, ");
  ui::set_mark(p.desk->ui, 6, "mine");
  run.marks = {{4, "from a colleague"}};
  p.write("asks.innards", write_recording(run));
  p.open(file);
  EXPECT_EQ(notes(), "4 from a colleague, 6 mine, 9 later, ") << "another recording in its place brings its own";
}

TEST(Recordings, AnotherRunOfOneHasItsOwnArguments) {
  Person p;
  std::string error;
  ASSERT_TRUE(p.desk->run_with({"x", ui::RunInputs::From::Console, "", "", true}, error)) << error;
  p.open(recording_of(p));
  EXPECT_EQ(p.desk->ui.inputs.arguments, "x");
  p.desk->show_branch(1);
  EXPECT_EQ(p.desk->ui.inputs.arguments, "");
}

// A replay that a person ends or interrupts is no replay that differs.
TEST(Recordings, AReplayThatIsEndedIsNotCompared) {
  Person p;
  SavedRun run;
  run.program.filename = p.path;
  run.program.source = "while True:\n    pass\n";
  run.steps = 1000000;
  run.status = 0;
  const std::string endless = p.write("endless.innards", write_recording(run)), program = p.path;
  std::string error;
  const auto told = [&] {
    p.desk->record_for(1000);
    p.desk->watch_file();
    return p.desk->ui.problem;
  };
  ASSERT_TRUE(p.desk->open_file(endless, {}, error)) << error;
  p.desk->ui.session->stop();
  EXPECT_EQ(told(), "");
  ASSERT_TRUE(p.desk->open_file(endless, {}, error)) << error;
  p.desk->ui.session->interrupt();
  EXPECT_EQ(told(), "");
  EXPECT_TRUE(has(p.written(), "KeyboardInterrupt"));
  ASSERT_TRUE(p.desk->open_file(endless, {}, error)) << error;
  ASSERT_TRUE(p.desk->open_file(program, {}, error)) << error;
  EXPECT_EQ(told(), "") << "another program";
}

TEST(Recordings, SavedOnTheWayToItsEndSaysNothingOfIt) {
  Person p;
  SavedRun run;
  run.program.filename = p.path;
  run.program.source = "while True:\n    pass\n";
  run.program.stopped_at = 150;
  run.steps = 100;
  p.write("half.innards", write_recording(run));
  p.open(p.folder + "half.innards");
  p.desk->watch_file();
  EXPECT_EQ(p.desk->ui.view->last_step(), run.program.stopped_at);
  EXPECT_EQ(p.desk->ui.problem, "");
}

// It reads the library that is here under the name that it had there, and nothing beside it.
TEST(Recordings, StayInTheLibrary) {
  if (library_directory().empty()) GTEST_SKIP();
  SavedRun run;
  run.program.library = "/x";
  Program program;
  replay_program(run, program);
  const std::string here = "/x/../" + library_directory().substr(library_directory().rfind('/') + 1);
  std::string text;
  std::vector<std::string> names;
  EXPECT_TRUE(program.files->read("/x/os.py", &text));
  EXPECT_FALSE(program.files->read(here + "/os.py", &text));
  EXPECT_FALSE(program.files->is_directory("/x/.."));
  EXPECT_FALSE(program.files->is_directory(here));
  EXPECT_FALSE(program.files->list("/x/..", &names));
}

TEST(Recordings, AnInterruptComesAtItsStep) {
  Person p("try:\n    while True:\n        pass\nexcept KeyboardInterrupt:\n    print('stopped')\n");
  p.desk->record_for(20);
  p.desk->ui.session->interrupt();
  p.desk->record_for(1000);
  const uint64_t steps = p.desk->ui.view->last_step();
  p.open(recording_of(p));
  while (!p.desk->record_for(1000)) {
  }
  EXPECT_EQ(p.desk->ui.view->last_step(), steps);
  EXPECT_EQ(p.written(), "stopped\n");
  EXPECT_EQ(p.desk->ui.problem, "");
}

TEST(Recordings, SayWhatDiffersHere) {
  Person p;
  p.type("ann");
  p.type("bob");
  const std::string file = recording_of(p);
  SavedRun run;
  std::string error;
  ASSERT_TRUE(load_recording(file, run, error)) << error;
  run.version = "0.0.1";
  p.write("old.innards", write_recording(run));
  p.open(p.folder + "old.innards");
  EXPECT_TRUE(has(p.desk->ui.note, "another version: Innards 0.0.1")) << p.desk->ui.note;
  run.steps += 1;
  p.write("old.innards", write_recording(run));
  p.open(p.folder + "old.innards");
  p.desk->watch_file();
  EXPECT_TRUE(has(p.desk->ui.problem, "does not come out as it was recorded")) << p.desk->ui.problem;
}

TEST(Recordings, AreWrittenAndReadWithoutLoss) {
  SavedRun run;
  run.version = "1";
  run.model = "m";
  run.program.filename = "/tmp/a b.py";
  run.program.source = std::string("x = '\xff\0'\n", 9);
  run.program.argv = {"", "ä", "\xfe"};
  run.program.input = {"line", "\xc3"};
  run.program.input_ends = false;
  run.program.interrupts = {{7, 1}, {9, 2}};
  run.program.stopped_at = 77;
  run.program.directory = "/tmp";
  run.program.library = "/lib/python3.11";
  run.files = {{"/tmp/m.py", "\xef\xbb\xbfm = 1\n"}};
  run.stats = {{"/tmp/m", 0}, {"/tmp/m.py", 1}, {"/tmp/p", 2}};
  run.lists = {{"/tmp/p", {"a.py", "b.py"}}};
  run.library = {{"os.py", 0xfedcba9876543210u}};
  run.steps = 77;
  run.output = 3;
  run.cursor = 5;
  run.marks = {{4, "note"}};
  run.watches = {"x + 1"};
  run.breakpoints.resize(1);
  run.breakpoints[0].line = 4;
  const std::string text = write_recording(run);
  SavedRun again;
  std::string error;
  ASSERT_TRUE(read_recording(text, again, error)) << error;
  EXPECT_EQ(write_recording(again), text);
  EXPECT_EQ(again.program.source, run.program.source);
  EXPECT_EQ(again.program.argv, run.program.argv);
  EXPECT_EQ(again.program.interrupts, run.program.interrupts);
  EXPECT_EQ(again.stats, run.stats);
  EXPECT_EQ(again.status, -1);
}

TEST(Recordings, BrokenOnesAreRefusedWithASentenceThatNamesThePlace) {
  Person p;
  p.type("ann");
  p.change(0, "eve");
  p.desk->show_branch(1);
  const std::string file = recording_of(p), text = read_file(file);
  const auto refused = [&](const std::string& broken) {
    SavedRun run;
    std::string error;
    const bool good = read_recording(broken, run, error);
    EXPECT_EQ(good, error.empty());
    return good ? std::string() : error;
  };
  for (size_t size = 0; size + 2 < text.size(); size += 7) EXPECT_NE(refused(text.substr(0, size)), "") << size;
  uint64_t seed = 1;
  for (int i = 0; i < 3000; ++i) {
    std::string flipped = text;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    flipped[(seed >> 33) % text.size()] = static_cast<char>(seed >> 25);
    refused(flipped);   // good or not: with a sentence, and no crash
  }
  EXPECT_EQ(refused("[]"), "it does not say \"format\": \"innards-recording\"");
  EXPECT_TRUE(has(refused("{\"format\": \"innards-recording\",\n \"version\": 1,}"), "line 2, column"));
  std::string other = text;
  other.replace(other.find("\"version\": 1"), 12, "\"version\": 9");
  EXPECT_TRUE(has(refused(other), "version 9")) << refused(other);
  other = text;
  other.replace(other.find("\"cursor\": "), 10, "\"cursor\": -");
  EXPECT_EQ(refused(other), "recording.cursor is not a number of steps or lines");
  const std::string deep = std::string(200000, '[') + std::string(200000, ']');
  other = text;
  other.replace(other.find("\"breakpoints\": []"), 17, "\"breakpoints\": " + deep);
  EXPECT_EQ(refused(other), "its lists and objects lie more than 64 deep in each other");
  SavedRun many;
  ASSERT_EQ(refused(text), "");
  std::string ignored;
  ASSERT_TRUE(read_recording(text, many, ignored));
  many.others.resize(Branches::kMostListed, many.others.at(0));
  EXPECT_TRUE(has(refused(write_recording(many)), "at most 30")) << refused(write_recording(many));
  many.others.pop_back();
  EXPECT_EQ(refused(write_recording(many)), "");
  // The desk names the file, and what was open stays.
  p.write("broken.innards", text.substr(0, text.size() / 2));
  std::string error;
  EXPECT_FALSE(p.desk->open_file(p.folder + "broken.innards", {}, error));
  EXPECT_TRUE(has(error, "broken.innards: ") && has(error, "line ")) << error;
  EXPECT_FALSE(p.desk->open_file(p.folder + "none.innards", {}, error));
  EXPECT_TRUE(has(error, "none.innards")) << error;
  EXPECT_TRUE(has(p.written(), "hello ann"));
}

}  // namespace innards::app
