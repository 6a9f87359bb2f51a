// The Markdown of lessons: read into blocks, and as text.
#include <gtest/gtest.h>

#include "kit/markdown.h"

using namespace innards::ui;

TEST(Markdown, BlocksAndStyles) {
  auto b = read_markdown("# Title\n\nA **bold** `code` [link](https://example.org).\nGoes on.\n\n- one\n- two\n  more\n\n1. first\n\n> quoted\n\n```python\nx = 1\ny\n```\nlast");
  ASSERT_EQ(b.size(), 8u);
  EXPECT_EQ(b[0].kind, MarkdownBlock::Kind::Heading);
  EXPECT_EQ(b[1].runs[1].text, "bold");
  EXPECT_TRUE(b[1].runs[1].bold);
  EXPECT_TRUE(b[1].runs[3].code);
  EXPECT_EQ(b[1].runs[5].href, "https://example.org");
  EXPECT_EQ(b[2].marker, "•");
  EXPECT_EQ(b[3].runs[0].text, "two more");
  EXPECT_EQ(b[4].marker, "1.");
  EXPECT_EQ(b[5].kind, MarkdownBlock::Kind::Quote);
  EXPECT_EQ(b[6].kind, MarkdownBlock::Kind::Code);
  EXPECT_EQ(b[7].kind, MarkdownBlock::Kind::Paragraph);
}

TEST(Markdown, TextIsWrappedAndKeepsCode) {
  std::string t = markdown_text(read_markdown("one two three four\n\n- a b\n\n    code  line\n"), 10);
  EXPECT_NE(t.find("one two\nthree four\n"), std::string::npos) << t;
  EXPECT_NE(t.find("• a b\n"), std::string::npos) << t;
}

TEST(Markdown, ShortCodeAndWhatABracketOpensStayInOneLine) {
  EXPECT_EQ(markdown_text(read_markdown("go `a + b`"), 6), "go\na + b\n\n");
  std::string t = markdown_text(read_markdown("一二（三四）"), 9);
  EXPECT_NE(t.find("一二\n（三\n"), std::string::npos) << t;
}

TEST(Markdown, HostileTextDoesNoHarm) {
  for (const char* s : {"", "****", "[](", "```", "- - - -", "<b>x</b>", "\xff\xfe", "> > > >", "&#0; &lt; &amp;", "# \n## \n"}) read_markdown(s);
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "> ";
  markdown_text(read_markdown(deep + "x"), 20);
}
