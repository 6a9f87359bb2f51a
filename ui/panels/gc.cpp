// GC: the generations with what they count, the collection that is going on or took place in the last step with its phases
// and the objects concerned, and what is garbage now.
#include <algorithm>

#include "inspect/gc_rows.h"
#include "kit/table.h"

namespace innards::ui {
namespace {

constexpr size_t kMostShown = 12;   // objects of a phase; its text twin has them all

std::vector<Column> columns() {
  return {{tr(Word::Generation), 70}, {tr(Word::CountOf), 76, true}, {tr(Word::Tracked), 62, true, 1}, {tr(Word::OfProgram), 98, true},
          {tr(Word::Collections), 76, true, 1}, {tr(Word::Collected), 66, true}, {tr(Word::Uncollectable), 0, true}};
}

const GcRows* rows_of(Ui& ui) {
  if (!ui.rows.gc) ui.rows.gc = ui.view->gc();
  return ui.rows.gc.get();
}

std::string number(int64_t n) { return grouped(static_cast<uint64_t>(std::max<int64_t>(n, 0))); }

std::vector<std::string> cells_of(const GcRows& rows, int i) {
  const GenerationRow& g = rows.generations[i];
  return {std::to_string(i), number(g.count) + " / " + number(g.threshold), number(g.tracked), number(g.own), number(g.collections), number(g.collected), number(g.uncollectable)};
}

std::string state_text(const GcRows& rows) {
  std::string text = tr(rows.enabled ? Word::GcIsOn : Word::GcIsOff);
  if (rows.permanent) text += "   " + number(rows.permanent) + " " + tr(Word::GcFrozen);
  if (rows.kept) text += "   gc.garbage: " + number(rows.kept);
  return text;
}

std::string collection_text(const GcRows& rows) {
  if (rows.begun_earlier) return tr(Word::GcBegunEarlier);
  if (rows.generation < 0) return tr(Word::GcNone);
  return std::string(tr(rows.collecting ? Word::GcGoesOn : Word::GcJustRan)) + " " + std::to_string(rows.generation);
}

std::string phase_text(const GcPhaseRow& p) { return language_now() == Language::Chinese ? p.text_zh : p.text; }

// What the phase has to say of an object: its count, or whether it is held from outside. Sign first.
std::string judgement(const GcPhaseRow& p, const GcObjectRow& o) {
  if (p.phase == kGcUpdateRefs || p.phase == kGcSubtractRefs) return number(o.count) + " " + tr(p.phase == kGcUpdateRefs ? Word::Refs : Word::FromOutside);
  if (p.phase == kGcMoveUnreachable) return o.reachable ? std::string("+ ") + tr(Word::HeldOutside) : std::string("- ") + tr(Word::Unreachable);
  return "";
}

// Why there is nothing to show, or that there is nothing.
std::string garbage_text(const Moment& m, size_t count) {
  switch (m.garbage_search) {
    case GarbageSearch::Collecting: return tr(Word::GarbageLater);
    case GarbageSearch::TooManyTracked: return tr(Word::GarbageTracked);
    case GarbageSearch::TooManyCandidates: return tr(Word::GarbageCandidates);
    case GarbageSearch::NotLooked: return tr(Word::GarbageNotLooked);
    default: return std::string(tr(Word::GarbageNow)) + " " + std::to_string(count);
  }
}

std::vector<const ValueRow*> garbage_of(const Moment& m) {
  std::vector<const ValueRow*> out;
  for (const ObjectRow& o : m.objects)
    if (o.garbage) out.push_back(&o.value);
  return out;
}

// `kept`: room for something else at the right.
void draw_line(const std::string& text, Face face, Tone t, float indent, float kept = 0) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), room = ImGui::GetContentRegionAvail().x - indent - px(10) - kept;
  if (row_text_fit(p.x + indent, p.y, h, face, t, text, room) && mouse_in({p.x, p.y, room, h})) tooltip(text);
  ImGui::Dummy(ImVec2(1, h));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h));
}

void draw_generations(Ui& ui, const GcRows& rows) {
  const auto cols = columns();
  const auto edges = table_head(cols);
  for (int i = 0; i < 3; ++i) {
    const Row row = begin_row(ui, line_height(), Link());
    const GenerationRow& g = rows.generations[i];
    if (i == rows.generation) fill(row.rect, tone(Tone::NowSoft));
    // How near the next collection is.
    const float part = g.threshold > 0 ? std::min(1.f, static_cast<float>(g.count) / static_cast<float>(g.threshold)) : 0;
    fill({edges[1], row.rect.y + row.rect.h - px(3), std::max(0.f, edges[2] - edges[1] - px(8)) * part, px(2)}, tone(Tone::Accent, 0.6f));
    const std::vector<std::string> cells = cells_of(rows, i);
    for (size_t c = 0; c < cells.size(); ++c) cell(edges, cols, static_cast<int>(c), row, Face::Mono, c == 1 && g.count > g.threshold ? Tone::Changed : Tone::Text, cells[c]);
  }
}

