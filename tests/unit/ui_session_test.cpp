// The screen on a running program: long work goes on in slices, is shown and can be cancelled; typing, stopping and running
// again do what they say.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "compile/opcodes.h"
#include "kit/draw.h"
#include "kit/drawing.h"
#include "kit/pipe.h"
#include "pictures.h"
#include "panels/graph_scene.h"
#include "panels/lesson_state.h"
#include "panels/references.h"
#include "probe/probe.h"
#include "session/session.h"
#include "syntax/ast.h"
#include "toolbar.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Live : HeadlessScreen {
  explicit Live(const std::string& source, bool asks = false) {
    Program program;
    program.filename = "test.py";
    program.source = source;
    program.input_ends = !asks;
    ProgramError error;
    session = Session::open(program, error);
    EXPECT_TRUE(session) << error.message;
    ui.view = ui.session = session.get();
  }
  ~Live() { ui.job.reset(), ui.search.reset(), ui.forget_questions(); }
  void break_at(int line) {
    Breakpoint b;
    b.filename = "test.py";
    b.line = line;
    session->breakpoints().push_back(b);
  }
  void record_all() {
    while (session->record(100)) {
    }
  }
  template <class Condition>
  void frames_until(Condition condition) {
    for (int i = 0; i < 100000 && !condition(); ++i) frame();
    EXPECT_TRUE(condition());
  }
  // The longest that one frame has taken while the screen was busy, in milliseconds.
  double frames_until_idle() {
    double longest = 0;
    for (int i = 0; i < 100000 && screen_is_busy(ui); ++i) {
      auto start = std::chrono::steady_clock::now();
      frame();
      longest = std::max(longest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return longest;
  }
  std::unique_ptr<Session> session;
};

const char* const kLong = "x = 1\nfor i in range(200000):\n    x = x + i\nprint(x)\n";
constexpr double kPatient = 250;   // milliseconds that a frame may take on a loaded machine; unsliced it would be far over

}  // namespace

TEST(UiLongWork, ASearchBackGoesInSlicesAndCanBeCancelled) {
  Live live(kLong);
  live.record_all();
  live.press("End");
  uint64_t end = live.session->cursor();
  live.break_at(1);
  live.press("F5", false, true);
  ASSERT_TRUE(live.ui.search) << "the run is too short for this test";
  EXPECT_EQ(live.session->cursor(), end);
  EXPECT_TRUE(screen_is_busy(live.ui));
  live.frames(3);
  EXPECT_GT(live.ui.search->progress(), 0);
  live.press("Escape");
  EXPECT_FALSE(live.ui.search);
  EXPECT_EQ(live.session->cursor(), end);
  live.press("F5", false, true);
  EXPECT_LT(live.frames_until_idle(), kPatient);
  ASSERT_FALSE(live.session->moment().frames.empty());
  EXPECT_EQ(live.session->moment().frames.back().line, 1);
}

TEST(UiLongWork, ASearchForwardRecordsOn) {
  Live live(kLong);
  live.break_at(4);
  live.press("F5");
  EXPECT_TRUE(live.ui.search);
  EXPECT_EQ(live.session->cursor(), 0u);
  EXPECT_LT(live.frames_until_idle(), kPatient);
  EXPECT_EQ(live.session->moment().frames.back().line, 4);
}

TEST(UiLongWork, SlicedAndWholeSearchesEndAtTheSameStep) {
  Live live("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nf(12)\nprint('end')\n");
  live.record_all();
  for (Way way : {Way::Line, Way::Call, Way::Over, Way::OverInstruction, Way::Out, Way::Output}) {
    for (Direction direction : {Direction::Forward, Direction::Back}) {
      live.session->seek(live.session->last_step() / 2);
      live.session->move({way, direction});
      uint64_t whole = live.session->cursor();
      live.session->seek(live.session->last_step() / 2);
      auto search = live.session->search({way, direction});
      while (!search->work(0.1)) {
      }
      EXPECT_EQ(live.session->cursor(), whole) << static_cast<int>(way);
    }
  }
}

TEST(UiLongWork, AQuestionShowsWhatItHasFoundAndCanBeCancelled) {
  Live live(kLong);
  live.record_all();
  bring_up(live.ui.layout, Panel::Questions);
  live.ui.select_name("<module>", "x");
  live.frames(6);
  ASSERT_TRUE(live.ui.question.query);
  EXPECT_FALSE(live.ui.question.query->answers().empty());
  ASSERT_TRUE(live.ui.question.open()) << "the run is too short for this test";
  live.press("Escape");
  EXPECT_FALSE(live.ui.question.open());
  EXPECT_EQ(live.ui.selected.name, "x");
  size_t found = live.ui.question.query->answers().size();
  live.frames(3);
  EXPECT_EQ(live.ui.question.query->answers().size(), found);
}

