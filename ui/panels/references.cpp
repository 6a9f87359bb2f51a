// Who holds it: every reference to the selected object.
#include <cstdio>
#include <optional>

#include "kit/rows.h"
#include "panels/references.h"

namespace innards::ui {
namespace {

// The selected object's row, wherever it appears at this moment.
const ValueRow* value_on_screen(Ui& ui) {
  const Moment& m = ui.view->moment();
  for (const ObjectRow& o : m.objects) {
    if (o.value.id == ui.selected.object) return &o.value;
  }
  for (const FrameRow& f : m.frames) {
    for (const LocalRow& l : f.locals) {
      if (l.value.id == ui.selected.object) return &l.value;
      if (l.content.id == ui.selected.object) return &l.content;
    }
    for (const StackRow& s : f.stack) {
      if (s.value.id == ui.selected.object) return &s.value;
    }
  }
  return nullptr;
}

std::optional<ValueRow> selected_value(Ui& ui) {
  if (const ValueRow* v = value_on_screen(ui)) return *v;
  return ui.view->object_value(ui.selected.object);
}

struct HolderKind {
  const char *kind, *english, *chinese, *sentence, *chinese_sentence;
};
constexpr HolderKind kKinds[] = {
#define HOLDER(kind, english, chinese, sentence, chinese_sentence) {kind, english, chinese, sentence, chinese_sentence},
#include "panels/holder_kinds.def"
#undef HOLDER
};

const HolderKind* kind_of(const HolderRow& r) {
  for (const HolderKind& k : kKinds)
    if (r.kind == k.kind) return &k;
  return nullptr;
}

std::string kind_text(const HolderRow& r) {
  const HolderKind* k = kind_of(r);
  return k ? tr2(k->english, k->chinese) : r.kind;
}

// It stands for several references, and is told in words.
bool in_words(const HolderRow& r) { return kind_of(r) && *kind_of(r)->sentence; }

std::string holder_text(const HolderRow& r) {
  if (!in_words(r)) return r.path;
  char text[160];
  std::snprintf(text, sizeof text, tr2(kind_of(r)->sentence, kind_of(r)->chinese_sentence), r.index);
  return text;
}

}  // namespace

const std::vector<HolderRow>& asked_holders(Ui& ui) {
  Rows& r = ui.rows;
  if (r.holders_of == ui.selected.object) return r.holders;
  r.holders_of = ui.selected.object;
  r.holders.clear();
  if (ui.view && ui.selected.object && ui.view->has(Knows::Holders)) r.holders = ui.view->holders(ui.selected.object);
  return r.holders;
}

void draw_References(Ui& ui) {
  if (!ui.view) return;
  if (!ui.selected.object) return placeholder(tr(Word::SelectObject));
  if (!ui.view->has(Knows::Holders)) return placeholder(tr(Word::NotInTrace));
  float h = line_height(), width = ImGui::GetContentRegionAvail().x;
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, h + px(8)));
  const std::optional<ValueRow> v = selected_value(ui);
  if (v) value_chip(ui, p.x + px(10), p.y + px(4), h, width - px(20), *v);
  else row_text(p.x + px(10), p.y + px(4), h, Face::Mono, Tone::Dim, hex_id(ui.selected.object));
  line(p.x + px(8), p.y + h + px(7), p.x + width - px(8), p.y + h + px(7), tone(Tone::Line));
  for (const HolderRow& r : asked_holders(ui)) {
    Link link;
    link.object = r.holder_id;
    link.frame = r.frame_depth;
    Row row = begin_row(ui, h, link);
    if (!row.visible) continue;
    float x = row.rect.x + px(10);
    row_text(x, row.rect.y, h, Face::Small, Tone::Dim, kind_text(r));
    x += px(72);
    const bool words = in_words(r);
    const std::string text = holder_text(r);
    if (row_text_fit(x, row.rect.y, h, words ? Face::Sans : Face::Mono, words ? Tone::Dim : Tone::Text, text, row.rect.x + width - px(10) - x) && row.hovered) tooltip(text);
    if (row.clicked) {
      if (r.holder_id) ui.selected.object = r.holder_id;
      else if (r.frame_depth >= 0) ui.selected.frame = r.frame_depth;
    }
  }
  if (asked_holders(ui).empty()) {
    ImVec2 q = ImGui::GetCursorScreenPos();
    row_text(q.x + px(10), q.y, h, Face::Sans, Tone::Dim, tr(v ? Word::Unreachable : Word::GoneHere));
  }
}

std::string text_References(Ui& ui) {
  if (!ui.selected.object) return std::string(tr(Word::SelectObject)) + "\n";
  if (!ui.view->has(Knows::Holders)) return std::string(tr(Word::NotInTrace)) + "\n";
  const std::optional<ValueRow> v = selected_value(ui);
  std::string out = (v ? value_text(*v) : hex_id(ui.selected.object)) + "\n";
  for (const HolderRow& r : asked_holders(ui)) out += "  " + pad(kind_text(r), 10) + holder_text(r) + "\n";
  if (asked_holders(ui).empty()) out += std::string("  ") + tr(v ? Word::Unreachable : Word::GoneHere) + "\n";
  return out;
}

}  // namespace innards::ui
