// Heap map: one row a size class, a cell a block. What lies in a block is told by the cell's shape and tone; blocks that are
// not the program's are folded into chips with their number.
#include <algorithm>

#include "kit/rows.h"

namespace innards::ui {
namespace {

constexpr int kMorePools = 4;   // times as many when asked for more

struct Look {
  BlockLook look;
  Tone tone;
  const char* sign;   // in the text twin
};
const Look kLooks[] = {
    {BlockLook::Number, Tone::Number, "n"}, {BlockLook::Text, Tone::String, "t"},   {BlockLook::Container, Tone::Container, "c"},
    {BlockLook::Function, Tone::Function, "f"}, {BlockLook::Class, Tone::Class, "C"}, {BlockLook::Instance, Tone::Accent, "i"},
    {BlockLook::Data, Tone::Dim, "d"},      {BlockLook::Waiting, Tone::Gone, "w"},  {BlockLook::Free, Tone::Faint, "."},
};
static_assert(std::size(kLooks) == static_cast<size_t>(BlockLook::kCount));

const Look& look_of(BlockLook look) { return kLooks[static_cast<int>(look)]; }
const char* look_name(BlockLook look) { return tr2(block_look_row(look).english, block_look_row(look).chinese); }
const char* look_help(BlockLook look) { return tr2(block_look_row(look).help, block_look_row(look).chinese_help); }

// A disc, two lines, a hollow box, a triangle, a diamond, a full box, a flat box, a ring, a dot: told apart without colour.
void draw_shape(BlockLook look, const Rect& r, float alpha) {
  const ImU32 colour = tone(look_of(look).tone, alpha);
  const float cx = r.x + r.w / 2, cy = r.y + r.h / 2, right = r.x + r.w, bottom = r.y + r.h;
  ImDrawList* list = ImGui::GetWindowDrawList();
  switch (look) {
    case BlockLook::Number: list->AddCircleFilled(ImVec2(cx, cy), r.w / 2, colour); break;
    case BlockLook::Text:
      fill({r.x, r.y + px(1), r.w, px(2)}, colour);
      fill({r.x, bottom - px(3), r.w * 0.7f, px(2)}, colour);
      break;
    case BlockLook::Container: frame_rect({r.x, r.y, r.w, r.h}, colour, 0, px(2)); break;
    case BlockLook::Function: triangle(r.x, r.y, right, cy, r.x, bottom, colour); break;
    case BlockLook::Class:
      triangle(r.x, cy, cx, r.y, right, cy, colour);
      triangle(r.x, cy, cx, bottom, right, cy, colour);
      break;
    case BlockLook::Instance: fill(r, colour); break;
    case BlockLook::Data: fill({r.x, cy - px(1), r.w, bottom - cy + px(1)}, colour); break;
    case BlockLook::Waiting: list->AddCircle(ImVec2(cx, cy), r.w / 2 - px(1), colour); break;
    default: fill({cx - px(1), cy - px(1), px(2), px(2)}, colour); break;
  }
}

const HeapRows* rows_of(Ui& ui) {
  HeapAsk ask;
  ask.everything = ui.heap_everything;
  ask.pools_of_class = ui.heap_pools;
  ask.selected = ui.selected.object;
  if (!ui.rows.heap || !(ui.rows.heap_ask == ask)) {
    ui.rows.heap = ui.view->heap(ask);
    ui.rows.heap_ask = ask;
  }
  return ui.rows.heap.get();
}

bool holds(const HeapBlockRow& b, ObjectId id) { return id && b.run == 1 && (b.object == id || (id >= b.address && id < b.address + b.size)); }

bool is_static(ObjectId id, const HeapRows& rows) {
  return id && std::none_of(rows.arenas.begin(), rows.arenas.end(), [&](const ArenaRow& a) { return id >= a.address && id < a.address + a.size; });
}

std::string object_text(Ui& ui, ObjectId id) {
  for (const ObjectRow& o : ui.view->moment().objects)
    if (o.value.id == id) return o.value.text;
  return hex_id(id);
}

std::string block_text(Ui& ui, const HeapBlockRow& b) {
  if (b.run > 1) return grouped(b.run) + " " + tr(Word::FoldedBlocks) + ": " + (b.before ? tr(Word::BeforeProgram) : look_name(b.look));
  std::string text = look_name(b.look);
  if (b.object) text = (b.look == BlockLook::Data ? text + ", " + tr(Word::DataOf) + " " : "") + b.type + "  " + object_text(ui, b.object);
  text += "\n" + grouped(b.size) + " " + tr(Word::BlockOf) + " " + hex_id(b.address);
  if (b.before) text += std::string("\n") + tr(Word::BeforeProgram);
  return text;
}

std::string sums_text(const HeapRows& rows) {
  return grouped(rows.blocks) + " " + tr(Word::BlocksInUse) + ", " + grouped(rows.own) + " " + tr(Word::OfProgram) + "   " + tr(Word::MemoryLimit) + " " + grouped(rows.limit >> 20) + " MiB";
}

std::string step_text(const HeapRows& rows) {
  std::string text = std::string(tr(Word::LastStepDid)) + "  + " + grouped(rows.handed_out) + " " + tr(Word::HandedOut) + "   - " + grouped(rows.given_back) + " " + tr(Word::GivenBack);
  if (rows.came_and_went) text += "   " + grouped(rows.came_and_went) + " " + tr(Word::CameAndWent);
  return text;
}

std::string class_text(const SizeClassRow& c) { return grouped(c.used) + " / " + grouped(c.room); }

std::string pools_text(uint64_t n) { return grouped(n) + " " + tr(n == 1 ? Word::PoolWord : Word::PoolsWord); }

// Pools that are only counted.
std::string folded_text(const SizeClassRow& c) { return pools_text(c.pools_left_out) + " " + tr(Word::FoldedWith) + " " + grouped(c.blocks_left_out); }

std::string class_tip(const SizeClassRow& c) {
  std::string text = std::to_string(c.size) + " B: " + pools_text(c.pools) + ", " + class_text(c) + " " + tr(Word::BlocksInUse);
  text += "\n" + grouped(c.own) + " " + tr(Word::OfProgram);
  if (c.handed_out || c.given_back) text += std::string("\n") + tr(Word::LastStepDid) + " +" + grouped(c.handed_out) + " -" + grouped(c.given_back);
  return text;
}

// ---- cells, flowing from left to right

struct Flow {
  float left, right, x, y;
  float row = px(16), cell = px(10);
  void line_break() { x = left, y += row; }
  Rect take(float w) {
    if (x + w > right && x > left) line_break();
    Rect r{x, y + (row - cell) / 2, w, cell};
    x += w + px(3);
    return r;
  }
};

bool row_visible(const Rect& r) { return ImGui::IsRectVisible(ImVec2(r.x, r.y - px(4)), ImVec2(r.x + r.w, r.y + r.h + px(4))); }

void draw_chip(const HeapBlockRow& b, const Rect& r, const std::string& text) {
  const Rect box{r.x, r.y - px(2), r.w, r.h + px(4)};
  if (b.before) fill(box, tone(Tone::Line), px(3));
  else frame_rect(box, tone(Tone::Line), px(3));
  if (!b.before) draw_shape(b.look, {r.x + px(4), r.y + px(2), px(6), px(6)}, 1);
  const float w = text_width(Face::MonoSmall, text);
  row_text(r.x + r.w - w - px(4), box.y, box.h, Face::MonoSmall, Tone::Dim, text);
}

void draw_block(const HeapBlockRow& b, const Rect& r) {
  const Rect box{r.x - px(2), r.y - px(2), r.w + px(4), r.h + px(4)};
  Rect shape = r;
  if (b.change != Change::Same) {
    fill(box, tone(soft_tone_of(b.change)), px(2));
    frame_rect(box, tone(tone_of(b.change)), px(2));
    row_text(r.x, box.y, box.h, Face::MonoSmall, tone_of(b.change), sign_of(b.change));
    shape.x += px(8), shape.w -= px(8);
  }
  draw_shape(b.look, shape, b.before ? 0.5f : 1);
}

float width_of(const HeapBlockRow& b, float cell) {
  if (b.run > 1) return text_width(Face::MonoSmall, grouped(b.run)) + px(b.before ? 8 : 18);
  return b.change == Change::Same ? cell : cell + px(8);
}

void draw_cell(Ui& ui, const HeapBlockRow& b, Flow& flow) {
  const Rect r = flow.take(width_of(b, flow.cell));
  if (!row_visible(r)) return;
  if (b.run > 1) draw_chip(b, r, grouped(b.run));
  else draw_block(b, r);
  Link link;
  link.object = b.object;
  const Rect box{r.x - px(2), r.y - px(3), r.w + px(4), r.h + px(6)};
  if (b.object && ui.glows(link)) fill(box, tone(Tone::Hover)), frame_rect(box, tone(Tone::Accent, 0.5f), px(2));
  if (holds(b, ui.selected.object)) frame_rect(box, tone(Tone::Accent), px(2), px(2));
  if (b.object && ui.marked(b.object)) mark_ring(box);
  if (mouse_in(box)) tooltip(block_text(ui, b));
  if (hot(ui, box, link) && b.object) ui.select_object(b.object);
}

// A click tells more of them, where there is more to tell.
void draw_more(Ui& ui, const SizeClassRow& c, Flow& flow) {
  if (!c.pools_left_out) return;
  const std::string text = "… " + folded_text(c);
  const Rect r = flow.take(std::min(text_width(Face::Small, text), flow.right - flow.left));
  if (!row_visible(r)) return;
  const bool can = ui.heap_everything || c.own > 0, hovered = mouse_in(r);
  if (row_text_fit(r.x, r.y, r.h, Face::Small, can && hovered ? Tone::Accent : Tone::Dim, text, r.w) && hovered) tooltip(text);
  if (can && hovered && ImGui::IsMouseClicked(0)) ui.heap_pools *= kMorePools;
}

// How full the class is; the program's part is the darker one.
void draw_bar(const SizeClassRow& c, const Rect& r) {
  const float all = static_cast<float>(std::max<uint64_t>(c.room, 1));
  frame_rect(r, tone(Tone::Line));
  fill({r.x, r.y, r.w * static_cast<float>(c.used) / all, r.h}, tone(Tone::Accent, 0.22f));
  const float own = r.w * static_cast<float>(c.own) / all;
  if (c.own) fill({r.x, r.y, std::max(own, px(2)), r.h}, tone(Tone::Accent, 0.8f));
}

void draw_class(Ui& ui, const SizeClassRow& c) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height();
  const Rect label{p.x + px(8), p.y, std::min(px(190), width - px(12)), h};
  const std::string size = std::to_string(c.size) + " B", use = class_text(c);
  row_text(label.x + px(44) - text_width(Face::Mono, size), p.y, h, Face::Mono, Tone::Text, size);
  const float free_room = label.w - px(60) - text_width(Face::MonoSmall, use);   // large numbers leave little or none for the bar
  if (free_room >= px(8)) draw_bar(c, {label.x + px(52), p.y + h / 2 - px(4), std::min(free_room, px(44)), px(8)});
  const float use_w = std::min(text_width(Face::MonoSmall, use), label.w - px(50));
  row_text_fit(label.x + label.w - use_w, p.y, h, Face::MonoSmall, Tone::Dim, use, use_w + 1);
  if (mouse_in(label)) tooltip(class_tip(c));
  // In a narrow tile the blocks stand below.
  const bool narrow = width < label.w + px(120);
  const float left = narrow ? p.x + px(20) : label.x + label.w + px(14);
  Flow flow{left, p.x + width - px(12), left, p.y + px(1) + (narrow ? h : 0)};
  for (size_t i = 0; i < c.shown.size(); ++i) {
    if (i > 0) flow.line_break();
    for (const HeapBlockRow& b : c.shown[i].blocks) draw_cell(ui, b, flow);
  }
  draw_more(ui, c, flow);
  const float end = std::max(p.y + h, flow.y + flow.row) + px(3);
  ImGui::SetCursorScreenPos(p);
  ImGui::Dummy(ImVec2(1, end - p.y));
  ImGui::SetCursorScreenPos(ImVec2(p.x, end));
  line(p.x + px(8), end - px(1), p.x + width - px(8), end - px(1), tone(Tone::Line, 0.5f));
}

// ---- the parts around them

void draw_legend() {
  ImVec2 p = ImGui::GetCursorScreenPos();
  const float right = p.x + ImGui::GetContentRegionAvail().x - px(10), h = line_height();
  float x = p.x + px(10), y = p.y;
  for (const Look& l : kLooks) {
    const std::string name = look_name(l.look);
    const float w = px(16) + text_width(Face::Small, name) + px(12);
    if (x + w > right) x = p.x + px(10), y += h;
    draw_shape(l.look, {x, y + (h - px(10)) / 2, px(10), px(10)}, 1);
    row_text(x + px(15), y, h, Face::Small, Tone::Dim, name);
    if (mouse_in({x, y, w, h})) tooltip(look_help(l.look));
    x += w;
  }
  ImGui::Dummy(ImVec2(1, y + h - p.y));
  ImGui::SetCursorScreenPos(ImVec2(p.x, y + h));
}

void text_line(const std::string& text, Tone t) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), room = ImGui::GetContentRegionAvail().x - px(20);
  if (row_text_fit(p.x + px(10), p.y, h, Face::Small, t, text, room) && mouse_in({p.x, p.y, room, h})) tooltip(text);
  ImGui::Dummy(ImVec2(1, h));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h));
}

