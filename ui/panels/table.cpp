// Object table: the objects of the moment as rows that can be sorted and searched.
#include "panels/table.h"

#include <algorithm>
#include <optional>

#include "boxes.h"
#include "kit/table.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

int g_sort = -1;
bool g_descending = false;

std::vector<Column> columns(const Ui& ui) {
  std::vector<Column> all = {{" ", 16}, {tr(Word::Id), 92, false, 2}, {tr(Word::Type), 120}, {tr(Word::Value), 0}, {tr(Word::Refs), 64, true}, {tr(Word::Size), 64, true, 1}, {tr(Word::Age), 72, true, 3}};
  if (!ui.session) all.pop_back();   // a trace does not tell
  return all;
}

// Looked for from the moment on that somebody sees the table.
void look_for_ages(Ui& ui) {
  if (ui.session && !ui.ages.births) ui.ages.births = ui.session->births();
}

// The step that made it, where that is known.
std::optional<uint64_t> made_at(const Ui& ui, ObjectId object) { return ui.ages.births ? ui.ages.births->made(object, ui.rows.cursor) : std::nullopt; }

// In steps; what was there before the program began is older than all.
std::string age_text(const Ui& ui, ObjectId object) {
  if (!ui.ages.births) return {};
  if (const std::optional<uint64_t> made = made_at(ui, object)) return grouped(ui.rows.cursor - *made);
  return ui.ages.births->known_to() < ui.rows.cursor ? ui.ages.open() ? "..." : "?" : tr(Word::BeforeRun);
}

std::string age_tip(const Ui& ui, ObjectId object) {
  if (const std::optional<uint64_t> made = made_at(ui, object)) return with_text(Word::AgeTip, grouped(*made));
  return tr(age_text(ui, object) == tr(Word::BeforeRun) ? Word::BeforeTip : Word::Searching);
}

std::vector<const ObjectRow*> left_by_filter(Ui& ui) {
  std::vector<const ObjectRow*> out;
  for (const ObjectRow& o : ui.view->moment().objects) {
    if (ui.table_filter.empty() || matches(o.value.text, ui.table_filter) || matches(o.value.type, ui.table_filter) || matches(hex_id(o.value.id), ui.table_filter)) out.push_back(&o);
  }
  return out;
}

std::vector<const ObjectRow*> shown(Ui& ui) {
  std::vector<const ObjectRow*> out = left_by_filter(ui);
  auto by = [&](auto key) {
    std::stable_sort(out.begin(), out.end(), [&](const ObjectRow* a, const ObjectRow* b) { return g_descending ? key(*b) < key(*a) : key(*a) < key(*b); });
  };
  if (g_sort == 1) by([](const ObjectRow& o) { return o.value.id; });
  if (g_sort == 2) by([](const ObjectRow& o) { return o.value.type; });
  if (g_sort == 3) by([](const ObjectRow& o) { return o.value.text; });
  if (g_sort == 4) by([](const ObjectRow& o) { return o.value.refcount; });
  if (g_sort == 5) by([](const ObjectRow& o) { return o.size; });
  if (g_sort == 6) by([&](const ObjectRow& o) { const auto made = made_at(ui, o.value.id); return made ? ui.rows.cursor - *made : UINT64_MAX; });
  return out;
}

}  // namespace

size_t rows_of_table(Ui& ui) { return left_by_filter(ui).size(); }

void draw_Table(Ui& ui) {
  if (!ui.view) return;
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(4)));
  ImGui::SetNextItemWidth(px(220));
  text_field("##filter", tr(Word::Filter), ui.table_filter);
  int pressed = -1;
  auto cols = columns(ui);
  auto edges = table_head(cols, g_sort, g_descending, &pressed);
  if (pressed > 0) {
    if (g_sort == pressed && g_descending) g_sort = -1, g_descending = false;
    else if (g_sort == pressed) g_descending = true;
    else g_sort = pressed, g_descending = false;
  }
  look_for_ages(ui);
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
      if (ui.session && row.hovered && ImGui::GetMousePos().x >= edges[6]) tooltip(age_tip(ui, o.value.id));
      if (ui.session) cell(edges, cols, 6, row, Face::Mono, Tone::Dim, age_text(ui, o.value.id));
    }
  }
  clipper.End();
  more_row(ui.view->moment().objects_left_out);
  ImGui::EndChild();
}

std::string text_Table(Ui& ui) {
  const size_t age_width = ui.session ? 12 : 0;   // a trace does not tell
  std::string out = "  " + pad("id", 16) + pad("type", 18) + pad_left("refs", 8) + pad_left("size", 8) + pad_left(age_width ? "age" : "", age_width) + "  value\n";
  look_for_ages(ui);
  while (ui.text_waits && ui.ages.open()) ui.ages.done = ui.ages.births->work(1000);
  for (const ObjectRow* o : shown(ui)) {
    out += std::string(sign_of(o->change)) + " " + pad(hex_id(o->value.id), 16) + pad(o->value.type, 18) + pad_left(o->value.is_static ? tr(Word::Static) : std::to_string(o->value.refcount), 8) + pad_left(std::to_string(o->size), 8) + pad_left(age_text(ui, o->value.id), age_width) + "  " + o->value.text + (o->value.cut ? "..." : "") + (o->garbage ? std::string("  ") + tr(Word::Garbage) : "") + "\n";
  }
  if (ui.view->moment().objects_left_out) out += "  ... " + std::to_string(ui.view->moment().objects_left_out) + " more\n";
  return out;
}

void sort_table(Ui& ui) {
  bring_up(ui.layout, Panel::Table);
  const int last = static_cast<int>(columns(ui).size()) - 1;
  if (g_sort > 0 && !g_descending) g_descending = true;
  else g_sort = g_sort >= last ? -1 : std::max(g_sort, 0) + 1, g_descending = false;
}

}  // namespace innards::ui
