// The standard library in the window: its frames stand in one row, keys run through it, and L brings it back.
#include <gtest/gtest.h>

#include "library_program.h"
#include "panels/graph_scene.h"
#include "recorded.h"
#include "ui_headless.h"
#include "ui_seen.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Opened : HeadlessScreen {
  explicit Opened(const char* place) : session(recorded(library_program())) {
    ui.view = ui.session = session.get();
    go(*session, place);
    frame();
  }
  ~Opened() { ui.search.reset(), ui.forget_questions(); }
  std::string function() { return ui.view->moment().frames.back().qualname; }
  std::string frames_text() { return panel_text(ui, Panel::Frames); }
  void press_and_wait(const char* key, bool ctrl = false) {
    press(key, ctrl);
    for (int i = 0; i < 100000 && ui.search; ++i) frame();
    EXPECT_FALSE(ui.search);
  }
  std::unique_ptr<Session> session;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(UiLibrary, ItsFramesStandInOneRow) {
  Opened shown("call f");
  EXPECT_TRUE(has(shown.frames_text(), "+ 2 frames of the standard library: apply.<locals>.<listcomp>, apply\n")) << shown.frames_text();
  EXPECT_FALSE(has(shown.frames_text(), "apply  line")) << shown.frames_text();
  EXPECT_TRUE(has(shown.frames_text(), "f  line")) << shown.frames_text();
  // A look at them, once.
  shown.ui.library_open = true;
  EXPECT_TRUE(has(shown.frames_text(), "- 2 frames of the standard library")) << shown.frames_text();
  EXPECT_TRUE(has(shown.frames_text(), "apply  line")) << shown.frames_text();
  // For good.
  shown.press("L");
  EXPECT_FALSE(shown.ui.settings.fold_library || shown.ui.library_open);
  EXPECT_FALSE(has(shown.frames_text(), "standard library")) << shown.frames_text();
  EXPECT_TRUE(has(shown.frames_text(), "apply  line")) << shown.frames_text();
  shown.press("L");
  EXPECT_TRUE(shown.ui.settings.fold_library);
}

TEST(UiLibrary, TheRunningFrameIsAlwaysSeen) {
  Opened shown("call <listcomp>");
  EXPECT_TRUE(has(shown.frames_text(), "<listcomp>  line")) << shown.frames_text();
  EXPECT_TRUE(has(shown.frames_text(), "+ 1 frame of the standard library: apply\n")) << shown.frames_text();
}

TEST(UiLibrary, KeysRunThroughIt) {
  Opened shown("op CALL line 4");
  const uint64_t call = shown.ui.view->cursor();
  shown.press_and_wait("Right");
  EXPECT_EQ(shown.function(), "f");
  const uint64_t called = shown.ui.view->cursor();
  EXPECT_GT(called, call + 10);
  shown.press_and_wait("Left");
  EXPECT_EQ(shown.ui.view->cursor(), call);
  shown.press_and_wait("Right");
  shown.press_and_wait("Right", true);   // out of f, and of the library with it
  EXPECT_EQ(shown.function(), "<module>");
  // In it, where it is asked for.
  shown.ui.view->seek(call);
  shown.press("L");
  shown.press_and_wait("Right");
  EXPECT_EQ(shown.ui.view->cursor(), call + 1);
  EXPECT_EQ(shown.function(), "apply");
  // And on in it, where somebody stands in it.
  shown.press("L");
  shown.press_and_wait("Right");
  EXPECT_EQ(shown.ui.view->cursor(), call + 2);
  EXPECT_EQ(shown.function(), "apply");
}

TEST(UiLibrary, PlayingRunsThroughIt) {
  Opened shown("op CALL line 4");
  shown.ui.settings.play_rate = 1000;
  shown.press("Space");
  for (int i = 0; i < 100000 && shown.ui.playing; ++i) {
    shown.frame();
    EXPECT_FALSE(shown.ui.view->in_library());
  }
  EXPECT_EQ(shown.ui.view->cursor(), shown.session->last_step());
}

TEST(UiLibrary, CallersAreLookedAtWithoutIt) {
  Opened shown("call f");
  shown.press("Up", true);
  ASSERT_TRUE(shown.ui.frame());
  EXPECT_EQ(shown.ui.frame()->qualname, "<module>");
  shown.press("Down", true);
  EXPECT_EQ(shown.ui.frame()->qualname, "f");
  shown.press("L");
  shown.press("Up", true);
  EXPECT_EQ(shown.ui.frame()->qualname, "apply.<locals>.<listcomp>");
}

TEST(UiLibrary, ALookedAtFrameThatIsFoldedAwayHasItsCaller) {
  Opened shown("call f");
  shown.ui.library_open = true;
  shown.press("Up", true);
  EXPECT_EQ(shown.ui.frame()->qualname, "apply.<locals>.<listcomp>");
  shown.ui.library_open = false;
  shown.press("Up", true);
  EXPECT_EQ(shown.ui.frame()->qualname, "<module>");
}

TEST(UiLibrary, WhatALessonPointsAtIsSeen) {
  Opened shown("call f");
  PathValue mark;
  mark.frame = shown.ui.view->moment().frames[1].id;
  mark.place = "local n";
  shown.ui.marks = {mark};
  EXPECT_TRUE(has(shown.frames_text(), "apply  line")) << shown.frames_text();
}

TEST(UiLibrary, TheGraphHasNoBoxesOfItsFrames) {
  Opened shown("call f");
  const auto frames_drawn = [&] {
    bring_up(shown.ui.layout, Panel::Objects);
    shown.frame();
    shown.frame();
    size_t n = 0;
    for (const SharedBox& box : shown.ui.scene->boxes) n += box->shape.root;
    return n;
  };
  EXPECT_EQ(frames_drawn(), 1u) << "f has nothing that has a box";
  shown.press("L");
  EXPECT_EQ(frames_drawn(), 3u);
}

TEST(UiLibrary, AClickOpensTheRowAndFoldsItAgain) {
  Opened shown("call f");
  shown.ui.layout.maximised = Panel::Frames;
  const auto click_row = [&](const char* sign) {
    shown.frame();
    float x = 0, y = 0;
    {
      Seen seen;
      shown.frame();
      for (const SeenText& t : seen.texts)
        if (t.text.starts_with(sign) && has(t.text, "standard library")) x = t.ink.x + t.ink.w / 2, y = t.ink.y + t.ink.h / 2;
    }
    ASSERT_GT(y, 0) << sign;
    shown.click(x, y);
  };
  click_row("▸");
  EXPECT_TRUE(shown.ui.library_open);
  click_row("▾");
  EXPECT_FALSE(shown.ui.library_open);
  EXPECT_TRUE(shown.ui.settings.fold_library);
}

TEST(UiLibrary, TheRowIsReadableInNarrowPanelsAndBothLanguages) {
  Opened shown("call f");
  shown.ui.layout.maximised = Panel::Frames;
  for (const float width : {1440.f, 500.f, 330.f})
    for (const Language language : {Language::English, Language::Chinese})
      for (const bool open : {false, true}) {
        ImGui::GetIO().DisplaySize = ImVec2(width, 500);
        shown.ui.settings.language = language;
        set_language(language);
        shown.ui.library_open = open;
        shown.frames(3);
        Seen seen;
        shown.frame();
        for (const Finding& f : faults_of(seen, shown.ui))
          if (f.panel == "frames" || has(f.what, "library") || has(f.what, "标准库")) ADD_FAILURE() << width << (open ? " open: " : ": ") << f.rule << ": " << f.what;
      }
  set_language(Language::English);
}
