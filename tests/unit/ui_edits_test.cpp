// Several files of one program: shown, edited, run and saved together; and unsaved texts that outlive the window.
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "edits.h"
#include "open_program.h"
#include "panels/breakpoints.h"
#include "ui_headless.h"
#include "window/desk.h"

namespace innards::app {
namespace {

namespace fs = std::filesystem;
using ui::Command;

const char* const kMain = "import helper\nfrom pkg import inner\n\nprint(helper.double(4))\nprint(inner.NAME)\n";
const char* const kHelper = "# Doubles.\n\ndef double(x):\n    return x * 2\n";

// A program with two modules, in a folder of this test's own, where settings are kept as well.
struct Several {
  Several() : folder(testing::TempDir() + "edits_" + std::to_string(getpid()) + "/") {
    fs::remove_all(folder);
    fs::create_directories(folder + "pkg");
    fs::create_directories(folder + "config");
    setenv("XDG_CONFIG_HOME", (folder + "config").c_str(), 1);
    write("main.py", kMain);
    write("helper.py", kHelper);
    write("pkg/__init__.py", "");
    write("pkg/inner.py", "NAME = 'inner'\n");
  }
  ~Several() { unsetenv("XDG_CONFIG_HOME"), fs::remove_all(folder); }
  std::string path(const std::string& name) const { return folder + name; }
  // As another editor does it, with a time that differs on any file system.
  void write(const std::string& name, const std::string& text) {
    std::ofstream(path(name)) << text;
    fs::last_write_time(path(name), fs::file_time_type::clock::now() + std::chrono::seconds(++written));
  }
  std::string read(const std::string& name) const { return read_file(path(name)); }
  std::string folder;
  int written = 0;
};

// A desk as the window has it, the program recorded to its end.
struct Sitting {
  explicit Sitting(Several& files, const std::string& name = "main.py") {
    desk.interactive = true;
    std::string error;
    EXPECT_TRUE(desk.open_file(files.path(name), {}, error)) << error;
    run();
  }
  void run() { desk.record_for(5000), desk.ui.update_rows(); }
  void command(Command c) { run_command(desk.ui, c), desk.ui.update_rows(); }
  void show(const std::string& file) { ui::show_file(desk.ui, file), desk.ui.update_rows(); }
  void edit(const std::string& file, const std::string& text) {
    show(file);
    if (!desk.ui.editing) command(Command::EditSource);
    ASSERT_TRUE(desk.ui.edits->find(file)) << file;
    desk.ui.edits->find(file)->text = text;
  }
  std::string printed() {
    std::string out;
    for (const OutputRow& o : desk.ui.view->output()) out += o.text;
    return out;
  }
  std::string source() { return text_Source(desk.ui); }
  Desk desk;
};

}  // namespace

TEST(Edits, TheProgramsOwnFilesAreToldAndShown) {
  Several files;
  Sitting s(files);
  EXPECT_EQ(ui::own_files(s.desk.ui), (std::vector<std::string>{files.path("main.py"), files.path("helper.py"), files.path("pkg/__init__.py"), files.path("pkg/inner.py")}));
  EXPECT_NE(s.source().find("files:  [main.py]  helper.py  pkg/__init__.py  pkg/inner.py\n"), std::string::npos) << s.source();
  s.command(Command::FileNext);
  EXPECT_NE(s.source().find("files:  main.py  [helper.py]"), std::string::npos) << s.source();
  EXPECT_NE(s.source().find("      1  def double(x):"), std::string::npos) << s.source();
  s.command(Command::FileBack);
  s.command(Command::FileBack);
  EXPECT_NE(s.source().find("[pkg/inner.py]"), std::string::npos) << s.source();
  // Moving on shows the file of the frame again.
  s.desk.ui.view->seek(s.desk.ui.view->cursor() + 3);
  s.desk.ui.update_rows();
  EXPECT_NE(s.source().find("[main.py]"), std::string::npos) << s.source();
}

TEST(Edits, AProgramOfOneFileHasNoRowOfNames) {
  Several files;
  files.write("alone.py", "print(1)\n");
  Sitting s(files, "alone.py");
  EXPECT_EQ(s.source().find("files:"), std::string::npos);
}

TEST(Edits, BreakpointsStandInEachFile) {
  Several files;
  Sitting s(files);
  s.show(files.path("helper.py"));
  s.desk.ui.selected.line = 4;
  s.command(Command::Breakpoint);
  s.command(Command::Start);
  ui::toggle_breakpoint(s.desk.ui, files.path("main.py"), 5);
  for (const auto& [file, line] : {std::pair{"helper.py", 4}, {"main.py", 5}}) {
    s.command(Command::Continue);
    while (s.desk.ui.search) s.desk.ui.work_on();
    s.desk.ui.update_rows();
    ASSERT_TRUE(s.desk.ui.frame());
    EXPECT_EQ(s.desk.ui.frame()->filename, files.path(file));
    EXPECT_EQ(s.desk.ui.frame()->line, line);
    EXPECT_EQ(s.desk.ui.rows.source_file, files.path(file));
  }
  EXPECT_NE(s.source().find("*>   5"), std::string::npos) << s.source();
}

TEST(Edits, EveryEditedTextRunsSavedOrNot) {
  Several files;
  Sitting s(files);
  EXPECT_EQ(s.printed(), "8\ninner\n");
  s.edit(files.path("helper.py"), "def double(x):\n    return x * 20\n");
  s.edit(files.path("pkg/inner.py"), "NAME = 'edited'\n");
  s.edit(files.path("main.py"), std::string(kMain) + "print('more')\n");
  s.command(Command::RunAgain);
  s.run();
  EXPECT_EQ(s.printed(), "80\nedited\nmore\n");
  EXPECT_EQ(files.read("helper.py"), kHelper);
  EXPECT_NE(s.source().find("[main.py ●]  helper.py ●  pkg/__init__.py  pkg/inner.py ●"), std::string::npos) << s.source();
  EXPECT_EQ(ui::file_note(s.desk.ui), "main.py ● not saved");
  // Going back and forth meets the same texts.
  s.command(Command::Start);
  s.command(Command::End);
  EXPECT_EQ(s.printed(), "80\nedited\nmore\n");
  s.show(files.path("helper.py"));
  s.command(Command::Save);
  EXPECT_EQ(files.read("helper.py"), "def double(x):\n    return x * 20\n");
  EXPECT_EQ(files.read("main.py"), kMain);
  s.command(Command::SaveAll);
  EXPECT_EQ(s.desk.ui.note, "files saved: 2");
  EXPECT_EQ(files.read("main.py"), std::string(kMain) + "print('more')\n");
  EXPECT_EQ(files.read("pkg/inner.py"), "NAME = 'edited'\n");
  EXPECT_EQ(s.source().find("●"), std::string::npos);
}

TEST(Edits, ATextThatDoesNotCompileIsShownAndTheLastRunStays) {
  Several files;
  Sitting s(files);
  s.edit(files.path("helper.py"), "def double(x:\n    return 1\n");
  s.show(files.path("main.py"));
  s.command(Command::RunAgain);
  EXPECT_EQ(s.desk.ui.problem.rfind("helper.py, line 1: SyntaxError", 0), 0u) << s.desk.ui.problem;
  EXPECT_EQ(s.desk.ui.rows.source_file, files.path("helper.py"));
  EXPECT_EQ(s.desk.ui.error_line, 1);
  EXPECT_NE(s.source().find("     1 ✗ def double(x:"), std::string::npos) << s.source();
  EXPECT_EQ(s.printed(), "8\ninner\n");
}

TEST(Edits, AFileThatAnotherHandChangesIsRunAgain) {
  Several files;
  Sitting s(files);
  s.desk.watch_file();
  EXPECT_EQ(s.desk.ui.note.find("has changed on the disk"), std::string::npos);
  files.write("helper.py", "def double(x):\n    return x * 3\n");
  s.desk.watch_file();
  EXPECT_EQ(s.desk.ui.note, "helper.py has changed on the disk; the program was run again.");
  s.run();
  EXPECT_EQ(s.printed(), "12\ninner\n");
  files.write("main.py", "print('other')\n");
  s.desk.watch_file();
  s.run();
  EXPECT_EQ(s.printed(), "other\n");
}

TEST(Edits, AnotherHandAndThePersonMeet) {
  Several files;
  Sitting s(files);
  const std::string helper = files.path("helper.py"), mine = "def double(x):\n    return 1\n", theirs = "def double(x):\n    return 2\n";
  s.edit(helper, mine);
  files.write("helper.py", theirs);
  s.desk.watch_file();
  EXPECT_EQ(s.desk.ui.problem.rfind("helper.py was changed by another program.", 0), 0u) << s.desk.ui.problem;
  EXPECT_EQ(s.desk.ui.edits->find(helper)->text, mine);
  EXPECT_NE(s.source().find("helper.py !"), std::string::npos) << s.source();
  s.command(Command::Save);
  EXPECT_EQ(files.read("helper.py"), mine);
  // Unwarned, saving says it first; and the other text can be taken.
  s.edit(helper, "def double(x):\n    return 3\n");
  files.write("helper.py", theirs);
  s.command(Command::Save);
  EXPECT_EQ(files.read("helper.py"), theirs);
  EXPECT_NE(s.desk.ui.problem, "");
  s.command(Command::Revert);
  EXPECT_EQ(s.desk.ui.edits->find(helper)->text, theirs);
  EXPECT_EQ(s.source().find("helper.py !"), std::string::npos);
}

TEST(Edits, AFileThatIsGoneIsSaidAndItsTextKept) {
  Several files;
  Sitting s(files);
  fs::remove(files.path("helper.py"));
  s.desk.watch_file();
  EXPECT_EQ(s.desk.ui.problem.rfind("helper.py is not on the disk any more.", 0), 0u) << s.desk.ui.problem;
  s.show(files.path("helper.py"));
  s.command(Command::RunAgain);
  s.run();
  EXPECT_EQ(s.printed(), "8\ninner\n");
  s.show(files.path("helper.py"));
  s.command(Command::Save);
  EXPECT_EQ(files.read("helper.py"), kHelper);
}

TEST(Edits, ANewModuleIsMadeRunAndSaved) {
  Several files;
  Sitting s(files);
  EXPECT_FALSE(ui::begin_file(s.desk.ui, "../outside"));
  EXPECT_FALSE(ui::begin_file(s.desk.ui, "2nd"));
  EXPECT_NE(s.desk.ui.problem, "");
  ASSERT_TRUE(ui::begin_file(s.desk.ui, "deep/__init__"));
  ASSERT_TRUE(ui::begin_file(s.desk.ui, "deep/fresh"));
  s.desk.ui.update_rows();
  EXPECT_TRUE(s.desk.ui.editing);
  s.edit(files.path("deep/fresh.py"), "WORD = 'fresh'\n");
  s.edit(files.path("main.py"), "import deep.fresh\nprint(deep.fresh.WORD)\n");
  s.command(Command::RunAgain);
  s.run();
  EXPECT_EQ(s.printed(), "fresh\n");
  EXPECT_FALSE(fs::exists(files.path("deep")));
  s.command(Command::SaveAll);
  EXPECT_EQ(files.read("deep/fresh.py"), "WORD = 'fresh'\n");
  // One that is there already is edited as it is.
  ASSERT_TRUE(ui::begin_file(s.desk.ui, "helper.py"));
  EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, kHelper);
}

