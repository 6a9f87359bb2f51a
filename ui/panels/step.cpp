// This step: the instruction about to run, taken apart into what it does; above it, what ran just before.
#include <algorithm>

#include "inspect/inspect.h"
#include "inspect/instruction_text.h"
#include "kit/asked.h"
#include "kit/rows.h"

namespace innards::ui {
namespace {

struct KindLook {
  const char* kind;
  const char* sign;
  Tone tone;
};
// A sign for each kind of event, so that the list can be read down its left edge.
const KindLook kLooks[] = {
    {"push", "↓", Tone::Added},     {"pop", "↑", Tone::Gone},          {"incref", "+1", Tone::Added},   {"decref", "-1", Tone::Gone},
    {"alloc", "□", Tone::Added},    {"free", "×", Tone::Gone},         {"born", "+", Tone::Added},      {"died", "-", Tone::Gone},
    {"slot call", "ƒ", Tone::Function}, {"call", "→", Tone::Function}, {"return", "←", Tone::Function}, {"raise", "!", Tone::Error},
    {"unwind", "!", Tone::Error},   {"handle", "!", Tone::Error},      {"type lookup", "?", Tone::Class}, {"dict store", "~", Tone::Changed},
    {"local store", "~", Tone::Changed}, {"item store", "~", Tone::Changed}, {"cell write", "~", Tone::Changed}, {"output", "»", Tone::String},
    {"input", "«", Tone::Accent},   {"gc", "○", Tone::Class},       {"search", "!", Tone::Error},
    {"list", "□", Tone::Added},     {"resume", "→", Tone::Function},   {"yield", "←", Tone::Function},
};

KindLook look_of(const std::string& kind) {
  for (const KindLook& l : kLooks) {
    if (kind.compare(0, std::char_traits<char>::length(l.kind), l.kind) == 0) return l;
  }
  return {"", "·", Tone::Dim};
}

// What is said of this very step, else what its instruction does.
std::string step_sentence(const StepRow& step) {
  if (!step.sentence.empty() && step.sentence != step.instruction.sentence) return step.sentence;
  return opcode_sentence(step.instruction);
}

const std::string& micro_text(const MicroRow& r) { return language_now() == Language::Chinese && !r.text_zh.empty() ? r.text_zh : r.text; }

// A small dim word and what it stands for behind it, in one row.
void labelled_row(const std::string& label, const std::string& text) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, h = line_height(), x = p.x + px(10);
  float w = row_text(x, p.y, h, Face::Small, Tone::Dim, label + "  ");
  row_text_fit(x + w, p.y, h, Face::MonoSmall, Tone::Dim, text, width - w - px(20));
}

// What just ran. The row is there always, so that what is below it stays where it is.
void draw_before(Ui& ui, uint64_t step) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = line_height();
  if (ui.inside_instruction()) row_text_fit(p.x + px(10), p.y, h, Face::Small, Tone::Dim, tr(Word::AtWork), ImGui::GetContentRegionAvail().x - px(20));
  else if (ui.rows.has_before) labelled_row(tr(Word::JustRan), instruction_in_full(ui.rows.before.instruction));
  else if (step == ui.view->first_step()) row_text_fit(p.x + px(10), p.y, h, Face::Small, Tone::Dim, tr(Word::AtStart), ImGui::GetContentRegionAvail().x - px(20));
  ImGui::Dummy(ImVec2(1, h));
}

void draw_exception(const std::string& exception) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, h = line_height();
  fill({p.x + px(4), p.y, width - px(8), h}, tone(Tone::ErrorSoft), px(3));
  row_text_fit(p.x + px(10), p.y, h, Face::Mono, Tone::Error, "! " + exception, width - px(20));
  ImGui::Dummy(ImVec2(1, h));
}

// The instruction that is about to run, and what it does.
void draw_instruction(const StepRow& step) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, h = line_height(), x = p.x + px(10);
  fill({p.x + px(4), p.y, width - px(8), h + px(4)}, tone(Tone::NowSoft), px(3));
  row_text(x, p.y + px(2), h, Face::Small, Tone::Now, "▶");
  row_text_fit(x + px(16), p.y + px(2), h, Face::MonoBold, Tone::Text, instruction_in_full(step.instruction), width - px(36));
  ImGui::Dummy(ImVec2(1, h + px(6)));
  const std::string sentence = step_sentence(step);
  if (!sentence.empty()) {
    p = ImGui::GetCursorScreenPos();
    float used = wrapped(x, p.y + px(2), width - px(22), Face::Sans, Tone::Text, sentence);
    ImGui::Dummy(ImVec2(1, used + px(4)));
  }
  if (step.instruction.stack_picture.empty()) return;
  labelled_row(tr(Word::Stack), step.instruction.stack_picture);
  ImGui::Dummy(ImVec2(1, h));
}

