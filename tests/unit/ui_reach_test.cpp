// What leads out of the window and into it: differences from CPython that a run has met, caches, pictures as SVG and DOT,
// links, recent files, layouts.
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>

#include "commands.h"
#include "inspect/cache_facts.h"
#include "kit/drawing.h"
#include "kit/menu_keys.h"
#include "pictures.h"
#include "run/differences.h"
#include "ui_headless.h"
#include "window/desk.h"
#include "window/link.h"

namespace innards::app {
namespace {

// Tests run beside each other: each process has a folder of its own.
std::string own_folder() {
  const std::string folder = testing::TempDir() + "reach_" + std::to_string(getpid()) + "/";
  std::filesystem::create_directories(folder);
  return folder;
}

std::string write_program(const std::string& name, const std::string& text) {
  const std::string path = own_folder() + name;
  std::ofstream(path) << text;
  return path;
}

struct Opened {
  explicit Opened(const std::string& text) {
    std::string error;
    EXPECT_TRUE(desk.open_file(write_program("reach_program.py", text), {}, error)) << error;
    desk.record_for(20000);
    EXPECT_FALSE(desk.ui.view->recording());
  }
  std::vector<std::string> met() {
    std::vector<std::string> names;
    for (const DifferenceRow& r : desk.ui.view->differences())
      if (!r.met.empty()) names.push_back(r.file);
    return names;
  }
  const DifferenceRow* row(const std::string& file) {
    rows = desk.ui.view->differences();
    for (const DifferenceRow& r : rows)
      if (r.file == file) return &r;
    return nullptr;
  }
  Desk desk;
  std::vector<DifferenceRow> rows;
};

// A folder of settings of the test's own.
struct OwnSettings {
  OwnSettings() {
    dir = own_folder() + "reach_config";
    std::filesystem::remove_all(dir);
    std::filesystem::create_directories(dir);
    setenv("XDG_CONFIG_HOME", dir.c_str(), 1);
  }
  ~OwnSettings() { unsetenv("XDG_CONFIG_HOME"); }
  std::string dir;
};

}  // namespace

// ---- differences

TEST(Differences, TheListIsTheFolders) {
  std::set<std::string> files, rows;
  for (const auto& entry : std::filesystem::directory_iterator(INNARDS_SOURCE_DIR "/tests/differences")) files.insert(entry.path().stem().string());
  for (int i = 0; i < static_cast<int>(Difference::kCount); ++i) rows.insert(difference_info(static_cast<Difference>(i)).file);
  EXPECT_EQ(files, rows);
}

TEST(Differences, ARunTellsWhatItMeets) {
  const struct { const char *file, *program, *what; } kPrograms[] = {
      {"open_refused", "try:\n    open('/etc/passwd')\nexcept OSError:\n    pass\n", "/etc/passwd"},
      {"open_refused", "import os\ntry:\n    os.kill(1, 9)\nexcept OSError:\n    pass\n", nullptr},
      {"clock", "import time\ntime.perf_counter()\n", ""},
      {"docstrings", "len.__doc__\n", "len"},
      {"docstrings", "str.join.__doc__\n", "join"},
      {"standard_library", "try:\n    import _decimal\nexcept ImportError:\n    pass\n", "_decimal"},
      {"hash_of_none", "hash(None)\n", ""},
      {"threads", "import _thread\n_thread.start_new_thread(print, ())\n", ""},
      {"tracing", "import sys\nsys.settrace(lambda *a: None)\n", "settrace"},
      {"memory_limit", "try:\n    bytes(1 << 31)\nexcept MemoryError:\n    pass\n", ""},
      {"memoryview", "try:\n    memoryview(b'abcd').cast('B', [2, 2])\nexcept TypeError:\n    pass\n", ""},
      {"signals", "import signal\nsignal.signal(2, lambda *a: None)\nsignal.raise_signal(2)\n", ""},
      {"automatic_collections", "kept = [[] for i in range(2000)]\n", ""},
      {"contextvars", "import contextvars\nlist(contextvars.copy_context())\n", ""},
      {"encodings", "import codecs\ntry:\n    codecs.lookup('no-such')\nexcept LookupError:\n    pass\n", nullptr},
      {"ast_module", "compile('1', 'f', 'eval', _feature_version=8)\n", "_feature_version"},
      {"hand_made_code", "def f(): pass\nf.__code__ = f.__code__.replace(co_code=b'\\x01\\x00')\ntry:\n    f()\nexcept SystemError:\n    pass\n", "f"},
      {"specialised_calls", "def f(x):\n    return sorted([1], key=f)\ntry:\n    f(1)\nexcept RecursionError:\n    pass\n", ""},
  };
  for (const auto& p : kPrograms) {
    Opened run(p.program);
    const DifferenceRow* row = run.row(p.file);
    ASSERT_TRUE(row) << p.file;
    EXPECT_TRUE(row->told) << p.file;
    ASSERT_FALSE(row->met.empty()) << p.file << "\n" << p.program;
    if (p.what) {
      EXPECT_EQ(row->met[0].what, p.what) << p.file;
    }
    EXPECT_LT(row->met[0].step, run.desk.ui.view->last_step());
  }
}

TEST(Differences, TheStepIsTheInstructionThatMetIt) {
  Opened run("x = 1\ny = hash(None)\nz = hash(None)\n");
  const DifferenceRow* row = run.row("hash_of_none");
  ASSERT_EQ(row->met.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    run.desk.ui.view->seek(row->met[i].step);
    EXPECT_EQ(run.desk.ui.view->moment().frames.back().line, static_cast<int>(i) + 2);
    EXPECT_EQ(run.desk.ui.view->this_step().instruction.name, "CALL");
  }
  // Going there has replayed them; nothing is told twice.
  EXPECT_EQ(run.row("hash_of_none")->met.size(), 2u);
  EXPECT_EQ(run.met(), std::vector<std::string>{"hash_of_none"});
}

TEST(Differences, APlainProgramMeetsNone) {
  Opened run("def f(n):\n    return n * 2\nprint([f(i) for i in range(5)], {'a': 1})\nclass C:\n    pass\nC().x = 3\n");
  EXPECT_EQ(run.met(), std::vector<std::string>{});
  EXPECT_NE(ui::panel_text(run.desk.ui, ui::Panel::Differences).find("has met none"), std::string::npos);
}

TEST(Differences, ANoteNamesItAndTwoProgramsDoNotMix) {
  Opened first("hash(None)\n");
  first.desk.ui.update_rows();
  EXPECT_NE(first.desk.ui.note.find("What hashes by address"), std::string::npos) << first.desk.ui.note;
  Opened second("len.__doc__\n");
  EXPECT_EQ(second.met(), std::vector<std::string>{"docstrings"});
  first.desk.ui.view->seek(0);
  first.desk.ui.view->seek(first.desk.ui.view->last_step());
  EXPECT_EQ(first.met(), std::vector<std::string>{"hash_of_none"});
  EXPECT_EQ(second.met(), std::vector<std::string>{"docstrings"});
  ui::set_language(ui::Language::Chinese);
  EXPECT_NE(ui::panel_text(first.desk.ui, ui::Panel::Differences).find("按地址计算的哈希"), std::string::npos);
  ui::set_language(ui::Language::English);
}

// ---- caches

TEST(Caches, FieldsFillTheUnitsOfEveryInstruction) {
  Opened run("import math\nclass C:\n    pass\nc = C()\nc.x = [1, 2]\na, b = c.x\nc.x[0] = a + b\nprint(c.x[0] < b, math.sqrt(4), c.x.index(2))\n");
  const CodeRows* code = run.desk.ui.view->code(run.desk.ui.frame() ? run.desk.ui.frame()->code_id : 0);
  run.desk.ui.view->seek(0);
  code = run.desk.ui.view->code(run.desk.ui.view->moment().frames.back().code_id);
  ASSERT_TRUE(code);
  std::set<std::string> seen;
  for (const InstrRow& r : code->instructions) {
    int units = 0;
    for (const CacheField& f : cache_fields(r.opcode)) units += f.units;
    EXPECT_EQ(units, r.caches) << r.name;
    EXPECT_EQ(specialised_forms(r.opcode).empty(), r.caches == 0) << r.name;
    if (r.caches) seen.insert(r.name);
  }
  EXPECT_EQ(seen, (std::set<std::string>{"BINARY_OP", "BINARY_SUBSCR", "CALL", "COMPARE_OP", "LOAD_ATTR", "LOAD_METHOD", "PRECALL", "STORE_ATTR", "STORE_SUBSCR", "UNPACK_SEQUENCE"}));
  const std::string text = ui::panel_text(run.desk.ui, ui::Panel::Caches);
  EXPECT_NE(text.find("This code has run 0 of 8 times"), std::string::npos) << text;
  EXPECT_NE(text.find("LOAD_METHOD                     as compiled"), std::string::npos) << text;
  EXPECT_NE(text.find("descr                00 00 00 00 00 00 00 00"), std::string::npos) << text;
}

TEST(Caches, SayWhatStandsThereAndWhatTheCounterMeans) {
  Opened run("def add(a, b):\n    return a + b\nfor i in range(9): add(i, i)\nadd('a', 'b')\n");
  View& view = *run.desk.ui.view;
  auto text_in_add = [&](uint64_t call, ui::Panel panel) {
    uint64_t seen = 0;
    for (uint64_t step = 0; step < view.last_step(); ++step) {
      view.seek(step);
      const auto& frames = view.moment().frames;
      if (!frames.empty() && frames.back().qualname == "add" && frames.back().offset == 6 && ++seen == call) return ui::panel_text(run.desk.ui, panel);
    }
    return std::string();
  };
  EXPECT_NE(text_in_add(1, ui::Panel::Caches).find("This code has run 1 of 8 times"), std::string::npos);
  const std::string eighth = text_in_add(8, ui::Panel::Caches);
  EXPECT_NE(eighth.find("quickened"), std::string::npos) << eighth;
  EXPECT_NE(eighth.find("BINARY_OP_ADAPTIVE              looks when it next runs"), std::string::npos) << eighth;
  EXPECT_NE(eighth.find("can become: BINARY_OP_ADD_INT, BINARY_OP_ADD_FLOAT, BINARY_OP_ADD_UNICODE"), std::string::npos) << eighth;
  EXPECT_NE(text_in_add(9, ui::Panel::Bytecode).find("= BINARY_OP_ADD_INT (misses left: 53)"), std::string::npos);
  EXPECT_NE(text_in_add(9, ui::Panel::Bytecode).find("= LOAD_FAST__LOAD_FAST\n"), std::string::npos);
  EXPECT_NE(text_in_add(8, ui::Panel::ThisStep).find("specialised: BINARY_OP_ADD_INT stands here from now on"), std::string::npos);
  EXPECT_NE(text_in_add(10, ui::Panel::ThisStep).find("BINARY_OP_ADD_INT: its guard does not hold; misses left: 52"), std::string::npos);
}

// ---- pictures

namespace {

// Tags that close each other, attributes in quotes, no bare sign: what makes XML well-formed as far as we write it.
std::string xml_fault(const std::string& xml) {
  std::vector<std::string> open;
  size_t at = xml.find("?>") + 2;
  while (at < xml.size()) {
    if (xml[at] == '&') {
      const size_t end = xml.find(';', at);
      const std::string name = end == std::string::npos ? "" : xml.substr(at + 1, end - at - 1);
      if (!std::set<std::string>{"amp", "lt", "gt", "quot", "#39"}.count(name)) return "bare & at " + std::to_string(at);
    }
    if (static_cast<unsigned char>(xml[at]) < 0x20 && xml[at] != '\n') return "control character";
    if (xml[at] != '<') {
      ++at;
      continue;
    }
    const size_t end = xml.find('>', at);
    if (end == std::string::npos) return "tag without end";
    const std::string tag = xml.substr(at + 1, end - at - 1), name = tag.substr(0, tag.find_first_of(" /", tag[0] == '/'));
    if (tag.find('<') != std::string::npos || std::count(tag.begin(), tag.end(), '"') % 2) return "tag " + tag;
    if (tag[0] == '/') {
      if (open.empty() || "/" + open.back() != tag) return "closes " + tag;
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(name);
    }
    at = end + 1;
  }
  return open.empty() ? "" : "open " + open.back();
}

// One statement a line; every node that an arrow names is there; labels are XML.
std::string dot_fault(const std::string& dot) {
  std::istringstream lines(dot);
  std::string line;
  std::getline(lines, line);
  if (line != "digraph innards {") return line;
  std::set<std::string> nodes;
  while (std::getline(lines, line) && line != "}") {
    if (line.compare(0, 2, "  ") || line.substr(line.size() - 2) != "];") return line;
    const size_t arrow = line.find(" -> "), label = line.find("[label=<");
    if (arrow != std::string::npos && label == std::string::npos) {
      const std::string from = line.substr(2, line.find_first_of(": ", 2) - 2), to = line.substr(arrow + 4, line.find(' ', arrow + 4) - arrow - 4);
      if (!nodes.count(from) || !nodes.count(to)) return "unknown node: " + line;
    } else if (label != std::string::npos) {
      nodes.insert(line.substr(2, label - 3));
      const std::string fault = xml_fault("?>" + line.substr(label + 8, line.rfind('>') - label - 8));
      if (!fault.empty()) return fault + ": " + line;
    }
  }
  return line == "}" ? "" : "no end";
}

bool overlap(const ui::DrawnBox& a, const ui::DrawnBox& b) { return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h; }

}  // namespace

TEST(Pictures, SvgAndDotAreSoundForEveryExample) {
  Desk desk;
  for (const auto& [name, path] : desk.examples()) {
    std::string error;
    ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
    desk.record_for(3000);
    desk.ui.view->seek(desk.ui.view->last_step() / 2);
    for (ui::Panel p : ui::drawn_panels()) {
      ui::Drawing d;
      if (!ui::panel_drawing(desk.ui, p, d)) {
        EXPECT_EQ(p, ui::Panel::Objects) << name;   // nothing but small values at that moment
        continue;
      }
      EXPECT_EQ(xml_fault(ui::svg_text(d)), "") << name;
      EXPECT_EQ(dot_fault(ui::dot_text(d)), "") << name;
      for (size_t i = 0; i < d.boxes.size(); ++i) {
        const ui::DrawnBox& b = d.boxes[i];
        EXPECT_TRUE(b.x >= 0 && b.y >= 0 && b.x + b.w <= d.w && b.y + b.h <= d.h) << name << " box " << i;
        for (const ui::DrawnRow& r : b.rows)
          if (!r.texts.empty()) {
            EXPECT_LE(r.texts.back().x + ui::drawn_width(r.texts.back().text), b.w) << r.texts.back().text;
          }
        for (size_t k = 0; k < i; ++k) EXPECT_FALSE(overlap(b, d.boxes[k])) << name << " " << i << " " << k;
      }
    }
  }
}

TEST(Pictures, TextsOfTheProgramAreEscaped) {
  Opened run("class A: pass\na = A()\na.s = '<&>\"\\'\\x00\\x1b'\nb = [a, '中文', 'x' * 200]\nc = 1 < 2 and 3\n");
  run.desk.ui.view->seek(run.desk.ui.view->last_step() - 1);
  for (ui::Panel p : ui::drawn_panels()) {
    ui::Drawing d;
    ASSERT_TRUE(ui::panel_drawing(run.desk.ui, p, d));
    EXPECT_EQ(xml_fault(ui::svg_text(d)), "");
    EXPECT_EQ(dot_fault(ui::dot_text(d)), "");
  }
}

TEST(Pictures, ColoursAreTheThemes) {
  Opened run("x = [[1], [2]]\n");
  run.desk.ui.view->seek(run.desk.ui.view->last_step() - 1);
  std::set<std::string> seen;
  for (ui::ThemeName theme : {ui::ThemeName::Light, ui::ThemeName::Dark, ui::ThemeName::Contrast}) {
    ui::set_theme(theme);
    ui::Drawing d;
    ASSERT_TRUE(ui::panel_drawing(run.desk.ui, ui::Panel::Objects, d));
    EXPECT_EQ(d.arrows.size(), 3u);
    seen.insert(ui::svg_text(d));
  }
  EXPECT_EQ(seen.size(), 3u);
  ui::set_theme(ui::ThemeName::Light);
}

// From the menu's card, by a key.
TEST(Pictures, TheCardWritesBesideTheProgram) {
  ui::HeadlessScreen h;
  Desk desk;
  std::string error;
  const std::string path = write_program("reach_card.py", "x = [1, [2]]\n");
  ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  desk.record_for(2000);
  h.ui.view = desk.ui.view;
  h.ui.session = desk.ui.session;
  h.ui.host = &desk;
  h.ui.view->seek(6);
  h.frames(2);
  run_command(h.ui, ui::Command::ExportPicture);
  h.frames(3);
  const std::string svg = own_folder() + "reach_card.objects-6.svg";
  std::filesystem::remove(svg);
  ASSERT_TRUE(h.ui.picture_box);
  // The box says which key does it.
  const std::vector<std::string>& entries = h.ui.menu_entries;
  const auto at = std::find(entries.begin(), entries.end(), "Objects svg");
  ASSERT_NE(at, entries.end());
  h.press(ui::menu_sign(static_cast<size_t>(at - entries.begin()) + 1).c_str());
  h.frame();
  EXPECT_TRUE(std::filesystem::exists(svg));
  EXPECT_EQ(xml_fault(read_file(svg)), "");
  h.ui.view = nullptr;
  h.ui.session = nullptr;
}

// The part of the frame that becomes the PNG of one panel, at several scales and in a frame that is not as tall as it should be.
TEST(Pictures, ThePngOfAPanelIsItsTile) {
  ui::HeadlessScreen h;
  Opened run("x = [1]\n");
  h.ui.view = run.desk.ui.view;
  h.ui.session = run.desk.ui.session;
  h.frames(2);
  for (const auto& [w, height, scale] : {std::tuple{1440, 900, 1.f}, {2880, 1800, 2.f}, {2160, 1349, 1.5f}}) {
    std::vector<std::pair<ui::Panel, ui::PixelRect>> parts;
    for (int i = 0; i < static_cast<int>(ui::Panel::kCount); ++i) {
      const ui::Panel p = static_cast<ui::Panel>(i);
      if (!ui::on_screen(h.ui.layout, p)) continue;
      const ui::PixelRect r = ui::picture_part(h.ui, p, w, height, ImVec2(scale, scale));
      const ui::Rect& tile = ui::find_tile(h.ui.layout.root, p)->rect;
      EXPECT_TRUE(r.x >= 0 && r.y >= 0 && r.w > 0 && r.h > 0 && r.x + r.w <= w && r.y + r.h <= height) << ui::panel_row(p).id;
      EXPECT_NEAR(static_cast<float>(r.w), tile.w * scale, 1.01f) << ui::panel_row(p).id;
      EXPECT_NEAR(static_cast<float>(height - r.y - r.h), tile.y * scale, 1.01f) << "counted from below: " << ui::panel_row(p).id;
      for (const auto& [other, o] : parts) EXPECT_TRUE(r.x + r.w <= o.x || o.x + o.w <= r.x || r.y + r.h <= o.y || o.y + o.h <= r.y) << ui::panel_row(p).id << " and " << ui::panel_row(other).id;
      parts.push_back({p, r});
    }
    EXPECT_GE(parts.size(), 6u);
  }
  for (ui::Panel whole : {ui::Panel::kCount, ui::Panel::Source}) {   // the window; and a panel that fills it
    if (whole != ui::Panel::kCount) h.ui.layout.maximised = whole;
    const ui::PixelRect r = ui::picture_part(h.ui, whole, 1440, 900, ImVec2(1, 1));
    EXPECT_TRUE(r.x == 0 && r.y == 0 && r.w == 1440 && r.h == 900);
  }
  h.ui.view = nullptr;
  h.ui.session = nullptr;
}

TEST(Pictures, WithoutAWindowThereIsNoPng) {
  Opened run("x = 1\n");
  std::string error;
  EXPECT_FALSE(run.desk.take_picture("/nowhere.png", ui::Panel::kCount, error));
  EXPECT_FALSE(error.empty());
}

// ---- links

TEST(Links, WhatIsWrittenIsRead) {
  ProgramLink link, back;
  link.path = "/home/someone/täst & co?.py";
  link.argv = {"a=1&b", ""};
  link.input = {"zwei\nWorte"};
  link.step = 18446744073709551614u;
  link.object = 0x7f0000001230;
  link.via = "2:stack 1";
  link.line = 7;
  link.frame = 2;
  link.name = "n";
  link.name_function = "f.<locals>.g";
  link.sum = 0xdeadbeefcafef00d;
  link.version = kVersion;
  link.has_text = true;
  link.text = "print('中')\n" + std::string(5000, '#') + "\n";
  const std::string text = write_link(link);
  EXPECT_LT(text.size(), 700u);
  for (unsigned char c : text) EXPECT_TRUE(c > 0x20 && c < 0x7f);
  std::string error;
  ASSERT_TRUE(read_link(text + "\n", back, error)) << error;
  EXPECT_EQ(back.path, link.path);
  EXPECT_EQ(back.argv, link.argv);
  EXPECT_EQ(back.input, link.input);
  EXPECT_EQ(back.step, link.step);
  EXPECT_EQ(back.object, link.object);
  EXPECT_EQ(back.via, link.via);
  EXPECT_EQ(back.line, 7);
  EXPECT_EQ(back.frame, 2);
  EXPECT_EQ(back.name + back.name_function, link.name + link.name_function);
  EXPECT_EQ(back.sum, link.sum);
  EXPECT_EQ(back.text, link.text);
}

TEST(Links, BadOnesAreRefusedWithASentence) {
  for (const char* bad : {"innards://", "innards://?step=1", "innards://a.py?step=-1", "innards://a.py?step=x", "innards://a.py?line=99999999999", "innards://%zz", "innards://a%", "innards://a%00b.py",
                          "innards://a.py?text=!!", "innards://a.py?text=AAAA", "innards://a.py?text=", "innards://a.py?object=-5"}) {
    Desk desk;
    std::string error;
    EXPECT_FALSE(desk.open_file(bad, {}, error)) << bad;
    EXPECT_NE(error.find("no link"), std::string::npos) << bad << ": " << error;
  }
}

TEST(Links, AColleagueSeesTheSameStepAndSelection) {
  std::string link;
  uint64_t object = 0;
  {
    Opened run("def f(n):\n    items = [n]\n    return items\nprint(f(3))\n");
    std::string error;
    ASSERT_TRUE(run.desk.go("line 3", error)) << error;
    ASSERT_TRUE(run.desk.select("object(items)", "", error)) << error;
    object = run.desk.ui.selected.object;
    run.desk.ui.selected.line = 2;
    bool whole = false;
    link = run.desk.link(whole);
    EXPECT_TRUE(whole);
  }
  // The program is gone from the disk: its text came along.
  std::filesystem::remove(own_folder() + "reach_program.py");
  Desk other;
  std::string error;
  ASSERT_TRUE(other.open_file(link, {}, error)) << error;
  EXPECT_EQ(other.ui.view->moment().frames.back().line, 3);
  EXPECT_EQ(other.ui.selected.object, object);
  EXPECT_EQ(other.ui.selected.line, 2);
  EXPECT_NE(ui::panel_text(other.ui, ui::Panel::References).find("items"), std::string::npos);
  EXPECT_EQ(other.ui.note, "");
}

TEST(Links, WhatIsNotHereIsSaid) {
  Desk desk;
  std::string error;
  EXPECT_FALSE(desk.open_file("innards:///no/such/program.py?step=3&sum=1", {}, error));
  EXPECT_EQ(error, "The program of this link is not here: /no/such/program.py");
  const std::string path = write_program("reach_other.py", "a = 1\nb = 2\n");
  ASSERT_TRUE(desk.open_file("innards://" + path + "?step=3&sum=1&object=abc", {}, error)) << error;
  EXPECT_EQ(desk.ui.view->cursor(), 3u);
  EXPECT_EQ(desk.ui.selected.object, 0u);
  EXPECT_NE(desk.ui.note.find("another text"), std::string::npos);
}

TEST(Links, TheCommandPutsItOnTheClipboard) {
  ui::HeadlessScreen h;
  Desk desk;
  std::string error;
  ASSERT_TRUE(desk.open_file(write_program("reach_copy.py", "x = 1\n"), {}, error)) << error;
  h.frames(1);
  run_command(desk.ui, ui::Command::CopyLink);
  EXPECT_TRUE(is_link(ImGui::GetClipboardText()));
  EXPECT_EQ(desk.ui.note, "Link copied.");
}

// ---- kept

TEST(Kept, RecentFilesTheLastFirst) {
  OwnSettings own;
  const std::string a = write_program("reach_a.py", "a = 1\n"), b = write_program("reach_b.py", "b = 1\n");
  {
    Desk desk;
    desk.interactive = true;
    std::string error;
    for (const std::string& path : {a, b, a}) ASSERT_TRUE(desk.open_file(path, {}, error)) << error;
  }
  Desk later;
  EXPECT_EQ(later.recent_files(), (std::vector<std::string>{a, b}));
  std::string error;
  ASSERT_TRUE(later.open_file(b, {}, error));   // not by a person at a window
  EXPECT_EQ(Desk().recent_files(), (std::vector<std::string>{a, b}));
}

TEST(Kept, TheProjectorsLayoutGoesAndTheOwnOneComesBack) {
  OwnSettings own;
  Desk desk;
  std::string error;
  ASSERT_TRUE(desk.use_layout("objects", error)) << error;
  const std::string before = ui::write_layout(desk.ui.layout);
  run_command(desk.ui, ui::Command::Projector);
  EXPECT_TRUE(desk.ui.settings.projector);
  EXPECT_EQ(desk.ui.layout.name, "Projector");
  desk.save_settings();
  EXPECT_EQ(read_file(own.dir + "/innards/layout.json"), before);
  run_command(desk.ui, ui::Command::Projector);
  EXPECT_EQ(ui::write_layout(desk.ui.layout), before);
}

TEST(Kept, WhetherTheLibraryIsFolded) {
  OwnSettings own;
  {
    Desk desk;
    EXPECT_TRUE(desk.ui.settings.fold_library);
    run_command(desk.ui, ui::Command::FoldLibrary);
    desk.save_settings();
  }
  Desk later;
  later.load_settings();
  EXPECT_FALSE(later.ui.settings.fold_library);
}

TEST(Kept, EveryPanelHasAPlaceInALayout) {
  Desk desk;
  std::set<ui::Panel> placed;
  for (int n = 1; desk.use_layout_number(n); ++n)
    for (int p = 0; p < static_cast<int>(ui::Panel::kCount); ++p)
      if (ui::find_tile(desk.ui.layout.root, static_cast<ui::Panel>(p))) placed.insert(static_cast<ui::Panel>(p));
  for (int p = 0; p < static_cast<int>(ui::Panel::kCount); ++p) EXPECT_TRUE(placed.count(static_cast<ui::Panel>(p))) << ui::panel_row(static_cast<ui::Panel>(p)).id;
}

}  // namespace innards::app
