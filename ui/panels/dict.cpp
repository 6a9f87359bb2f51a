// Hash table: the slots, the entries, and the way to a key through them.
#include <algorithm>
#include <cstdio>

#include "kit/asked.h"
#include "kit/table.h"
#include "kit/text_field.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

constexpr float kCellWidth = 34, kMostSlotRows = 5;

std::string hex_hash(int64_t hash) {
  char text[24];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

struct KindLook {
  const char* kind;
  Word meaning;
};
constexpr KindLook kKinds[] = {{"general", Word::KindGeneral}, {"unicode", Word::KindUnicode}, {"split", Word::KindSplit}, {"set", Word::KindSet}};

const char* meaning_of(const std::string& kind) {
  for (const KindLook& k : kKinds)
    if (kind == k.kind) return tr(k.meaning);
  return "";
}

// The header's fields, under CPython's names.
std::vector<std::pair<const char*, std::string>> facts(const DictRows& d) {
  const std::string size = std::to_string(int64_t{1} << d.log2_size);
  if (d.kind == "set") return {{"mask + 1", size}, {"used", std::to_string(d.used)}, {"fill", std::to_string(d.nentries)}};
  std::vector<std::pair<const char*, std::string>> out = {{"dk_log2_size", std::to_string(d.log2_size) + " (" + size + ")"}, {"dk_kind", d.kind}, {"dk_usable", std::to_string(d.usable)}, {"dk_nentries", std::to_string(d.nentries)}};
  if (d.table) out.push_back({"ma_used", std::to_string(d.used)}), out.push_back({"ma_version_tag", std::to_string(d.version_tag)});
  out.push_back({"dk_version", std::to_string(d.keys_version)});
  if (d.kind == "split") out.push_back({"dk_refcnt", std::to_string(d.sharers)});
  return out;
}

const ProbeRow* last_probe(const DictRows& d, int shown) { return shown > 0 ? &d.probes[static_cast<size_t>(shown) - 1] : nullptr; }

// At which of the first `shown` probes a slot is looked at, from 1; 0: at none.
int probe_of_slot(const DictRows& d, int64_t slot, int shown) {
  for (int i = 0; i < shown; ++i)
    if (d.probes[static_cast<size_t>(i)].slot == slot) return i + 1;
  return 0;
}

const char* sign_of_end(ProbeEnd end) { return end == ProbeEnd::Hit ? "✓" : end == ProbeEnd::Miss ? "×" : end == ProbeEnd::Unknown ? "?" : "→"; }
Tone tone_of_end(ProbeEnd end) { return end == ProbeEnd::Hit ? Tone::Added : end == ProbeEnd::Miss ? Tone::Error : end == ProbeEnd::Unknown ? Tone::Changed : Tone::Dim; }

std::string slot_text(int64_t entry) { return entry == kSlotEmpty ? "·" : entry == kSlotDummy ? "†" : std::to_string(entry); }

// ---- head

void sentence(const std::string& text, Tone t) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float used = wrapped(p.x + px(10), p.y, ImGui::GetContentRegionAvail().x - px(20), Face::Sans, t, text);
  ImGui::Dummy(ImVec2(1, used + px(3)));
}

// Name and value pairs in as many rows as they need.
void draw_facts(const DictRows& d) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float left = p.x + px(10), right = p.x + ImGui::GetContentRegionAvail().x - px(10), h = line_height();
  float x = left, y = p.y;
  for (const auto& [name, value] : facts(d)) {
    const float w = text_width(Face::Small, name) + px(4) + text_width(Face::Mono, value) + px(14);
    if (x > left && x + w > right) x = left, y += h;
    const float at = x + row_text(x, y, h, Face::Small, Tone::Dim, name) + px(4);
    row_text(at, y, h, Face::Mono, Tone::Text, value);
    x += w;
  }
  ImGui::Dummy(ImVec2(1, y + h + px(3) - p.y));
}

const char* why_shown(const DictRows& d) { return d.from_step ? tr(Word::ByThisStep) : d.just_ran ? tr(Word::ByLastStep) : ""; }

