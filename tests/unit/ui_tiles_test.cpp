// Tiles moved about with keys and with the mouse, and what else the keyboard reaches: the palette, the pictures' box.
#include <gtest/gtest.h>

#include <algorithm>

#include "find.h"
#include "kit/draw.h"
#include "screen.h"
#include "ui_fixture.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Headless : HeadlessScreen {
  Headless() {
    ui.view = &view;
    std::string error;
    EXPECT_TRUE(read_layout(R"({"name":"x","root":{"columns":[{"tabs":["source","console"]},{"rows":[{"tabs":["stack"]},{"tabs":["frames","bytecode"]}]}]}})", ui.layout, error)) << error;
    frames(2);
  }
  Tile& tile(Panel p) { return *find_tile(ui.layout.root, p); }
  void type(const char* keys) {
    for (const char* k = keys; *k; ++k) press(std::string(1, *k).c_str());
    frame();
  }
  void drag_mouse(float x, float y, float to_x, float to_y) {
    feed_mouse_position(x, y);
    frame();
    feed_mouse_button(0, true);
    frame();
    feed_mouse_position(to_x, to_y);
    frames(2);
    feed_mouse_button(0, false);
    frames(2);
  }
  void find(const char* text) {
    press("P", true);
    frames(2);
    for (const char* c = text; *c; ++c) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(*c));
    frames(3);
  }
  FixtureView view;
};

// The free part of a tile's head, and the middle of its body.
ImVec2 head_of(const Tile& t) { return ImVec2(t.rect.x + t.rect.w - px(40), t.rect.y + px(12)); }
ImVec2 middle_of(const Tile& t) { return ImVec2(t.rect.x + t.rect.w / 2, t.rect.y + t.rect.h / 2); }

}  // namespace

TEST(UiTiles, TwoNumbersSwapTwoTiles) {
  Headless h;
  const float wide = h.tile(Panel::Source).rect.w;
  h.type("T");
  EXPECT_NE(screen_text(h.ui).find("1) Source, Output and input\n  2) Value stack"), std::string::npos) << screen_text(h.ui);
  h.type("13");
  EXPECT_EQ(h.ui.layout.root.children[0]->tabs, (std::vector{Panel::Frames, Panel::Bytecode}));
  EXPECT_EQ(h.tile(Panel::Console).tabs, (std::vector{Panel::Source, Panel::Console}));
  EXPECT_FLOAT_EQ(h.tile(Panel::Frames).rect.w, wide);
  h.press("Escape");
  h.frame();
  EXPECT_FALSE(h.ui.tiling.open);
  EXPECT_EQ(screen_text(h.ui).find("1) "), std::string::npos);
}

TEST(UiTiles, MTakesAPanelIntoAnotherTileAndAnEmptyOneGoes) {
  Headless h;
  h.type("T2M1");
  EXPECT_EQ(h.tile(Panel::Source).tabs, (std::vector{Panel::Source, Panel::Console, Panel::ValueStack}));
  EXPECT_TRUE(on_screen(h.ui.layout, Panel::ValueStack));
  EXPECT_EQ(tiles_of(h.ui.layout.root).size(), 2u);
  EXPECT_EQ(h.tile(Panel::Frames).rect.h, h.tile(Panel::Source).rect.h);
  // The last tile of all stays.
  h.type("2M1");
  h.type("2M1");
  ASSERT_EQ(tiles_of(h.ui.layout.root).size(), 1u);
  Layout again;
  std::string error;
  EXPECT_TRUE(read_layout(write_layout(h.ui.layout), again, error)) << error;
}

TEST(UiTiles, TabsHelpAndTheWholeWindowHaveKeys) {
  Headless h;
  h.type("T1");
  h.press("Right");
  h.frame();
  EXPECT_TRUE(on_screen(h.ui.layout, Panel::Console));
  h.press("F1");
  h.frame();
  EXPECT_EQ(h.ui.help_panel, Panel::Console);
  h.press("F11");
  h.frames(2);
  EXPECT_EQ(h.ui.layout.maximised, Panel::Console);
  EXPECT_FALSE(h.ui.tiling.open);
}

TEST(UiTiles, ShiftAndArrowsResizeAndUpAndDownScroll) {
  Headless h;
  const float wide = h.tile(Panel::Source).rect.w, high = h.tile(Panel::Frames).rect.h;
  h.type("T1");
  h.press("Right", false, true);
  h.frames(2);
  EXPECT_GT(h.tile(Panel::Source).rect.w, wide + px(20));
  h.type("13");   // lets go of the first, chooses the third
  h.press("Up", false, true);
  h.frames(2);
  EXPECT_GT(h.tile(Panel::Frames).rect.h, high - px(30));
  EXPECT_NE(h.tile(Panel::Frames).rect.h, high);
}