TEST(Edits, APlaceThatCannotBeWrittenIsSaid) {
  Several files;
  files.write("blocked", "a file where the folder should be");
  Sitting s(files);
  ASSERT_TRUE(ui::begin_file(s.desk.ui, "blocked/module"));
  s.command(Command::Save);
  EXPECT_EQ(s.desk.ui.problem.rfind("cannot write " + files.path("blocked/module.py") + ": ", 0), 0u) << s.desk.ui.problem;
  EXPECT_TRUE(s.desk.ui.edits->find(files.path("blocked/module.py"))->changed());
}

// What a person has set for a file stays as it was; so does every other file of the folder.
TEST(Edits, SavingKeepsModeLinkAndOtherFiles) {
  Several files;
  files.write("main.py.new", "a text of the person's own");
  chmod(files.path("main.py").c_str(), 0750);
  fs::rename(files.path("helper.py"), files.path("real_helper.txt"));
  fs::create_symlink("real_helper.txt", files.path("helper.py"));
  Sitting s(files);
  s.edit(files.path("main.py"), std::string(kMain) + "# more\n");
  s.edit(files.path("helper.py"), std::string(kHelper) + "# more\n");
  s.command(Command::SaveAll);
  EXPECT_EQ(s.desk.ui.problem, "");
  EXPECT_EQ(fs::status(files.path("main.py")).permissions(), fs::perms(0750));
  EXPECT_EQ(files.read("main.py"), std::string(kMain) + "# more\n");
  EXPECT_EQ(files.read("main.py.new"), "a text of the person's own");
  EXPECT_TRUE(fs::is_symlink(files.path("helper.py")));
  EXPECT_EQ(files.read("real_helper.txt"), std::string(kHelper) + "# more\n");
  // A new file is as any program makes it, and nothing else is left beside them.
  const mode_t mask = umask(022);
  std::string error;
  EXPECT_TRUE(s.desk.save_file(files.path("fresh.txt"), "x", error)) << error;
  umask(mask);
  EXPECT_EQ(fs::status(files.path("fresh.txt")).permissions(), fs::perms(0644));
  for (const auto& entry : fs::directory_iterator(files.folder)) EXPECT_NE(entry.path().filename().string().rfind(".innards", 0), 0u) << entry.path();
}

