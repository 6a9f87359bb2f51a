// The screen without a window, for tests: frames are drawn into lists, the mouse and keys are fed by hand.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "example_programs.h"
#include "fonts.h"
#include "screen.h"

namespace innards::ui {

struct HeadlessScreen {
  explicit HeadlessScreen(float w = 1440, float h = 900, float scale = 1) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.DisplaySize = ImVec2(w, h);
    io.DeltaTime = 1.f / 60.f;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    load_fonts(FontFiles(), scale, "");
#if IMGUI_VERSION_NUM >= 19200
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
    unsigned char* pixels;
    int tw, th;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &tw, &th);
#endif
    std::string error;
    EXPECT_TRUE(read_layout(read_file(INNARDS_SOURCE_DIR "/assets/layouts/run.json"), ui.layout, error)) << error;
    ui.settings.monitor_scale = scale;
  }
  ~HeadlessScreen() {
#if IMGUI_VERSION_NUM >= 19200
    for (ImTextureData* t : ImGui::GetPlatformIO().Textures) t->SetTexID(ImTextureID_Invalid), t->SetStatus(ImTextureStatus_Destroyed);
#endif
    ImGui::DestroyContext();
  }
  void frame() {
    ImGui::NewFrame();
    draw_screen(ui, 1.0 / 60);
    ImGui::Render();
#if IMGUI_VERSION_NUM >= 19200
    for (ImTextureData* t : ImGui::GetPlatformIO().Textures) {
      if (t->Status == ImTextureStatus_WantCreate || t->Status == ImTextureStatus_WantUpdates) t->SetTexID(static_cast<ImTextureID>(1)), t->SetStatus(ImTextureStatus_OK);
      else if (t->Status == ImTextureStatus_WantDestroy) t->SetTexID(ImTextureID_Invalid), t->SetStatus(ImTextureStatus_Destroyed);
    }
#endif
  }
  void frames(int n) { while (n--) frame(); }
  void click(float x, float y) {
    feed_mouse_position(x, y);
    frame();
    feed_mouse_button(0, true);
    frame();
    feed_mouse_button(0, false);
    frame();
  }
  void press(const char* key, bool ctrl = false, bool shift = false) {
    KeyPress k;
    k.key = key;
    k.ctrl = ctrl;
    k.shift = shift;
    ui.key_queue.push_back(k);
    frame();
  }
  Ui ui;
};

}  // namespace innards::ui