// The object, and at the right why it is this one.
void draw_object(Ui& ui, const DictRows& d) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height();
  const std::string why = why_shown(d);
  const float w = std::min(text_width(Face::Small, why), width * 0.5f);
  value_chip(ui, p.x + px(10), p.y, h, width - w - px(30), d.object);
  row_text_fit(p.x + width - px(10) - w, p.y, h, Face::Small, d.from_step ? Tone::Now : Tone::Dim, why, w + 1);
  ImGui::Dummy(ImVec2(1, h + px(2)));
}

void draw_head(Ui& ui, const DictRows& d) {
  ImGui::Dummy(ImVec2(1, px(3)));
  draw_object(ui, d);
  sentence(tell(d.what), Tone::Text);
  draw_facts(d);
  sentence(meaning_of(d.kind), Tone::Dim);
  for (const Told& change : d.changes) sentence("~ " + tell(change), Tone::Changed);
}

// ---- the way to a key

void draw_key_line(Ui& ui, const DictRows& d, int& shown) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(2)));
  ImGui::SetNextItemWidth(px(150));
  if (text_field("##key", tr(Word::TypeKey), ui.typed_key)) ui.dict_key = 0;
  ImGui::SameLine(0, px(8));
  shown = walk_control(ui.probes, static_cast<int>(d.probes.size()));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + ImGui::GetFrameHeight() + px(6)));
}

void draw_probe(const DictRows& d, int i, bool current) {
  const ProbeRow& r = d.probes[static_cast<size_t>(i)];
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height(), x = p.x + px(10);
  if (current) fill({p.x + px(4), p.y, width - px(8), 2 * h}, tone(Tone::NowSoft), px(3));
  row_text(x, p.y, h, Face::MonoSmall, Tone::Dim, std::to_string(i + 1));
  row_text_fit(x + px(24), p.y, h, Face::Mono, Tone::Text, tell(r.how), width - px(44));
  row_text(x + px(24), p.y + h, h, Face::MonoBold, tone_of_end(r.end), sign_of_end(r.end));
  const Rect room{x + px(42), p.y + h, width - px(62), h};
  if (row_text_fit(room.x, room.y, h, Face::Sans, tone_of_end(r.end), tell(r.what), room.w) && mouse_in(room)) tooltip(tell(r.what));
  ImGui::Dummy(ImVec2(1, 2 * h));
}

void draw_way(Ui& ui, const DictRows& d, int& shown) {
  draw_key_line(ui, d, shown);
  if (d.key_text.empty()) return sentence(tr(Word::ClickKey), Tone::Dim);
  if (!d.key_hash_known) return sentence(std::string(tr(Word::WayTo)) + " " + d.key_text + ": " + tr(Word::HashNotKnown), Tone::Changed);
  sentence(std::string(tr(Word::WayTo)) + " " + d.key_text + ",  " + tr(Word::HashWord) + " " + hex_hash(d.key_hash), Tone::Text);
  for (int i = 0; i < shown; ++i) draw_probe(d, i, i + 1 == shown);
}

// ---- slots

void draw_slot(const DictRows& d, const DictSlotRow& s, const Rect& r, int shown) {
  const ProbeRow* last = last_probe(d, shown);
  const int order = probe_of_slot(d, s.slot, shown);
  if (s.change != Change::Same) fill(r, tone(soft_tone_of(s.change)), px(3));
  if (last && last->slot == s.slot) fill(r, tone(Tone::NowStrong), px(3));
  frame_rect(r, tone(order ? Tone::Now : Tone::Line), px(3), order ? px(2) : 1);
  const std::string number = std::to_string(s.slot), text = slot_text(s.entry);
  draw_text(r.x + px(3), r.y + px(1), Face::Small, order ? Tone::Text : Tone::Faint, number);
  row_text(r.x + (r.w - text_width(Face::Mono, text)) / 2, r.y + r.h * 0.42f, r.h * 0.55f, Face::Mono, s.entry >= 0 ? Tone::Text : Tone::Faint, text);
  if (order) draw_text(r.x + r.w - px(3) - text_width(Face::Small, std::to_string(order)), r.y + px(1), Face::Small, Tone::Now, std::to_string(order));
  else if (s.change != Change::Same) draw_text(r.x + r.w - px(10), r.y + px(1), Face::Small, tone_of(s.change), sign_of(s.change));
}