TEST(Edits, WhatIsNoFileIsWrittenToAsItIs) {
  Several files;
  Sitting s(files);
  std::string error;
  EXPECT_TRUE(s.desk.save_file("/dev/null", "x", error)) << error;
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_FALSE(s.desk.save_file(files.folder, "x", error));
  EXPECT_EQ(error.rfind("cannot write " + files.folder + ": ", 0), 0u) << error;
}

TEST(Edits, TheProgramOfARecordingIsSavedOnlyAsAnotherFile) {
  Several files;
  files.write("alone.py", "print(1)\n");
  std::string error;
  {
    Sitting s(files, "alone.py");
    ASSERT_TRUE(s.desk.save_recording(error)) << error;
  }
  Sitting s(files, "alone.innards");
  s.command(Command::EditSource);
  s.command(Command::Save);
  EXPECT_TRUE(s.desk.ui.save_box);
  EXPECT_EQ(s.desk.ui.palette_text, "alone.py");
  EXPECT_FALSE(s.desk.save_as(files.path("alone.py"), error)) << "that is there";
  EXPECT_EQ(files.read("alone.py"), "print(1)\n");
  s.command(Command::SaveAll);
  EXPECT_NE(s.desk.ui.problem.find("a recording"), std::string::npos) << s.desk.ui.problem;
}

