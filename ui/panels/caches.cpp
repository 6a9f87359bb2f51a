// Caches and specialisation: which instructions of the shown code carry CACHE units, the form that stands there now, what its
// counter says, what is in the units, and what the instruction can become.
#include <algorithm>

#include "inspect/form_words.h"
#include "kit/asked.h"
#include "kit/pipe.h"
#include "kit/table.h"

namespace innards::ui {
namespace {

std::string forms_text(const CodeRows& code, const InstrRow& r, size_t most) {
  const std::vector<SpecialisedForm> forms = fitting_forms(code, r);
  std::string out;
  for (size_t i = 0; i < forms.size() && i < most; ++i) out += (i ? ", " : "") + std::string(forms[i].name);
  if (forms.size() > most) out += ", " + with_number(Word::MoreForms, static_cast<int>(forms.size() - most));
  return forms.empty() ? tr(Word::CacheNothing) : out;
}

std::string fields_text(const InstrRow& r, const char* indent) {
  std::string out;
  for (const CacheField& f : cache_fields(r.opcode)) out += indent + pad(f.name, 21) + cache_bytes(r, f.at, f.units) + "\n";
  return out;
}

std::string forms_list(const CodeRows& code, const InstrRow& r, const char* indent) {
  std::string out;
  for (const SpecialisedForm& f : fitting_forms(code, r)) out += std::string(indent) + f.name + "  " + tr2(f.when, f.when_zh) + "\n";
  return out.empty() ? std::string(indent) + tr(Word::CacheNothing) + "\n" : out;
}

std::string tip_of(const CodeRows& code, const InstrRow& r) {
  std::string tip = name_now(r) + "  " + std::to_string(r.offset) + "\n" + tell(counter_words(code, r)) + "\n" + tr(Word::CacheKept) + "\n" + fields_text(r, "  ");
  tip += std::string(tr(Word::CacheForms)) + ":\n" + forms_list(code, r, "  ");
  tip.pop_back();
  return tip;
}

// What all of it means, and how far this code is, above the list.
void notes(const CodeRows& code) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - px(20);
  float y = p.y + px(3);
  y += wrapped(p.x + px(10), y, width, Face::Sans, Tone::Text, tell(warm_up_words(code)));
  y += wrapped(p.x + px(10), y, width, Face::Small, Tone::Dim, tr(Word::CachesNote));
  y += wrapped(p.x + px(10), y, width, Face::Small, Tone::Dim, tr(Word::CachesGeneral)) + px(4);
  ImGui::Dummy(ImVec2(1, y - p.y));
}

// A specialised form stands out; an adaptive one still looks for its own.
Tone tone_now(const InstrRow& r) { return r.form_name.empty() ? Tone::Faint : r.form_name.ends_with("_ADAPTIVE") ? Tone::Text : Tone::Changed; }

void draw_cached(Ui& ui, const ShownCode& shown, const InstrRow& r, const std::vector<float>& edges, const std::vector<Column>& cols) {
  Link link;
  link.code = shown.code->id;
  link.offset = r.offset;
  Row row = begin_row(ui, line_height(), link.code ? link : Link());
  const bool now = shown.frame && shown.frame->offset == r.offset;
  if (now) fill(row.rect, tone(Tone::NowSoft));
  cell(edges, cols, 0, row, Face::MonoSmall, now ? Tone::Now : Tone::Faint, (now ? "> " : "") + std::to_string(r.offset));
  cell(edges, cols, 1, row, Face::Mono, tone_now(r), name_now(r));
  cell(edges, cols, 2, row, Face::Small, Tone::Text, tell(counter_words(*shown.code, r)));
  cell(edges, cols, 3, row, Face::MonoSmall, Tone::Dim, cache_bytes(r, 0, r.caches));
  cell(edges, cols, 4, row, Face::MonoSmall, Tone::Class, forms_text(*shown.code, r, 3));
  if (!row.hovered) return;
  if (shown.unit >= 0) point_at(ui, {Stage::Instr, shown.unit, r.offset, -1}, row.clicked);
  else if (row.clicked) ui.selected.code = link.code, ui.selected.offset = r.offset;
  tooltip(tip_of(*shown.code, r));
}

}  // namespace

void draw_Caches(Ui& ui) {
  pipe_if_wanted(ui);
  const ShownCode shown = shown_code(ui);
  if (!shown.code) return placeholder(tr(Word::NoFrame));
  std::vector<const InstrRow*> cached;
  for (const InstrRow& r : shown.code->instructions)
    if (r.caches) cached.push_back(&r);
  notes(*shown.code);
  if (cached.empty()) return placeholder(tr(Word::CachesNone));
  // As wide as what is in them, so that as many as can be have room.
  const auto widest = [&](Face face, Word head, auto text) {
    float w = text_width(Face::Small, tr(head));
    for (const InstrRow* r : cached) w = std::max(w, text_width(face, text(*r)));
    return w / px(1) + 18;
  };
  const float stands = widest(Face::Mono, Word::CacheStands, [](const InstrRow& r) { return name_now(r); });
  const float counter = widest(Face::Small, Word::CacheCounter, [&](const InstrRow& r) { return tell(counter_words(*shown.code, r)); });
  const float bytes = widest(Face::MonoSmall, Word::CacheNow, [](const InstrRow& r) { return cache_bytes(r, 0, r.caches); });
  const std::vector<Column> cols = {{"", 46, true}, {tr(Word::CacheStands), stands}, {tr(Word::CacheCounter), std::min(counter, 220.f)}, {tr(Word::CacheNow), bytes, false, 1}, {tr(Word::CacheForms), 0, false, 2}};
  const auto edges = table_head(cols);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(cached.size()), line_height());
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_cached(ui, shown, *cached[static_cast<size_t>(i)], edges, cols);
}

std::string text_Caches(Ui& ui) {
  pipe_if_wanted(ui);
  const ShownCode shown = shown_code(ui);
  if (!shown.code) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out = tell(warm_up_words(*shown.code)) + "\n" + tr(Word::CachesNote) + "\n" + tr(Word::CachesGeneral) + "\n";
  bool any = false;
  for (const InstrRow& r : shown.code->instructions) {
    if (!r.caches) continue;
    any = true;
    const bool now = shown.frame && shown.frame->offset == r.offset;
    out += std::string(now ? "> " : "  ") + pad_left(std::to_string(r.offset), 4) + "  " + pad(name_now(r), 32) + tell(counter_words(*shown.code, r)) + "\n";
    out += "          " + std::string(tr(Word::CacheForms)) + ": " + forms_text(*shown.code, r, 3) + "\n";
    out += fields_text(r, "          ");
  }
  return any ? out : out + tr(Word::CachesNone) + "\n";
}

}  // namespace innards::ui
