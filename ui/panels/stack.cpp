// Value stack: what the shown frame has pushed and not yet used, top first.
#include "kit/rows.h"

namespace innards::ui {

namespace {

// Why no entry is shown. Inside an instruction only the interpreter's loop knows how high the stack is.
const char* no_entries(const Ui& ui, const FrameRow& f) {
  const bool running = ui.view->moment().frames.back().id == f.id;
  return tr(running && ui.inside_instruction() ? Word::StackInside : Word::StackEmpty);
}

}  // namespace

void draw_ValueStack(Ui& ui) {
  const FrameRow* f = ui.frame();
  if (!f) return placeholder(tr(Word::NoFrame));
  if (f->stack.empty()) return placeholder(no_entries(ui, *f));
  if (ui.follow(Panel::ValueStack)) ImGui::SetScrollY(0);
  float h = line_height() + px(2);
  for (size_t i = f->stack.size(); i-- > 0;) {
    const StackRow& s = f->stack[i];
    ImVec2 p = ImGui::GetCursorScreenPos();
    float width = ImGui::GetContentRegionAvail().x;
    if (s.change != Change::Same) fill({p.x + px(4), p.y, width - px(8), h}, tone(soft_tone_of(s.change)));
    if (ui.marked(f->id, "stack " + std::to_string(s.index))) mark_ring({p.x + px(4), p.y, width - px(8), h});
    Link link;
    link.object = s.value.id;
    Row row = begin_row(ui, h, Link());
    if (!row.visible) continue;
    float x = p.x + px(10);
    x += change_mark(x, p.y, h, s.change);
    bool top = i + 1 == f->stack.size();
    row_text(x, p.y, h, Face::MonoSmall, top ? Tone::Text : Tone::Faint, top ? tr(Word::Top) : std::to_string(s.index).c_str());
    x += px(34);
    line(x - px(6), p.y + px(2), x - px(6), p.y + h - px(2), tone(Tone::Outline));
    value_chip(ui, x, p.y, h, p.x + width - px(10) - x, s.value);
    if (row.hovered) show_origin(ui, f->id, s.index);
    line(p.x + px(10), p.y + h - 1, p.x + width - px(10), p.y + h - 1, tone(Tone::Line, 0.7f));
  }
}

std::string text_ValueStack(Ui& ui) {
  const FrameRow* f = ui.frame();
  if (!f) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out;
  for (size_t i = f->stack.size(); i-- > 0;) {
    const StackRow& s = f->stack[i];
    out += std::string(sign_of(s.change)) + " " + pad_left(i + 1 == f->stack.size() ? tr(Word::Top) : std::to_string(s.index), 4) + "  " + value_text(s.value) + "\n";
  }
  return out.empty() ? std::string(no_entries(ui, *f)) + "\n" : out;
}

}  // namespace innards::ui