TEST(UiConsole, StopIsAKeyboardInterruptAtARecordedStep) {
  Live live("def spin():\n    n = 0\n    while True:\n        n += 1\nspin()\n");
  live.frames(2);
  live.press("C", true);
  EXPECT_EQ(live.session->interrupts(), 1u);
  live.frames_until_idle();
  EXPECT_FALSE(live.session->recording());
  EXPECT_EQ(live.session->exit_status(), 130);
  uint64_t last = live.session->last_step();
  live.press("End");
  std::string end = panel_text(live.ui, Panel::Console);
  EXPECT_NE(end.find("KeyboardInterrupt"), std::string::npos) << end;
  EXPECT_NE(end.find("exited with status 130"), std::string::npos) << end;
  // A replay has it at the same step.
  std::string raised;
  std::optional<uint64_t> step = live.session->find_place("raise", raised);
  ASSERT_TRUE(step) << raised;
  live.session->seek(*step);
  std::string there = panel_text(live.ui, Panel::ThisStep);
  live.session->seek(0);
  live.session->seek(last);
  EXPECT_EQ(panel_text(live.ui, Panel::Console), end);
  live.session->seek(*step);
  EXPECT_EQ(panel_text(live.ui, Panel::ThisStep), there);
  EXPECT_EQ(live.session->last_step(), last);
}

TEST(UiConsole, AProgramThatCatchesTheInterruptGoesOn) {
  // (A loop that begins the try block is left uncaught by python3.11 too: the jump back is not in the guarded stretch.)
  Live live("try:\n    n = 0\n    while True: n += 1\nexcept KeyboardInterrupt:\n    print('caught')\nfor i in range(3): pass\nprint('end')\n");
  live.frames(2);
  live.press("C", true);
  live.frames_until_idle();
  EXPECT_EQ(live.session->exit_status(), 0);
  live.press("End");
  EXPECT_EQ(panel_text(live.ui, Panel::Console), "  caught\n  end\n  exited with status 0\n");
}

TEST(UiConsole, AnInterruptWhileInputIsAwaited) {
  Live live("a = input('a? ')\ntry:\n    b = input('b? ')\nexcept KeyboardInterrupt:\n    b = 'none'\nc = input('c? ')\nprint(a, b, c)\n", true);
  live.frames_until_idle();
  for (const char* line : {"one", "", "three"}) {
    ASSERT_TRUE(live.session->wants_input());
    if (*line) live.session->give_input(line);
    else live.session->interrupt();
    live.frame();
    live.frames_until_idle();
  }
  live.press("End");
  std::string end = panel_text(live.ui, Panel::Console);
  EXPECT_NE(end.find("one none three"), std::string::npos) << end;
  // A replay: the interrupt comes again before the line that was typed after it.
  live.session->seek(0);
  live.session->seek(live.session->last_step() - 1);
  live.press("End");
  EXPECT_EQ(panel_text(live.ui, Panel::Console), end);
}

TEST(UiSession, AProgramThatDiffersNowhereAfterOneThatDidIsNoNews) {
  Live live("a = 1\n");
  live.frames(2);
  DifferenceRow met;
  met.met.push_back({3, "met"});
  live.ui.rows.differences = {met};
  live.ui.rows.differences_edition = 7;
  live.ui.note.clear();
  live.frame();
  EXPECT_TRUE(live.ui.note.empty());
  EXPECT_NE(live.ui.rows.differences_edition, 7u);
}

TEST(UiSession, TheInsideOfALongInstructionIsShownAsSuch) {
  Live live("s = sum(range(3_000_000))\nprint(s)\n");
  for (int i = 0; i < 1000 && !live.session->in_native(); ++i) live.frame();
  ASSERT_TRUE(live.session->in_native());
  live.session->seek(live.session->last_step());
  live.frame();
  ASSERT_TRUE(live.ui.inside_instruction());
  EXPECT_NE(activity_text(live.ui).find(tr(Word::RecordingInside)), std::string::npos);
  EXPECT_EQ(panel_text(live.ui, Panel::ValueStack), std::string(tr(Word::StackInside)) + "\n");
  EXPECT_NE(panel_text(live.ui, Panel::ThisStep).find(tr(Word::AtWork)), std::string::npos);
  live.frames_until_idle();
  EXPECT_FALSE(live.ui.inside_instruction());
  EXPECT_NE(panel_text(live.ui, Panel::ValueStack).find("4499998500000"), std::string::npos);
  EXPECT_EQ(panel_text(live.ui, Panel::ThisStep).find(tr(Word::AtWork)), std::string::npos);
}

