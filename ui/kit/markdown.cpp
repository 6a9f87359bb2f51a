#include "kit/markdown.h"

#include <md4c.h>

#include <algorithm>

#include "kit/python_text.h"
#include "kit/rows.h"

namespace innards::ui {
namespace {

struct Reader {
  std::vector<MarkdownBlock> blocks;
  MarkdownRun style;
  int quote = 0;
  struct List {
    bool ordered;
    int next;
  };
  std::vector<List> lists;
  bool fresh = true;          // the next text begins a new block
  MarkdownBlock::Kind kind = MarkdownBlock::Kind::Paragraph;
  int level = 0;
  std::string marker;

  void begin(MarkdownBlock::Kind k, int l) {
    kind = k;
    level = l;
    fresh = true;
  }
  void add(const std::string& text) {
    if (fresh) {
      blocks.push_back({kind, level, marker, {}});
      marker.clear();
      fresh = false;
    }
    auto& runs = blocks.back().runs;
    bool same = !runs.empty() && runs.back().bold == style.bold && runs.back().italic == style.italic && runs.back().code == style.code && runs.back().href == style.href;
    if (same) runs.back().text += text;
    else {
      runs.push_back(style);
      runs.back().text = text;
    }
  }
};

int enter_block(MD_BLOCKTYPE type, void* detail, void* data) {
  Reader& r = *static_cast<Reader*>(data);
  switch (type) {
    case MD_BLOCK_H: r.begin(MarkdownBlock::Kind::Heading, static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)); break;
    case MD_BLOCK_P:
      if (r.lists.empty()) r.begin(r.quote ? MarkdownBlock::Kind::Quote : MarkdownBlock::Kind::Paragraph, 0);
      else r.begin(MarkdownBlock::Kind::Item, static_cast<int>(r.lists.size()));
      break;
    case MD_BLOCK_CODE: r.begin(MarkdownBlock::Kind::Code, 0); break;
    case MD_BLOCK_QUOTE: ++r.quote; break;
    case MD_BLOCK_UL: r.lists.push_back({false, 0}); break;
    case MD_BLOCK_OL: r.lists.push_back({true, static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start)}); break;
    case MD_BLOCK_LI:
      r.marker = r.lists.back().ordered ? std::to_string(r.lists.back().next++) + "." : "•";
      r.begin(MarkdownBlock::Kind::Item, static_cast<int>(r.lists.size()));
      break;
    default: break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* data) {
  Reader& r = *static_cast<Reader*>(data);
  if (type == MD_BLOCK_QUOTE) --r.quote;
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) r.lists.pop_back();
  r.fresh = true;
  if (r.lists.empty()) r.kind = r.quote ? MarkdownBlock::Kind::Quote : MarkdownBlock::Kind::Paragraph;
  return 0;
}

int set_span(MD_SPANTYPE type, void* detail, Reader& r, bool on) {
  if (type == MD_SPAN_STRONG) r.style.bold = on;
  if (type == MD_SPAN_EM) r.style.italic = on;
  if (type == MD_SPAN_CODE) r.style.code = on;
  if (type == MD_SPAN_A) {
    auto* a = static_cast<MD_SPAN_A_DETAIL*>(detail);
    r.style.href = on ? std::string(a->href.text, a->href.size) : std::string();
  }
  return 0;
}
int enter_span(MD_SPANTYPE type, void* detail, void* data) { return set_span(type, detail, *static_cast<Reader*>(data), true); }
int leave_span(MD_SPANTYPE type, void* detail, void* data) { return set_span(type, detail, *static_cast<Reader*>(data), false); }

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
  Reader& r = *static_cast<Reader*>(data);
  if (type == MD_TEXT_BR) r.add("\n");
  else if (type == MD_TEXT_SOFTBR) r.add(" ");
  else if (type == MD_TEXT_ENTITY) {
    std::string e(text, size);
    r.add(e == "&lt;" ? "<" : e == "&gt;" ? ">" : e == "&amp;" ? "&" : e == "&quot;" ? "\"" : e == "&nbsp;" ? " " : e);
  } else r.add(std::string(text, size));
  return 0;
}

size_t char_length(unsigned char c) { return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4; }

// Text between two places where a line may break. Chinese characters may break anywhere, except before closing marks and after
// opening ones; short `code` does not break.
struct Piece {
  std::string text;
  const MarkdownRun* run;
  bool space_before = false, newline_before = false;
  std::string tail = {};                  // what follows without a break, but in another style: the full stop after `code`
  const MarkdownRun* tail_run = nullptr;
};

constexpr size_t kShortCode = 24;   // characters that stay in one line

// Does it begin with a mark that no line may end with (Chinese)?
bool opens_text(std::string_view s) {
  static const char* const kMarks[] = {"（", "《", "“", "【"};
  return std::any_of(std::begin(kMarks), std::end(kMarks), [&](const char* m) { return s.starts_with(m); });
}

std::vector<Piece> words_of(const MarkdownBlock& block) {
  std::vector<Piece> words;
  bool space = false, newline = false;
  for (const MarkdownRun& run : block.runs) {
    bool open = false, opened = false;       // the last word of this run can still grow; it must
    for (size_t i = 0; i < run.text.size();) {
      size_t n = std::min(char_length(static_cast<unsigned char>(run.text[i])), run.text.size() - i);
      std::string c = run.text.substr(i, n);
      i += n;
      if (c == " " && open && run.code && run.text.size() <= kShortCode) {
        words.back().text += c;
        continue;
      }
      if (c == " " || c == "\n") {
        space = true;
        newline |= c == "\n";
        open = opened = false;
        continue;
      }
      bool wide = n >= 3 && c >= "\xE2\xBA\x80";   // CJK and its punctuation
      bool glue = open || (closes_text(c) && !words.empty() && !space);
      if (!opened && (!glue || (wide && !closes_text(c)))) {
        words.push_back({c, &run, space, newline});
        space = newline = false;
      } else if (words.back().run == &run) {
        words.back().text += c;
      } else {
        words.back().tail += c;
        words.back().tail_run = &run;
      }
      opened = opens_text(c);
      open = !wide || opened;
    }
  }
  return words;
}

