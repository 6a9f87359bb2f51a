// What the commands that draw say in a build without the window (INNARDS_WINDOW=OFF). Weak: app/window's own win.
#include <cstdio>

#include "commands.h"

namespace innards::app {

namespace {
int no_window(const char* command) {
  std::fprintf(stderr, "innards: this build has no window, so there is no '%s'; configure with -DINNARDS_WINDOW=ON\n", command);
  return 2;
}
}  // namespace

__attribute__((weak)) int cmd_show(const ShowArgs&) { return no_window("show"); }
__attribute__((weak)) int cmd_shot(const ShotArgs&) { return no_window("shot"); }
__attribute__((weak)) int cmd_window(const WindowArgs&) { return no_window("open"); }
__attribute__((weak)) int cmd_offscreen(const OffscreenArgs&) { return no_window("offscreen"); }

}  // namespace innards::app
