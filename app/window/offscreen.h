// Pictures without a window or an X server: an EGL surfaceless context, a frame buffer, PNG. GLFW 3.3 cannot start without
// X, so this stands apart from the window; what is drawn comes from the same code.
#pragma once

#include <string>

namespace innards::app {

// Writes w x h pixels of three bytes, the lowest row first, as OpenGL reads them.
bool write_png(const std::string& path, int w, int h, const unsigned char* pixels, std::string& error);

class Offscreen {
 public:
  ~Offscreen();
  // Makes a picture of w x h pixels and an ImGui context's OpenGL backend (the ImGui context must exist).
  // On failure returns false and says why in `error`.
  bool open(int w, int h, std::string& error);
  // Between these two the caller draws one frame with Dear ImGui (NewFrame and Render are done here).
  void begin_frame();
  void end_frame();
  // Uploads the fonts again after they were loaded anew.
  void fonts_changed();
  bool save_png(const std::string& path, std::string& error);

 private:
  void* display_ = nullptr;
  void* context_ = nullptr;
  bool backend_ = false;
  int w_ = 0, h_ = 0;
};

}  // namespace innards::app