TEST(UiConsole, WhatWasTypedIsPartOfTheProgramToRunAgain) {
  Live live("name = input('name? ')\nprint('hello', name)\n", true);
  live.frames_until_idle();
  live.session->give_input("Ada");
  live.frame();
  live.frames_until_idle();
  ASSERT_EQ(live.session->program().input, std::vector<std::string>{"Ada"});
  Program program = live.session->program();
  ProgramError error;
  std::unique_ptr<Session> again = Session::open(program, error);
  ASSERT_TRUE(again);
  while (again->record(100)) {
  }
  EXPECT_FALSE(again->wants_input());
  live.ui.refresh();
  live.ui.view = live.ui.session = again.get();
  live.press("End");
  EXPECT_EQ(panel_text(live.ui, Panel::Console), "  name? \n< Ada\n  hello Ada\n  exited with status 0\n");
  set_language(Language::Chinese);
  EXPECT_NE(panel_text(live.ui, Panel::Console).find("以状态 0 退出"), std::string::npos);
  set_language(Language::English);
}

namespace {

bool has_chinese(const std::string& s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9; });
}

struct InChinese {
  InChinese() { set_language(Language::Chinese); }
  ~InChinese() { set_language(Language::English); }
};

}  // namespace

TEST(UiChinese, EveryOpcodeHasASentence) {
  InChinese chinese;
  for (int op = 0; op < 256; ++op) {
    const OpcodeInfo& info = opcode_info(op);
    if (info.name) { EXPECT_TRUE(has_chinese(sentence_of(info.name, info.sentence))) << info.name; }
  }
}

TEST(UiChinese, EveryTokenHasASentence) {
  InChinese chinese;
#define TOKEN(Name, NAME, text, sentence) EXPECT_TRUE(has_chinese(sentence_of(NAME, sentence))) << NAME;
#define KEYWORD(Name, text, sentence) EXPECT_TRUE(has_chinese(sentence_of(text, sentence))) << text;
#include "syntax/tokens.def"
}

TEST(UiChinese, EveryNodeHasASentence) {
  InChinese chinese;
  for (int kind = 0; kind <= static_cast<int>(ast::Kind::MatchOr); ++kind) {
    const ast::Kind k = static_cast<ast::Kind>(kind);
    EXPECT_TRUE(has_chinese(sentence_of(ast::kind_name(k), ast::kind_sentence(k)))) << ast::kind_name(k);
  }
}

TEST(UiChinese, EveryMicroStepOfAProgramHasAText) {
  Live live("import gc\nclass C:\n    def f(self, x):\n        def g(): return x\n        return g() + 1\nd = {}\nd['k'] = [C().f(2)]\nd['k'][0] = 3\ndel d['k']\n"
            "try:\n    1 / 0\nexcept ZeroDivisionError:\n    print('caught')\ndef gen():\n    yield 1\nfor x in gen(): pass\ngc.collect()\n");
  live.record_all();
  for (uint64_t step = 0; step < live.session->last_step(); ++step) {
    live.session->seek(step);
    for (const MicroRow& r : live.session->this_step().micro) EXPECT_TRUE(has_chinese(r.text_zh)) << r.kind << ": " << r.text;
  }
}

