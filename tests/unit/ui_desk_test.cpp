// The desk: opening, refusing and mending programs, as the window does it.
#include <fstream>

#include "ui_headless.h"
#include "window/desk.h"

namespace innards::app {
namespace {

std::string write_program(const std::string& text) {
  const std::string path = testing::TempDir() + "desk_program.py";
  std::ofstream(path) << text;
  return path;
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
  EXPECT_EQ(desk.ui.edit_text, bad);
  EXPECT_EQ(desk.ui.error_line, 2);
  EXPECT_EQ(desk.ui.problem, "line 2: SyntaxError: expected ':'");
  // Saving it, with the editor open or closed, loses nothing.
  run_command(desk.ui, ui::Command::Save);
  EXPECT_EQ(text_of(path), bad);
  run_command(desk.ui, ui::Command::EditSource);
  run_command(desk.ui, ui::Command::Save);
  EXPECT_EQ(text_of(path), bad);
  run_command(desk.ui, ui::Command::EditSource);
  EXPECT_EQ(desk.ui.edit_text, bad);
  // Mended, it runs.
  desk.ui.edit_text = "x = 1\nif x:\n    print(x)\n";
  run_command(desk.ui, ui::Command::RunAgain);
  EXPECT_FALSE(desk.ui.editing);
  EXPECT_EQ(desk.ui.problem, "");
  desk.record_for(1000);
  EXPECT_GT(desk.ui.view->last_step(), 5u);
}

TEST(Desk, ARefusedChangeKeepsTheLastGoodRun) {
  const std::string path = write_program("print(1)\n");
  Desk desk;
  desk.interactive = true;
  std::string error;
  ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  desk.record_for(1000);
  run_command(desk.ui, ui::Command::EditSource);
  desk.ui.edit_text = "print(1\n";
  run_command(desk.ui, ui::Command::RunAgain);
  EXPECT_EQ(desk.ui.session->program().source, "print(1)\n");
  EXPECT_EQ(desk.ui.edit_text, "print(1\n");
  EXPECT_NE(desk.ui.problem.find("'(' was never closed"), std::string::npos);
}

}  // namespace innards::app
