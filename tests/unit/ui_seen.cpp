#include "ui_seen.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "imgui_internal.h"
#include "screen.h"

namespace innards::ui {
namespace {

Seen* g_seen = nullptr;

Rect rect_of(const ImVec2& a, const ImVec2& b) { return {a.x, a.y, b.x - a.x, b.y - a.y}; }

Rect common(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.f, std::min(a.x + a.w, b.x + b.w) - x), std::max(0.f, std::min(a.y + a.h, b.y + b.h) - y)};
}

bool holds(const Rect& outer, const Rect& inner, float slack) {
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.x + inner.w <= outer.x + outer.w + slack && inner.y + inner.h <= outer.y + outer.h + slack;
}

// Where the letters of one line are, which is less than the room of the line.
Rect ink_of(const ImFont* font, float size, ImVec2 at, const char* s, const char* end) {
  const float scale = size / font->FontSize;
  float x = at.x, x0 = 1e9f, x1 = -1e9f, y0 = 1e9f, y1 = -1e9f;
  while (s < end) {
    unsigned c = static_cast<unsigned char>(*s);
    s += c < 0x80 ? 1 : ImTextCharFromUtf8(&c, s, end);
    const ImFontGlyph* glyph = font->FindGlyph(static_cast<ImWchar>(c));
    if (!glyph) continue;
    if (glyph->Visible) {
      x0 = std::min(x0, x + glyph->X0 * scale), x1 = std::max(x1, x + glyph->X1 * scale);
      y0 = std::min(y0, at.y + glyph->Y0 * scale), y1 = std::max(y1, at.y + glyph->Y1 * scale);
    }
    x += glyph->AdvanceX * scale;
  }
  return x1 < x0 ? Rect{at.x, at.y, 0, 0} : Rect{x0, y0, x1 - x0, y1 - y0};
}

const ImGuiWindow* window_of(const ImDrawList* list) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (g.CurrentWindow && g.CurrentWindow->DrawList == list) return g.CurrentWindow;
  for (const ImGuiWindow* w : g.Windows)
    if (w->DrawList == list) return w;
  return nullptr;
}

void note_line(const ImDrawList* list, const ImFont* font, float size, ImVec2 at, const char* s, const char* end, const ImVec4* fine) {
  SeenText t{std::string(s, end), ink_of(font, size, at, s, end), {}, window_of(list), g_seen->order++};
  if (!t.window || t.ink.w <= 0) return;
  const ImVec2 a = list->GetClipRectMin(), b = list->GetClipRectMax();
  t.clip = rect_of(a, b);
  if (fine) t.clip = common(t.clip, {fine->x, fine->y, fine->z - fine->x, fine->w - fine->y});
  g_seen->texts.push_back(t);
}

void note_text(const ImDrawList* list, const ImFont* font, float size, ImVec2 at, ImU32 colour, const char* s, const char* end, float wrap, const ImVec4* fine) {
  if (!g_seen || (colour & IM_COL32_A_MASK) == 0) return;
  if (!end) end = s + std::strlen(s);
  if (!font) font = list->_Data->Font;
  if (size == 0) size = list->_Data->FontSize;
  while (s < end) {
    const char* newline = std::find(s, end, '\n');
    const char* stop = wrap > 0 ? font->CalcWordWrapPositionA(size / font->FontSize, s, newline, wrap) : newline;
    if (stop == s && s < newline) ++stop;
    note_line(list, font, size, at, s, stop, fine);
    at.y += size;
    s = stop;
    while (wrap > 0 && s < newline && *s == ' ') ++s;
    if (s == newline) ++s;
  }
}

void note_box(const ImDrawList* list, const ImVec2& a, const ImVec2& b, ImU32 colour, bool filled) {
  if (!g_seen || (colour & IM_COL32_A_MASK) == 0) return;
  g_seen->boxes.push_back({rect_of(a, b), window_of(list), g_seen->order++, filled, filled && (colour >> IM_COL32_A_SHIFT & 0xFF) == 0xFF});
}

void note_item(unsigned id, const ImVec2& a, const ImVec2& b) {
  if (g_seen && id) g_seen->items.push_back({id, rect_of(a, b), ImGui::GetCurrentContext()->CurrentWindow});
}

const ImGuiWindow* root_of(const void* window) { return static_cast<const ImGuiWindow*>(window)->RootWindow; }

const Tile* tile_at(const Tile& tile, float x, float y) {
  if (tile.leaf) return x >= tile.rect.x && x < tile.rect.x + tile.rect.w && y >= tile.rect.y && y < tile.rect.y + tile.rect.h ? &tile : nullptr;
  for (const auto& child : tile.children)
    if (const Tile* found = tile_at(*child, x, y)) return found;
  return nullptr;
}

