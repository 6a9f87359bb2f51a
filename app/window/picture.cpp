#include "window/picture.h"

#include "screen.h"
#include "window/font_lookup.h"
#include "window/offscreen.h"

namespace innards::app {

constexpr int kMostSlices = 2000;   // of work that is not done when the picture is drawn: some ten seconds

bool draw_picture(Desk& desk, int w, int h, const std::string& path, std::string& error) {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  bool good = false;
  {
    Offscreen picture;
    if (picture.open(w, h, error)) {
      ui::load_fonts(find_fonts(), desk.ui.scale(), ui::text_in_use(desk.ui));
      desk.ui.wants_fonts = false;
      // The first frames measure and scroll, and begin to look for what the panels show; the last one is kept.
      for (int i = 0; i < 4; ++i) {
        for (int slice = 0; i == 2 && slice < kMostSlices && ui::screen_is_busy(desk.ui); ++slice) desk.ui.work_on();
        picture.begin_frame();
        ui::draw_screen(desk.ui, 1.0 / 60);
        picture.end_frame();
      }
      good = picture.save_png(path, error);
    }
  }
  ImGui::DestroyContext();
  return good;
}

}  // namespace innards::app
