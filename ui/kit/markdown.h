// Markdown for lessons: read with md4c into blocks of styled text, wrapped and drawn at the cursor. It stands apart so that
// the reader is tested without drawing. Known: paragraphs, headings, lists, quotes, code blocks, emphasis, strong, code,
// links; what else Markdown has is shown as its text.
#pragma once

#include <string>
#include <vector>

namespace innards::ui {

struct Ui;

struct MarkdownRun {
  std::string text;
  bool bold = false, italic = false, code = false;
  std::string href;
};

struct MarkdownBlock {
  enum class Kind { Paragraph, Heading, Item, Quote, Code } kind = Kind::Paragraph;
  int level = 0;              // of a heading; depth of a list item
  std::string marker;         // of an item: a bullet or its number
  std::vector<MarkdownRun> runs;
};

std::vector<MarkdownBlock> read_markdown(const std::string& text);

// Draws blocks over the whole width, `indent` design pixels from the left and right. Links show their address as a tooltip.
void draw_markdown(Ui& ui, const std::vector<MarkdownBlock>& blocks, float indent);

// The same as plain text, wrapped to `width` characters, for text twins.
std::string markdown_text(const std::vector<MarkdownBlock>& blocks, size_t width);

}  // namespace innards::ui
