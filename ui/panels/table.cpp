// Object table: the objects of the moment as rows that can be sorted and searched.
#include "kit/table.h"
#include "kit/text_field.h"

#include <algorithm>


namespace innards::ui {
namespace {

int g_sort = -1;
bool g_descending = false;

std::vector<Column> columns() {
  return {{" ", 16}, {tr(Word::Id), 92, false, 2}, {tr(Word::Type), 120}, {tr(Word::Value), 0}, {tr(Word::Refs), 64, true}, {tr(Word::Size), 64, true, 1}};
}

bool contains(const std::string& s, const std::string& part) {
  return std::search(s.begin(), s.end(), part.begin(), part.end(), [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); }) != s.end();
}

std::vector<const ObjectRow*> shown(Ui& ui) {
  std::vector<const ObjectRow*> out;
  for (const ObjectRow& o : ui.view->moment().objects) {
    if (ui.table_filter.empty() || contains(o.value.text, ui.table_filter) || contains(o.value.type, ui.table_filter) || contains(hex_id(o.value.id), ui.table_filter)) out.push_back(&o);
  }
  auto by = [&](auto key) {
    std::stable_sort(out.begin(), out.end(), [&](const ObjectRow* a, const ObjectRow* b) { return g_descending ? key(*b) < key(*a) : key(*a) < key(*b); });
  };
  if (g_sort == 1) by([](const ObjectRow& o) { return o.value.id; });
  if (g_sort == 2) by([](const ObjectRow& o) { return o.value.type; });
  if (g_sort == 3) by([](const ObjectRow& o) { return o.value.text; });
  if (g_sort == 4) by([](const ObjectRow& o) { return o.value.refcount; });
  if (g_sort == 5) by([](const ObjectRow& o) { return o.size; });
  return out;
}

}  // namespace

void draw_Table(Ui& ui) {
  if (!ui.view) return;
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(4)));
  ImGui::SetNextItemWidth(px(220));
  text_field("##filter", tr(Word::Filter), ui.table_filter);
  int pressed = -1;
  auto cols = columns();
  auto edges = table_head(cols, g_sort, g_descending, &pressed);
  if (pressed > 0) {
    if (g_sort == pressed && g_descending) g_sort = -1, g_descending = false;
    else if (g_sort == pressed) g_descending = true;
    else g_sort = pressed, g_descending = false;
  }
  auto rows = shown(ui);
  float h = line_height();
  begin_area("rows", ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), h);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ObjectRow& o = *rows[i];
      Link link;
      link.object = o.value.id;
      Row row = begin_row(ui, h, link);
      if (row.clicked) ui.select_object(o.value.id);
      change_mark(edges[0], row.rect.y, h, o.change);
      cell(edges, cols, 1, row, Face::MonoSmall, Tone::Dim, hex_id(o.value.id));
      cell(edges, cols, 2, row, Face::Sans, o.garbage ? Tone::Gone : Tone::Text, o.garbage ? o.value.type + "  " + tr(Word::Garbage) : o.value.type);
      cell(edges, cols, 3, row, Face::Mono, tone_of_type(o.value.type.c_str()), o.value.text);
      bool changed = o.refcount_before && o.refcount_before != o.value.refcount;
      cell(edges, cols, 4, row, Face::Mono, changed ? Tone::Changed : Tone::Text, o.value.is_static ? "∞" : (changed ? "~" : "") + std::to_string(o.value.refcount));
      cell(edges, cols, 5, row, Face::Mono, Tone::Text, std::to_string(o.size));
    }
  }
  clipper.End();
  more_row(ui.view->moment().objects_left_out);
  ImGui::EndChild();
}

std::string text_Table(Ui& ui) {
  std::string out = "  " + pad("id", 16) + pad("type", 18) + pad_left("refs", 8) + pad_left("size", 8) + "  value\n";
  for (const ObjectRow* o : shown(ui)) {
    out += std::string(sign_of(o->change)) + " " + pad(hex_id(o->value.id), 16) + pad(o->value.type, 18) + pad_left(o->value.is_static ? tr(Word::Static) : std::to_string(o->value.refcount), 8) + pad_left(std::to_string(o->size), 8) + "  " + o->value.text + (o->value.cut ? "..." : "") + (o->garbage ? std::string("  ") + tr(Word::Garbage) : "") + "\n";
  }
  if (ui.view->moment().objects_left_out) out += "  ... " + std::to_string(ui.view->moment().objects_left_out) + " more\n";
  return out;
}

}  // namespace innards::ui
