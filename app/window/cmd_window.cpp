// innards open: the window. GLFW and OpenGL 3.3; sleeps while nothing changes.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>

#include <cctype>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "backends/imgui_impl_glfw.h"
#include "backends/imgui_impl_opengl3.h"
#include "commands.h"
#include "data_files.h"
#include "kit/text_field.h"
#include "pictures.h"
#include "screen.h"
#include "typed_queue.h"
#include "window/desk.h"
#include "window/font_lookup.h"
#include "window/offscreen.h"
#include "window/writing.h"

namespace innards::app {
namespace {

struct Window {
  GLFWwindow* handle = nullptr;
  Desk desk;
  int awake = 4;         // frames to draw before sleeping again
  ui::TypedQueue typed;
  bool typed_waits = false;  // for a frame
  std::string transcript;
  uint64_t told_step = UINT64_MAX;
  double told_at = 0;        // in seconds
  std::string told;      // the transcript's last screen
};

Window& of(GLFWwindow* w) { return *static_cast<Window*>(glfwGetWindowUserPointer(w)); }

const char* key_name(int key) {
  switch (key) {
    case GLFW_KEY_RIGHT: return "Right";
    case GLFW_KEY_LEFT: return "Left";
    case GLFW_KEY_UP: return "Up";
    case GLFW_KEY_DOWN: return "Down";
    case GLFW_KEY_HOME: return "Home";
    case GLFW_KEY_END: return "End";
    case GLFW_KEY_PAGE_UP: return "PageUp";
    case GLFW_KEY_PAGE_DOWN: return "PageDown";
    case GLFW_KEY_BACKSPACE: return "Backspace";
    case GLFW_KEY_SPACE: return "Space";
    case GLFW_KEY_ESCAPE: return "Escape";
    case GLFW_KEY_TAB: return "Tab";
    case GLFW_KEY_ENTER: case GLFW_KEY_KP_ENTER: return "Enter";
    case GLFW_KEY_EQUAL: case GLFW_KEY_KP_ADD: return "+";
    case GLFW_KEY_MINUS: case GLFW_KEY_KP_SUBTRACT: return "-";
    default: return nullptr;
  }
}

// The command key that a key stands for; nothing where what it types comes as a character.
std::optional<ui::KeyPress> command_key(int key, int scancode, int mods) {
  ui::KeyPress k;
  k.ctrl = mods & GLFW_MOD_CONTROL;
  k.shift = mods & GLFW_MOD_SHIFT;
  k.alt = mods & GLFW_MOD_ALT;
  if (const char* name = key_name(key)) {
    k.key = name;
    if ((k.key == "+" || k.key == "-") && !k.ctrl) return {};
  } else if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) {
    k.key = "F" + std::to_string(key - GLFW_KEY_F1 + 1);
  } else if (const char* name = glfwGetKeyName(key, scancode)) {
    // What the key types on this keyboard; signs come as characters instead.
    if (!std::isalnum(static_cast<unsigned char>(name[0])) || name[1]) return {};
    k.key = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  } else {
    return {};
  }
  return k;
}

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

void on_key(GLFWwindow* w, int key, int scancode, int action, int mods) {
  ui::TypedEvent e;
  e.kind = action == GLFW_PRESS ? ui::TypedEvent::Kind::Press : action == GLFW_RELEASE ? ui::TypedEvent::Kind::Release : ui::TypedEvent::Kind::Repeat;
  e.key = key;
  e.scancode = scancode;
  e.mods = mods;
  e.types = !(mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) && key >= GLFW_KEY_SPACE && key < GLFW_KEY_ESCAPE;
  e.modifier = is_modifier(key);
  if (action != GLFW_RELEASE) e.command = command_key(key, scancode, mods);
  of(w).typed.push(std::move(e));
}

void on_char(GLFWwindow* w, unsigned c) {
  ui::TypedEvent e;
  e.kind = ui::TypedEvent::Kind::Character;
  e.character = c;
  if (c < 128 && std::strchr("?/[].,", static_cast<int>(c))) e.command.emplace().key = static_cast<char>(c);
  of(w).typed.push(std::move(e));
}

// Hands Dear ImGui and the screen what has been typed, as much of it as one frame can take. A key that acts in a text field
// may close it, which Dear ImGui knows a frame later: until then what follows would be taken for text.
void feed_typed(Window& win) {
  if (std::exchange(win.typed_waits, false)) return;
  if (!win.typed.empty() && ui::field_is_coming()) {
    win.awake = 3;
    return;
  }
  for (ui::TypedEvent& e : win.typed.take(ImGui::GetIO().WantTextInput, IMGUI_VERSION_NUM >= 18700)) {
    if (e.kind == ui::TypedEvent::Kind::Character) ImGui_ImplGlfw_CharCallback(win.handle, e.character);
    else ImGui_ImplGlfw_KeyCallback(win.handle, e.key, e.scancode, e.kind == ui::TypedEvent::Kind::Press ? GLFW_PRESS : e.kind == ui::TypedEvent::Kind::Release ? GLFW_RELEASE : GLFW_REPEAT, e.mods);
    if (e.command) win.desk.ui.key_queue.push_back(*e.command);
    win.typed_waits = ImGui::GetIO().WantTextInput && ui::acts(e);
    win.awake = 3;
  }
}

void on_drop(GLFWwindow* w, int count, const char** paths) {
  if (count > 0) of(w).desk.open(paths[0], "");
}

void on_scale(GLFWwindow* w, float x, float) {
  of(w).desk.ui.settings.monitor_scale = x;
  of(w).desk.ui.wants_fonts = true;
}

void load(Window& win) {
  ui::Ui& ui = win.desk.ui;
  ui.wants_fonts = false;
  ui::load_fonts(win.desk.fonts, ui.scale(), ui::text_in_use(ui));
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

// What has just been drawn, as a PNG, when that is wanted.
void take_picture(Window& win, int w, int h) {
  Desk& desk = win.desk;
  if (desk.wanted_picture.path.empty() || desk.wanted_picture.frames-- > 0) return;
  const ui::PixelRect r = ui::picture_part(desk.ui, desk.wanted_picture.panel, w, h, ImGui::GetIO().DisplayFramebufferScale);
  std::vector<unsigned char> pixels(static_cast<size_t>(r.w) * static_cast<size_t>(r.h) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(r.x, r.y, r.w, r.h, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  std::string error;
  if (write_png(desk.wanted_picture.path, r.w, r.h, pixels.data(), error)) desk.ui.note = ui::tr(ui::Word::Written) + desk.wanted_picture.path;
  else desk.ui.problem = cannot_write(desk.wanted_picture.path);
  desk.wanted_picture = {};
  win.awake = 3;
}

void frame(Window& win, double seconds) {
  if (win.desk.ui.wants_fonts) load(win);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  feed_typed(win);
  ImGui::NewFrame();
  ui::draw_screen(win.desk.ui, seconds);
  ImGui::Render();
  int w, h;
  glfwGetFramebufferSize(win.handle, &w, &h);
  ImVec4 back = ui::tone_vec(ui::Tone::Back);
  glViewport(0, 0, w, h);
  glClearColor(back.x, back.y, back.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  take_picture(win, w, h);
  glfwSwapBuffers(win.handle);
}

// The text twin of the window, again each time it says something else. While work is under way, or keys wait for their
// frame, the screen does not stand yet; a step is told all the same, and each second something, for work may never end.
void tell(Window& win) {
  ui::Ui& ui = win.desk.ui;
  if (win.transcript.empty() || !ui.view || win.awake > 1 || !win.typed.empty() || !ui.key_queue.empty()) return;
  const double now = glfwGetTime();
  if (ui::screen_is_busy(ui) && win.told_step == ui.view->cursor() && now - win.told_at < 1) return;
  win.told_step = ui.view->cursor();
  win.told_at = now;
  std::string text = ui::screen_text(ui) + "\n";
  if (text == win.told) return;
  win.told = text;
  FILE* out = win.transcript == "-" ? stdout : std::fopen(win.transcript.c_str(), "ab");
  if (!out) return;
  std::fwrite(text.data(), 1, text.size(), out);
  std::fflush(out);
  if (out != stdout) std::fclose(out);
}

void loop(Window& win) {
  double last = glfwGetTime(), watched = last;
  while (!glfwWindowShouldClose(win.handle) && !win.desk.wants_to_quit) {
    if (ui::screen_is_busy(win.desk.ui) || win.awake > 0 || !win.typed.empty() || !win.desk.wanted_picture.path.empty()) {
      glfwPollEvents();
      if (win.awake > 0) --win.awake;
    } else {
      // Wakes by itself only to look whether the program's file has changed.
      double before = glfwGetTime();
      glfwWaitEventsTimeout(1.0);
      if (glfwGetTime() - before < 0.99) win.awake = 3;
    }
    double now = glfwGetTime();
    if (now - watched > 1) win.desk.watch_file(), win.desk.keep_edits(), watched = now;
    frame(win, now - last);
    tell(win);
    last = now;
  }
}

// As large as it is designed for, where the screen has room for that.
ImVec2 first_size() {
  float width = 1440, height = 900;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    int x = 0, y = 0, w = 0, h = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &w, &h);
    if (w > 0 && h > 0) width = std::min(width, static_cast<float>(w)), height = std::min(height, static_cast<float>(h));
  }
  return ImVec2(width, height);
}

bool start(Window& win, std::string& error) {
  glfwSetErrorCallback([](int, const char*) {});
  if (!glfwInit()) return error = "no display here (GLFW cannot start)", false;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  const ImVec2 size = first_size();
  win.handle = glfwCreateWindow(static_cast<int>(size.x), static_cast<int>(size.y), "Innards", nullptr, nullptr);
  if (!win.handle) return error = "no OpenGL 3.3 on this display", false;
  glfwMakeContextCurrent(win.handle);
  if (!gladLoadGL(reinterpret_cast<GLADloadfunc>(glfwGetProcAddress))) return error = "no OpenGL 3.3 functions on this display", false;
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(win.handle, &win);
  // Ours first: Dear ImGui's callbacks call the ones they find.
  glfwSetDropCallback(win.handle, on_drop);
  glfwSetWindowContentScaleCallback(win.handle, on_scale);
  glfwSetWindowFocusCallback(win.handle, [](GLFWwindow* w, int focused) {
    if (!focused) of(w).desk.keep_edits();
  });
  glfwSetWindowRefreshCallback(win.handle, [](GLFWwindow* w) { of(w).awake = 3; });
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(win.handle, true);
  // In the place of Dear ImGui's: what is typed comes to it from the queue.
  glfwSetKeyCallback(win.handle, on_key);
  glfwSetCharCallback(win.handle, on_char);
  if (!ImGui_ImplOpenGL3_Init("#version 330")) return error = "Dear ImGui's OpenGL backend cannot start", false;
  return true;
}

}  // namespace

int cmd_window(const WindowArgs& args) {
  Window win;
  std::string error;
  Desk& desk = win.desk;
  auto fail = [&](const std::string& text, int status) {
    std::fprintf(stderr, "%s%s\n", text.find('\n') == std::string::npos ? "innards: " : "", text.c_str());
    return status;
  };
  if (!desk.use_layout("run", error)) return fail(error, 2);
  desk.load_settings();
  if (!args.layout.empty() && !desk.use_layout(args.layout, error)) return fail(error, 2);
  desk.use_theme(args.theme);       // empty: as kept
  desk.use_language(args.language);
  if (args.scale != 0 && (args.scale < 0.5f || args.scale > 4)) return fail("--scale is from 0.5 to 4", 2);
  desk.interactive = desk.has_screen = desk.from_command_line = true;
  if (args.file.empty()) {
    // Nothing named: the first lesson, or the first example where there are no lessons.
    std::vector<LessonEntry> lessons = desk.lessons();
    if (lessons.empty() || !desk.open_lesson(lessons[0].name)) {
      if (!desk.open_file(find_data("assets/programs/fib.py"), {}, error)) return fail(error, 2);
    }
  } else if (!desk.open_file(args.file, args.argv, error)) {
    return fail(error, 2);
  }
  if (!start(win, error)) {
    glfwTerminate();
    return fail(error + "; `innards offscreen` writes pictures and a transcript instead", 1);
  }
  float x = 1, y = 1;
  glfwGetWindowContentScale(win.handle, &x, &y);
  desk.ui.settings.monitor_scale = args.scale != 0 ? args.scale : x;
  desk.fonts = find_fonts();
  win.transcript = args.transcript;
  desk.ui.text_waits = false;
  load(win);
  for (const std::string& s : ui::font_complaints()) std::fprintf(stderr, "innards: %s\n", s.c_str()), desk.ui.problem = s;
  glfwSetWindowTitle(win.handle, ("Innards: " + desk.ui.view->title()).c_str());
  loop(win);
  desk.save_settings();
  desk.keep();
  desk.keep_edits();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(win.handle);
  glfwTerminate();
  return 0;
}

}  // namespace innards::app
