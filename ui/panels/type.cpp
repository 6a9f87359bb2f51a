// Type: what a class derives from, what fills its slots, what its namespace holds.
#include "kit/asked.h"
#include "kit/table.h"

namespace innards::ui {
namespace {

struct FillWords {
  const char* filled;
  Word word;
  bool names;   // the text has a place for the class that brought it
};
constexpr FillWords kFills[] = {{"own", Word::FillOwn, false}, {"inherited", Word::FillInherited, true}, {"python", Word::FillPython, true}, {"none", Word::FillNone, true}, {"class", Word::FillClass, false}};

std::string filled_text(const TypeSlotRow& s) {
  for (const FillWords& f : kFills)
    if (s.filled == f.filled) return f.names ? with_text(f.word, s.from_name) : tr(f.word);
  return "";
}

Tone tone_of_fill(const TypeSlotRow& s) { return s.filled == "python" ? Tone::Function : s.filled == "own" ? Tone::Text : Tone::Dim; }

// A class without the words around its name.
std::string class_name(const ValueRow& v) {
  const size_t from = v.text.find('\''), to = v.text.rfind('\'');
  return from == std::string::npos || to <= from ? v.text : v.text.substr(from + 1, to - from - 1);
}

// Classes beside each other, in as many rows as they need; a click selects one.
void draw_classes(Ui& ui, const std::vector<ValueRow>& classes, const char* between) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float left = p.x + px(18), right = p.x + ImGui::GetContentRegionAvail().x - px(10), h = line_height();
  float x = left, y = p.y;
  for (size_t i = 0; i < classes.size(); ++i) {
    const std::string name = class_name(classes[i]), gap = i + 1 < classes.size() ? between : "";
    const float w = text_width(Face::Mono, name);
    if (x > left && x + w > right) x = left, y += h;
    Link link;
    link.object = classes[i].id;
    const Rect r{x - px(2), y + px(1), std::min(w, right - x) + px(4), h - px(2)};
    if (ui.glows(link)) fill(r, tone(Tone::Hover), px(3));
    if (ui.is_selected(link)) frame_rect(r, tone(Tone::Accent), px(3));
    row_text_fit(x, y, h, Face::Mono, Tone::Class, name, right - x);
    if (hot(ui, r, link)) ui.selected.object = classes[i].id;
    x += w + px(5);
    if (x + text_width(Face::Mono, gap) > right) x = left, y += h;
    x += row_text(x, y, h, Face::Mono, Tone::Faint, gap) + px(5);
  }
  ImGui::Dummy(ImVec2(1, y + h - p.y));
}

void draw_relations(Ui& ui, const TypeRows& t) {
  heading(std::string(tr(Word::MroWord)) + "  ·  " + std::to_string(t.mro.size()));
  draw_classes(ui, t.mro, "→");
  heading(tr(Word::BasesWord));
  draw_classes(ui, t.bases, ",");
  if (!t.subclasses.empty()) {
    heading(std::string(tr(Word::SubclassesWord)) + "  ·  " + std::to_string(t.subclasses.size()));
    draw_classes(ui, t.subclasses, ",");
  }
  heading(tr(Word::Metatype));
  draw_classes(ui, {t.metatype}, "");
}

void draw_facts(Ui& ui, const TypeRows& t) {
  const std::vector<Column> cols = {{tr(Word::Field), 130}, {tr(Word::Value), 62, true}, {"", 0}};
  const std::vector<float> edges = table_head(cols);
  for (const TypeFactRow& f : t.facts) {
    const Row row = begin_row(ui, line_height(), Link());
    cell(edges, cols, 0, row, Face::Mono, Tone::Text, f.name);
    cell(edges, cols, 1, row, Face::Mono, Tone::Number, f.text);
    cell(edges, cols, 2, row, Face::Sans, Tone::Dim, tell(f.what));
  }
}

void draw_flags(Ui& ui, const TypeRows& t) {
  const std::vector<Column> cols = {{tr(Word::FlagsWord), 192}, {"", 0}};
  const std::vector<float> edges = table_head(cols);
  for (const TypeFlagRow& f : t.flags) {
    const Row row = begin_row(ui, line_height(), Link());
    cell(edges, cols, 0, row, Face::Mono, Tone::Text, f.name);
    cell(edges, cols, 1, row, Face::Sans, Tone::Dim, tell(f.what));
  }
}

// What a lesson points at is brought into sight once.
void mark_slot(Ui& ui, const Row& row, const std::string& slot, bool bring) {
  if (!ui.marked(0, "slot " + slot)) return;
  mark_ring(row.rect);
  if (bring) ImGui::SetScrollHereY(0.5f);
}

void draw_slots(Ui& ui, const TypeRows& t) {
  const bool bring = ui.follow(Panel::Type);
  heading(std::string(tr(Word::TypeSlots)) + "  ·  " + std::to_string(t.slots.size()));
  const std::vector<Column> cols = {{tr(Word::SlotWord), 148}, {tr(Word::MethodWord), 130, false, 1}, {tr(Word::FilledBy), 0}};
  const std::vector<float> edges = table_head(cols);
  for (const TypeSlotRow& s : t.slots) {
    Link link;
    link.object = s.function ? s.function : s.from;
    const Row row = begin_row(ui, line_height(), link);
    mark_slot(ui, row, s.slot, bring);
    if (!row.visible) continue;
    cell(edges, cols, 0, row, Face::Mono, Tone::Text, s.slot);
    cell(edges, cols, 1, row, Face::Mono, Tone::Dim, s.method);
    cell(edges, cols, 2, row, Face::Sans, tone_of_fill(s), filled_text(s));
    if (row.clicked) ui.selected.object = link.object;
  }
}

void draw_attributes(Ui& ui, const TypeRows& t) {
  heading(std::string(tr(Word::AttributesWord)) + "  ·  " + std::to_string(t.attributes.size()));
  const std::vector<Column> cols = {{" ", 16}, {tr(Word::Name), 130}, {tr(Word::Value), 0}, {"", 0, false, 1}};
  const std::vector<float> edges = table_head(cols);
  for (const TypeAttributeRow& a : t.attributes) {
    const Row row = begin_row(ui, line_height(), Link());
    if (!row.visible) continue;
    if (a.change != Change::Same) fill(row.rect, tone(soft_tone_of(a.change)));
    change_mark(edges[0], row.rect.y, row.rect.h, a.change);
    cell(edges, cols, 1, row, Face::Mono, Tone::Text, a.name);
    value_chip(ui, edges[2], row.rect.y, row.rect.h, edges[3] - edges[2] - px(8), a.value, false);
    cell(edges, cols, 3, row, Face::Sans, Tone::Dim, tell(a.what));
  }
}

}  // namespace