TEST(UiObjects, GarbageIsShownUntilItIsFreed) {
  Live live("import gc\ngc.disable()\nclass Node: pass\na = Node(); b = Node()\na.other = b; b.other = a; a.n = 7\ndel a, b\nx = 1\ngc.collect()\ny = 2\n");
  live.record_all();
  auto garbage_at = [&](const char* place) {
    std::string error;
    live.session->seek(live.session->find_place(place, error).value_or(0));
    const auto& objects = live.session->moment().objects;
    return std::count_if(objects.begin(), objects.end(), [](const ObjectRow& o) { return o.garbage && o.value.type == "Node"; });
  };
  EXPECT_EQ(garbage_at("line 6"), 0);
  EXPECT_EQ(garbage_at("line 7"), 2);
  EXPECT_NE(panel_text(live.ui, Panel::Objects).find("Node"), std::string::npos);
  std::string twin = panel_text(live.ui, Panel::Objects);
  EXPECT_NE(twin.find("garbage"), twin.rfind("garbage")) << "both of the ring: " << twin;
  live.frames(2);
  for (const ObjectRow& o : live.session->moment().objects) {
    if (!o.garbage || o.value.type != "Node") continue;
    auto holders = live.session->holders(o.value.id);
    ASSERT_EQ(holders.size(), 1u);
    EXPECT_EQ(holders[0].kind, "attribute") << holders[0].path;
  }
  EXPECT_EQ(garbage_at("line 9"), 0);
  EXPECT_EQ(garbage_at("line 7"), 2);
  for (const ObjectRow& o : live.session->moment().objects) EXPECT_FALSE(o.garbage && o.value.is_static) << o.value.text;
}

TEST(UiObjects, NoProgramObjectIsGarbageBeforeItIsDropped) {
  Live live("class A:\n    def __init__(self): self.me = [self]\ndef f(n):\n    keep = A()\n    return [i for i in range(n)] + [keep]\nf(3)\nz = {1, 2}\n");
  live.record_all();
  for (uint64_t step = 0; step < live.session->last_step(); ++step) {
    live.session->seek(step);
    std::string error;
    for (const ObjectRow& o : live.session->moment().objects)
      if (o.garbage) { EXPECT_TRUE(o.value.type == "A" || o.value.type == "list" || o.value.type == "dict") << step << " " << o.value.type << " " << o.value.text; }
  }
}

TEST(UiReferences, TheProgramsOwnHoldersComeFirstAndTheOthersAreOneRow) {
  Live live("def f(a=None): return a\nx = None\nkeep = [None, 7]\nn = 7\nz = 1\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 5", error));
  for (const char* name : {"x", "n"}) {
    for (const LocalRow& l : live.session->moment().frames.at(0).locals)
      if (l.name == name) live.ui.selected.object = l.value.id;
    live.ui.update_rows();
    const std::vector<HolderRow>& rows = asked_holders(live.ui);
    ASSERT_GE(rows.size(), 3u) << name;
    auto told = [&](const std::string& kind, const std::string& end) {
      return std::any_of(rows.begin(), rows.end(), [&](const HolderRow& r) { return r.kind == kind && r.path.size() >= end.size() && r.path.compare(r.path.size() - end.size(), end.size(), end) == 0; });
    };
    EXPECT_TRUE(told("item", std::string("global ") + name)) << "the module's name: " << panel_text(live.ui, Panel::References);
    EXPECT_TRUE(told("item", name[0] == 'x' ? "keep[0]" : "keep[1]")) << "the list's item";
    EXPECT_LT(rows.size(), 30u) << name;
    EXPECT_EQ(rows.back().kind, "before");
    EXPECT_GE(rows.back().index, name[0] == 'x' ? 10 : 1) << name;
    EXPECT_NE(panel_text(live.ui, Panel::References).find("before the program began"), std::string::npos);
  }
}

TEST(UiBytes, NoColumnOfTheTwinRunsIntoTheNext) {
  Live live("def f(): return [print(i) for i in range(3)]\nc = f.__code__\ng = (i for i in 'abc')\ns = 'x' * 40\nz = 1\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 5", error));
  auto twin_of = [&](const char* name) {
    for (const LocalRow& l : live.session->moment().frames.at(0).locals)
      if (l.name == name) live.ui.selected.object = l.value.id;
    return panel_text(live.ui, Panel::Bytes);
  };
  const std::string code = twin_of("c"), units = code.substr(code.find("co_code_adaptive"));
  EXPECT_NE(units.find("  26 code units\n"), std::string::npos) << code;
  EXPECT_NE(units.find("\n    192  "), std::string::npos) << "bytes beyond the first eight have lines of their own: " << code;
  EXPECT_NE(twin_of("g").find("gi_exc_state.previous_item  void *"), std::string::npos) << twin_of("g");
  EXPECT_NE(twin_of("s").find("78 78 78 78 78 78 78 78   'xxxx"), std::string::npos) << twin_of("s");
}

