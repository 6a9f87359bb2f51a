// innards show: a panel's text twin at a moment of a run.
#include <cstdio>

#include "commands.h"
#include "kit/pipe.h"
#include "screen.h"
#include "window/desk.h"
#include "window/looking.h"
#include "window/scene.h"

namespace innards::app {

int cmd_show(const ShowArgs& args) {
  ui::Panel panel = ui::panel_of_id(args.panel);
  bool all = args.panel == "all";
  if (panel == ui::Panel::kCount && !all) {
    std::fprintf(stderr, "innards show: there is no panel '%s'; the panels are:", args.panel.c_str());
    for (int i = 0; i < static_cast<int>(ui::Panel::kCount); ++i) std::fprintf(stderr, " %s", ui::panel_row(static_cast<ui::Panel>(i)).id);
    std::fprintf(stderr, " all\n");
    return 2;
  }
  Desk desk;
  std::string error;
  desk.use_language(args.language);
  bool opened = desk.open_file(args.file, args.argv, error);
  if (!opened && desk.ui.pipe && desk.ui.pipe->refused) {
    // The stages that a refused text came through can be shown all the same.
    for (ui::Panel stage : {ui::Panel::Tokens, ui::Panel::Tree, ui::Panel::Scopes, ui::Panel::Blocks})
      if (panel == stage) std::fputs(ui::panel_text(desk.ui, panel).c_str(), stdout);
  }
  if (!opened || !set_scene(desk, args, args.at, error)) {
    std::fprintf(stderr, "%s%s\n", error.find('\n') == std::string::npos ? "innards: " : "", error.c_str());
    return 2;
  }
  // Counts and the strip speak of the whole run, as far as it can be recorded in a few seconds.
  desk.record_for(4000);
  if (!desk.use_layout("run", error)) std::fprintf(stderr, "innards: %s\n", error.c_str());
  if (!desk.select(args.object, args.name, error) || !look_at(desk, args.look, error)) {
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return 2;
  }
  std::string text = all ? ui::screen_text(desk.ui, ui::Shown::EveryTab) : ui::panel_text(desk.ui, panel);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace innards::app