void draw_Type(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Type)) return placeholder(tr(Word::NotInTrace));
  const TypeRows t = asked_type(ui);
  if (!t.type.id) return placeholder(tr(Word::SelectForType));
  const ImVec2 p = ImGui::GetCursorScreenPos();
  value_chip(ui, p.x + px(10), p.y + px(3), line_height(), ImGui::GetContentRegionAvail().x - px(20), t.type);
  ImGui::Dummy(ImVec2(1, line_height() + px(5)));
  draw_relations(ui, t);
  draw_attributes(ui, t);
  draw_slots(ui, t);
  ImGui::Dummy(ImVec2(1, px(6)));
  draw_facts(ui, t);
  ImGui::Dummy(ImVec2(1, px(6)));
  draw_flags(ui, t);
}

namespace {

std::string names_of(const std::vector<ValueRow>& classes, const char* between) {
  std::string out;
  for (const ValueRow& v : classes) out += (out.empty() ? "" : between) + class_name(v);
  return out;
}

}  // namespace

std::string text_Type(Ui& ui) {
  if (!ui.view->has(Knows::Type)) return std::string(tr(Word::NotInTrace)) + "\n";
  const TypeRows& t = asked_type(ui);
  if (!t.type.id) return std::string(tr(Word::SelectForType)) + "\n";
  std::string out = value_text(t.type) + "\n" + tr(Word::MroWord) + ": " + names_of(t.mro, " -> ") + "\n";
  out += std::string(tr(Word::BasesWord)) + ": " + names_of(t.bases, ", ") + "\n";
  if (!t.subclasses.empty()) out += std::string(tr(Word::SubclassesWord)) + ": " + names_of(t.subclasses, ", ") + "\n";
  out += std::string(tr(Word::Metatype)) + ": " + class_name(t.metatype) + "\n" + tr(Word::AttributesWord) + ":\n";
  for (const TypeAttributeRow& a : t.attributes) out += std::string(sign_of(a.change)) + " " + pad(a.name, 20) + value_text(a.value) + "  " + tell(a.what) + "\n";
  out += std::string(tr(Word::TypeSlots)) + ":\n";
  for (const TypeSlotRow& s : t.slots) out += "  " + pad(s.slot, 24) + pad(s.method, 18) + filled_text(s) + "\n";
  for (const TypeFactRow& f : t.facts) out += "  " + pad(f.name, 20) + pad_left(f.text, 8) + "  " + tell(f.what) + "\n";
  out += std::string(tr(Word::FlagsWord)) + ":\n";
  for (const TypeFlagRow& f : t.flags) out += "  " + pad(f.name, 26) + tell(f.what) + "\n";
  return out;
}

}  // namespace innards::ui
