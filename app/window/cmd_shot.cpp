// innards shot: the window as a PNG, drawn off screen. innards offscreen: pictures, a transcript and a trace into a folder.
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>

#include "commands.h"
#include "data_files.h"
#include "panels/lesson_state.h"
#include "pictures.h"
#include "screen.h"
#include "window/looking.h"
#include "window/picture.h"
#include "window/scene.h"

namespace innards::app {
namespace {

bool read_size(const std::string& text, int& w, int& h) {
  char end = 0;
  return std::sscanf(text.c_str(), "%dx%d%c", &w, &h, &end) == 2 && w >= 320 && h >= 200 && w <= 16384 && h <= 16384;
}

int fail(const std::string& error) {
  std::fprintf(stderr, "%s%s\n", error.find('\n') == std::string::npos ? "innards: " : "", error.c_str());
  return 2;
}

// Goes to a step of the lesson that is open, and answers its question.
bool go_in_lesson(Desk& desk, int step, const std::string& answer, std::string& error) {
  LessonPlayer* player = desk.ui.lesson ? desk.ui.lesson->player.get() : nullptr;
  if (!player) return error = "--step wants the folder of a lesson", false;
  if (step < 1 || static_cast<size_t>(step) > player->lesson().steps.size()) return error = "the lesson has steps 1 to " + std::to_string(player->lesson().steps.size()), false;
  if (!player->go(static_cast<size_t>(step - 1))) return error = player->error(), false;
  desk.lesson_moved();
  ui::lesson_arrived(desk.ui);
  if (!answer.empty()) ui::answer_lesson(desk.ui, answer == "right" ? player->right_answer().text : answer);
  return true;
}

// The panel as SVG or DOT, in the colours of the theme.
int write_drawing(Desk& desk, const ShotArgs& args) {
  const ui::Panel panel = ui::panel_of_id(args.panel);
  const std::vector<ui::Panel>& drawn = ui::drawn_panels();
  if (std::find(drawn.begin(), drawn.end(), panel) == drawn.end()) {
    std::string names;
    for (ui::Panel p : drawn) names += std::string(names.empty() ? "" : ", ") + ui::panel_row(p).id;
    return fail("SVG and DOT are written of the panels " + names + ": name one with --panel");
  }
  ui::set_theme(desk.ui.settings.theme);
  std::string error;
  return ui::save_drawing(desk.ui, panel, args.output, error) ? 0 : fail(error);
}

// Evenly over the run; of a program, over its own part of it.
std::vector<uint64_t> moments_to_draw(Desk& desk) {
  if (desk.ui.session) return desk.ui.session->own_moments(4);
  const uint64_t last = desk.ui.view->last_step();
  return {0, last / 4, last / 2, last - last / 4, last};
}

}  // namespace

int cmd_shot(const ShotArgs& args) {
  int w = 0, h = 0;
  std::string error;
  if (!read_size(args.size, w, h)) return fail("--size is WIDTHxHEIGHT in pixels, from 320x200 to 16384x16384, not '" + args.size + "'");
  Desk desk;
  desk.use_theme(args.theme);
  desk.use_language(args.language);
  if (!desk.use_layout(args.layout, error)) return fail(error);
  if (args.scale < 0.5f || args.scale > 4) return fail("--scale is from 0.5 to 4");
  if (!desk.open_file(args.file, args.argv, error)) return fail(error);
  if (!args.panel.empty()) {
    ui::Panel panel = ui::panel_of_id(args.panel);
    if (panel == ui::Panel::kCount) return fail("there is no panel '" + args.panel + "'");
    ui::bring_up(desk.ui.layout, panel);
    desk.ui.layout.maximised = panel;
  }
  desk.record_for(4000);
  if (args.step ? !go_in_lesson(desk, args.step, args.answer, error) : !set_scene(desk, args, args.at, error)) return fail(error);
  int line = 0, column = 0;
  if (!args.select.empty() && std::sscanf(args.select.c_str(), "%d:%d", &line, &column) != 2) return fail("--select is LINE:COLUMN, not '" + args.select + "'");
  if (line) desk.ui.selected.pipe = {Stage::Source, line, column, -1};
  if (!desk.select(args.object, args.name, error) || !look_at(desk, args.look, error)) return fail(error);
  desk.ui.settings.monitor_scale = args.scale;
  if (ui::PictureKind kind = ui::picture_kind(args.output); kind == ui::PictureKind::Svg || kind == ui::PictureKind::Dot) return write_drawing(desk, args);
  if (!draw_picture(desk, w, h, args.output, error)) return fail(error);
  return 0;
}

int cmd_offscreen(const OffscreenArgs& args) {
  std::string error, file = args.file.empty() ? find_data("assets/programs/fib.py") : args.file;
  Desk desk;
  if (file.empty()) return fail("the example programs are not where they should be");
  if (!desk.use_layout("run", error)) return fail(error);
  if (!desk.open_file(file, {}, error)) return fail(error);
  mkdir(args.dir.c_str(), 0777);
  desk.record_for(10000);
  std::string transcript;
  int number = 0, failed = 0;
  for (uint64_t at : moments_to_draw(desk)) {
    desk.ui.view->seek(at);
    std::string path = args.dir + "/step-" + std::to_string(++number) + ".png";
    desk.ui.settings.theme = number % 2 ? ui::ThemeName::Light : ui::ThemeName::Dark;
    if (!draw_picture(desk, 1440, 900, path, error)) {
      if (!failed++) std::fprintf(stderr, "innards: no pictures: %s\n", error.c_str());
    } else {
      std::printf("%s\n", path.c_str());
    }
    transcript += ui::screen_text(desk.ui) + "\n";
  }
  std::string text = args.dir + "/transcript.txt";
  if (!desk.save_file(text, transcript, error)) return fail(error);
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
  std::string trace = args.dir + "/trace.json";
  TraceArgs t;
  t.file = file;
  t.output = trace;
  if (cmd_trace(t) == 0) std::printf("%s\n", trace.c_str());
  else ++failed;
  return failed ? 1 : 0;
}

}  // namespace innards::app
