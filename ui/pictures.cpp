#include "pictures.h"

#include <algorithm>
#include <cmath>

#include "kit/drawing.h"
#include "kit/menu_keys.h"
#include "kit/rows.h"
#include "boxes.h"

namespace innards::ui {
namespace {

bool ends_with(const std::string& text, const std::string& end) { return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0; }

std::string title_of(const Ui& ui, Panel p) {
  return ui.view->title() + "  " + panel_title(p) + "  " + tr(Word::Step) + " " + grouped(ui.view->cursor()) + "  " + ui.view->python_version();
}

// fib.objects-120.svg: beside the program, and another file for another step.
std::string path_for(Ui& ui, Panel p, PictureKind kind) {
  return ui.host->beside_program() + "." + (p == Panel::kCount ? "window" : panel_row(p).id) + "-" + std::to_string(ui.view->cursor()) + picture_ending(kind);
}

void write_choice(Ui& ui, Panel p, PictureKind kind) {
  const std::string path = path_for(ui, p, kind);
  std::string error;
  ui.picture_box = false;
  ui.problem.clear();
  ui.note.clear();
  // The window says itself when the frame has been written.
  if (kind == PictureKind::Png) {
    if (!ui.host->take_picture(path, p, error)) ui.problem = error;
  } else if (save_drawing(ui, p, path, error)) {
    ui.note = tr(Word::Written) + path;
  } else {
    ui.problem = error;
  }
}

void choice_row(Ui& ui, Panel p, const std::vector<PictureKind>& kinds) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float h = line_height() + px(2);
  const char* title = p == Panel::kCount ? tr(Word::WholeWindow) : panel_title(p);
  row_text_fit(at.x + px(4), at.y, h, Face::Sans, Tone::Text, title, px(230));
  float x = at.x + px(240);
  for (PictureKind kind : kinds) {
    const std::string ending = std::string(picture_ending(kind)).substr(1);
    const bool pressed = menu_chosen(ui, title + (" " + ending));
    const std::string label = menu_sign(ui.menu_entries.size()) + " " + ending;
    const Rect r{x, at.y + px(1), text_width(Face::Mono, label) + px(14), h - px(2)};
    const bool over = mouse_in(r);
    if (over) fill(r, tone(Tone::AccentSoft), px(4));
    frame_rect(r, tone(over ? Tone::Accent : Tone::Outline), px(4));
    row_text(r.x + px(7), at.y, h, Face::Mono, over ? Tone::Accent : Tone::Text, label);
    if (over) tooltip(path_for(ui, p, kind));
    if (pressed || (over && ImGui::IsMouseClicked(0))) write_choice(ui, p, kind);
    x += r.w + px(8);
  }
  ImGui::Dummy(ImVec2(1, h));
}

}  // namespace

const std::vector<Panel>& drawn_panels() {
  static const std::vector<Panel> kPanels = {Panel::Objects, Panel::Blocks, Panel::Tree};
  return kPanels;
}

bool panel_drawing(Ui& ui, Panel p, Drawing& out) {
  if (!ui.view) return false;
  ui.update_rows();
  out = Drawing();
  out.title = title_of(ui, p);
  switch (p) {
    case Panel::Objects: return drawing_Objects(ui, out);
    case Panel::Blocks: return drawing_Blocks(ui, out);
    case Panel::Tree: return drawing_Tree(ui, out);
    default: return false;
  }
}

PictureKind picture_kind(const std::string& path) {
  for (PictureKind kind : {PictureKind::Png, PictureKind::Svg, PictureKind::Dot})
    if (ends_with(path, picture_ending(kind))) return kind;
  return PictureKind::Unknown;
}

const char* picture_ending(PictureKind kind) {
  switch (kind) {
    case PictureKind::Png: return ".png";
    case PictureKind::Svg: return ".svg";
    case PictureKind::Dot: return ".dot";
    default: return "";
  }
}

bool save_drawing(Ui& ui, Panel p, const std::string& path, std::string& error) {
  Drawing drawing;
  if (!panel_drawing(ui, p, drawing)) return error = tr(Word::NoDrawing), false;
  return ui.host->save_file(path, picture_kind(path) == PictureKind::Dot ? dot_text(drawing) : svg_text(drawing), error);
}

PixelRect picture_part(Ui& ui, Panel p, int w, int h, ImVec2 scale) {
  const bool alone = p != Panel::kCount && ui.layout.maximised == Panel::kCount;
  const Tile* tile = alone ? find_tile(ui.layout.root, p) : nullptr;
  if (!tile) return {0, 0, w, h};
  const Rect& r = tile->rect;
  auto pixel = [](float at, int most) { return std::clamp(static_cast<int>(std::lround(at)), 0, most); };
  const int left = pixel(r.x * scale.x, w), right = pixel((r.x + r.w) * scale.x, w), top = pixel(r.y * scale.y, h), bottom = pixel((r.y + r.h) * scale.y, h);
  return {left, h - bottom, right - left, bottom - top};
}

void draw_picture_box(Ui& ui) {
  if (!ui.view || !ui.host) return;
  begin_overlay("picture", 480);
  heading(tr(Word::PictureOf));
  choice_row(ui, Panel::kCount, {PictureKind::Png});
  for (Panel p : drawn_panels())
    choice_row(ui, p, on_screen(ui.layout, p) ? std::vector<PictureKind>{PictureKind::Png, PictureKind::Svg, PictureKind::Dot} : std::vector<PictureKind>{PictureKind::Svg, PictureKind::Dot});
  for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
    const Panel p = static_cast<Panel>(i);
    bool drawn = false;
    for (Panel d : drawn_panels()) drawn |= d == p;
    if (!drawn && on_screen(ui.layout, p)) choice_row(ui, p, {PictureKind::Png});
  }
  if (ImGui::SmallButton(tr(Word::Close)) || ui.menu_key < 0) ui.picture_box = false;
  ImGui::End();
}

}  // namespace innards::ui