// Stepping by micro-steps, what is past is dim, and what comes next is marked, with its object wherever that stands.
void draw_micro_row(Ui& ui, const MicroRow& r, size_t index, float width) {
  Link link;
  link.object = r.object;
  Row row = begin_row(ui, line_height(), link);
  const bool inside = ui.settings.grain == Grain::Micro, past = inside && index < micro_of(ui);
  if (inside && index == micro_of(ui)) fill({row.rect.x + px(4), row.rect.y, width - px(8), line_height()}, tone(Tone::NowSoft), px(3));
  KindLook look = look_of(r.kind);
  float at = row.rect.x + px(10) + static_cast<float>(std::min(r.depth, 12)) * px(10);
  row_text(at, row.rect.y, line_height(), Face::MonoSmall, look.tone, look.sign);
  at += px(20);
  const std::string& text = micro_text(r);
  bool cut = row_text_fit(at, row.rect.y, line_height(), Face::Sans, past ? Tone::Faint : Tone::Text, text, row.rect.x + width - px(12) - at);
  if (row.clicked && r.object) ui.select_object(r.object);
  if (row.hovered && cut) tooltip(text);
  const FrameRow* running = ui.view->moment().frames.empty() ? nullptr : &ui.view->moment().frames.back();
  if (const int entry = row.hovered && running ? inspect::entry_popped(ui.rows.step.micro, index, *running) : -1; entry >= 0) show_origin(ui, running->id, entry);
}

// What the machine does inside the instruction, one row an event.
void draw_micro(Ui& ui, const std::vector<MicroRow>& micro, float width) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  line(p.x + px(10), p.y + px(1), p.x + width - px(10), p.y + px(1), tone(Tone::Line));
  ImGui::Dummy(ImVec2(1, px(4)));
  if (ui.settings.grain == Grain::Micro && ui.micro != ui.micro_shown) {
    ui.micro_shown = ui.micro;
    ImGui::SetScrollFromPosY(ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y + static_cast<float>(micro_of(ui)) * line_height(), 0.6f);
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(micro.size()), line_height());
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_micro_row(ui, micro[static_cast<size_t>(i)], static_cast<size_t>(i), width);
  }
}

// What can be walked through here: a click shows it.
void draw_walks(Ui& ui) {
  if (ui.rows.processes.empty() || ui.question_waits()) return;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), right = p.x + ImGui::GetContentRegionAvail().x - px(10);
  float x = p.x + px(10), y = p.y;
  x += row_text(x, y, h, Face::Small, Tone::Dim, std::string(tr(Word::WalksWord)) + "  ");
  for (ProcessKind kind : ui.rows.processes) {
    const ProcessKindRow& row = process_kind_row(kind);
    const std::string name = tell(row.name);
    if (x + text_width(Face::Sans, name) > right) x = p.x + px(10), y += h;
    ImGui::SetCursorScreenPos(ImVec2(x, y));
    if (link_button(row.id, name)) ui.process_kind = kind, bring_up(ui.layout, Panel::Walk);
    if (ImGui::IsItemHovered()) tooltip(tell(row.sentence));
    x += text_width(Face::Sans, name) + px(12);
  }
  ImGui::SetCursorScreenPos(ImVec2(p.x, y + h));
}

std::string text_of_walks(const Ui& ui) {
  std::string out;
  for (ProcessKind kind : ui.rows.processes) out += (out.empty() ? std::string(tr(Word::WalksWord)) + ": " : ", ") + tell(process_kind_row(kind).name);
  return out.empty() ? out : out + "\n";
}

// Why what happens inside the instruction is not shown; null when it is.
const char* untold_because(const Ui& ui) {
  if (!ui.view->has(Knows::Micro)) return tr(Word::NotInTrace);
  return ui.question_waits() ? tr(Word::PredictHidden) : nullptr;
}

}  // namespace

void draw_ThisStep(Ui& ui) {
  if (!ui.view) return;
  const Moment& m = ui.view->moment();
  const StepRow& step = ui.rows.step;
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy(ImVec2(1, px(3)));
  draw_before(ui, m.step);
  if (!m.exception.empty()) draw_exception(m.exception);
  if (step.instruction.name.empty()) return placeholder(tr(m.finished ? Word::AtEnd : Word::Nothing));
  draw_instruction(step);
  draw_walks(ui);
  const char* untold = untold_because(ui);
  if (!untold) return draw_micro(ui, step.micro, width);
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, wrapped(p.x + px(10), p.y + px(3), width - px(20), Face::Small, Tone::Dim, untold) + px(3)));
}

std::string text_ThisStep(Ui& ui) {
  const Moment& m = ui.view->moment();
  const StepRow& step = ui.rows.step;
  std::string out = std::string(tr(Word::Step)) + " " + std::to_string(m.step) + "\n";
  if (!m.exception.empty()) out += "! " + m.exception + "\n";
  if (step.instruction.name.empty()) return out + (m.finished ? tr(Word::AtEnd) : tr(Word::Nothing)) + "\n";
  out += std::string(tr(ui.inside_instruction() ? Word::AtWork : Word::AboutToRun)) + ": " + instruction_in_full(step.instruction) + "  " + tr(Word::InFunction) + " " + step.qualname + "\n";
  out += step_sentence(step) + "\n";
  if (!step.instruction.stack_picture.empty()) out += std::string(tr(Word::Stack)) + ": " + step.instruction.stack_picture + "\n";
  if (const char* untold = untold_because(ui)) return out + untold + "\n";
  out += text_of_walks(ui);
  for (const MicroRow& r : step.micro) {
    const bool next = ui.settings.grain == Grain::Micro && &r == &step.micro[std::min(micro_of(ui), step.micro.size() - 1)];
    out += std::string(next ? ">" : "") + std::string((next ? 1 : 2) + 2 * std::min(r.depth, 20), ' ') + pad(r.kind, 12) + " " + micro_text(r);
    out += "\n";
  }
  return out;
}

}  // namespace innards::ui