// A window waits for no pipe that stays open.
TEST(Edits, OnlyWhatAPipeSaysAtOnceIsRead) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::string text;
  EXPECT_FALSE(read_what_is_said(ends[0], 20, 1000, text));
  EXPECT_EQ(text, "");
  ASSERT_EQ(write(ends[1], "hi\nyou", 6), 6);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(read_what_is_said(ends[0], 20, 5000, text));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_EQ(text, "hi\nyou");
  close(ends[1]);
  EXPECT_TRUE(read_what_is_said(ends[0], 20, 1000, text));
  close(ends[0]);
}

// ---- the end of the window

TEST(KeptEdits, UnsavedTextIsOfferedAndTaken) {
  Several files;
  {
    Sitting s(files);
    s.edit(files.path("helper.py"), "def double(x):\n    return 'half don");
    s.edit(files.path("main.py"), "print('mine')\n");
    s.desk.keep_edits();
  }
  files.write("main.py", "print('theirs')\n");
  Sitting s(files);
  const std::string offer = ui::kept_offer_text(s.desk.ui);
  EXPECT_NE(offer.find("): helper.py, main.py (its file has another text now)  Take it (Ctrl+U)"), std::string::npos) << offer;
  EXPECT_NE(screen_text(s.desk.ui).find(offer), std::string::npos);
  s.command(Command::TakeKept);
  EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
  EXPECT_TRUE(s.desk.ui.editing);
  EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, "def double(x):\n    return 'half don");
  EXPECT_TRUE(s.desk.ui.edits->find(files.path("main.py"))->overtaken);
  EXPECT_EQ(files.read("main.py"), "print('theirs')\n");
  // It is this window's now, and is still there should this one end as well.
  Sitting other(files);
  EXPECT_EQ(other.desk.ui.note, "Another window has unsaved changes to: helper.py, main.py");
  EXPECT_EQ(ui::kept_offer_text(other.desk.ui), "");
}

TEST(KeptEdits, WhatIsDroppedOrSavedIsNotOfferedAgain) {
  Several files;
  {
    Sitting s(files);
    s.edit(files.path("helper.py"), "def double(x):\n    return 1\n");
    s.desk.keep_edits();
  }
  {
    Sitting s(files);
    EXPECT_NE(ui::kept_offer_text(s.desk.ui), "");
    s.command(Command::DropKept);
    EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
    EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py")), nullptr);
    s.edit(files.path("helper.py"), "def double(x):\n    return 2\n");
    s.desk.keep_edits();
    s.command(Command::Save);
    s.desk.keep_edits();
  }
  Sitting s(files);
  EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
  EXPECT_TRUE(fs::is_empty(files.path("config/innards/unsaved")));
}