Face face_of(const MarkdownBlock& block, const MarkdownRun& run) {
  if (block.kind == MarkdownBlock::Kind::Heading) return Face::Bold;
  if (run.code) return run.bold ? Face::MonoBold : Face::Mono;
  return run.bold || run.italic ? Face::Bold : Face::Sans;
}

float draw_flow(const MarkdownBlock& block, float x, float y, float width) {
  float step = font_px(Face::Sans) + px(6), at = x;
  float space = text_width(Face::Sans, " ");
  bool first = true;
  const MarkdownRun* previous = nullptr;
  for (const Piece& w : words_of(block)) {
    Face face = face_of(block, *w.run);
    float ww = std::min(text_width(face, w.text), width), gap = !w.space_before || first ? 0 : previous == w.run && w.run->code ? text_width(face, " ") : space;
    float tail = w.tail_run ? text_width(face_of(block, *w.tail_run), w.tail) : 0;
    if (!first && (w.newline_before || at + gap + ww + tail > x + width)) at = x, y += step, gap = 0;
    if (w.run->code) {
      bool joined = previous == w.run && gap > 0;
      float from = joined ? at + px(2) : at + gap - px(2);   // the one before ends there
      fill({from, y + px(1), at + gap + ww + px(2) - from, step - px(3)}, tone(Tone::Hover), px(2));
    }
    at += gap;
    Tone t = !w.run->href.empty() ? Tone::Accent : block.kind == MarkdownBlock::Kind::Quote ? Tone::Dim : Tone::Text;
    // A word wider than the panel is cut.
    if (row_text_fit(at, y, step, face, t, w.text, ww) && mouse_in({at, y, ww, step})) tooltip(w.text);
    if (!w.run->href.empty()) {
      line(at, y + step - px(3), at + ww, y + step - px(3), tone(Tone::Accent, 0.5f));
      if (mouse_in({at, y, ww, step})) tooltip(w.run->href);
    }
    if (w.tail_run) row_text(at + ww, y, step, face_of(block, *w.tail_run), t, w.tail);
    at += ww + tail;
    previous = w.tail_run ? w.tail_run : w.run;
    first = false;
  }
  return y + step;
}

float draw_code(const MarkdownBlock& block, float x, float y, float width) {
  std::string text;
  for (const MarkdownRun& r : block.runs) text += r.text;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  float h = line_height(), top = y;
  int lines = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  fill({x, top, width, static_cast<float>(lines) * h + px(8)}, tone(Tone::Header), px(4));
  y += px(4);
  char inside = 0;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view s = std::string_view(text).substr(at, end - at);
    float cx = x + px(8);
    for (const Coloured& c : colour_python(s, inside)) {
      const std::string_view part = s.substr(c.from, c.to - c.from);
      if (row_text_fit(cx, y, h, Face::Mono, c.tone, part, x + width - px(4) - cx)) break;
      cx += text_width(Face::Mono, part);
    }
    y += h;
    at = end + 1;
  }
  return y + px(4);
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(const std::string& text) {
  Reader reader;
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_NOHTML;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = on_text;
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reader);
  return std::move(reader.blocks);
}

void draw_markdown(Ui&, const std::vector<MarkdownBlock>& blocks, float indent) {
  for (const MarkdownBlock& b : blocks) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    float width = ImGui::GetContentRegionAvail().x - 2 * px(indent), x = p.x + px(indent), y = p.y;
    if (b.kind == MarkdownBlock::Kind::Code) {
      y = draw_code(b, x, y, width);
    } else if (b.kind == MarkdownBlock::Kind::Item) {
      float in = px(16) * static_cast<float>(b.level);
      if (!b.marker.empty()) row_text(x + in - px(13), y, font_px(Face::Sans) + px(6), Face::Sans, Tone::Dim, b.marker);
      y = draw_flow(b, x + in, y, width - in);
    } else {
      y = draw_flow(b, x, y, width);
    }
    ImGui::Dummy(ImVec2(1, y - p.y + px(b.kind == MarkdownBlock::Kind::Item ? 2 : 8)));
  }
}

std::string markdown_text(const std::vector<MarkdownBlock>& blocks, size_t width) {
  std::string out;
  for (const MarkdownBlock& b : blocks) {
    if (b.kind == MarkdownBlock::Kind::Code) {
      std::string line = "    ";
      for (const MarkdownRun& r : b.runs) {
        for (char c : r.text) {
          if (c == '\n') out += line + "\n", line = "    ";
          else line += c;
        }
      }
      if (line != "    ") out += line + "\n";
      out += "\n";
      continue;
    }
    std::string indent(b.kind == MarkdownBlock::Kind::Item ? 2 * static_cast<size_t>(b.level) : 0, ' ');
    std::string line = b.marker.empty() ? indent : indent.substr(0, indent.size() - 2) + b.marker + " ";
    size_t start = line.size();
    for (const Piece& w : words_of(b)) {
      bool more = line.size() > start;
      if (more && (w.newline_before || line.size() + 1 + w.text.size() + w.tail.size() > width)) out += line + "\n", line = indent, start = line.size(), more = false;
      line += (more && w.space_before ? " " : "") + w.text + w.tail;
    }
    out += line + "\n" + (b.kind == MarkdownBlock::Kind::Item ? "" : "\n");
  }
  return out;
}

}  // namespace innards::ui
