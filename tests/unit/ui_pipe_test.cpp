// The panels of the compiler's stages, linked: what is clicked in one is marked in all, and the code shown follows.
#include <gtest/gtest.h>

#include <set>

#include "find.h"
#include "kit/pipe.h"
#include "recorded.h"
#include "session/session.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

const char* const kProgram =
    "def counter(start):\n"
    "    n = start + 2 * 3\n"
    "    def up():\n"
    "        nonlocal n\n"
    "        n += 1\n"
    "        return n\n"
    "    return up\n"
    "\n"
    "tick = counter(5)\n"
    "print(tick())\n";

struct Stages : HeadlessScreen {
  explicit Stages(const char* source = kProgram) : session(recorded(source, "ticks.py")) {
    ui.view = ui.session = session.get();
    std::string wrong;
    EXPECT_TRUE(read_layout(read_file(INNARDS_SOURCE_DIR "/assets/layouts/compile.json"), ui.layout, wrong)) << wrong;
    frames(3);
  }
  ~Stages() { ui.view = nullptr, ui.session = nullptr; }
  // Clicks on row `n` of a panel whose rows begin right below its head.
  void click_row(Panel p, int n) {
    Tile* tile = find_tile(ui.layout.root, p);
    ASSERT_TRUE(tile);
    click(tile->rect.x + 60, tile->rect.y + px(28) + line_height() * (static_cast<float>(n) + 0.5f));
    frames(2);
  }
  std::unique_ptr<Session> session;
};

}  // namespace

TEST(UiPipe, AClickOnATokenMarksItEverywhere) {
  Stages h;
  PipeState& s = pipe(h.ui);
  ASSERT_TRUE(s.shown);
  h.click_row(Panel::Tokens, 2);   // ENCODING, def, counter
  EXPECT_EQ(h.ui.selected.pipe, (PipelinePoint{Stage::Token, 2, -1, -1}));
  EXPECT_EQ(s.chosen.tokens, std::vector<int>{2});
  ASSERT_EQ(s.chosen.nodes.size(), 1u);
  EXPECT_EQ(s.shown->tree[static_cast<size_t>(s.chosen.nodes[0])].kind, "FunctionDef");
  EXPECT_FALSE(s.chosen.instrs.empty());
  h.click_row(Panel::Tokens, 2);   // again: nothing selected
  EXPECT_EQ(h.ui.selected.pipe, PipelinePoint());
}

TEST(UiPipe, FindSelectsTokensNodesAndSymbols) {
  Stages h;
  h.ui.find_text = "counter";
  std::set<Stage> found;
  for (int i = 0; i < 30; ++i) {
    find_next(h.ui, 1);
    h.frames(1);
    found.insert(h.ui.selected.pipe.stage);
  }
  EXPECT_EQ(found, (std::set<Stage>{Stage::None, Stage::Token, Stage::Node, Stage::Symbol}));
}

TEST(UiPipe, SelectingAPartOfAnotherFunctionShowsItsCode) {
  Stages h;
  h.ui.view->seek(0);
  h.frames(2);
  EXPECT_EQ(shown_code(h.ui).code->qualname, "<module>");
  h.ui.selected.pipe = {Stage::Source, 5, 8, -1};   // n += 1
  h.frames(2);
  ShownCode shown = shown_code(h.ui);
  EXPECT_EQ(shown.code->qualname, "counter.<locals>.up");
  EXPECT_FALSE(shown.frame);
  EXPECT_NE(panel_text(h.ui, Panel::Bytecode).find("LOAD_DEREF"), std::string::npos);
  EXPECT_NE(panel_text(h.ui, Panel::Blocks).find("counter.<locals>.up"), std::string::npos);
  EXPECT_EQ(pipe(h.ui).chosen.symbols.size(), 1u);
  h.press("Right");   // moving on follows the frame again
  h.frames(2);
  EXPECT_EQ(shown_code(h.ui).code->qualname, "<module>");
}

TEST(UiPipe, WhatIsAboutToRunIsMarkedAtEveryStage) {
  Stages h;
  std::string error;
  auto step = h.session->find_place("line 2", error);
  ASSERT_TRUE(step) << error;
  h.ui.view->seek(*step);
  h.frames(2);
  const PipeState& s = pipe(h.ui);
  EXPECT_FALSE(s.now.tokens.empty());
  EXPECT_FALSE(s.now.blocks.empty());
  EXPECT_NE(panel_text(h.ui, Panel::Tokens).find("\n>   2:"), std::string::npos);
  EXPECT_NE(panel_text(h.ui, Panel::Tree).find("value=6"), std::string::npos);
}

TEST(UiPipe, AVariableOfAFrameIsASymbolOfItsScope) {
  Stages h;
  std::string error;
  auto step = h.session->find_place("line 6", error);
  ASSERT_TRUE(step) << error;
  h.ui.view->seek(*step);
  h.frames(2);
  h.ui.hover = Link();
  h.ui.hover.frame = h.ui.frame()->depth;
  h.ui.hover.name = "n";
  PipeState& s = pipe(h.ui);
  EXPECT_EQ(s.hover.symbols.size(), 2u);   // free here, a cell around
  h.ui.hover = Link();
  h.ui.hover.pipe = {Stage::Source, 5, 8, -1};
  pipe(h.ui);
  EXPECT_EQ(h.ui.hover.name, "n");
  EXPECT_EQ(h.ui.hover.frame, h.ui.frame()->depth);
}

TEST(UiPipe, EveryPassIsDrawnForEveryCodeObject) {
  Stages h;
  PipeState& s = pipe(h.ui);
  for (int unit = 0; unit < static_cast<int>(s.shown->units.size()); ++unit) {
    choose_unit(h.ui, unit);
    for (s.pass = 0; s.pass < static_cast<int>(s.shown->units[0].graphs.size()); ++s.pass) {
      h.frame();
      EXPECT_NE(panel_text(h.ui, Panel::Blocks).find("B0"), std::string::npos);
    }
  }
}

TEST(UiPipe, ARefusedTextShowsHowFarItCame) {
  Stages h;
  show_refused(h.ui, make_pipeline("def f(:\n", "ticks.py"));
  h.frames(2);
  EXPECT_NE(panel_text(h.ui, Panel::Tokens).find("SyntaxError: invalid syntax"), std::string::npos);
  EXPECT_NE(panel_text(h.ui, Panel::Tokens).find("LPAR"), std::string::npos);
  EXPECT_NE(panel_text(h.ui, Panel::Tree).find("did not come as far"), std::string::npos);
  show_refused(h.ui, make_pipeline("x = 1\nreturn x\n", "ticks.py"));
  h.frames(2);
  EXPECT_NE(panel_text(h.ui, Panel::Scopes).find("bound here"), std::string::npos);
  show_refused(h.ui, nullptr);
  h.frames(2);
  EXPECT_EQ(panel_text(h.ui, Panel::Tokens).find("SyntaxError"), std::string::npos);
}

TEST(UiPipe, ChineseSaysWhy) {
  Stages h;
  h.ui.settings.language = Language::Chinese;
  h.frames(2);
  EXPECT_NE(panel_text(h.ui, Panel::Scopes).find("第 4 行声明 nonlocal"), std::string::npos);
  h.ui.settings.language = Language::English;
  h.frame();
}
