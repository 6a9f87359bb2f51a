// What an earlier window left unsaved is offered in one line over the whole screen: it stands there until it is answered.
#include "edits.h"
#include "kit/rows.h"

namespace innards::ui {
namespace {

std::string remark_of(const KeptText& kept) {
  switch (kept.disk) {
    case KeptText::Disk::Changed: return tr(Word::KeptChanged);
    case KeptText::Disk::Gone: return tr(Word::KeptGone);
    case KeptText::Disk::New: return tr(Word::KeptNew);
    default: return {};
  }
}

// "Unsaved text was kept (since ...): main.py, helper.py (its file has another text now)".
std::string what_is_kept(const Ui& ui) {
  std::string out = with_text(Word::KeptOffer, ui.edits->kept_since), before = " ";
  for (const KeptText& kept : ui.edits->kept) {
    const std::string remark = remark_of(kept);
    out += before + file_title(ui, kept.file) + (remark.empty() ? "" : " (" + remark + ")");
    before = ", ";
  }
  return out;
}

}  // namespace

void draw_kept_offer(Ui& ui) {
  if (ui.edits->kept.empty() || !ui.session) return;
  const std::string text = what_is_kept(ui);
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x, h = px(26);
  fill({p.x, p.y, w, h}, tone(Tone::ChangedSoft), px(4));
  const float take = text_width(Face::Sans, tr(Word::KeptTake)), drop = text_width(Face::Sans, tr(Word::KeptDrop)), right = p.x + w - px(10);
  const float room = right - take - drop - px(36) - p.x;
  if (row_text_fit(p.x + px(8), p.y, h, Face::Sans, Tone::Text, text, room) && mouse_in({p.x, p.y, room, h})) tooltip(text);
  const auto answer = [&](Word word, float x, float width) {
    const Rect r{x - px(4), p.y, width + px(8), h};
    const bool hovered = mouse_in(r);
    row_text(x, p.y, h, Face::Sans, Tone::Accent, tr(word));
    if (hovered) fill({x, p.y + h - px(5), width, px(1)}, tone(Tone::Accent));
    return hovered && ImGui::IsMouseClicked(0);
  };
  const bool taken = answer(Word::KeptTake, right - drop - px(16) - take, take), dropped = answer(Word::KeptDrop, right - drop, drop);
  ImGui::Dummy(ImVec2(w, h + px(3)));
  if (taken || dropped) run_command(ui, taken ? Command::TakeKept : Command::DropKept);
}

std::string kept_offer_text(const Ui& ui) {
  if (ui.edits->kept.empty() || !ui.session) return {};
  return "? " + what_is_kept(ui) + "  " + tr(Word::KeptTake) + "  " + tr(Word::KeptDrop);
}

}  // namespace innards::ui
