#include "fonts.h"

#include "texts.h"

namespace innards::ui {
namespace {

struct FaceRow {
  float px;
  std::string FontFiles::*file;
};
const FaceRow kFaces[] = {
    {14.f, &FontFiles::sans}, {14.f, &FontFiles::bold},   {12.f, &FontFiles::sans}, {13.f, &FontFiles::mono},
    {13.f, &FontFiles::mono_bold}, {11.f, &FontFiles::mono}, {18.f, &FontFiles::bold},
};

ImFont* g_fonts[static_cast<int>(Face::kCount)];
float g_px[static_cast<int>(Face::kCount)];
float g_zoom = 1;
FontFiles g_files;
ImVector<ImWchar> g_chinese;

const ImWchar kBase[] = {0x20, 0x24F, 0x2C6, 0x2DC, 0x370, 0x3FF, 0x400, 0x4FF, 0x2010, 0x205F, 0x2070, 0x209F, 0x2190, 0x23FF, 0x2500, 0x25FF, 0x2610, 0x2611, 0x2660, 0x2667, 0x2713, 0x2718, 0x27E8, 0x27E9, 0};

bool in_base(unsigned c) {
  for (int i = 0; kBase[i]; i += 2) {
    if (c >= kBase[i] && c <= kBase[i + 1]) return true;
  }
  return c < 0x20;
}

// Calls f with each code point of a UTF-8 text.
template <class F>
void each_char(const std::string& s, F f) {
  for (size_t i = 0; i < s.size();) {
    unsigned char b = static_cast<unsigned char>(s[i]);
    int n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    unsigned c = n == 1 ? b : n == 2 ? b & 0x1F : n == 3 ? b & 0x0F : b & 0x07;
    for (int k = 1; k < n && i + k < s.size(); ++k) c = c << 6 | (static_cast<unsigned char>(s[i + k]) & 0x3F);
    f(c);
    i += n;
  }
}

// Calls `want` with every Chinese text that the window can show by itself.
template <class F>
void each_chinese_text(F want) {
  for (int i = 0; i < static_cast<int>(Word::kCount); ++i) want(tr(static_cast<Word>(i), Language::Chinese));
#define PANEL(Name, id, english, chinese_title, help, chinese_help) want(chinese_title), want(chinese_help);
#include "panels.def"
#undef PANEL
#define PASS(Name, title, chinese_title, sentence, chinese_sentence) want(chinese_title), want(chinese_sentence);
#include "compile/passes.def"
#define BLOCK_LOOK(Name, id, english, chinese_name, help, chinese_help) want(chinese_name), want(chinese_help);
#include "inspect/block_looks.def"
#undef BLOCK_LOOK
#define REASON(Name, english, chinese_sentence) want(chinese_sentence);
#include "compile/reasons.def"
#define OPCODE_ZH(NAME, chinese_sentence) want(chinese_sentence);
#include "opcode_texts.def"
#undef OPCODE_ZH
#define SYNTAX_ZH(name, chinese_sentence) want(chinese_sentence);
#include "syntax_texts.def"
#define MICRO(Name, english, chinese_text) want(chinese_text);
#include "session/micro_texts.def"
#undef MICRO
#define SAY(Name, english, chinese_text) want(chinese_text);
#include "inspect/walk_texts.def"
#include "inspect/process_texts.def"
#undef SAY
#define QUESTION(Name, id, form, sentence, chinese_sentence, help, chinese_help) want(chinese_sentence), want(chinese_help);
#include "session/questions.def"
#undef QUESTION
#define ASK_TEXT(Name, english, chinese_text) want(chinese_text);
#include "session/ask_texts.def"
#undef ASK_TEXT
#define FLAG(constant, name, english, chinese_text) want(chinese_text);
#include "inspect/type_flags.def"
#undef FLAG
#define QUICK_OPCODE(NAME, number, BASE, Role, when, chinese_when) want(chinese_when);
#include "compile/quick_opcodes.def"
#define COMMAND(Name, id, menu, key, english, chinese_title, help, chinese_help) want(chinese_title), want(chinese_help);
#include "commands.def"
#undef COMMAND
}

// The characters of all these texts that are not in kBase, as ranges.
void find_chinese(const std::string& extra, ImVector<ImWchar>& ranges) {
  ImFontGlyphRangesBuilder chinese;
  auto want = [&](const std::string& s) {
    each_char(s, [&](unsigned c) {
      if (!in_base(c) && c < 0xFFFF) chinese.AddChar(static_cast<ImWchar>(c));
    });
  };
  each_chinese_text(want);
  want("简体中文，。；：？！“”（）、…");
  want(extra);
  ranges.clear();
  chinese.BuildRanges(&ranges);
}

// The latin face, from its file, from that of the plain face, or as Dear ImGui brings it.
ImFont* add_latin(ImFontAtlas& atlas, const FaceRow& row, const FontFiles& files, float px) {
  std::string file = files.*row.file;
  if (file.empty() && row.file == &FontFiles::bold) file = files.sans;
  if (file.empty() && row.file == &FontFiles::mono_bold) file = files.mono;
  ImFontConfig config;
  config.OversampleH = 2;
  config.OversampleV = 1;
  config.PixelSnapH = true;
  if (!file.empty()) return atlas.AddFontFromFileTTF(file.c_str(), px, &config, kBase);
  config.SizePixels = px;
  return atlas.AddFontDefault(&config);
}

// Chinese characters, into the face that was added last.
void merge_chinese(ImFontAtlas& atlas, const FontFiles& files, float px) {
  ImFontConfig merge;
  merge.MergeMode = true;
  merge.FontNo = files.chinese_face;
  merge.OversampleH = 1;
  merge.OversampleV = 1;
  bool noto = files.chinese.find("Noto") != std::string::npos;  // its ascent and descent make it look small at the same size
  atlas.AddFontFromFileTTF(files.chinese.c_str(), noto ? px * 1.2f : px, &merge, g_chinese.Data);
}

}  // namespace

void load_fonts(const FontFiles& files, float scale, const std::string& extra) {
  g_files = files;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  find_chinese(extra, g_chinese);
  for (int i = 0; i < static_cast<int>(Face::kCount); ++i) {
    const float px = g_px[i] = static_cast<float>(static_cast<int>(kFaces[i].px * scale + 0.5f));
    g_fonts[i] = add_latin(atlas, kFaces[i], files, px);
    if (!files.chinese.empty() && g_chinese.Size > 1) merge_chinese(atlas, files, px);
  }
}

std::vector<std::string> font_complaints() {
  std::vector<std::string> out;
  if (g_files.sans.empty() || g_files.mono.empty()) out.push_back("font not found: DejaVu Sans and DejaVu Sans Mono (install fonts-dejavu-core)");
  if (g_files.chinese.empty()) out.push_back("font not found: one with Chinese characters (install fonts-wqy-microhei or fonts-noto-cjk)");
  return out;
}

ImFont* font(Face f) { return g_fonts[static_cast<int>(f)] ? g_fonts[static_cast<int>(f)] : ImGui::GetFont(); }
float font_px(Face f) { return g_zoom * (g_px[static_cast<int>(f)] > 0 ? g_px[static_cast<int>(f)] : ImGui::GetFontSize()); }
void set_font_zoom(float zoom) { g_zoom = zoom; }

}  // namespace innards::ui