TEST(KeptEdits, AnUnansweredOfferStays) {
  Several files;
  {
    Sitting s(files);
    s.edit(files.path("helper.py"), "lost = 1\n");
    s.desk.keep_edits();
  }
  {
    Sitting s(files);
    s.edit(files.path("helper.py"), "other = 2\n");
    s.command(Command::TakeKept);
    EXPECT_EQ(s.desk.ui.problem.rfind("helper.py is being edited here, too", 0), 0u) << s.desk.ui.problem;
    EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, "other = 2\n");
    s.desk.keep_edits();
  }
  // One sitting after the other, the newest first.
  Sitting s(files);
  s.command(Command::TakeKept);
  EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, "other = 2\n");
  EXPECT_NE(ui::kept_offer_text(s.desk.ui), "");
  s.command(Command::Revert);
  s.command(Command::TakeKept);
  EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, "lost = 1\n");
}

TEST(KeptEdits, OpeningAnotherProgramLosesNothing) {
  Several files;
  files.write("alone.py", "print(1)\n");
  Sitting s(files);
  s.edit(files.path("helper.py"), "mine = 1\n");
  std::string error;
  ASSERT_TRUE(s.desk.open_file(files.path("alone.py"), {}, error)) << error;
  EXPECT_TRUE(s.desk.ui.edits->files.empty());
  EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
  ASSERT_TRUE(s.desk.open_file(files.path("main.py"), {}, error)) << error;
  EXPECT_NE(ui::kept_offer_text(s.desk.ui).find("helper.py"), std::string::npos);
}

TEST(KeptEdits, BrokenFilesAreLeftAlone) {
  Several files;
  fs::create_directories(files.path("config/innards/unsaved/old"));
  files.write("config/innards/unsaved/old/1.json", "{\"program\": 3");
  files.write("config/innards/unsaved/old/2.json", "[]");
  Sitting s(files);
  EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
  EXPECT_TRUE(fs::exists(files.path("config/innards/unsaved/old/1.json")));
}

// The name of a kept text is this version's affair: what was read is what goes. That of a text which stands in its file goes by
// itself, at once.
TEST(KeptEdits, AFileOfAnyNameIsTakenAway) {
  Several files;
  fs::create_directories(files.path("config/innards/unsaved/other"));
  files.write("config/innards/unsaved/other/hello.json", write_kept({files.path("main.py"), files.path("main.py"), kMain, "x = 1\n"}));
  {
    Sitting s(files);
    EXPECT_EQ(ui::kept_offer_text(s.desk.ui), "");
  }
  EXPECT_FALSE(fs::exists(files.path("config/innards/unsaved/other")));
  fs::create_directories(files.path("config/innards/unsaved/other"));
  files.write("config/innards/unsaved/other/older.json", write_kept({files.path("main.py"), files.path("helper.py"), "older = 1\n", kHelper}));
  files.write("config/innards/unsaved/other/newer.json", write_kept({files.path("main.py"), files.path("helper.py"), "newer = 1\n", kHelper}));
  Sitting s(files);
  s.command(Command::TakeKept);
  EXPECT_EQ(s.desk.ui.edits->find(files.path("helper.py"))->text, "newer = 1\n");
  EXPECT_FALSE(fs::exists(files.path("config/innards/unsaved/other")));
}

// It is tried again every second.
TEST(KeptEdits, AFolderWithoutItsLockDoesNotStay) {
  Several files;
  KeptEdits kept;
  std::string error;
  fs::create_directories(files.path("config/innards"));
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none = {0, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const bool good = kept.keep({{"main.py", "main.py", "text", ""}}, error);
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_FALSE(good);
  EXPECT_EQ(error.rfind("cannot write ", 0), 0u) << error;
  EXPECT_TRUE(fs::is_empty(files.path("config/innards/unsaved")));
  EXPECT_TRUE(kept.keep({{"main.py", "main.py", "text", ""}}, error)) << error;
}

TEST(KeptEdits, WhatCannotBeKeptIsSaidInChinese) {
  Several files;
  Sitting s(files);
  s.desk.use_language("zh");
  std::ofstream(files.path("config/innards/unsaved")) << "a file where the folder should be";
  s.edit(files.path("helper.py"), "mine = 1\n");
  s.desk.keep_edits();
  EXPECT_NE(s.desk.ui.problem.find("：无法写入 " + files.path("config/innards/unsaved")), std::string::npos) << s.desk.ui.problem;
  s.desk.use_language("en");
}

TEST(KeptEdits, WhereNothingCanBeKeptThatIsSaid) {
  Several files;
  Sitting s(files);
  std::ofstream(files.path("config/innards/unsaved")) << "a file where the folder should be";
  s.edit(files.path("helper.py"), "mine = 1\n");
  s.desk.keep_edits();
  EXPECT_EQ(s.desk.ui.problem.rfind("Unsaved text would not survive a crash: cannot write ", 0), 0u) << s.desk.ui.problem;
}

}  // namespace innards::app
