// Every panel over layouts, example programs and lessons, moments, sizes, languages and themes: nothing lies over anything
// else, nothing is cut without a mark, and no two things share an id. Every day a sample in which any two levels of any two
// factors meet; in the long tests, with INNARDS_MATRIX=PART/PARTS, two whole products (whole_rows below): all factors at once
// would be 2.6 million frames.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "kit/draw.h"
#include "panels/compare_state.h"
#include "panels/lesson_state.h"
#include "screen.h"
#include "ui_headless.h"
#include "ui_matrix.h"
#include "ui_seen.h"
#include "window/desk.h"
#include "window/font_lookup.h"

namespace innards::app {
namespace {

using ui::Panel;

enum Factor { kPanel, kOpen, kLayout, kMoment, kSize, kTheme, kLanguage };

struct Size {
  float scale, w, h;
};
const Size kSizes[] = {{1, 1440, 900}, {2, 1440, 900}, {3, 3840, 2160}};
const char* const kLayouts[] = {"run", "compile", "objects", "types", "memory", "time", "lesson", "projector", "compare"};
constexpr int kMoments = 5;

std::vector<std::string> sorted_names(const std::string& folder, bool folders) {
  std::vector<std::string> names;
  for (const auto& e : std::filesystem::directory_iterator(folder))
    if (folders ? std::filesystem::exists(e.path() / "lesson.md") : e.path().extension() == ".py") names.push_back(e.path());
  std::sort(names.begin(), names.end());
  return names;
}

// Paths of the example programs and of the lessons' folders.
const std::vector<std::string>& programs() {
  static const std::vector<std::string> all = sorted_names(INNARDS_SOURCE_DIR "/assets/programs", false);
  return all;
}
const std::vector<std::string>& lessons() {
  static const std::vector<std::string> all = sorted_names(INNARDS_SOURCE_DIR "/lessons", true);
  return all;
}

// Every text there is, for its characters.
std::string all_texts() {
  std::string out;
  for (const std::string& path : programs()) out += read_file(path);
  for (const auto& e : std::filesystem::recursive_directory_iterator(INNARDS_SOURCE_DIR "/lessons"))
    if (e.is_regular_file()) out += read_file(e.path());
  return out;
}

// The desk without a window, and everything a row of the matrix sets.
class Stage {
 public:
  Stage() {
    const std::string own = testing::TempDir() + "matrix_" + std::to_string(getpid());
    std::filesystem::create_directories(own);
    setenv("XDG_CONFIG_HOME", own.c_str(), 1);
    extra_ = all_texts();
  }
  ~Stage() {
    close();
    unsetenv("XDG_CONFIG_HOME");
    ui::set_language(ui::Language::English);
  }
  std::vector<ui::Finding> draw(const ui::MatrixRow& row, const std::vector<std::string>& open) {
    set_size(row[kSize]);
    set_open(open[static_cast<size_t>(row[kOpen])]);
    go(row[kMoment]);
    desk_->ui.settings.theme = static_cast<ui::ThemeName>(row[kTheme]);
    desk_->ui.settings.language = row[kLanguage] ? ui::Language::Chinese : ui::Language::English;
    std::string error;
    EXPECT_TRUE(desk_->use_layout(kLayouts[row[kLayout]], error)) << error;
    ui::bring_up(desk_->ui.layout, static_cast<Panel>(row[kPanel]));
    frame();
    for (int i = 0; i < 200 && (desk_->ui.question.open() || desk_->ui.life.open()); ++i) frame();
    frame();
    ui::Seen seen;
    frame();
    return ui::faults_of(seen, desk_->ui);
  }