// Numbers of five digits need wider cells.
float cell_width(const DictRows& d) { return px(std::max(kCellWidth, 12 + 8.f * static_cast<float>(std::to_string(d.slots.size()).size()) + 12)); }

// Whether a lesson points at a slot.
bool slot_marked(const Ui& ui, const DictRows& d) {
  return std::any_of(d.slots.begin(), d.slots.end(), [&](const DictSlotRow& s) { return ui.marked(0, "slot " + std::to_string(s.slot)); });
}

void draw_slots(Ui& ui, const DictRows& d, int shown) {
  if (ui.follow(Panel::Dict) && slot_marked(ui, d)) ImGui::SetScrollHereY(0.7f);
  heading(std::string(tr(Word::SlotsWord)) + "  ·  " + std::to_string(d.slots.size() + static_cast<size_t>(d.slots_left_out)));
  const float w = cell_width(d), h = 2 * line_height() - px(2), width = ImGui::GetContentRegionAvail().x - px(24);
  const int across = std::max(1, static_cast<int>(width / w)), rows = (static_cast<int>(d.slots.size()) + across - 1) / across;
  begin_area("slots", ImVec2(0, std::min(static_cast<float>(rows), kMostSlotRows) * h + px(4)));
  const ImVec2 p = ImGui::GetCursorScreenPos();
  for (int i = 0; i < static_cast<int>(d.slots.size()); ++i) {
    const Rect r{p.x + px(10) + static_cast<float>(i % across) * w, p.y + static_cast<float>(i / across) * h, w - px(2), h - px(2)};
    if (ImGui::IsRectVisible(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h))) draw_slot(d, d.slots[static_cast<size_t>(i)], r, shown);
    if (ui.marked(0, "slot " + std::to_string(i))) mark_ring(r);
  }
  if (const ProbeRow* last = last_probe(d, shown); last && static_cast<float>(rows) > kMostSlotRows && !ImGui::IsWindowHovered())
    ImGui::SetScrollY(std::max(0.f, (static_cast<float>(last->slot / across) - 2) * h));
  ImGui::SetCursorScreenPos(p);
  ImGui::Dummy(ImVec2(1, static_cast<float>(rows) * h));
  ImGui::EndChild();
  more_row(d.slots_left_out);
}

// ---- entries

std::string value_in_words(const DictRows& d, const DictEntryRow& e) {
  if (!e.key.id) return tr(Word::Deleted);
  if (d.kind != "set" && !e.value.id) return d.kind == "split" ? tr(Word::NoOwnValue) : tr(Word::Deleted);
  return "";
}

std::string hash_text(const DictEntryRow& e) { return !e.key.id ? "" : e.has_hash ? hex_hash(e.hash) : tr(Word::HashNotAsked); }

std::vector<Column> columns(const DictRows& d) {
  std::vector<Column> out = {{" ", 16}, {d.kind == "set" ? tr(Word::SlotsWord) : "#", 44, true}, {tr(Word::HashWord), 138, false, 1}, {tr(Word::KeyWord), 0}};
  if (d.kind != "set") out.push_back({tr(Word::Value), 0});
  return out;
}

void draw_entry(Ui& ui, const DictRows& d, const DictEntryRow& e, const std::vector<Column>& cols, const std::vector<float>& edges, int64_t looked_at) {
  Row row = begin_row(ui, line_height(), Link());
  if (!row.visible) return;
  if (e.change != Change::Same) fill(row.rect, tone(soft_tone_of(e.change)));
  if (e.index == looked_at) fill(row.rect, tone(Tone::NowSoft));
  change_mark(edges[0], row.rect.y, row.rect.h, e.change);
  cell(edges, cols, 1, row, Face::Mono, Tone::Dim, std::to_string(e.index));
  cell(edges, cols, 2, row, Face::MonoSmall, Tone::Faint, hash_text(e));
  if (e.key.id) cell(edges, cols, 3, row, Face::Mono, tone_of_type(e.key.type.c_str()), e.key.text);
  const std::string words = value_in_words(d, e);
  const bool value_column = edges.size() > 5;
  if (!words.empty()) cell(edges, cols, value_column && e.key.id ? 4 : 3, row, Face::Small, Tone::Faint, words);
  else if (value_column) value_chip(ui, edges[4], row.rect.y, row.rect.h, edges[5] - edges[4], e.value, false);
  const bool on_value = value_column && ImGui::GetMousePos().x >= edges[4];
  if (row.clicked && e.key.id && !on_value) ui.dict_key = e.key.id, ui.typed_key.clear();
}

