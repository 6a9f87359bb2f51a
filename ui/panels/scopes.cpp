// Scopes: the blocks of the program, what each name is there, and why.
#include <algorithm>

#include "kit/pipe.h"

namespace innards::ui {
namespace {

constexpr float kWide = 640;   // from here on the reason stands beside the name and not below it

const char* scope_title(const PipelineScope& s) {
  if (s.type == "module") return tr(Word::ModuleScope);
  return s.type == "class" ? tr(Word::ClassScope) : tr(Word::FunctionScope);
}

Tone tone_of_scope(const std::string& scope) {
  if (scope == "CELL") return Tone::Changed;
  if (scope == "FREE") return Tone::Class;
  return scope == "LOCAL" ? Tone::Text : Tone::Function;
}

const std::string& why_of(const PipelineSymbol& s) { return language_now() == Language::Chinese ? s.why_chinese : s.why; }

std::string scope_note(const PipelineScope& s) {
  std::string note = s.line ? std::string(tr(Word::LineWord)) + " " + std::to_string(s.line) : "";
  auto add = [&](const char* word) { note += (note.empty() ? "" : ", ") + std::string(word); };
  if (s.nested) add(tr(Word::Nested));
  if (s.optimized) add(tr(Word::FastLocals));
  return note;
}

float indent_of(const PipelineScope& s) { return px(10) + px(12) * static_cast<float>(std::min(s.depth, 8)); }

void draw_scope_head(Ui& ui, PipeState& p, int number) {
  const PipelineScope& s = p.shown->scopes[static_cast<size_t>(number)];
  Row row = begin_row(ui, line_height() + px(4), Link());
  if (number) line(row.rect.x + px(8), row.rect.y, row.rect.x + row.rect.w - px(8), row.rect.y, tone(Tone::Line));
  fill_glow(row.rect, glow_of(p, &PipelineLight::scopes, number));
  if (ui.marked({Stage::Scope, number, -1, -1})) mark_ring(row.rect);
  float x = row.rect.x + indent_of(s), y = row.rect.y + px(2), h = line_height(), end = row.rect.x + row.rect.w - px(10);
  x += row_text(x, y, h, Face::Small, Tone::Dim, scope_title(s)) + px(6);
  std::string name = s.type == "module" ? "<module>" : s.name;
  row_text_fit(x, y, h, Face::MonoBold, Tone::Function, name, end - x);
  x += text_width(Face::MonoBold, name) + px(8);
  if (x < end) row_text_fit(x, y, h, Face::Small, Tone::Dim, scope_note(s), end - x);
  if (!row.hovered) return;
  point_at(ui, {Stage::Scope, number, -1, -1}, row.clicked);
  if (row.clicked && s.unit >= 0) choose_unit(ui, s.unit);
}

// Where the columns of a name stand, the same in all scopes. In a narrow panel the reason goes below, and so do the flags that
// have no room beside the rest.
struct SymbolShape {
  float name_w, scope_w, width;
  int lines(const PipelineScope& s, const PipelineSymbol& one) const {
    if (width > px(kWide)) return 1;
    const float flags_w = text_width(Face::MonoSmall, "M") * static_cast<float>(one.flags.size());
    return indent_of(s) + px(8) + name_w + scope_w + flags_w + px(12) <= width ? 2 : 3;
  }
  float height(const PipelineScope& s, const PipelineSymbol& one) const {
    const int n = lines(s, one);
    return static_cast<float>(n) * line_height() - px(n == 1 ? 0 : n == 2 ? 3 : 6);
  }
};

SymbolShape shape_of(const Pipeline& shown, float width) {
  float name_w = 0;
  for (const PipelineScope& s : shown.scopes)
    for (const PipelineSymbol& one : s.symbols) name_w = std::max(name_w, mono_width() * static_cast<float>(one.name.size()));
  return {std::min(name_w + px(12), std::min(px(150), width * 0.4f)), text_width(Face::Small, "GLOBAL_IMPLICIT") + px(12), width};
}

void draw_reason_and_flags(const PipelineSymbol& one, const SymbolShape& shape, int lines, float x, float y, float end) {
  const float h = line_height(), fx = x + shape.name_w + shape.scope_w;
  if (lines == 1) {
    const float why_w = (end - fx) * 0.62f;
    row_text_fit(fx, y, h, Face::Small, Tone::Dim, why_of(one), why_w - px(10));
    row_text_fit(fx + why_w, y, h, Face::MonoSmall, Tone::Dim, one.flags, end - fx - why_w);
    return;
  }
  row_text_fit(x + px(8), y + h - px(4), h, Face::Small, Tone::Dim, why_of(one), end - x - px(8));
  if (lines == 2) row_text_fit(fx, y, h, Face::MonoSmall, Tone::Faint, one.flags, end - fx);
  else row_text_fit(x + px(8), y + 2 * h - px(8), h, Face::MonoSmall, Tone::Faint, one.flags, end - x - px(8));
}

void draw_symbol(Ui& ui, PipeState& p, const SymbolShape& shape, int scope, int number) {
  const PipelineScope& s = p.shown->scopes[static_cast<size_t>(scope)];
  const PipelineSymbol& one = s.symbols[static_cast<size_t>(number)];
  const float h = line_height();
  Row row = begin_row(ui, shape.height(s, one), Link());
  if (!row.visible) return;
  fill_glow(row.rect, glow_of(p, &PipelineLight::symbols, std::pair{scope, number}));
  if (ui.marked({Stage::Symbol, scope, number, -1})) mark_ring(row.rect);
  const float x = row.rect.x + indent_of(s) + px(8), y = row.rect.y, end = row.rect.x + row.rect.w - px(10);
  row_text_fit(x, y, h, Face::Mono, Tone::Text, one.name, shape.name_w - px(6));
  row_text_fit(x + shape.name_w, y, h, Face::Small, tone_of_scope(one.scope), one.scope, std::min(shape.scope_w, end - x - shape.name_w));
  draw_reason_and_flags(one, shape, shape.lines(s, one), x, y, end);
  if (!row.hovered) return;
  point_at(ui, {Stage::Symbol, scope, number, -1}, row.clicked);
  tooltip(one.name + "  " + one.scope + "\n" + why_of(one) + "\n" + one.flags);
}

// The part to be scrolled to: where it begins and how high it is.
struct Place {
  float y = 0, h = 0;
};

Place place_of(const PipeState& p, const SymbolShape& shape, int scope, int symbol) {
  Place at;
  for (int s = 0; s < static_cast<int>(p.shown->scopes.size()); ++s) {
    const PipelineScope& one = p.shown->scopes[static_cast<size_t>(s)];
    at.h = line_height() + px(4);
    if (s == scope && symbol < 0) return at;
    at.y += at.h;
    for (int k = 0; k < static_cast<int>(one.symbols.size()); ++k) {
      at.h = shape.height(one, one.symbols[static_cast<size_t>(k)]);
      if (s == scope && k == symbol) return at;
      at.y += at.h;
    }
  }
  return at;
}

void scroll(Ui& ui, PipeState& p, const SymbolShape& shape) {
  int why = wants_scroll(ui, Panel::Scopes);
  if (!why) return;
  const PipelineLight& light = why == 1 ? p.chosen : p.now;
  auto bring = [&](int scope, int symbol) {
    const Place at = place_of(p, shape, scope, symbol);
    scroll_to_row(at.y, at.h);
  };
  // One variable lights up in every scope it passes through: what was selected is what has to be seen.
  const PipelinePoint& point = p.chosen_point;
  if (why == 1 && point.stage == Stage::Symbol) bring(point.a, point.b);
  else if (!light.symbols.empty()) bring(light.symbols.front().first, light.symbols.front().second);
  else if (!light.scopes.empty()) bring(light.scopes.front(), -1);
}

}  // namespace

void draw_Scopes(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->scopes.empty()) return placeholder(why_empty(ui));
  refused_row(ui);
  begin_area("rows", ImVec2(0, 0));
  const SymbolShape shape = shape_of(*s.shown, ImGui::GetContentRegionAvail().x);
  scroll(ui, s, shape);
  for (size_t i = 0; i < s.shown->scopes.size(); ++i) {
    draw_scope_head(ui, s, static_cast<int>(i));
    for (size_t k = 0; k < s.shown->scopes[i].symbols.size(); ++k) draw_symbol(ui, s, shape, static_cast<int>(i), static_cast<int>(k));
  }
  ImGui::EndChild();
}

std::string text_Scopes(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->scopes.empty()) return why_empty(ui) + "\n";
  std::string out = s.shown->error.empty() ? "" : "! " + s.shown->error + "\n";
  for (size_t i = 0; i < s.shown->scopes.size(); ++i) {
    const PipelineScope& scope = s.shown->scopes[i];
    std::string margin(2 * static_cast<size_t>(scope.depth), ' '), note = scope_note(scope);
    out += (lit(s.now.scopes, static_cast<int>(i)) ? "> " : "  ") + margin + scope_title(scope) + " " + (scope.type == "module" ? "<module>" : scope.name) + (note.empty() ? "" : "  " + note) + "\n";
    for (const PipelineSymbol& one : scope.symbols) out += "    " + margin + pad(one.name, 18) + " " + pad(one.scope, 16) + " " + pad(why_of(one), 52) + "  " + one.flags + "\n";
  }
  return out;
}

}  // namespace innards::ui
