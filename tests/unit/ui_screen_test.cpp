// The screen without a window: it is drawn into lists, clicked and typed at, and its text twins are read.
#include <gtest/gtest.h>

#include <chrono>

#include "kit/draw.h"
#include "kit/python_text.h"
#include "screen.h"
#include "ui_fixture.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Headless : HeadlessScreen {
  explicit Headless(float w = 1440, float h = 900, float scale = 1) : HeadlessScreen(w, h, scale) { ui.view = &view; }
  FixtureView view;
};

}  // namespace

TEST(UiScreen, EveryPanelDrawsInEveryThemeLanguageAndSize) {
  for (float scale : {1.f, 2.f}) {
    Headless h(1440 * scale, 900 * scale, scale);
    for (int theme = 0; theme < 3; ++theme) {
      for (Language language : {Language::English, Language::Chinese}) {
        h.ui.settings.theme = static_cast<ThemeName>(theme);
        h.ui.settings.language = language;
        for (int p = 0; p < static_cast<int>(Panel::kCount); ++p) {
          bring_up(h.ui.layout, static_cast<Panel>(p));
          h.ui.selected.object = p % 2 ? 0x1e0a3f0 : 0;
          h.frame();
          EXPECT_FALSE(panel_text(h.ui, static_cast<Panel>(p)).empty()) << panel_row(static_cast<Panel>(p)).id;
        }
      }
    }
  }
}

TEST(UiScreen, AnOpenedTraceSaysWhatItDoesNotKnow) {
  Headless h;
  h.view.knows_all = false;
  h.ui.selected.object = 0x1e0a3f0;
  h.ui.selected.name = "alice";
  for (Panel p : {Panel::Bytes, Panel::Dict, Panel::Type, Panel::Lookup, Panel::References, Panel::Questions, Panel::Tokens, Panel::Tree, Panel::Scopes, Panel::Blocks}) {
    bring_up(h.ui.layout, p);
    h.frame();
    EXPECT_EQ(panel_text(h.ui, p), "not in the trace\n");
  }
}

TEST(UiScreen, AClickOnAStackSlotSelectsTheObjectEverywhere) {
  Headless h;
  h.frames(2);
  Tile* stack = find_tile(h.ui.layout.root, Panel::ValueStack);
  ASSERT_TRUE(stack);
  float row = line_height() + px(2);
  h.click(stack->rect.x + 80, stack->rect.y + px(25) + px(3) + row * 2.5f);
  EXPECT_EQ(h.ui.selected.object, 0x1e0a3f0u);
  EXPECT_NE(panel_text(h.ui, Panel::References).find("alice in <module>"), std::string::npos);
  h.press("Escape");
  EXPECT_EQ(h.ui.selected.object, 0u);
}

TEST(UiScreen, PointingLightsUpWhatIsTheSame) {
  Headless h;
  h.frames(2);
  Tile* stack = find_tile(h.ui.layout.root, Panel::ValueStack);
  feed_mouse_position(stack->rect.x + 80, stack->rect.y + px(28) + (line_height() + px(2)) * 2.5f);
  h.frames(2);
  Link link;
  link.object = 0x1e0a3f0;
  EXPECT_TRUE(h.ui.glows(link));
}

TEST(UiScreen, KeysDoWhatTheListSaysButNotWhileTyping) {
  Headless h;
  h.frames(2);
  h.press("Home");
  EXPECT_EQ(h.view.cursor(), 0u);
  h.press("Right");
  EXPECT_EQ(h.view.cursor(), 1u);
  h.press("End");
  EXPECT_EQ(h.view.cursor(), 98310u);
  h.press("Left");
  EXPECT_EQ(h.view.cursor(), 98309u);
  EXPECT_EQ(command_of_key({"B", false, false, false}, true), Command::kCount);
  EXPECT_EQ(command_of_key({"B", false, false, false}, false), Command::Breakpoint);
  EXPECT_EQ(command_of_key({"P", true, false, false}, true), Command::Palette);
  EXPECT_EQ(command_of_key({"F5", false, true, false}, true), Command::ContinueBack);
}

// A German keyboard types "/" with Shift and 7.
TEST(UiScreen, ADigitWithShiftIsNoLayout) {
  struct Layouts : Host {
    bool save_file(const std::string&, const std::string&, std::string&) override { return false; }
    void quit() override {}
    std::unique_ptr<Job> export_trace(std::string&) override { return nullptr; }
    void open(const std::string&, const std::string&) override {}
    bool use_layout_number(int number) override { return used = number, true; }
    int used = 0;
  } host;
  Headless h;
  h.ui.host = &host;
  h.frames(2);
  h.press("7", false, true);
  h.press("/");
  EXPECT_EQ(host.used, 0);
  EXPECT_TRUE(h.ui.find_box);
  h.press("Escape");
  h.press("7");
  EXPECT_EQ(host.used, 7);
  h.ui.host = nullptr;
}

