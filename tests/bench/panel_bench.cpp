// panel_bench: how long the processor builds one frame of each panel, and the first frame after a step, where 5,000 objects
// are to be seen; and how many times an empty frame that is. The bar is 4 ms for a frame at rest. Not a test: it prints
// numbers.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "fonts.h"
#include "panels/graph_scene.h"
#include "screen.h"
#include "session/session.h"
#include "window/font_lookup.h"

namespace {

using namespace innards;
using namespace innards::ui;

constexpr int kFrames = 15, kSteps = 7, kManySteps = 300;

double cpu_ms() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

// A tree of 4,000 objects with a name each, a dict of 5,000 entries, an object with 1,000 holders, 1,000 lines of source,
// 2,000 lines of output.
std::string big_program() {
  std::string source =
      "class Node:\n"
      "    def __init__(self, n):\n"
      "        self.n = [n]\n"
      "        self.left = Node(2 * n) if n < 1000 else None\n"
      "        self.right = Node(2 * n + 1) if n < 1000 else None\n"
      "root = Node(1)\n"
      "table = {n: str(n) for n in range(5000)}\n"
      "shared = object()\n"
      "holders = [[shared] for n in range(1000)]\n"
      "for n in range(2000):\n"
      "    print('line', n, 'of the output')\n";
  for (int i = 0; i < 1000; ++i) source += "v" + std::to_string(i) + " = (" + std::to_string(i) + " + n) * 3 if n else None\n";
  return source;
}

std::unique_ptr<Session> open_recorded(const std::string& source) {
  Program program;
  program.filename = "big.py";
  program.source = source;
  ProgramError error;
  std::unique_ptr<Session> session = Session::open(program, error);
  if (!session) std::fprintf(stderr, "panel_bench: %s\n", error.message.c_str()), std::exit(2);
  while (session->record(100)) {
  }
  return session;
}

ObjectId global(Session& session, const std::string& name) {
  for (const LocalRow& l : session.moment().frames.front().locals)
    if (l.name == name) return l.value.id;
  return 0;
}

double frame(Ui& ui) {
  const double start = cpu_ms();
  ImGui::NewFrame();
  draw_screen(ui, 1.0 / 60);
  ImGui::Render();
  return cpu_ms() - start;
}

double at_rest(Ui& ui) {
  for (int i = 0; i < 3; ++i) frame(ui);
  std::vector<double> times;
  for (int i = 0; i < kFrames; ++i) times.push_back(frame(ui));
  return middle(times);
}

double after_step(Ui& ui) {
  std::vector<double> times;
  for (int i = 0; i < kSteps; ++i) {
    ui.session->step(i < kSteps / 2 ? Direction::Forward : Direction::Back);
    times.push_back(frame(ui));
  }
  return middle(times);
}

// A step and its first frame, in each direction.
void steps_and_frames(Ui& ui, const char* name, double empty) {
  std::vector<double> times;
  for (int i = 0; i < kManySteps; ++i) {
    const double start = cpu_ms();
    ui.session->step(i % 20 < 10 || i % 3 == 0 ? Direction::Forward : Direction::Back);
    const double step = cpu_ms() - start;
    times.push_back(step + frame(ui));
  }
  std::sort(times.begin(), times.end());
  const double p99 = times[times.size() * 99 / 100];
  std::printf("step + first frame at 5,000 objects, %s: median %.2f ms, p99 %.2f ms, x%.0f of an empty frame%s\n", name, middle(times), p99, p99 / empty, p99 > 16 ? "   over 16 ms" : "");
}

void begin_imgui() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = io.LogFilename = nullptr;
  io.DisplaySize = ImVec2(1440, 900);
  io.DeltaTime = 1.f / 60.f;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  load_fonts(app::find_fonts(), 1, "");
  unsigned char* pixels;
  int w, h;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
}

}  // namespace

int main() {
  begin_imgui();
  Ui ui;
  const double empty = at_rest(ui);
  std::printf("empty frame: %.3f ms\n", empty);
  const std::unique_ptr<Session> session = open_recorded(big_program());
  std::string error;
  const auto place = session->find_place("line 600", error);
  if (!place) return std::fprintf(stderr, "panel_bench: %s\n", error.c_str()), 2;
  session->seek(*place);
  ui.view = ui.session = session.get();
  read_layout(R"({"name":"one","root":{"tabs":["source"]}})", ui.layout, error);
  ui.question.of.what = Ask::Line;
  ui.question.of.line = 11;
  ui.question.asked = true;
  ui.watches.expressions = {"n", "len(table)"};
  std::printf("%zu objects (%lld more are counted), %llu steps\n", session->moment().objects.size(), static_cast<long long>(session->moment().objects_left_out), static_cast<unsigned long long>(session->last_step()));
  int over = 0;
  for (int p = 0; p < static_cast<int>(Panel::kCount); ++p) {
    const Panel panel = static_cast<Panel>(p);
    bring_up(ui.layout, panel);
    ui.layout.maximised = panel;
    ui.selected.object = global(*session, panel == Panel::References ? "shared" : panel == Panel::Type ? "Node" : "table");
    frame(ui);   // which may begin to look for answers
    for (int i = 0; i < 1000 && screen_is_busy(ui); ++i) frame(ui);
    const double rest = at_rest(ui);
    const int vertices = ImGui::GetDrawData()->TotalVtxCount;
    const double step = after_step(ui);
    over += rest > 4;
    std::printf("  %-12s %7.3f ms  x%-6.1f %6d vertices   first frame after a step %7.2f ms%s\n", panel_row(panel).id, rest, rest / empty, vertices, step, rest > 4 ? "   over 4 ms" : "");
    std::fflush(stdout);
  }
  std::printf("%d of %d panels are over 4 ms\n", over, static_cast<int>(Panel::kCount));
  ui.selected.object = 0;
  for (const Panel panel : {Panel::Objects, Panel::Source, Panel::Table}) {
    bring_up(ui.layout, panel);
    ui.layout.maximised = panel;
    frame(ui);
    steps_and_frames(ui, panel_row(panel).id, empty);
  }
  bring_up(ui.layout, Panel::Objects);
  ui.layout.maximised = Panel::Objects;
  frame(ui);
  std::printf("%zu boxes\n", ui.scene->boxes.size());
  for (const float zoom : {0.7f, 0.5f, 0.25f, 0.02f}) {
    zoom_graph(ui, zoom / ui.scene->zoom);
    const double rest = at_rest(ui);
    over += rest > 4;
    std::printf("  objects at %3.0f %%: %.3f ms  x%.1f  %d vertices%s\n", ui.scene->zoom * 100, rest, rest / empty, ImGui::GetDrawData()->TotalVtxCount, rest > 4 ? "   over 4 ms" : "");
  }
  ui.forget_questions();
  ui.view = nullptr;
  ui.session = nullptr;
  ImGui::DestroyContext();
  return over > 0;
}