void draw_object(Ui& ui, const ValueRow& v, const std::string& remark, bool bad) {
  Link link;
  link.object = v.id;
  const Row row = begin_row(ui, line_height(), link);
  if (row.visible) {
    const float x = row.rect.x + px(36), h = row.rect.h, w = remark.empty() ? 0 : text_width(Face::Small, remark) + px(10);
    value_chip(ui, x, row.rect.y, h, row.rect.w - px(46) - w, v);
    if (w > 0) row_text(row.rect.x + row.rect.w - w - px(4), row.rect.y, h, Face::Small, bad ? Tone::Gone : Tone::Dim, remark);
  }
}

void draw_phase(Ui& ui, const GcPhaseRow& p, size_t index) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float h = line_height();
  row_text(at.x + px(10), at.y, h, Face::MonoSmall, Tone::Class, std::to_string(index + 1));
  const std::string step = grouped(p.step);
  row_text(at.x + ImGui::GetContentRegionAvail().x - px(12) - text_width(Face::MonoSmall, step), at.y, h, Face::MonoSmall, Tone::Faint, step);
  draw_line(phase_text(p), Face::Sans, Tone::Text, px(30), text_width(Face::MonoSmall, step) + px(8));
  if (p.phase == kGcUpdateRefs) return;   // the next phase shows what has become of these counts
  std::vector<const GcObjectRow*> objects;
  for (const GcObjectRow& o : p.objects) objects.push_back(&o);
  std::stable_partition(objects.begin(), objects.end(), [](const GcObjectRow* o) { return o->count == 0; });   // suspects first
  for (size_t i = 0; i < objects.size() && i < kMostShown; ++i)
    draw_object(ui, objects[i]->value, judgement(p, *objects[i]), p.phase == kGcMoveUnreachable && !objects[i]->reachable);
  const size_t cut = p.objects.size() > kMostShown ? p.objects.size() - kMostShown : 0;
  more_row(p.objects_left_out + static_cast<int64_t>(cut));
}

std::string object_twin(const ValueRow& v, const std::string& remark) { return "      " + hex_id(v.id) + "  " + value_text(v) + (remark.empty() ? "" : "  " + remark) + "\n"; }

}  // namespace

void draw_Gc(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Gc)) return placeholder(tr(Word::NotInTrace));
  const std::shared_ptr<const GcRows> rows = rows_of(ui) ? ui.rows.gc : nullptr;
  if (!rows) return placeholder(tr(Word::Nothing));
  draw_line(state_text(*rows), Face::Small, rows->enabled ? Tone::Text : Tone::Changed, px(10));
  draw_generations(ui, *rows);
  heading(collection_text(*rows));
  for (size_t i = 0; i < rows->phases.size(); ++i) draw_phase(ui, rows->phases[i], i);
  const Moment& m = ui.view->moment();
  const std::vector<const ValueRow*> garbage = garbage_of(m);
  heading(garbage_text(m, garbage.size()));
  for (const ValueRow* v : garbage) draw_object(ui, *v, tr(Word::Garbage), true);
}

std::string text_Gc(Ui& ui) {
  if (!ui.view->has(Knows::Gc)) return std::string(tr(Word::NotInTrace)) + "\n";
  const GcRows* rows = rows_of(ui);
  if (!rows) return std::string(tr(Word::Nothing)) + "\n";
  std::string out = state_text(*rows) + "\n";
  const auto cols = columns();
  for (const Column& c : cols) out += pad(c.title, 18);
  out += "\n";
  for (int i = 0; i < 3; ++i) {
    for (const std::string& c : cells_of(*rows, i)) out += pad(c, 18);
    out += "\n";
  }
  out += collection_text(*rows) + "\n";
  for (size_t i = 0; i < rows->phases.size(); ++i) {
    const GcPhaseRow& p = rows->phases[i];
    out += "  " + std::to_string(i + 1) + "  " + phase_text(p) + "\n";
    for (const GcObjectRow& o : p.objects) out += object_twin(o.value, judgement(p, o));
    if (p.objects_left_out) out += "      ... " + number(p.objects_left_out) + "\n";
  }
  const Moment& m = ui.view->moment();
  const std::vector<const ValueRow*> garbage = garbage_of(m);
  out += garbage_text(m, garbage.size()) + "\n";
  for (const ValueRow* v : garbage) out += object_twin(*v, "");
  return out;
}

}  // namespace innards::ui
