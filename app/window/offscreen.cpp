#include "window/offscreen.h"

#include <glad/gl.h>
#ifdef INNARDS_HAVE_EGL
#include <EGL/egl.h>
#include <EGL/eglext.h>
#endif

#include <vector>

#include "backends/imgui_impl_opengl3.h"
#include "imgui_compat.h"
#include "theme.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace innards::app {

#ifdef INNARDS_HAVE_EGL

bool Offscreen::open(int w, int h, std::string& error) {
  w_ = w;
  h_ = h;
  auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  EGLDisplay d = get_display ? get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
  if (d == EGL_NO_DISPLAY) d = eglGetDisplay(EGL_DEFAULT_DISPLAY);
  if (d == EGL_NO_DISPLAY || !eglInitialize(d, nullptr, nullptr)) return error = "no OpenGL here: EGL cannot start (on Debian install libgl1-mesa-dri and libegl1)", false;
  display_ = d;
  const EGLint want[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_RED_SIZE, 8, EGL_GREEN_SIZE, 8, EGL_BLUE_SIZE, 8, EGL_NONE};
  EGLConfig config;
  EGLint n = 0;
  eglBindAPI(EGL_OPENGL_API);
  if (!eglChooseConfig(d, want, &config, 1, &n) || !n) return error = "no OpenGL here: EGL offers no configuration", false;
  const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  EGLContext c = eglCreateContext(d, config, EGL_NO_CONTEXT, version);
  if (c == EGL_NO_CONTEXT || !eglMakeCurrent(d, EGL_NO_SURFACE, EGL_NO_SURFACE, c)) return error = "no OpenGL 3.3 here", false;
  context_ = c;
  if (!gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress))) return error = "no OpenGL 3.3 functions here", false;
  GLint most = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  if (w > most || h > most) return error = "the picture is too large for this OpenGL: at most " + std::to_string(most) + " pixels a side", false;
  GLuint frame = 0, colour = 0;
  glGenFramebuffers(1, &frame);
  glBindFramebuffer(GL_FRAMEBUFFER, frame);
  glGenRenderbuffers(1, &colour);
  glBindRenderbuffer(GL_RENDERBUFFER, colour);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, w, h);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) return error = "OpenGL cannot draw into a picture of this size", false;
  backend_ = ImGui_ImplOpenGL3_Init("#version 330");
  if (!backend_) return error = "Dear ImGui's OpenGL backend cannot start", false;
  return true;
}

Offscreen::~Offscreen() {
  if (backend_) ImGui_ImplOpenGL3_Shutdown();
  if (context_) {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
  }
  if (display_) eglTerminate(display_);
}

#else

bool Offscreen::open(int, int, std::string& error) { return error = "this build has no EGL, so it cannot draw without a window", false; }
Offscreen::~Offscreen() = default;

#endif

void Offscreen::fonts_changed() {
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void Offscreen::begin_frame() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(w_), static_cast<float>(h_));
  io.DeltaTime = 1.f / 60.f;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
}

void Offscreen::end_frame() {
  ImGui::Render();
  ImVec4 back = ui::tone_vec(ui::Tone::Back);
  glViewport(0, 0, w_, h_);
  glClearColor(back.x, back.y, back.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glFinish();
}

bool Offscreen::save_png(const std::string& path, std::string& error) {
  std::vector<unsigned char> pixels(static_cast<size_t>(w_) * h_ * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, w_, h_, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  return write_png(path, w_, h_, pixels.data(), error);
}

bool write_png(const std::string& path, int w, int h, const unsigned char* pixels, std::string& error) {
  stbi_flip_vertically_on_write(1);
  return stbi_write_png(path.c_str(), w, h, 3, pixels, w * 3) || (error = "cannot write " + path, false);
}

}  // namespace innards::app
