// Every panel on every example program at five moments and two sizes, drawn without a window; each text twin must be the same
// whether its moment was reached forwards, backwards, or by one far seek.
#include <gtest/gtest.h>

#include "example_programs.h"
#include "fonts.h"
#include "recorded.h"
#include "screen.h"
#include "session/session.h"

using namespace innards;
using namespace innards::ui;

namespace {

void draw(Ui& ui, float w, float h, float scale) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = io.LogFilename = nullptr;
  io.DisplaySize = ImVec2(w, h);
  io.DeltaTime = 1.f / 60.f;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ui.settings.monitor_scale = scale;
  load_fonts(FontFiles(), scale, "");
#if IMGUI_VERSION_NUM < 19200
  unsigned char* pixels;
  int tw, th;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &tw, &th);
#else
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
  for (int p = 0; p < static_cast<int>(Panel::kCount); ++p) {
    bring_up(ui.layout, static_cast<Panel>(p));
    ImGui::NewFrame();
    draw_screen(ui, 1.0 / 60);
    ImGui::Render();
  }
#if IMGUI_VERSION_NUM >= 19200
  for (ImTextureData* t : ImGui::GetPlatformIO().Textures) t->SetTexID(ImTextureID_Invalid), t->SetStatus(ImTextureStatus_Destroyed);
#endif
  ImGui::DestroyContext();
}

// The twins that speak of the moment alone.
std::string twins(Ui& ui) {
  std::string out;
  for (Panel p : {Panel::Source, Panel::Tokens, Panel::Tree, Panel::Scopes, Panel::Blocks, Panel::Bytecode, Panel::Constants, Panel::Handlers, Panel::Frames, Panel::ValueStack, Panel::ThisStep, Panel::Objects, Panel::Table, Panel::Bytes, Panel::Dict, Panel::Type, Panel::Lookup, Panel::References, Panel::Console}) {
    out += std::string("== ") + panel_row(p).id + "\n" + panel_text(ui, p);
  }
  return out;
}

}  // namespace

class UiPrograms : public testing::TestWithParam<std::string> {};

TEST_P(UiPrograms, EveryPanelAtFiveMomentsAndTwoSizes) {
  const std::unique_ptr<Session> session = recorded(read_example(GetParam()), GetParam());
  ASSERT_TRUE(session);
  Ui ui;
  ui.view = ui.session = session.get();
  std::string problem;
  ASSERT_TRUE(read_layout(read_file(INNARDS_SOURCE_DIR "/assets/layouts/run.json"), ui.layout, problem)) << problem;
  uint64_t last = session->last_step();
  ASSERT_GT(last, 0u);
  std::vector<uint64_t> moments = {0, last / 4, last / 2, last - last / 4, last};
  std::vector<std::string> forward;
  for (uint64_t at : moments) {
    session->seek(at);
    ui.refresh();
    const Moment& m = session->moment();
    ui.selected.object = m.frames.empty() || m.frames.back().locals.empty() ? 0 : m.frames.back().locals.back().value.id;
    forward.push_back(twins(ui));
    draw(ui, 1440, 900, 1);
    draw(ui, 2880, 1800, 2);
    EXPECT_EQ(session->cursor(), at);
  }
  for (size_t i = moments.size(); i-- > 0;) {
    session->seek(moments[i]);
    ui.refresh();
    const Moment& m = session->moment();
    ui.selected.object = m.frames.empty() || m.frames.back().locals.empty() ? 0 : m.frames.back().locals.back().value.id;
    EXPECT_EQ(twins(ui), forward[i]) << "at step " << moments[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, UiPrograms, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });
