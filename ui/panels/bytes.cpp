// Bytes: the selected object's memory, each field with CPython's name and its raw bytes.
#include "kit/table.h"

namespace innards::ui {
namespace {

std::vector<Column> columns() { return {{tr(Word::Offset), 52, true}, {tr(Word::Field), 188}, {tr(Word::Type), 110, false, 2}, {tr(Word::Bytes), 190, false, 1}, {tr(Word::Value), 0}}; }

constexpr size_t kHexOfLine = 8 * 3;   // eight bytes, a blank behind each
constexpr size_t kNameWidth = 26, kTypeWidth = 18;

const std::string& meaning_of(const FieldRow& f) { return language_now() == Language::Chinese && !f.text_zh.empty() ? f.text_zh : f.text; }

std::string twin_line(const char* sign, int64_t offset, const std::string& name, const std::string& ctype, const std::string& hex, const std::string& text) {
  std::string out = std::string(sign) + " " + pad_left(std::to_string(offset), 5) + "  " + pad(name, kNameWidth) + "  " + pad(ctype, kTypeWidth) + "  ";
  return out + (text.empty() ? hex : pad(hex, kHexOfLine) + "  " + text) + "\n";
}

// A field's row and, of one that is longer than a word, the rest of its bytes in lines below.
std::string twin_of(const FieldRow& f) {
  auto bytes_at = [&](size_t at) { return f.hex.substr(at, kHexOfLine - 1); };
  std::string out = twin_line(sign_of(f.change), f.offset, f.name, f.ctype, bytes_at(0), meaning_of(f));
  for (size_t at = kHexOfLine; at < f.hex.size(); at += kHexOfLine) out += twin_line(" ", f.offset + static_cast<int64_t>(at / 3), "", "", bytes_at(at), "");
  return out;
}

}  // namespace

void draw_Bytes(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Bytes)) return placeholder(tr(Word::NotInTrace));
  if (!ui.selected.object) return placeholder(tr(Word::SelectForBytes));
  if (ui.rows.bytes.empty()) return placeholder(tr(Word::GoneHere));
  auto cols = columns();
  auto edges = table_head(cols);
  float h = line_height();
  begin_area("rows", ImVec2(0, 0));
  const bool bring = ui.follow(Panel::Bytes);
  for (const FieldRow& f : ui.rows.bytes) {
    Link link;
    link.object = f.target;
    Row row = begin_row(ui, h, link);
    const bool marked = ui.marked(0, "field " + f.name);
    if (marked && bring) ImGui::SetScrollHereY(0.5f);
    if (!row.visible) continue;
    if (f.change != Change::Same) fill(row.rect, tone(soft_tone_of(f.change)));
    if (marked) mark_ring(row.rect);
    cell(edges, cols, 0, row, Face::Mono, f.offset < 0 ? Tone::Faint : Tone::Dim, std::to_string(f.offset));
    cell(edges, cols, 1, row, Face::Mono, f.change == Change::Same ? Tone::Text : tone_of(f.change), f.name);
    cell(edges, cols, 2, row, Face::MonoSmall, Tone::Dim, f.ctype);
    cell(edges, cols, 3, row, Face::MonoSmall, Tone::Faint, f.hex);
    cell(edges, cols, 4, row, Face::Mono, f.target ? Tone::Accent : Tone::Text, meaning_of(f));
    if (row.clicked && f.target) ui.selected.object = f.target;
  }
  ImGui::EndChild();
}

std::string text_Bytes(Ui& ui) {
  if (!ui.view->has(Knows::Bytes)) return std::string(tr(Word::NotInTrace)) + "\n";
  if (!ui.selected.object) return std::string(tr(Word::SelectForBytes)) + "\n";
  if (ui.rows.bytes.empty()) return std::string(tr(Word::GoneHere)) + "\n";
  std::string out;
  for (const FieldRow& f : ui.rows.bytes) out += twin_of(f);
  return out;
}

}  // namespace innards::ui