 private:
  void close() {
    if (size_ >= 0) ImGui::DestroyContext();
    size_ = -1;
  }
  void set_size(int size) {
    if (size == size_) return;
    close();
    size_ = size;
    const Size& s = kSizes[size];
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.DisplaySize = ImVec2(s.w, s.h);
    io.DeltaTime = 1.f / 60.f;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ui::load_fonts(find_fonts(), s.scale, extra_);
    unsigned char* pixels;
    int w, h;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
  }
  void set_open(const std::string& path) {
    if (path != path_) {
      desk_ = std::make_unique<Desk>();
      std::string error;
      EXPECT_TRUE(desk_->open_file(path, {}, error)) << path << ": " << error;
      path_ = path;
      arrived_ = false;
      desk_->record_for(3000);
      if (!lesson()) furnish();
    }
    desk_->ui.settings.monitor_scale = kSizes[size_].scale;
  }
  bool lesson() const { return desk_->ui.lesson && desk_->ui.lesson->player; }
  // What a person puts there: a breakpoint, watches, a question, a mark, a remembered moment.
  void furnish() {
    ui::Ui& ui = desk_->ui;
    const uint64_t last = ui.view->last_step();
    desk_->ui.view->seek(last / 3);
    ui::remember_moment(ui);
    const std::string& main = ui.session->program().filename;
    for (const SourceRow& r : ui.session->source(main)) {
      if (!r.executable) continue;
      Breakpoint b;
      b.filename = main;
      b.line = r.line;
      b.condition = "len(dir()) > 3 and 'a rather long condition' != 'of a person'";
      ui.session->breakpoints().push_back(b);
      Question q;
      q.what = Ask::Line;
      q.line = r.line;
      ui.question.of = q;
      ui.question.asked = true;
      break;
    }
    ui.watches.expressions = {"dir()", "1 / 0", "[n * n for n in range(100)]"};
    ui.time_marks = {{last / 2, "a note that somebody wrote here"}, {last / 2 + 3, "and another one"}};
  }
  void go(int moment) {
    ui::Ui& ui = desk_->ui;
    if (lesson()) {
      LessonPlayer& player = *ui.lesson->player;
      const size_t step = (player.lesson().steps.size() - 1) * static_cast<size_t>(moment) / (kMoments - 1);
      if (player.index() != step || !arrived_) {
        ui.forget_questions();   // they ask a session that may go now
        EXPECT_TRUE(player.go(step)) << player.error();
      }
      arrived_ = true;
      desk_->lesson_moved();
      ui::lesson_arrived(ui);
    } else {
      const uint64_t last = ui.view->last_step();
      ui.view->seek(last / (kMoments - 1) * static_cast<uint64_t>(moment));
    }
    const Moment& m = ui.view->moment();
    ui.selected.object = 0;
    if (moment % 2 && !m.frames.empty() && !m.frames.back().locals.empty()) {
      const LocalRow& l = m.frames.back().locals.back();
      ui.selected.object = l.value.id;
      ui.selected.name = l.name;
      ui.selected.name_function = m.frames.back().qualname;
    }
  }
  void frame() {
    ImGui::NewFrame();
    ui::draw_screen(desk_->ui, 1.0 / 60);
    ImGui::Render();
  }

  int size_ = -1;
  bool arrived_ = false;
  std::string path_, extra_;
  std::unique_ptr<Desk> desk_;
};

std::string told(const ui::MatrixRow& row, const std::vector<std::string>& open) {
  const std::string& path = open[static_cast<size_t>(row[kOpen])];
  return std::string(ui::panel_row(static_cast<Panel>(row[kPanel])).id) + ", " + path.substr(path.rfind('/') + 1) + ", " + kLayouts[row[kLayout]] + ", moment " + std::to_string(row[kMoment]) + ", " +
         std::to_string(static_cast<int>(kSizes[row[kSize]].scale)) + "00 %, theme " + std::to_string(row[kTheme]) + (row[kLanguage] ? ", zh" : ", en");
}

// Draws the rows in an order that opens and loads as little as possible, and tells each kind of fault once.
void draw_rows(std::vector<ui::MatrixRow> rows, const std::vector<std::string>& open) {
  auto key = [](const ui::MatrixRow& r) { return std::vector<int>{r[kSize], r[kOpen], r[kMoment], r[kLayout], r[kPanel]}; };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  struct Told {
    int times = 0;
    std::string first;
  };
  std::map<std::string, Told> faults;
  Stage stage;
  const auto begun = std::chrono::steady_clock::now();
  for (const ui::MatrixRow& row : rows) {
    for (const ui::Finding& f : stage.draw(row, open)) {
      Told& t = faults[f.panel + ": " + f.rule + ": " + f.what];
      if (!t.times++) t.first = told(row, open);
    }
  }
  std::printf("%zu rows in %.1f s\n", rows.size(), std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  for (const auto& [what, t] : faults) ADD_FAILURE() << what << "\n  " << t.times << " times, first in: " << t.first;
}

std::vector<int> levels(size_t open) {
  return {static_cast<int>(Panel::kCount), static_cast<int>(open), static_cast<int>(std::size(kLayouts)), kMoments, static_cast<int>(std::size(kSizes)), 3, 2};
}

// Every panel in every layout, size, theme and language, with what is open and the moment in turn; and every panel at every
// moment of everything that can be open, with the look in turn.
std::vector<ui::MatrixRow> whole_rows(size_t open) {
  std::vector<ui::MatrixRow> rows = ui::product_rows(levels(open), {kPanel, kLayout, kSize, kTheme, kLanguage});
  const std::vector<ui::MatrixRow> more = ui::product_rows(levels(open), {kPanel, kOpen, kMoment});
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

// The rows of this run. `every_panel`: the sample has each panel with each of what is open.
std::vector<ui::MatrixRow> wanted_rows(size_t open, bool every_panel) {
  int part = 0, parts = 0;
  if (const char* asked = std::getenv("INNARDS_MATRIX"); asked && std::sscanf(asked, "%d/%d", &part, &parts) == 2) {
    std::vector<ui::MatrixRow> rows = whole_rows(open);
    rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const ui::MatrixRow& r) { return r[kOpen] % parts != part - 1; }), rows.end());
    return rows;
  }
  std::vector<int> of = levels(open);
  if (every_panel) return ui::covering_rows(of);
  of[kPanel] = 1;
  std::vector<ui::MatrixRow> rows = ui::covering_rows(of);
  for (size_t i = 0; i < rows.size(); ++i) rows[i][kPanel] = static_cast<int>(i % static_cast<size_t>(Panel::kCount));
  return rows;
}

}  // namespace

