// The menu of a thing, the panels questions, watch and breakpoints: what they offer, list and do on a running program.
#include <algorithm>

#include "kit/ask_menu.h"
#include "panels/breakpoints.h"
#include "recorded.h"
#include "ui_headless.h"
#include "ui_seen.h"

namespace innards::ui {
namespace {

struct Asked : HeadlessScreen {
  explicit Asked(const std::string& source) : session(recorded(source)) { ui.view = ui.session = session.get(); }
  ~Asked() { ui.forget_questions(); }
  void at(const char* place) {
    go(*session, place);
    frame();
  }
  std::string offered(const Link& link) {
    std::string out;
    ui.update_rows();
    for (const Question& q : questions_about(ui, link)) out += question_text(q, language_now() == Language::Chinese) + "\n";
    return out;
  }
  std::unique_ptr<Session> session;
};

const char* const kProgram =
    "def f(n):\n"
    "    r = n * 2\n"
    "    return r\n"
    "total = 0\n"
    "for i in range(5):\n"
    "    total += f(i)\n"
    "    print('total', total)\n"
    "try:\n"
    "    [][1]\n"
    "except IndexError as e:\n"
    "    kept = e\n"
    "done = 1\n";

TEST(UiAsk, EveryKindOfThingHasItsQuestions) {
  Asked run(kProgram);
  run.at("line 3 hit 2");
  Link name;
  name.frame = 1;
  name.name = "r";
  EXPECT_EQ(run.offered(name), "When did r change, in f\nWhen did the value of r change, in f\n");
  Link frame;
  frame.frame = 1;
  EXPECT_EQ(run.offered(frame), "All calls of f, with arguments and result\n");
  Link line;
  line.line = 6;
  EXPECT_EQ(run.offered(line), "Every time line 6 ran\n");
  Link instruction;
  instruction.code = run.session->moment().frames.back().code_id;
  instruction.offset = 8;
  EXPECT_EQ(run.offered(instruction), "Every time this instruction ran: f 8\n");
  Link output;
  output.stream = 1;
  output.from = 0;
  output.to = 7;
  EXPECT_EQ(run.offered(output), "Where was \"total 0\" printed\n");
  EXPECT_EQ(run.offered(Link()), "");
  run.at("line 12");
  Link object;
  for (const LocalRow& local : run.session->moment().frames[0].locals)
    if (local.name == "kept") object.object = local.value.id;
  ASSERT_TRUE(object.object);
  EXPECT_NE(run.offered(object).find("Who made IndexError("), std::string::npos) << run.offered(object);
  EXPECT_NE(run.offered(object).find("Where was IndexError raised, and where handled"), std::string::npos);
  set_language(Language::Chinese);
  EXPECT_EQ(run.offered(line), "第 6 行的每次执行\n");
  set_language(Language::English);
}

TEST(UiAsk, AnAnswerIsListedAndLeadsThere) {
  Asked run(kProgram);
  run.at("line 6");
  Link frame;
  frame.frame = 0;
  Question q;
  q.what = Ask::Calls;
  q.name = "f";
  run.ui.ask(q);
  run.frames(30);
  ASSERT_TRUE(run.ui.question.done);
  const std::string text = panel_text(run.ui, Panel::Questions);
  EXPECT_NE(text.find("All calls of f, with arguments and result\n"), std::string::npos) << text;
  EXPECT_NE(text.find("f(n=3) -> 6"), std::string::npos) << text;
  EXPECT_NE(text.find("5 answers"), std::string::npos) << text;
  run.ui.go_to(run.ui.question.query->answers()[3].step);
  EXPECT_EQ(run.session->moment().frames.back().locals[0].value.text, "3");
}

TEST(UiAsk, ARightClickOpensTheMenu) {
  Asked run(kProgram);
  run.at("line 6");
  Rect source = find_tile(run.ui.layout.root, Panel::Source)->rect;
  feed_mouse_position(source.x + 120, source.y + 100);
  run.frames(2);
  ASSERT_TRUE(run.ui.hover.line);
  feed_mouse_button(1, true);
  run.frame();
  feed_mouse_button(1, false);
  run.frames(2);
  EXPECT_TRUE(ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel));
  EXPECT_TRUE(run.ui.menu_of.line);
}

// The whole way without a mouse: a line is found, asked about by a number of the menu, and its answers are gone through.
TEST(UiAsk, KeysChooseInTheMenuAndGoThroughTheAnswers) {
  Asked run(kProgram);
  run.at("line 1");
  run.ui.selected.line = 6;
  run.ui.mouse_leads = false;
  run.press("Q");
  run.frames(2);
  ASSERT_FALSE(run.ui.menu_entries.empty());
  EXPECT_EQ(run.ui.menu_entries[0], "Every time line 6 ran");
  EXPECT_NE(screen_text(run.ui).find("  1) Every time line 6 ran\n"), std::string::npos);
  run.press("1");
  run.frames(2);
  EXPECT_TRUE(run.ui.menu_entries.empty());
  ASSERT_TRUE(run.ui.question.query);
  while (!run.ui.question.done) run.frame();
  const std::vector<WriteRow> answers = run.ui.question.query->answers();
  ASSERT_EQ(answers.size(), 5u);
  run.press(".");
  EXPECT_EQ(run.ui.view->cursor(), answers[0].step);
  run.press(".");
  EXPECT_EQ(run.ui.view->cursor(), answers[1].step);
  run.press(",");
  EXPECT_EQ(run.ui.view->cursor(), answers[0].step);
  run.press(",");
  EXPECT_EQ(run.ui.view->cursor(), answers[0].step);
  EXPECT_FALSE(run.ui.note.empty());
}

TEST(UiAsk, AnEntryOfTheStackSaysWhatPutItThere) {
  Asked run(kProgram);
  run.at("op BINARY_OP line 2 hit 2");
  run.frames(2);
  Rect top;
  {
    Seen seen;
    run.frame();
    for (const SeenText& t : seen.texts)
      if (t.text == tr(Word::Top)) top = t.ink;
  }
  ASSERT_GT(top.w, 0);
  feed_mouse_position(top.x + 2, top.y + top.h / 2);
  run.frames(2);
  const std::optional<OriginRow> origin = run.ui.rows.origin.row;
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->instruction.name, "LOAD_CONST");
  EXPECT_EQ(origin->step + 1, run.ui.view->cursor());
  EXPECT_EQ(run.ui.hover.offset, origin->instruction.offset) << "it is lit in the bytecode, too";
  // With keys: from the object's menu.
  run.ui.selected.object = run.ui.frame()->stack[0].value.id;   // n
  run.ui.mouse_leads = false;
  run.press("Q");
  run.frames(2);
  const auto entry = std::find(run.ui.menu_entries.begin(), run.ui.menu_entries.end(), tr(Word::GoWherePut));
  ASSERT_NE(entry, run.ui.menu_entries.end());
  run.press(std::to_string(entry - run.ui.menu_entries.begin() + 1).c_str());
  run.frames(2);
  EXPECT_EQ(run.ui.view->cursor(), origin->step - 1);
}