TEST(UiObjects, AClassPointsAtItsBasesInAnotherWay) {
  Live live("class A: pass\nclass B: pass\nclass C(A, B): pass\nclass D(C, Exception): pass\nx = C()\nz = 1\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 6", error));
  const std::string twin = panel_text(live.ui, Panel::Objects);
  for (const char* arrow : {"__bases__[0] -|> type", "__bases__[1] -|> type", "__bases__[1] = <class 'Exception'>"}) EXPECT_NE(twin.find(arrow), std::string::npos) << arrow << "\n" << twin;
  EXPECT_EQ(twin.find("<class 'object'>"), std::string::npos) << "the base of all says nothing";
  Drawing d;
  ASSERT_TRUE(panel_drawing(live.ui, Panel::Objects, d));
  EXPECT_EQ(std::count_if(d.arrows.begin(), d.arrows.end(), [](const DrawnArrow& a) { return a.dashed && a.hollow; }), 3);
  EXPECT_NE(dot_text(d).find("style=dashed arrowhead=empty"), std::string::npos);
  live.frames(2);
}

TEST(UiObjects, ItemsOfASetAreToldApart) {
  Live live("s = {(1, 2), (3, 4)}\nprint(s)\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 2", error));
  std::vector<std::string> labels;
  for (const ObjectRow& o : live.session->moment().objects)
    if (o.value.type == "set") for (const RefRow& r : o.refs) labels.push_back(r.label);
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_NE(labels[0], labels[1]);
  EXPECT_EQ(labels[0].substr(0, 5), "slot ");
}

TEST(UiObjects, WhereOnlySmallValuesAreItSaysSo) {
  Live live("a = 1\nb = 2\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 2", error));
  EXPECT_EQ(panel_text(live.ui, Panel::Objects), std::string(tr(Word::OnlySmall)) + "\n");
  live.frames(2);
}

namespace {

struct Slow : Job {
  bool work(double) override { return ++done == 5; }
  double progress() const override { return done / 5.0; }
  bool failed() const override { return false; }
  std::string outcome() const override { return "written"; }
  int done = 0;
};

}  // namespace

// Looking for a place of a run that never ends goes on in slices; it can be given up, and the cursor has stayed.
TEST(UiPlaces, TheEndOfAnEndlessRunIsLookedForInSlices) {
  Live live("n = 0\nwhile True:\n    n += 1\n");
  live.ui.look_for_place("end");
  ASSERT_TRUE(live.ui.search);
  live.frames(5);
  EXPECT_TRUE(live.ui.search);
  EXPECT_GT(live.ui.search->position(), 0u);
  EXPECT_EQ(live.ui.view->cursor(), 0u);
  live.press("Escape");
  EXPECT_FALSE(live.ui.search);
  EXPECT_EQ(live.ui.view->cursor(), 0u);
  live.ui.look_for_place("step 3000000");
  live.frames_until([&] { return !live.ui.search; });
  EXPECT_EQ(live.ui.view->cursor(), 3000000u);
}

TEST(UiPlaces, WhatIsNeverReachedIsSaid) {
  Live live("print('a')\nprint('a')\nprint('b')\n");
  live.ui.look_for_place("line 9");
  live.frames_until([&] { return !live.ui.search; });
  EXPECT_EQ(live.ui.problem.substr(0, 33), "the run never comes to 'line 9' (");
  live.ui.problem.clear();
  live.ui.look_for_place("nowhere");
  EXPECT_FALSE(live.ui.problem.empty());
  live.ui.problem.clear();
  // Each text counts once, however the output comes.
  std::string error;
  const auto second = live.session->find_place("output \"a\" hit 2", error), line_3 = live.session->find_place("line 3", error);
  ASSERT_TRUE(second && line_3) << error;
  EXPECT_LT(*second, *line_3);
  EXPECT_FALSE(live.session->find_place("output \"a\" hit 3", error));
}

TEST(UiLongWork, AJobIsShownAndCanBeCancelled) {
  Live live("a = 1\n");
  live.record_all();
  live.ui.job = std::make_unique<Slow>();
  live.frames(2);
  EXPECT_TRUE(screen_is_busy(live.ui));
  live.press("Escape");
  EXPECT_FALSE(live.ui.job);
  live.ui.job = std::make_unique<Slow>();
  live.frames_until_idle();
  EXPECT_EQ(live.ui.note, "written");
}