// The panel to whose tile a window belongs; "screen" for menus and toolbar, else the name of a card or tooltip.
std::string panel_of(const Ui& ui, const void* window) {
  const ImGuiWindow* w = static_cast<const ImGuiWindow*>(window);
  const std::string root = w->RootWindow->Name;
  if (root != "screen" || w == w->RootWindow) return root;
  if (ui.layout.maximised != Panel::kCount) return panel_row(ui.layout.maximised).id;
  while (w->ParentWindow != w->RootWindow) w = w->ParentWindow;
  const Tile* tile = tile_at(ui.layout.root, w->Pos.x + w->Size.x / 2, w->Pos.y + w->Size.y / 2);
  return tile ? panel_row(tile->tabs[tile->active]).id : "screen";
}

// Whether what is cut there can be scrolled to.
bool scrolls(const void* window, int axis) {
  for (const ImGuiWindow* w = static_cast<const ImGuiWindow*>(window); w; w = w->ParentWindow)
    if ((axis ? w->ScrollMax.y : w->ScrollMax.x) > 0) return true;
  return false;
}

// The graph is pushed around under its tile; at the tile's edges it says how many boxes are beyond.
bool is_canvas(const std::string& panel) { return panel == panel_row(Panel::Objects).id; }

class Judge {
 public:
  Judge(const Seen& seen, Ui& ui) : seen_(seen), ui_(ui) {}
  std::vector<Finding> all() {
    overlaps();
    clipped();
    boxes();
    ids();
    return std::move(found_);
  }

 private:
  void say(const char* rule, const void* window, const std::string& what) { found_.push_back({rule, panel_of(ui_, window), what}); }
  // An opaque box drawn after the first and before the second hides the first one there.
  bool covered(const Rect& r, const SeenText& first, const SeenText& second) const {
    return std::any_of(seen_.boxes.begin(), seen_.boxes.end(), [&](const SeenBox& b) {
      return b.opaque && b.order > first.order && b.order < second.order && root_of(b.window) == root_of(first.window) && holds(b.rect, r, 0.5f);
    });
  }
  void overlaps() {
    std::vector<const SeenText*> by_top;
    for (const SeenText& t : seen_.texts) by_top.push_back(&t);
    std::sort(by_top.begin(), by_top.end(), [](const SeenText* a, const SeenText* b) { return a->ink.y < b->ink.y; });
    for (size_t i = 0; i < by_top.size(); ++i) {
      const Rect a = common(by_top[i]->ink, by_top[i]->clip);
      for (size_t k = i + 1; k < by_top.size() && by_top[k]->ink.y < a.y + a.h; ++k) pair(*by_top[i], a, *by_top[k]);
    }
  }
  void pair(const SeenText& one, const Rect& a, const SeenText& other) {
    if (root_of(one.window) != root_of(other.window)) return;   // cards, menus and tooltips lie over the screen
    const Rect both = common(a, common(other.ink, other.clip));
    if (both.w <= 1 || both.h <= 1) return;
    const SeenText &first = one.order < other.order ? one : other, &second = one.order < other.order ? other : one;
    if (!covered(both, first, second)) say("overlap", one.window, first.text + " | " + second.text);
  }
  void clipped() {
    for (const SeenText& t : seen_.texts) {
      const Rect &i = t.ink, &c = t.clip;
      if (is_canvas(panel_of(ui_, t.window))) continue;
      const bool seen_vertically = i.y + i.h > c.y && i.y < c.y + c.h;
      if (seen_vertically && (i.x < c.x - 1 || i.x + i.w > c.x + c.w + 1) && !scrolls(t.window, 0)) say("clipped", t.window, t.text);
      else if ((i.y < c.y - 1 || i.y + i.h > c.y + c.h + 1) && !scrolls(t.window, 1)) say("cut off below", t.window, t.text);
    }
  }
  // A text on a ground of its own, laid over the box.
  bool on_its_own(const SeenText& t, const SeenBox& box) const {
    return std::any_of(seen_.boxes.begin(), seen_.boxes.end(), [&](const SeenBox& b) { return b.opaque && b.order > box.order && b.order < t.order && b.window == t.window && holds(b.rect, t.ink, 1); });
  }
  void boxes() {
    for (const SeenText& t : seen_.texts) {
      const Rect shown = common(t.ink, t.clip);
      if (shown.w <= 0 || shown.h <= 0) continue;
      const SeenBox* home = nullptr;
      for (const SeenBox& b : seen_.boxes) {
        if (b.window != t.window || b.order > t.order || b.rect.x > t.ink.x || t.ink.x >= b.rect.x + b.rect.w) continue;
        const float middle = t.ink.y + t.ink.h / 2;
        if (b.filled || middle < b.rect.y || middle > b.rect.y + b.rect.h) continue;
        if (!home || b.rect.w * b.rect.h < home->rect.w * home->rect.h) home = &b;
      }
      if (home && on_its_own(t, *home)) continue;
      if (home && t.ink.x + t.ink.w > home->rect.x + home->rect.w + 1) say("leaves its box", t.window, t.text);
    }
  }
  void ids() {
    std::map<unsigned, const SeenItem*> first;
    for (const SeenItem& item : seen_.items) {
      auto [at, is_new] = first.emplace(item.id, &item);
      if (!is_new) say("id collision", item.window, std::to_string(item.id) + " in " + static_cast<const ImGuiWindow*>(item.window)->Name);
    }
  }