void draw_top(Ui& ui, const HeapRows& rows) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const char* other = tr(ui.heap_everything ? Word::ShowProgram : Word::ShowEverything);
  const float w = text_width(Face::Small, other), h = line_height(), width = ImGui::GetContentRegionAvail().x;
  const Rect r{p.x + width - w - px(12), p.y + px(2), w, h};
  row_text(r.x, r.y, h, Face::Small, mouse_in(r) ? Tone::Accent : Tone::Dim, other);
  line(r.x, r.y + h - px(3), r.x + w, r.y + h - px(3), tone(Tone::Line));
  if (mouse_in(r) && ImGui::IsMouseClicked(0)) ui.heap_everything = !ui.heap_everything, ui.heap_pools = HeapAsk().pools_of_class;
  row_text_fit(p.x + px(10), p.y + px(2), h, Face::Small, Tone::Text, sums_text(rows), width - w - px(34));
  ImGui::Dummy(ImVec2(1, h + px(2)));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h + px(2)));
  text_line(step_text(rows), rows.handed_out || rows.given_back || rows.came_and_went ? Tone::Changed : Tone::Dim);
  if (is_static(ui.selected.object, rows)) text_line(tr(Word::InStatic), Tone::Dim);
}

void draw_large(Ui& ui, const HeapRows& rows) {
  heading(std::string(tr(Word::LargeBlocks)) + ": " + grouped(rows.large.size() + rows.large_left_out) + ", " + grouped(rows.large_bytes) + " B");
  const float h = line_height();
  for (const HeapBlockRow& b : rows.large) {
    Link link;
    link.object = b.object;
    Row row = begin_row(ui, h, link);
    if (!row.visible) continue;
    if (b.change != Change::Same) fill(row.rect, tone(soft_tone_of(b.change)));
    float x = row.rect.x + px(10);
    x += change_mark(x, row.rect.y, h, b.change);
    draw_shape(b.look, {x, row.rect.y + (h - px(10)) / 2, px(10), px(10)}, b.before ? 0.5f : 1);
    const std::string size = grouped(b.size) + " B";
    row_text(x + px(100) - text_width(Face::Mono, size), row.rect.y, h, Face::Mono, Tone::Text, size);
    std::string text = b.object ? (b.look == BlockLook::Data ? std::string(tr(Word::DataOf)) + " " : "") + b.type + "  " + object_text(ui, b.object) : look_name(b.look);
    row_text_fit(x + px(112), row.rect.y, h, Face::Mono, b.object ? tone_of_type(b.type.c_str()) : Tone::Dim, text, row.rect.x + row.rect.w - x - px(124));
    if (row.hovered) tooltip(block_text(ui, b));
    if (row.clicked && b.object) ui.select_object(b.object);
  }
  more_row(static_cast<int64_t>(rows.large_left_out));
}