namespace {

struct OneLesson : LessonPrograms {
  bool read(const std::string&, Program& program, std::string&) override {
    program.filename = "program.py";
    program.source = "a = [1]\nb = a\nprint(a is b)\n";
    return true;
  }
};

Lesson lesson_in(const char* title, const char* reply) {
  std::vector<LessonProblem> problems;
  return parse_lesson(std::string("---\ntitle: ") + title + "\nminutes: 1\n---\n\n## One\nat: line 3\nask: How many?\nanswer: object(a).refcount\nchoices: 7 | wrong model | " + reply + "\n\nText.\n", "x", problems);
}

struct Translator : Host {
  bool save_file(const std::string&, const std::string&, std::string&) override { return false; }
  void quit() override {}
  std::unique_ptr<Job> export_trace(std::string&) override { return nullptr; }
  void open(const std::string&, const std::string&) override {}
  bool translate_lesson() override { return ui->lesson->player->translate(lesson_in("题目", "不是七")); }
  Ui* ui = nullptr;
};

// A window with that lesson open at its question.
struct LiveLesson : Live {
  OneLesson programs;
  LiveLesson() : Live("pass\n") {
    ui.lesson = std::make_shared<LessonState>();
    ui.lesson->player = std::make_unique<LessonPlayer>(lesson_in("Title", "not seven"), programs);
    EXPECT_TRUE(ui.lesson->player->session()) << ui.lesson->player->error();
    ui.refresh();
    ui.view = ui.session = ui.lesson->player->session();
    bring_up(ui.layout, Panel::Lesson);
  }
  ~LiveLesson() { ui.view = ui.session = nullptr; }
  void answer(const std::string& text) {
    LessonState& l = *ui.lesson;
    l.chosen = 0;
    l.verdict = l.player->judge(l.given = text);
    l.judged = true;
  }
};

}  // namespace

TEST(UiLesson, TheAnswerStaysWhenTheLanguageChanges) {
  LiveLesson live;
  Translator host;
  host.ui = &live.ui;
  live.ui.host = &host;
  live.frames(2);
  live.answer("7");
  const LessonState& l = *live.ui.lesson;
  uint64_t here = live.ui.view->cursor();
  EXPECT_EQ(l.verdict.text, "not seven");
  live.press("L", true);
  EXPECT_TRUE(l.judged);
  EXPECT_EQ(l.chosen, 0);
  EXPECT_EQ(l.verdict.text, "不是七");
  EXPECT_EQ(live.ui.view->cursor(), here);
  EXPECT_NE(panel_text(live.ui, Panel::Lesson).find("题目"), std::string::npos);
  set_language(Language::English);
  live.ui.host = nullptr;
}

// The strip shows the whole run; but what comes after the cursor may be the answer.
TEST(UiLesson, TheStripTellsNothingAheadWhileAQuestionWaits) {
  LiveLesson live;
  live.ui.session->record(1000);
  live.frames(2);
  ASSERT_TRUE(live.ui.question_waits());
  EXPECT_EQ(panel_text(live.ui, Panel::Strip).find("output"), std::string::npos) << panel_text(live.ui, Panel::Strip);
  live.answer("7");
  ASSERT_FALSE(live.ui.question_waits());
  EXPECT_NE(panel_text(live.ui, Panel::Strip).find("output"), std::string::npos) << panel_text(live.ui, Panel::Strip);
}

TEST(UiLayout, TheTimeTileHasRoomForItsBodyOnAProjector) {
  Live live("for i in range(30): pass\n");
  live.record_all();
  live.press("F2");
  live.frames(2);
  Tile* tile = find_tile(live.ui.layout.root, Panel::Strip);
  ASSERT_TRUE(tile);
  EXPECT_GE(tile->rect.h, px(90));
  EXPECT_FALSE(live.ui.rows.strip.empty());
}

// Stepping by micro-steps goes through what happens inside an instruction, over its edge, and back the same way.
TEST(UiGrain, MicroStepsGoThroughTheInsideOfInstructionsBothWays) {
  Live live("a = [1, 2]\nb = a + [3]\n");
  live.record_all();
  live.ui.settings.grain = Grain::Micro;
  live.frames(2);
  std::vector<std::pair<uint64_t, size_t>> way;
  while (live.ui.view->cursor() < live.ui.view->last_step()) {
    way.emplace_back(live.ui.view->cursor(), micro_of(live.ui));
    live.press("Right");
  }
  uint64_t inside = 0, edges = 0;
  for (size_t i = 1; i < way.size(); ++i) (way[i].first == way[i - 1].first ? inside : edges) += 1;
  EXPECT_GT(inside, 20u);
  EXPECT_EQ(edges, way.back().first - way.front().first);
  while (!way.empty()) {
    live.press("Left");
    ASSERT_EQ(live.ui.view->cursor(), way.back().first);
    ASSERT_EQ(micro_of(live.ui), way.back().second);
    way.pop_back();
  }
}