TEST(UiMatrix, TheSampleHasEveryPair) {
  const std::vector<int> of = {5, 4, 3, 3, 2};
  const std::vector<ui::MatrixRow> rows = ui::covering_rows(of);
  EXPECT_LT(rows.size(), 30u);
  for (size_t a = 0; a < of.size(); ++a)
    for (size_t b = a + 1; b < of.size(); ++b)
      for (int i = 0; i < of[a]; ++i)
        for (int k = 0; k < of[b]; ++k)
          EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const ui::MatrixRow& r) { return r[a] == i && r[b] == k; }));
}

// Each rule finds what it is there for.
TEST(UiSeen, FaultsAreFound) {
  ui::HeadlessScreen h;
  ImGui::NewFrame();
  ui::set_px_scale(1);
  ui::Seen seen;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(300, 200));
  ImGui::Begin("screen", nullptr, ImGuiWindowFlags_NoDecoration);
  ui::draw_text(20, 20, ui::Face::Mono, ui::Tone::Text, "one");
  ui::draw_text(30, 24, ui::Face::Mono, ui::Tone::Text, "two");
  ui::draw_text(20, 60, ui::Face::Mono, ui::Tone::Text, "hidden");
  ui::fill({10, 50, 100, 30}, IM_COL32_WHITE);
  ui::draw_text(20, 60, ui::Face::Mono, ui::Tone::Text, "over it");
  ui::draw_text(280, 80, ui::Face::Mono, ui::Tone::Text, "cut");
  ui::draw_text_fit(270, 100, ui::Face::Mono, IM_COL32_WHITE, "cut with a mark", 25);
  ui::frame_rect({10, 120, 40, 20}, IM_COL32_WHITE);
  ui::draw_text(20, 124, ui::Face::Mono, ui::Tone::Text, "too long");
  for (int i = 0; i < 2; ++i) ImGui::InvisibleButton("same", ImVec2(10, 10));
  ImGui::End();
  ImGui::Render();
  std::vector<std::string> rules;
  for (const ui::Finding& f : ui::faults_of(seen, h.ui)) rules.push_back(f.rule + (f.rule == "id collision" ? "" : " " + f.what));
  EXPECT_EQ(rules, (std::vector<std::string>{"overlap one | two", "clipped cut", "leaves its box too long", "id collision"}));
}

TEST(UiMatrix, Programs) { draw_rows(wanted_rows(programs().size(), true), programs()); }

// Of the lessons every day each in each layout: with each panel they would take three times as long.
TEST(UiMatrix, Lessons) { draw_rows(wanted_rows(lessons().size(), false), lessons()); }

}  // namespace innards::app