TEST(UiScreen, TheLinesOfTheConsoleAreMadeOnceForEachMoment) {
  Headless h;
  bring_up(h.ui.layout, Panel::Console);
  h.press("End");
  h.frames(2);
  const auto made = h.ui.rows.console;
  ASSERT_TRUE(made);
  h.frames(3);
  const std::string end = panel_text(h.ui, Panel::Console);
  EXPECT_EQ(h.ui.rows.console, made);
  h.press("Home");
  h.frame();
  EXPECT_NE(h.ui.rows.console, made);
  EXPECT_NE(panel_text(h.ui, Panel::Console), end);
}

TEST(UiScreen, TheTwinOfTheObjectsSpeaksChinese) {
  Headless h;
  h.frame();
  EXPECT_NE(panel_text(h.ui, Panel::Objects).find("  refs "), std::string::npos);
  set_language(Language::Chinese);
  const std::string objects = panel_text(h.ui, Panel::Objects);
  set_language(Language::English);
  EXPECT_NE(objects.find("  引用数 "), std::string::npos) << objects;
  EXPECT_EQ(objects.find("frame "), std::string::npos) << objects;
}

TEST(UiScreen, EveryCommandCanBeRun) {
  Headless h;
  h.frames(2);
  for (int c = 0; c < static_cast<int>(Command::kCount); ++c) {
    run_command(h.ui, static_cast<Command>(c));
    h.frames(2);
  }
  run_command(h.ui, Command::Unselect);
  h.frame();
}

TEST(UiScreen, NoTwoCommandsShareAKey) {
  for (int a = 0; a < static_cast<int>(Command::kCount); ++a) {
    for (int b = a + 1; b < static_cast<int>(Command::kCount); ++b) {
      const char *ka = command_row(static_cast<Command>(a)).key, *kb = command_row(static_cast<Command>(b)).key;
      if (ka[0]) { EXPECT_STRNE(ka, kb); }
    }
  }
}

TEST(UiScreen, ThePaletteFindsACommandByItsName) {
  Headless h;
  h.frames(2);
  h.press("P", true);
  h.frame();
  for (char c : std::string("start")) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
  h.frames(4);
  EXPECT_EQ(h.ui.palette_text, "start");
}

TEST(UiScreen, LayoutsAreReadWrittenAndRefusedWithASentence) {
  Layout a, b;
  std::string error;
  ASSERT_TRUE(read_layout(R"({"name":"x","root":{"rows":[{"tabs":["source"]},{"tabs":["stack","frames"],"active":1,"share":2}]}})", a, error)) << error;
  ASSERT_TRUE(read_layout(write_layout(a), b, error)) << error;
  EXPECT_EQ(write_layout(a), write_layout(b));
  for (const char* bad : {"", "[]", "{}", R"({"root":{}})", R"({"root":{"tabs":["nonsense"]}})", R"({"root":{"rows":[]}})", R"({"root":{"tabs":["source"],"share":-1}})"}) {
    error.clear();
    EXPECT_FALSE(read_layout(bad, b, error));
    EXPECT_FALSE(error.empty());
  }
  place(a.root, {0, 0, 300, 306}, 6, 20);
  EXPECT_FLOAT_EQ(a.root.children[0]->rect.h, 100);
  EXPECT_FLOAT_EQ(a.root.children[1]->rect.y, 106);
  drag(a.root, 0, 50, 20);
  place(a.root, {0, 0, 300, 306}, 6, 20);
  EXPECT_FLOAT_EQ(a.root.children[0]->rect.h, 150);
}

TEST(UiScreen, FiveThousandObjectsAreDrawnInTime) {
  Headless h;
  ObjectRow o = h.view.moment_.objects[0];
  for (int i = 0; i < 5000; ++i) {
    o.value.id = 0x3000000 + static_cast<ObjectId>(i) * 64;
    h.view.moment_.objects.push_back(o);
  }
  bring_up(h.ui.layout, Panel::Table);
  h.frames(3);
  auto start = std::chrono::steady_clock::now();
  h.frames(10);
  double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / 10;
  RecordProperty("ms", std::to_string(ms));
  EXPECT_LT(ms, 40);  // 4 ms is the goal on a quiet machine; a loaded one must still pass
}

TEST(UiPythonText, ColoursStringsOverLines) {
  char inside = 0;
  auto c = colour_python("x = '''a", inside);
  EXPECT_EQ(inside, '\'');
  c = colour_python("b''' + 1", inside);
  EXPECT_EQ(inside, 0);
  ASSERT_FALSE(c.empty());
  EXPECT_EQ(c[0].tone, Tone::String);
  EXPECT_EQ(c[0].to, 4u);
}