TEST(UiTiles, ReturnTypesIntoTheChosenPanel) {
  Headless h;
  bring_up(h.ui.layout, Panel::Table);
  h.frames(2);
  const std::vector<Tile*> all = tiles_of(h.ui.layout.root);
  const size_t at = static_cast<size_t>(std::find(all.begin(), all.end(), &h.tile(Panel::Table)) - all.begin());
  h.type(("T" + std::to_string(at + 1)).c_str());
  h.press("Enter");
  h.frames(4);
  EXPECT_TRUE(ImGui::GetIO().WantTextInput);
  for (char c : std::string("list")) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
  h.frames(2);
  EXPECT_EQ(h.ui.table_filter, "list");
}

TEST(UiFrames, KeysGoToTheCallerAndBack) {
  Headless h;
  ASSERT_GE(h.view.moment().frames.size(), 2u);
  const int innermost = h.ui.frame()->depth;
  h.ui.follow(Panel::Keys);
  EXPECT_FALSE(h.ui.follow(Panel::Keys));
  h.press("Up", true);
  h.frames(2);
  EXPECT_EQ(h.ui.frame()->depth, innermost - 1);
  EXPECT_TRUE(h.ui.follow(Panel::Keys)) << "another frame comes into view";
  h.press("Up", true);
  h.press("Down", true);
  h.press("Down", true);
  h.frames(2);
  EXPECT_EQ(h.ui.frame()->depth, innermost);
}

TEST(UiFind, ReturnGoesOnAndShiftReturnBack) {
  Headless h;
  h.ui.find_text = "alice";
  find_next(h.ui, 1);
  EXPECT_EQ(h.ui.selected.name, "alice");
  const std::string first = h.ui.note;
  EXPECT_EQ(first.substr(0, 10), "alice: 1 /") << first;
  find_next(h.ui, 1);
  find_next(h.ui, -1);
  EXPECT_EQ(h.ui.note, first);
  h.ui.find_text = "LOAD_FAST";
  find_next(h.ui, 1);
  EXPECT_GE(h.ui.selected.offset, 0);
  h.ui.find_text = "nowhere at all";
  find_next(h.ui, 1);
  EXPECT_NE(h.ui.problem.find("not on the screen"), std::string::npos);
}

TEST(UiTiles, AHeadIsDraggedToSwapAndATabToMove) {
  Headless h;
  ImVec2 from = head_of(h.tile(Panel::ValueStack)), to = middle_of(h.tile(Panel::Source));
  h.drag_mouse(from.x, from.y, to.x, to.y);
  EXPECT_EQ(h.ui.layout.root.children[0]->tabs, std::vector{Panel::ValueStack});
  // The first tab of the tile with frames and bytecode.
  const Tile& frames = h.tile(Panel::Frames);
  to = middle_of(h.tile(Panel::ValueStack));
  h.drag_mouse(frames.rect.x + px(20), frames.rect.y + px(12), to.x, to.y);
  EXPECT_EQ(h.tile(Panel::ValueStack).tabs, (std::vector{Panel::ValueStack, Panel::Frames}));
  EXPECT_EQ(h.tile(Panel::Bytecode).tabs, std::vector{Panel::Bytecode});
  // Let go where it was taken, it stays; a click is no drag.
  const std::string before = write_layout(h.ui.layout);
  from = head_of(h.tile(Panel::Bytecode)), to = middle_of(h.tile(Panel::Bytecode));
  h.drag_mouse(from.x, from.y, to.x, to.y);
  h.drag_mouse(from.x, from.y, from.x + 2, from.y);
  EXPECT_EQ(write_layout(h.ui.layout), before);
}

TEST(UiPalette, FindsPanelsAndArrowsChoose) {
  Headless h;
  h.find("heap map");
  EXPECT_NE(screen_text(h.ui).find("> Heap map   panel"), std::string::npos) << screen_text(h.ui);
  h.press("Escape");
  h.frames(2);
  h.find("step");
  h.press("Down");
  h.frames(2);
  EXPECT_EQ(h.ui.palette_index, 1);
  EXPECT_NE(screen_text(h.ui).find("  > Step back"), std::string::npos) << screen_text(h.ui);
  h.press("Up");
  h.press("Up");
  h.frames(2);
  EXPECT_EQ(h.ui.palette_index, 0);
}