TEST(UiAsk, EscapeClosesTheMenuAndTheBoxBeforeItUnselects) {
  Asked run(kProgram);
  run.ui.selected.line = 6;
  run.ui.mouse_leads = false;
  run.press("Q");
  run.frames(2);
  run.press("Escape");
  run.frames(2);
  EXPECT_TRUE(run.ui.menu_entries.empty());
  run.press("/");
  EXPECT_TRUE(run.ui.find_box);
  run.press("Escape");
  EXPECT_FALSE(run.ui.find_box);
  EXPECT_EQ(run.ui.selected.line, 6);
  run.frame();
  run.press("Escape");
  EXPECT_EQ(run.ui.selected.line, 0);
}

TEST(UiAsk, AQuestionInWordsThatCannotBeRead) {
  Asked run(kProgram);
  Question q;
  q.what = Ask::Becomes;
  q.expression = "total >";
  q.function = "<module>";
  run.ui.ask(q);
  run.frames(3);
  EXPECT_EQ(run.ui.question.error, "SyntaxError: invalid syntax");
  EXPECT_NE(panel_text(run.ui, Panel::Questions).find("SyntaxError"), std::string::npos);
}

TEST(UiAsk, AQuestionAboutANameIsAskedAgainOfANewRun) {
  Asked run("x = 1\nx = 2\n");
  run.ui.select_name("<module>", "x");
  bring_up(run.ui.layout, Panel::Questions);
  run.frames(10);
  ASSERT_TRUE(run.ui.question.query);
  EXPECT_EQ(run.ui.question.query->answers().size(), 2u);
  run.ui.refresh();
  run.frames(10);
  EXPECT_EQ(run.ui.question.query->answers().size(), 2u);
}

