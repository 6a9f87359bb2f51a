#include "kit/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/source_text.h"

namespace innards::ui {
namespace {

// Text inside XML and inside graphviz' HTML labels: both want the same signs escaped, and neither takes control characters.
std::string escaped(const std::string& raw) {
  const std::string text = replace_invalid_utf8(raw);
  std::string out;
  for (char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return out;
}

// Inside a quoted string of DOT.
std::string quoted(const std::string& raw) {
  std::string out = "\"";
  for (char c : replace_invalid_utf8(raw)) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string number(float f) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(f));
  return text;
}

// "#rrggbb", over the panel's colour where the tone is laid over others: not every viewer of DOT knows transparency.
std::string colour(Tone t) {
  const ImVec4 c = tone_vec(t), back = tone_vec(Tone::Panel);
  auto mixed = [&](float over, float under) { return static_cast<int>(std::lround((over * c.w + under * (1 - c.w)) * 255)); };
  char text[16];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", mixed(c.x, back.x), mixed(c.y, back.y), mixed(c.z, back.z));
  return text;
}

std::string attribute(const char* name, const std::string& value) { return std::string(" ") + name + "=\"" + value + "\""; }

// ---- SVG

std::string svg_rect(float x, float y, float w, float h, float rounding, const std::string& more) {
  std::string out = "<rect" + attribute("x", number(x)) + attribute("y", number(y)) + attribute("width", number(w)) + attribute("height", number(h));
  if (rounding > 0) out += attribute("rx", number(rounding));
  return out + more + "/>\n";
}

// The width is told, so that the text keeps its room in whatever face the viewer has.
std::string svg_word(const DrawnText& t, float x, float y) {
  if (t.text.empty()) return "";
  std::string out = "<text" + attribute("x", number(x + t.x)) + attribute("y", number(y + kDrawnRow * 0.72f)) + attribute("fill", colour(t.tone)) + attribute("textLength", number(drawn_width(t.text)));
  if (t.bold) out += attribute("font-weight", "bold");
  if (t.struck) out += attribute("text-decoration", "line-through");
  return out + attribute("xml:space", "preserve") + ">" + escaped(t.text) + "</text>\n";
}

std::string svg_box(const DrawnBox& b) {
  std::string out = "<g>\n";
  if (!b.bare) out += svg_rect(b.x, b.y, b.w, b.h, b.rounding, attribute("fill", colour(b.fill)));
  float y = b.y;
  for (const DrawnRow& row : b.rows) {
    if (row.behind != Tone::kCount) out += svg_rect(b.x + 1, y + 1, b.w - 2, kDrawnRow - 1, 0, attribute("fill", colour(row.behind)));
    for (const DrawnText& t : row.texts) out += svg_word(t, b.x, y);
    y += kDrawnRow;
  }
  if (!b.bare) out += svg_rect(b.x, b.y, b.w, b.h, b.rounding, attribute("fill", "none") + attribute("stroke", colour(b.outline)) + attribute("stroke-width", b.thick ? "2" : "1") + (b.dashed ? attribute("stroke-dasharray", "4 3") : ""));
  return out + "</g>\n";
}

std::string svg_head(const DrawnArrow& a) {
  const GraphPoint end = a.points.back(), before = a.points[a.points.size() - 2];
  const float length = std::max(0.01f, std::hypot(end.x - before.x, end.y - before.y)), dx = (end.x - before.x) / length, dy = (end.y - before.y) / length;
  std::string points;
  for (const GraphPoint& p : {GraphPoint{end.x, end.y}, GraphPoint{end.x - 7 * dx - 3.5f * dy, end.y - 7 * dy + 3.5f * dx}, GraphPoint{end.x - 7 * dx + 3.5f * dy, end.y - 7 * dy - 3.5f * dx}})
    points += number(p.x) + "," + number(p.y) + " ";
  return "<polygon" + attribute("points", points) + attribute("fill", colour(a.hollow ? Tone::Graph : a.tone)) + (a.hollow ? attribute("stroke", colour(a.tone)) : "") + "/>\n";
}

std::string svg_arrow(const DrawnArrow& a) {
  if (a.points.size() < 2) return "";
  std::string points;
  for (const GraphPoint& p : a.points) points += number(p.x) + "," + number(p.y) + " ";
  std::string out = "<polyline" + attribute("points", points) + attribute("fill", "none") + attribute("stroke", colour(a.tone)) + attribute("stroke-width", a.thick ? "2" : "1.2") + (a.dashed ? attribute("stroke-dasharray", "4 3") : "") + "/>\n";
  if (a.dot) out += "<circle" + attribute("cx", number(a.points[0].x)) + attribute("cy", number(a.points[0].y)) + attribute("r", "2.5") + attribute("fill", colour(a.tone)) + "/>\n";
  return out + (a.head ? svg_head(a) : "");
}

// ---- DOT

std::string dot_word(const DrawnText& t) {
  std::string text = escaped(t.text);
  if (t.struck) text = "<S>" + text + "</S>";
  if (t.bold) text = "<B>" + text + "</B>";
  return "<FONT COLOR=\"" + colour(t.tone) + "\">" + text + "</FONT>";
}

std::string dot_row(const DrawnRow& row, size_t number_of) {
  std::string words;
  for (const DrawnText& t : row.texts)
    if (!t.text.empty()) words += (words.empty() ? "" : " ") + dot_word(t);
  std::string out = "<TR><TD ALIGN=\"LEFT\" PORT=\"r" + std::to_string(number_of) + "\"";
  if (row.behind != Tone::kCount) out += " BGCOLOR=\"" + colour(row.behind) + "\"";
  return out + ">" + (words.empty() ? " " : words) + "</TD></TR>";
}

std::string dot_box(const DrawnBox& b, size_t number_of) {
  std::string style = b.rounding > 2 && !b.dashed ? " STYLE=\"ROUNDED\"" : b.dashed ? " STYLE=\"DASHED\"" : "";
  std::string out = "  n" + std::to_string(number_of) + " [label=<<TABLE CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\" BORDER=\"" + (b.bare ? "0" : b.thick ? "2" : "1") + "\" COLOR=\"" + colour(b.outline) + "\"" + (b.bare ? "" : " BGCOLOR=\"" + colour(b.fill) + "\"") + style + ">";
  for (size_t i = 0; i < b.rows.size(); ++i) out += dot_row(b.rows[i], i);
  if (b.rows.empty()) out += "<TR><TD> </TD></TR>";
  return out + "</TABLE>>];\n";
}

std::string dot_arrow(const DrawnArrow& a) {
  std::string out = "  n" + std::to_string(a.from) + (a.row >= 0 ? ":r" + std::to_string(a.row) : "") + " -> n" + std::to_string(a.to);
  out += " [color=\"" + colour(a.tone) + "\"";
  if (a.dashed) out += " style=dashed";
  if (a.thick) out += " penwidth=2";
  if (!a.head) out += " arrowhead=none";
  else if (a.hollow) out += " arrowhead=empty";
  if (a.dot) out += " dir=both arrowtail=dot";
  if (!a.label.empty()) out += " label=" + quoted(a.label) + " fontcolor=\"" + colour(Tone::Dim) + "\"";
  return out + "];\n";
}

}  // namespace

float drawn_width(const std::string& text) {
  float places = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if ((c & 0xc0) != 0x80) places += c >= 0xe3 ? 2 : 1;   // from U+3000 on a character takes two places
  }
  return places * kDrawnChar;
}

