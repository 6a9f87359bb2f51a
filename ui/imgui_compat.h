// The few places where Dear ImGui 1.86 (Debian 12) and later versions up to 1.92 differ, under one name each.
// It stands apart so that no other file asks for a version number. Keys are not here: they come through ui/keys.h, because
// 1.86 knows only 22 of them by name.
#pragma once

#include "imgui.h"
#include "imgui_stdlib.h"

namespace innards::ui {

// Makes `font` current, at the size it was baked for.
inline void push_font(ImFont* font, [[maybe_unused]] float size) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font, size);
#else
  ImGui::PushFont(font);
#endif
}

// Where a line of text of `size` pixels breaks so that it is at most `width` wide.
inline const char* wrap_position(ImFont* font, float size, const char* s, const char* end, float width) {
#if IMGUI_VERSION_NUM >= 19200
  return font->CalcWordWrapPosition(size, s, end, width);
#else
  return font->CalcWordWrapPositionA(size / font->FontSize, s, end, width);
#endif
}

// Feeds the mouse, for tests and scripts without a window.
inline void feed_mouse_position(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMousePosEvent(x, y);
#else
  ImGui::GetIO().MousePos = ImVec2(x, y);
#endif
}
inline void feed_mouse_button(int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
  ImGui::GetIO().MouseDown[button] = down;
#endif
}
inline void feed_mouse_wheel(float y) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseWheelEvent(0, y);
#else
  ImGui::GetIO().MouseWheel += y;
#endif
}

// Whether a key of Dear ImGui's own list went down before this frame, for what a text field does with it.
inline bool key_pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(key);
#else
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
#endif
}

// Whether the backend has to be handed a font texture by hand (before 1.92 it does).
inline constexpr bool kManualFontTexture = IMGUI_VERSION_NUM < 19200;

// A child area with a fixed size and no border; the flags' place in the argument list is the same in all versions.
inline bool begin_area(const char* id, ImVec2 size, ImGuiWindowFlags flags = 0) { return ImGui::BeginChild(id, size, false, flags); }

}  // namespace innards::ui
