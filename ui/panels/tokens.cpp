// Tokens: what the source was cut into, with the exact types that Python's tokenize module tells.
#include <algorithm>

#include "kit/pipe.h"

namespace innards::ui {
namespace {

bool is_layout(const PipelineToken& t) {
  return t.type == "INDENT" || t.type == "DEDENT" || t.type == "NEWLINE" || t.type == "NL" || t.type == "ENDMARKER" || t.type == "ENCODING";
}

// The text with what cannot be seen written out.
std::string visible_text(const PipelineToken& t) {
  if (t.type == "INDENT") return "→ " + std::to_string(t.text.size());
  if (t.type == "DEDENT") return "←";
  std::string out;
  for (char c : t.text) {
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out;
}

Tone tone_of_token(const PipelineToken& t) {
  if (t.keyword) return Tone::Keyword;
  if (t.type == "NUMBER") return Tone::Number;
  if (t.type == "STRING") return Tone::String;
  if (t.type == "COMMENT") return Tone::Comment;
  if (t.type == "ERRORTOKEN") return Tone::Error;
  if (t.type == "INDENT" || t.type == "DEDENT") return Tone::Class;
  return is_layout(t) ? Tone::Faint : Tone::Text;
}

std::string tip_of(const Pipeline& p, const PipelineToken& t) {
  std::string tip = t.type + "  " + span_text(t.span) + "\n" + sentence_of(t.keyword ? t.text.c_str() : t.type.c_str(), t.sentence);
  if (t.node < 0) return tip;
  const PipelineNode& node = p.tree[static_cast<size_t>(t.node)];
  return tip + "\n→ " + node.kind + ": " + sentence_of(node.kind.c_str(), node.sentence);
}

// How deep the block is in which each token stands.
std::vector<int> block_depths(const Pipeline& p) {
  std::vector<int> depths;
  int depth = 0;
  for (const PipelineToken& t : p.tokens) {
    if (t.type == "DEDENT") --depth;
    depths.push_back(depth);
    if (t.type == "INDENT") ++depth;
  }
  return depths;
}

int first_row(const PipeState& s, int scroll) {
  const std::vector<int>& tokens = scroll == 1 ? s.chosen.tokens : s.now.tokens;
  return scroll && !tokens.empty() ? tokens.front() : -1;
}

void draw_token(Ui& ui, const PipeState& s, int i, int depth, const Row& row) {
  const PipelineToken& t = s.shown->tokens[static_cast<size_t>(i)];
  float x = row.rect.x, y = row.rect.y, h = row.rect.h, cw = mono_width();
  fill_glow(row.rect, glow_of(s, &PipelineLight::tokens, i));
  bool first = i == 0 || s.shown->tokens[static_cast<size_t>(i) - 1].span.line != t.span.line;
  if (first && i) line(x + px(8), y, x + row.rect.w - px(8), y, tone(Tone::Line));
  std::string number = std::to_string(t.span.line);
  if (first) row_text(x + px(8) + cw * 3 - text_width(Face::MonoSmall, number), y, h, Face::MonoSmall, Tone::Dim, number);
  std::string column = std::to_string(t.span.col);
  row_text(x + px(14) + cw * 5 - text_width(Face::MonoSmall, column), y, h, Face::MonoSmall, Tone::Faint, column);
  float type_x = x + px(22) + cw * 5, text_x = type_x + cw * 13;
  row_text_fit(type_x, y, h, Face::MonoSmall, is_layout(t) ? Tone::Faint : Tone::Dim, t.type, cw * 13 - px(4));
  float step = px(9);
  for (int d = 0; d < depth; ++d) line(text_x + step * static_cast<float>(d) + px(2), y, text_x + step * static_cast<float>(d) + px(2), y + h, tone(Tone::Line));
  text_x += step * static_cast<float>(std::min(depth, 12));
  row_text_fit(text_x, y, h, t.keyword ? Face::MonoBold : Face::Mono, tone_of_token(t), visible_text(t), x + row.rect.w - text_x - px(10));
  if (!row.hovered) return;
  point_at(ui, {Stage::Token, i, -1, -1}, row.clicked);
  tooltip(tip_of(*s.shown, t));
}

}  // namespace

void draw_Tokens(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown) return placeholder(why_empty(ui));
  refused_row(ui);
  begin_area("rows", ImVec2(0, 0));
  float h = line_height();
  std::vector<int> depths = block_depths(*s.shown);
  if (int to = first_row(s, wants_scroll(ui, Panel::Tokens)); to >= 0) scroll_to_row(static_cast<float>(to) * h, h);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(s.shown->tokens.size()), h);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_token(ui, s, i, depths[static_cast<size_t>(i)], begin_row(ui, h, Link()));
  ImGui::EndChild();
}

std::string text_Tokens(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown) return why_empty(ui) + "\n";
  std::string out = s.shown->error.empty() ? "" : "! " + s.shown->error + "\n";
  std::vector<int> depths = block_depths(*s.shown);
  for (size_t i = 0; i < s.shown->tokens.size(); ++i) {
    const PipelineToken& t = s.shown->tokens[i];
    out += (lit(s.now.tokens, static_cast<int>(i)) ? ">" : " ") + pad(pad_left(std::to_string(t.span.line), 4) + ":" + std::to_string(t.span.col), 10);
    out += pad(t.type, 16) + std::string(2 * static_cast<size_t>(std::max(0, depths[i])), ' ') + visible_text(t);
    if (t.node >= 0) out += "   " + s.shown->tree[static_cast<size_t>(t.node)].kind;
    out += "\n";
  }
  return out;
}

}  // namespace innards::ui