std::string free_list_text(const FreeListRow& f) { return f.name + " " + grouped(static_cast<uint64_t>(f.count)) + " / " + grouped(static_cast<uint64_t>(f.most)); }

std::string arena_text(const ArenaRow& a) {
  if (!a.pools) return hex_id(a.address) + "  " + grouped(a.size >> 20) + " MiB  " + tr(Word::ForLarge);
  return hex_id(a.address) + "  " + tr(Word::ForPools) + " " + grouped(a.pools_used) + "   " + tr(Word::FreePools) + " " + grouped(a.pools_free);
}

void draw_rest(const HeapRows& rows) {
  heading(tr(Word::FreeListsWord));
  if (rows.free_lists.empty()) text_line(tr(Word::NoFreeLists), Tone::Dim);
  for (const FreeListRow& f : rows.free_lists) text_line(free_list_text(f), Tone::Text);
  heading(tr(Word::ArenasWord));
  for (const ArenaRow& a : rows.arenas) text_line(arena_text(a), Tone::Text);
}

std::string cells_text(const PoolRow& pool) {
  std::string out;
  for (const HeapBlockRow& b : pool.blocks) {
    if (b.run > 1) {
      out += std::string(" (") + (b.before ? tr(Word::Before) : tr2(block_look_row(b.look).english, block_look_row(b.look).chinese)) + " " + grouped(b.run) + ") ";
      continue;
    }
    if (b.change != Change::Same) out += sign_of(b.change);
    out += look_of(b.look).sign;
  }
  return out;
}