void draw_entries(Ui& ui, const DictRows& d, int shown) {
  heading(std::string(tr(Word::EntriesWord)) + "  ·  " + std::to_string(d.entries.size() + static_cast<size_t>(d.entries_left_out)));
  const std::vector<Column> cols = columns(d);
  const std::vector<float> edges = table_head(cols);
  const ProbeRow* last = last_probe(d, shown);
  for (const DictEntryRow& e : d.entries) draw_entry(ui, d, e, cols, edges, last ? last->entry : kSlotEmpty);
  more_row(d.entries_left_out);
}

std::string why_nothing(const DictRows& d) { return d.asked && !d.what.english.empty() ? tell(d.what) : tr(Word::SelectForDict); }

}  // namespace

void draw_Dict(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Dict)) return placeholder(tr(Word::NotInTrace));
  if (!ui.selected.object && prediction_open(ui)) return placeholder(tr(Word::PredictHidden));
  const DictRows& d = asked_dict(ui);
  if (d.kind.empty()) return placeholder(why_nothing(d));
  int shown = 0;
  draw_head(ui, d);
  draw_way(ui, d, shown);
  draw_slots(ui, d, shown);
  draw_entries(ui, d, shown);
}

namespace {

std::string text_of_way(const DictRows& d, int shown) {
  if (d.key_text.empty()) return "";
  std::string out = std::string(tr(Word::WayTo)) + " " + d.key_text;
  if (!d.key_hash_known) return out + ": " + tr(Word::HashNotKnown) + "\n";
  out += "  " + std::string(tr(Word::HashWord)) + " " + hex_hash(d.key_hash) + "\n";
  for (int i = 0; i < shown; ++i) {
    const ProbeRow& r = d.probes[static_cast<size_t>(i)];
    out += "  " + pad_left(std::to_string(i + 1), 2) + "  " + tell(r.how) + "\n      " + sign_of_end(r.end) + " " + tell(r.what) + "\n";
  }
  return out;
}

std::string text_of_slots(const DictRows& d) {
  std::string out = std::string(tr(Word::SlotsWord)) + ":";
  for (const DictSlotRow& s : d.slots) out += " " + std::string(s.change == Change::Same ? "" : sign_of(s.change)) + slot_text(s.entry);
  return out + "\n";
}

std::string text_of_entry(const DictRows& d, const DictEntryRow& e) {
  std::string out = std::string(sign_of(e.change)) + " " + pad_left(std::to_string(e.index), 4) + "  " + pad(hash_text(e), 18);
  if (e.key.id) out += e.key.text;
  const std::string words = value_in_words(d, e);
  if (!words.empty()) return out + (e.key.id ? ": " : "") + words + "\n";
  return out + (d.kind == "set" ? "" : ": " + value_text(e.value)) + "\n";
}

}  // namespace

std::string text_Dict(Ui& ui) {
  if (!ui.view->has(Knows::Dict)) return std::string(tr(Word::NotInTrace)) + "\n";
  if (!ui.selected.object && prediction_open(ui)) return std::string(tr(Word::PredictHidden)) + "\n";
  const DictRows& d = asked_dict(ui);
  if (d.kind.empty()) return why_nothing(d) + "\n";
  std::string out = value_text(d.object) + (*why_shown(d) ? std::string("  ") + why_shown(d) : "") + "\n" + tell(d.what) + "\n";
  for (const auto& [name, value] : facts(d)) out += std::string("  ") + name + " " + value;
  out += "\n" + std::string(meaning_of(d.kind)) + "\n";
  for (const Told& change : d.changes) out += "~ " + tell(change) + "\n";
  out += text_of_way(d, walk_shown(ui.probes, static_cast<int>(d.probes.size()))) + text_of_slots(d);
  for (const DictEntryRow& e : d.entries) out += text_of_entry(d, e);
  if (d.entries_left_out) out += "  " + with_number(Word::More, static_cast<int>(d.entries_left_out)) + "\n";
  return out;
}

}  // namespace innards::ui
