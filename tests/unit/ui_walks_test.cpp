// The panels for hash tables, types and lookups on a real run: walks are stepped through both ways, layouts have them.
#include <gtest/gtest.h>

#include "kit/asked.h"
#include "recorded.h"
#include "session/session.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Live : HeadlessScreen {
  Live(const char* source, const char* place) : session(recorded(source)) {
    ui.view = ui.session = session.get();
    go(*session, place);
  }
  std::unique_ptr<Session> session;
};

constexpr const char* kClasses = "class A:\n    def f(self):\n        return 1\nclass B(A):\n    pass\nb = B()\nb.f()\n";

}  // namespace

TEST(UiWalks, ALookupIsSteppedThroughBothWays) {
  Live live(kClasses, "op LOAD_METHOD");
  bring_up(live.ui.layout, Panel::Lookup);
  live.frames(2);
  const std::string whole = panel_text(live.ui, Panel::Lookup);
  EXPECT_NE(whole.find("class B has no f of its own"), std::string::npos) << whole;
  EXPECT_NE(whole.find("the answer: bound to the object"), std::string::npos) << whole;
  live.press("[");
  const std::string less = panel_text(live.ui, Panel::Lookup);
  EXPECT_LT(less.size(), whole.size());
  live.press("]");
  EXPECT_EQ(panel_text(live.ui, Panel::Lookup), whole);
  for (int i = 0; i < 20; ++i) live.press("[");
  EXPECT_EQ(live.ui.walk.shown, 1);
}

TEST(UiWalks, ATypedNameIsAskedOfTheSelectedObject) {
  Live live(kClasses, "line 7");
  live.ui.update_rows();
  live.ui.selected.object = live.session->moment().frames.back().locals.back().value.id;
  live.ui.typed_name = "zork";
  EXPECT_NE(panel_text(live.ui, Panel::Lookup).find("AttributeError: B has no zork"), std::string::npos);
  live.ui.typed_key = "zork";
  EXPECT_NE(panel_text(live.ui, Panel::Dict).find("empty: the key is not there"), std::string::npos);
  EXPECT_NE(panel_text(live.ui, Panel::Type).find("B -> A -> object"), std::string::npos);
}

TEST(UiWalks, LayoutsOfObjectsAndTypesAreDrawnInBothLanguages) {
  for (const char* name : {"objects", "types"}) {
    Live live(kClasses, "op LOAD_METHOD");
    std::string error;
    ASSERT_TRUE(read_layout(read_file(std::string(INNARDS_SOURCE_DIR "/assets/layouts/") + name + ".json"), live.ui.layout, error)) << error;
    live.frames(2);
    live.ui.settings.language = Language::Chinese;
    live.frames(2);
    EXPECT_FALSE(screen_text(live.ui).empty());
    set_language(Language::English);
  }
}

// ---- walks through what a step does

TEST(UiWalks, AnUnwindingIsSteppedThroughBothWays) {
  Live live("def f():\n    return 1 // 0\ntry:\n    f()\nexcept ZeroDivisionError:\n    pass\n", "op BINARY_OP");
  bring_up(live.ui.layout, Panel::Walk);
  live.frames(2);
  const std::string whole = panel_text(live.ui, Panel::Walk);
  EXPECT_NE(whole.find("the frame of f is left"), std::string::npos) << whole;
  EXPECT_NE(whole.find("handled in <module>"), std::string::npos) << whole;
  live.press("[");
  const std::string less = panel_text(live.ui, Panel::Walk);
  EXPECT_EQ(less.find("handled in <module>"), std::string::npos) << less;
  live.press("]");
  EXPECT_EQ(panel_text(live.ui, Panel::Walk), whole);
  for (int i = 0; i < 30; ++i) live.press("[");
  EXPECT_EQ(live.ui.process_walk.shown, 1);
  EXPECT_NE(panel_text(live.ui, Panel::ThisStep).find("walk: unwinding"), std::string::npos);
}

TEST(UiWalks, EachWalkIsDrawnInBothLanguagesNarrowAndWide) {
  const std::pair<const char*, const char*> kSteps[] = {
      {"def f():\n    return 1 // 0\ntry:\n    f()\nexcept ZeroDivisionError:\n    pass\n", "op BINARY_OP"},
      {"a = [1, 2, 3, 4]\na.append(5)\n", "op CALL"},
      {"def g():\n    yield 1\nfor x in g():\n    pass\n", "op FOR_ITER"},
      {"import gc\na = []\na.append(a)\ndel a\ngc.collect()\n", "op CALL hit 2"},
  };
  for (const auto& [source, where] : kSteps) {
    Live live(source, where);
    for (float width : {1440.f, 800.f}) {
      ImGui::GetIO().DisplaySize = ImVec2(width, 900);
      bring_up(live.ui.layout, Panel::Walk);
      live.ui.layout.maximised = width > 1000 ? Panel::Walk : Panel::kCount;
      live.ui.settings.language = Language::English;
      live.frames(2);
      const std::string english = panel_text(live.ui, Panel::Walk);
      EXPECT_EQ(english.find("Nothing to walk"), std::string::npos) << where;
      live.ui.settings.language = Language::Chinese;
      live.frames(2);
      EXPECT_NE(panel_text(live.ui, Panel::Walk), english);
      set_language(Language::English);
    }
  }
}