std::string class_twin(const SizeClassRow& c) {
  std::string out = pad_left(std::to_string(c.size), 5) + " B  " + pad_left(class_text(c), 15) + "  " + pools_text(c.pools) + ", " + grouped(c.own) + " " + tr(Word::OfProgram);
  if (c.handed_out || c.given_back) out += "  +" + grouped(c.handed_out) + " -" + grouped(c.given_back);
  out += "\n";
  for (const PoolRow& pool : c.shown) out += "         " + hex_id(pool.address) + "  " + cells_text(pool) + "\n";
  if (c.pools_left_out && !c.shown.empty()) out += "         ... " + folded_text(c) + "\n";
  return out;
}

}  // namespace

void draw_Heap(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Heap)) return placeholder(tr(Word::NotInTrace));
  const std::shared_ptr<const HeapRows> keep = rows_of(ui) ? ui.rows.heap : nullptr;
  if (!keep) return placeholder(tr(Word::Nothing));
  draw_top(ui, *keep);
  draw_legend();
  begin_area("rows", ImVec2(0, 0));
  for (const SizeClassRow& c : keep->classes) draw_class(ui, c);
  draw_large(ui, *keep);
  draw_rest(*keep);
  ImGui::EndChild();
}

std::string text_Heap(Ui& ui) {
  if (!ui.view->has(Knows::Heap)) return std::string(tr(Word::NotInTrace)) + "\n";
  const HeapRows* rows = rows_of(ui);
  if (!rows) return std::string(tr(Word::Nothing)) + "\n";
  std::string out = sums_text(*rows) + "\n" + step_text(*rows) + "\n";
  if (is_static(ui.selected.object, *rows)) out += std::string(tr(Word::InStatic)) + "\n";
  for (const Look& l : kLooks) out += std::string(l.sign) + " " + look_name(l.look) + "  ";
  out += "\n";
  for (const SizeClassRow& c : rows->classes) out += class_twin(c);
  out += std::string(tr(Word::LargeBlocks)) + ": " + grouped(rows->large.size() + rows->large_left_out) + ", " + grouped(rows->large_bytes) + " B\n";
  for (const HeapBlockRow& b : rows->large) out += std::string(sign_of(b.change)) + " " + pad_left(grouped(b.size), 10) + " B  " + look_name(b.look) + (b.object ? "  " + b.type + "  " + object_text(ui, b.object) : "") + "\n";
  out += std::string(tr(Word::FreeListsWord)) + "\n";
  for (const FreeListRow& f : rows->free_lists) out += "  " + free_list_text(f) + "\n";
  out += std::string(tr(Word::ArenasWord)) + "\n";
  for (const ArenaRow& a : rows->arenas) out += "  " + arena_text(a) + "\n";
  return out;
}

}  // namespace innards::ui