  const Seen& seen_;
  Ui& ui_;
  std::vector<Finding> found_;
};

}  // namespace

Seen::Seen() { g_seen = this; }
Seen::~Seen() { g_seen = nullptr; }

std::vector<Finding> faults_of(const Seen& seen, Ui& ui) { return Judge(seen, ui).all(); }

}  // namespace innards::ui

// ---- what the linker puts in place of Dear ImGui's functions; __real_ are its own

#define WRAPPED(name, mangled) name __asm__("__wrap_" mangled)
#define ITS_OWN(name, mangled) name __asm__("__real_" mangled)

#define ADD_TEXT "_ZN10ImDrawList7AddTextEPK6ImFontfRK6ImVec2jPKcS7_fPK6ImVec4"
void ITS_OWN(real_add_text(ImDrawList*, const ImFont*, float, const ImVec2&, ImU32, const char*, const char*, float, const ImVec4*), ADD_TEXT);
void WRAPPED(seen_add_text(ImDrawList*, const ImFont*, float, const ImVec2&, ImU32, const char*, const char*, float, const ImVec4*), ADD_TEXT);
void seen_add_text(ImDrawList* list, const ImFont* font, float size, const ImVec2& at, ImU32 colour, const char* s, const char* end, float wrap, const ImVec4* fine) {
  innards::ui::note_text(list, font, size, at, colour, s, end, wrap, fine);
  real_add_text(list, font, size, at, colour, s, end, wrap, fine);
}

#define ADD_RECT "_ZN10ImDrawList7AddRectERK6ImVec2S2_jfif"
void ITS_OWN(real_add_rect(ImDrawList*, const ImVec2&, const ImVec2&, ImU32, float, int, float), ADD_RECT);
void WRAPPED(seen_add_rect(ImDrawList*, const ImVec2&, const ImVec2&, ImU32, float, int, float), ADD_RECT);
void seen_add_rect(ImDrawList* list, const ImVec2& a, const ImVec2& b, ImU32 colour, float rounding, int flags, float thickness) {
  innards::ui::note_box(list, a, b, colour, false);
  real_add_rect(list, a, b, colour, rounding, flags, thickness);
}

#define ADD_FILLED "_ZN10ImDrawList13AddRectFilledERK6ImVec2S2_jfi"
void ITS_OWN(real_add_filled(ImDrawList*, const ImVec2&, const ImVec2&, ImU32, float, int), ADD_FILLED);
void WRAPPED(seen_add_filled(ImDrawList*, const ImVec2&, const ImVec2&, ImU32, float, int), ADD_FILLED);
void seen_add_filled(ImDrawList* list, const ImVec2& a, const ImVec2& b, ImU32 colour, float rounding, int flags) {
  innards::ui::note_box(list, a, b, colour, true);
  real_add_filled(list, a, b, colour, rounding, flags);
}

#define ITEM_ADD "_ZN5ImGui7ItemAddERK6ImRectjPS1_i"
bool ITS_OWN(real_item_add(const ImRect&, ImGuiID, const ImRect*, ImGuiItemFlags), ITEM_ADD);
bool WRAPPED(seen_item_add(const ImRect&, ImGuiID, const ImRect*, ImGuiItemFlags), ITEM_ADD);
bool seen_item_add(const ImRect& box, ImGuiID id, const ImRect* nav, ImGuiItemFlags flags) {
  innards::ui::note_item(id, box.Min, box.Max);
  return real_item_add(box, id, nav, flags);
}

#define BEGIN_CHILD "_ZN5ImGui10BeginChildEPKcRK6ImVec2bi"
bool ITS_OWN(real_begin_child(const char*, const ImVec2&, bool, ImGuiWindowFlags), BEGIN_CHILD);
bool WRAPPED(seen_begin_child(const char*, const ImVec2&, bool, ImGuiWindowFlags), BEGIN_CHILD);
bool seen_begin_child(const char* name, const ImVec2& size, bool border, ImGuiWindowFlags flags) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  innards::ui::note_item(ImGui::GetID(name), at, ImVec2(at.x + size.x, at.y + size.y));
  return real_begin_child(name, size, border, flags);
}