void add_text(DrawnRow& row, const std::string& text, Tone tone, bool bold) {
  const float x = row.texts.empty() ? kDrawnPad : row.texts.back().x + drawn_width(row.texts.back().text) + kDrawnChar;
  row.texts.push_back({text, tone, x, bold, false});
}

std::string drawn_cut(const std::string& text, size_t characters) {
  size_t at = 0, seen = 0;
  for (; at < text.size(); ++at)
    if ((text[at] & 0xc0) != 0x80 && seen++ == characters) break;
  return at < text.size() ? text.substr(0, at) + "…" : text;
}

std::string svg_text(const Drawing& d) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", number(d.w)) + attribute("height", number(d.h)) + attribute("viewBox", "0 0 " + number(d.w) + " " + number(d.h));
  out += attribute("font-family", "DejaVu Sans Mono, Noto Sans Mono, Noto Sans Mono CJK SC, monospace") + attribute("font-size", number(kDrawnSize)) + ">\n<title>" + escaped(d.title) + "</title>\n";
  out += svg_rect(0, 0, d.w, d.h, 0, attribute("fill", colour(Tone::Graph)));
  for (const DrawnArrow& a : d.arrows) out += svg_arrow(a);
  for (const DrawnBox& b : d.boxes) out += svg_box(b);
  return out + "</svg>\n";
}

std::string dot_text(const Drawing& d) {
  std::string out = "digraph innards {\n  graph [label=" + quoted(d.title) + " labelloc=t bgcolor=\"" + colour(Tone::Graph) + "\" fontcolor=\"" + colour(Tone::Dim) + "\" fontname=\"sans-serif\" rankdir=" + (d.sideways ? "LR" : "TB") + "];\n";
  out += "  node [shape=plain fontname=\"monospace\" fontsize=11];\n  edge [fontname=\"monospace\" fontsize=10 arrowsize=0.7];\n";
  for (size_t i = 0; i < d.boxes.size(); ++i) out += dot_box(d.boxes[i], i);
  for (const DrawnArrow& a : d.arrows) out += dot_arrow(a);
  return out + "}\n";
}

}  // namespace innards::ui