TEST(UiGrain, TheNextMicroStepIsMarkedAndItsObjectLit) {
  Live live("a = [1]\n");
  live.record_all();
  live.ui.settings.grain = Grain::Micro;
  bring_up(live.ui.layout, Panel::ThisStep);
  live.frames(2);
  for (int i = 0; i < 6; ++i) live.press("Right");
  live.frame();
  const std::string text = panel_text(live.ui, Panel::ThisStep);
  size_t marks = 0;
  for (size_t at = 0; (at = text.find("\n> ", at)) != std::string::npos; ++at) ++marks;
  EXPECT_EQ(marks, live.ui.rows.step.micro.empty() ? 0u : 1u) << text;
}

TEST(UiReach, WhatAClickChoosesInAPanelHasACommand) {
  Live live("def f(n):\n    return n * (2 + 3)\nx = [f(1), f(2)]\nprint(x, 1000, 'text')\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 4", error));
  live.frames(2);
  const auto text_after = [&](Command c, Panel p) {
    run_command(live.ui, c);
    live.frames(3);
    return panel_text(live.ui, p);
  };
  const std::string last = text_after(Command::PassNext, Panel::Blocks), before = text_after(Command::PassBack, Panel::Blocks);
  EXPECT_NE(last, before);
  EXPECT_EQ(text_after(Command::PassNext, Panel::Blocks), last);
  EXPECT_EQ(text_after(Command::PassNext, Panel::Blocks), last) << "there is none after it";
  const std::string unfolded = text_after(Command::TreeSwitch, Panel::Tree), folded = text_after(Command::TreeSwitch, Panel::Tree);
  EXPECT_NE(unfolded.find("BinOp"), std::string::npos);
  EXPECT_NE(unfolded, folded);
  const size_t all = pipe(live.ui).visible.size();
  text_after(Command::TreeFold, Panel::Tree);
  EXPECT_LT(pipe(live.ui).visible.size(), all);
  text_after(Command::TreeFold, Panel::Tree);
  EXPECT_EQ(pipe(live.ui).visible.size(), all);
  text_after(Command::BoxNext, Panel::Tree);
  const int first = live.ui.selected.pipe.a;
  text_after(Command::BoxNext, Panel::Tree);
  EXPECT_EQ(live.ui.selected.pipe.a, first + 1);
  text_after(Command::BoxBack, Panel::Tree);
  EXPECT_EQ(live.ui.selected.pipe.a, first);
  while (live.ui.selected.pipe.a > 1) text_after(Command::BoxBack, Panel::Tree);
  live.ui.hover.pipe = {Stage::Node, static_cast<int>(all) - 1, -1, -1};   // where the mouse happens to lie: a leaf
  text_after(Command::BoxOpen, Panel::Tree);
  EXPECT_LT(pipe(live.ui).visible.size(), all) << "one node is closed";
  text_after(Command::BoxOpen, Panel::Tree);
  EXPECT_EQ(pipe(live.ui).visible.size(), all);
  const std::string unsorted = panel_text(live.ui, Panel::Table);
  std::vector<std::string> sorted;
  for (int i = 0; i < 12; ++i) sorted.push_back(text_after(Command::TableSort, Panel::Table));
  EXPECT_NE(sorted[2], sorted[3]) << "by type, rising and falling";
  EXPECT_NE(sorted[10], sorted[11]) << "by age";
  EXPECT_EQ(text_after(Command::TableSort, Panel::Table), unsorted);
  EXPECT_NE(text_after(Command::GraphEvery, Panel::Objects), text_after(Command::GraphEvery, Panel::Objects));
  EXPECT_FALSE(live.ui.settings.every_box);
}

TEST(UiSource, CountsTheLinesOfALongRunAndGoesOnWithIt) {
  Live live("for i in range(100000):\n    n = i\nwhile input():\n    n = 0\n", true);
  live.record_all();
  bring_up(live.ui.layout, Panel::Source);
  const auto hits = [&](int line) {
    live.frame();
    live.frames_until([&] { return !live.ui.counts_lines(); });
    return live.ui.lines.hits->of("test.py", line);
  };
  EXPECT_EQ(hits(1), 100001);
  EXPECT_EQ(hits(2), 100000);
  EXPECT_EQ(hits(3), 1) << "it waits there";
  EXPECT_FALSE(screen_is_busy(live.ui));
  for (const char* line : {"yes", "yes", ""}) {
    live.session->give_input(line);
    live.record_all();
  }
  EXPECT_EQ(hits(3), 3);
  EXPECT_EQ(hits(4), 2);
  EXPECT_NE(panel_text(live.ui, Panel::Source).find("100000      n = i"), std::string::npos) << panel_text(live.ui, Panel::Source);
}