TEST(UiWatch, ValuesFollowTheCursorAndTheFrame) {
  Asked run(kProgram);
  run.ui.watches.expressions = {"total + 1", "n", "[n] * 2", "print('x')"};
  run.at("line 2 hit 4");
  bring_up(run.ui.layout, Panel::Watch);
  run.frames(2);
  EXPECT_EQ(panel_text(run.ui, Panel::Watch),
            "total + 1                 7 (int)\nn                         3 (int)\n[n] * 2                   [3, 3] (list)\nprint('x')                None (NoneType)\n    prints x\n");
  run.ui.selected.frame = 0;
  EXPECT_NE(panel_text(run.ui, Panel::Watch).find("NameError: name 'n' is not defined"), std::string::npos);
  run.at("end");
  EXPECT_NE(panel_text(run.ui, Panel::Watch).find("nothing runs here"), std::string::npos);
  EXPECT_EQ(run.session->output().size(), run.ui.rows.output.size());
}

TEST(UiBreakpoints, AreSetListedAndRemoved) {
  Asked run(kProgram);
  run.at("line 6");
  run.ui.selected.line = 6;
  run.press("B");
  ASSERT_EQ(run.session->breakpoints().size(), 1u);
  run.press("B", false, true);
  EXPECT_EQ(run.ui.breaks.edited, 0);
  run.session->breakpoints()[0].condition = "i == 3";
  run_command(run.ui, Command::BreakRaise);
  run.frames(2);
  EXPECT_EQ(panel_text(run.ui, Panel::Breakpoints), "* line 6, when i == 3\n* an exception is raised\n");
  run.session->breakpoints()[0].log = "i is {i}";
  EXPECT_NE(panel_text(run.ui, Panel::Breakpoints).find("i is 3\n"), std::string::npos) << panel_text(run.ui, Panel::Breakpoints);
  run.frames(5);
  run.session->seek(0);
  run.press("F5");
  run.frames(5);
  EXPECT_EQ(run.session->moment().frames.back().line, 9);
  run_command(run.ui, Command::BreakRaise);
  run.ui.selected.line = 6;
  run.press("B");
  EXPECT_TRUE(run.session->breakpoints().empty());
  EXPECT_EQ(panel_text(run.ui, Panel::Breakpoints), std::string(tr(Word::NoBreakpoints)) + "\n");
}

TEST(UiBreakpoints, OnAnInstruction) {
  Asked run(kProgram);
  run.at("call f hit 2");
  run.session->step(Direction::Forward);
  const CodeRows code = *run.session->code(run.session->moment().frames.back().code_id);
  const int offset = run.session->moment().frames.back().offset;
  toggle_breakpoint(run.ui, code, offset);
  EXPECT_EQ(find_breakpoint_row(run.ui, code, offset), 0);
  run.frames(2);
  run.session->seek(0);
  int stops = 0;
  while (run.session->move({Way::Breakpoint, Direction::Forward}) && run.session->cursor() < run.session->last_step()) ++stops;
  EXPECT_EQ(stops, 5);
}

TEST(UiConsole, NextOutputAndBack) {
  Asked run(kProgram);
  run.at("start");
  run.press("O");
  run.frames(3);
  EXPECT_EQ(run.session->moment().frames.back().line, 7);
  const uint64_t first = run.session->cursor();
  run.press("O");
  run.frames(3);
  EXPECT_GT(run.session->cursor(), first);
  run.press("O", false, true);
  run.frames(3);
  EXPECT_EQ(run.session->cursor(), first);
}

}  // namespace
}  // namespace innards::ui