TEST(UiReach, BoxesOfTheGraphAreReachedAndOpenedByKeys) {
  Live live("numbers = list(range(100, 200))\nothers = [numbers, 'abc']\nprint(len(others))\n");
  live.record_all();
  std::string error;
  live.session->seek(*live.session->find_place("line 3", error));
  bring_up(live.ui.layout, Panel::Objects);
  live.frames(3);
  std::set<ObjectId> reached;
  for (int i = 0; i < 8; ++i) {
    live.press("X");
    live.frames(2);
    reached.insert(live.ui.selected.object);
    const GraphScene& s = *live.ui.scene;
    const GraphBox& box = s.places[s.index.at(live.ui.selected.object)];
    EXPECT_GE(box.x * s.zoom + live.ui.graph_x, 0) << "what a key selects comes into sight";
    EXPECT_LT(box.x * s.zoom + live.ui.graph_x, s.width);
  }
  EXPECT_GE(reached.size(), 2u);
  const ObjectId last = live.ui.selected.object;
  live.press("X");
  live.press("X", false, true);
  EXPECT_EQ(live.ui.selected.object, last);
  const auto folded = [&] { return live.ui.scene->boxes[live.ui.scene->index.at(live.ui.selected.object)]->more; };
  for (int i = 0; i < 8 && !folded(); ++i) live.press("X"), live.frames(2);
  EXPECT_GT(folded(), 0);
  live.press("C");
  live.frames(2);
  EXPECT_EQ(folded(), 0) << "all of its items are shown";
  live.press("C");
  live.frames(2);
  EXPECT_GT(folded(), 0);
  live.ui.selected.object = 0;
  live.press("C");
  EXPECT_FALSE(live.ui.note.empty()) << "it says that there is nothing";
}

TEST(UiGrain, OverGoesByTheDialAndEntersNoCall) {
  Live live("def f(x):\n    return x * 2\ny = f(3)\nz = 4\n");
  live.record_all();
  std::string error;
  const auto over = [&](bool back) {
    live.press(back ? "Left" : "Right", false, true);
    live.frames_until([&] { return !live.ui.search; });
    return live.ui.rows.step.instruction.name + " " + std::to_string(live.ui.view->moment().frames.back().line);
  };
  const uint64_t call = *live.session->find_place("op CALL line 3", error);
  live.session->seek(call - 1);
  live.frames(2);
  EXPECT_EQ(over(false), "CALL 3");
  EXPECT_EQ(over(false), "STORE_NAME 3");
  EXPECT_GT(live.ui.view->cursor(), call + 3);
  EXPECT_EQ(over(true), "CALL 3");
  EXPECT_EQ(over(true), "PRECALL 3");
  live.ui.settings.grain = Grain::Line;
  EXPECT_EQ(over(false), "LOAD_CONST 4");
}

TEST(UiGrain, ExpressionsAreSteppedThroughBothWays) {
  Live live("def f(x):\n    return x * 2 + 1\ny = f(3) + f(4)\n");
  live.record_all();
  live.ui.settings.grain = Grain::Expression;
  live.frames(2);
  std::vector<uint64_t> forward, back;
  auto last = live.ui.view->last_step();
  for (int i = 0; i < 200 && live.ui.view->cursor() < last; ++i) {
    live.press("Right");
    live.frames_until([&] { return !live.ui.search; });
    if (live.ui.view->cursor() < last) forward.push_back(live.ui.view->cursor());
  }
  for (int i = 0; i < 200 && live.ui.view->cursor() > 0; ++i) {
    live.press("Left");
    live.frames_until([&] { return !live.ui.search; });
    if (live.ui.view->cursor() > 0) back.insert(back.begin(), live.ui.view->cursor());
  }
  EXPECT_EQ(forward, back);
  EXPECT_GT(forward.size(), 12u);          // f, 3, f(3), x, 2, x * 2, ... and the same for f(4)
  EXPECT_LT(forward.size(), last - 5);     // but not each instruction
}
