#include "panels/inputs.h"

#include <algorithm>

#include "base/shell_words.h"
#include "boxes.h"
#include "kit/icons.h"
#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

// The ways in which input can come, as rows of the box.
struct Choice {
  RunInputs::From from;
  bool ends;
};
constexpr Choice kChoices[] = {{RunInputs::From::Console, true}, {RunInputs::From::Text, true}, {RunInputs::From::Text, false}, {RunInputs::From::File, true}, {RunInputs::From::File, false}};
constexpr int kChoiceCount = static_cast<int>(std::size(kChoices));

int chosen(const RunInputs& inputs) {
  for (int i = 0; i < kChoiceCount; ++i)
    if (kChoices[i].from == inputs.from && (kChoices[i].from == RunInputs::From::Console || kChoices[i].ends == inputs.ends)) return i;
  return 0;
}

void choose(RunInputs& inputs, int choice) {
  inputs.from = kChoices[choice].from;
  inputs.ends = kChoices[choice].ends;
}

std::string choice_text(int choice) {
  const Choice& c = kChoices[choice];
  if (c.from == RunInputs::From::Console) return tr(Word::InputConsole);
  return std::string(tr(c.from == RunInputs::From::Text ? Word::InputText : Word::InputFile)) + " · " + tr(c.ends ? Word::InputEnds : Word::InputGoesOn);
}

void choice_rows(RunInputs& inputs, Ui& ui) {
  const int now = chosen(inputs);
  for (int i = 0; i < kChoiceCount; ++i) {
    const Row row = begin_row(ui, line_height() + px(2), Link());
    if (row.hovered) fill(row.rect, tone(Tone::Hover), px(3));
    row_text(row.rect.x + px(6), row.rect.y, row.rect.h, Face::Sans, i == now ? Tone::Accent : Tone::Dim, i == now ? "●" : "○");
    const std::string text = choice_text(i);
    if (row_text_fit(row.rect.x + px(24), row.rect.y, row.rect.h, Face::Sans, i == now ? Tone::Text : Tone::Dim, text, row.rect.w - px(30)) && row.hovered) tooltip(text);
    if (row.clicked) choose(inputs, i);
  }
}

// Up and Down in the field of the arguments choose where input comes from.
int choose_by_key(ImGuiInputTextCallbackData* data) {
  RunInputs& inputs = *static_cast<RunInputs*>(data->UserData);
  const int by = data->EventKey == ImGuiKey_UpArrow ? kChoiceCount - 1 : 1;
  choose(inputs, (chosen(inputs) + by) % kChoiceCount);
  return 0;
}

bool arguments_field(Ui& ui) {
  ImGui::SetNextItemWidth(-1);
  if (ui.focus_overlay) focus_next_field();
  ui.focus_overlay = false;
  const bool enter = ImGui::InputText("##arguments", &ui.typed_inputs.arguments, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory, choose_by_key, &ui.typed_inputs);
  if (ImGui::IsItemHovered()) tooltip(tr(Word::ArgumentsHint));
  return enter;
}

// The text, or the file's path, when input comes from there. True when that is all.
bool source_field(Ui& ui) {
  switch (ui.typed_inputs.from) {
    case RunInputs::From::Console: return false;
    case RunInputs::From::File: ImGui::SetNextItemWidth(-1); return text_field("##path", tr(Word::InputPath), ui.typed_inputs.path, ImGuiInputTextFlags_EnterReturnsTrue);
    case RunInputs::From::Text: break;
  }
  WithFont mono(Face::Mono);
  return ImGui::InputTextMultiline("##lines", &ui.typed_inputs.text, ImVec2(-1, 6 * line_height()), ImGuiInputTextFlags_EnterReturnsTrue);   // Ctrl+Enter
}

void run_with(Ui& ui) {
  std::vector<std::string> words;
  size_t at = 0;
  const RunInputs wanted = ui.typed_inputs;
  if (!split_words(wanted.arguments, words, at)) {
    ui.problem = with_text(Word::QuoteOpen, wanted.arguments.substr(at));
    ui.focus_overlay = true;
    return;
  }
  std::string error;
  if (ui.host->run_with(wanted, error)) ui.inputs_box = false;
  else ui.problem = error;
  ui.focus_overlay = ui.inputs_box;
}

void problem_line(const Ui& ui) {
  if (ui.problem.empty()) return;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy(ImVec2(w, wrapped(p.x, p.y, w, Face::Small, Tone::Error, ui.problem)));
}

// Why nothing can be given; empty when it can.
std::string refusal(const Ui& ui) { return ui.session && ui.host ? "" : tr(Word::InputsNotHere); }

}  // namespace

void open_inputs_box(Ui& ui) {
  ui.problem = refusal(ui);
  if (!ui.problem.empty()) return;
  ui.typed_inputs = ui.inputs;
  ui.inputs_box = ui.focus_overlay = true;
}

void draw_inputs_box(Ui& ui) {
  if (!ui.session || !ui.host) return;
  begin_overlay("inputs", 520);
  heading(tr(Word::ArgumentsWord));
  bool run = arguments_field(ui);
  heading(tr(Word::InputFrom));
  choice_rows(ui.typed_inputs, ui);
  ImGui::Dummy(ImVec2(1, px(3)));
  run = source_field(ui) || run;
  ImGui::Dummy(ImVec2(1, px(4)));
  run = ImGui::Button(tr(Word::RunWithThese)) || run;
  ImGui::SameLine();
  if (ImGui::Button(tr(Word::Close))) ui.inputs_box = false;
  problem_line(ui);
  ImGui::End();
  if (run) run_with(ui);
}

namespace {

constexpr size_t kLinesNamed = 3;

std::string first_lines(const std::string& text) {
  std::string out;
  size_t at = 0;
  for (size_t n = 0; at < text.size() && n < kLinesNamed; ++n) {
    const size_t end = std::min(text.find('\n', at), text.size());
    out += (n ? ", '" : "'") + text.substr(at, end - at) + "'";
    at = end + 1;
  }
  return at < text.size() ? out + ", …" : out.empty() ? "''" : out;
}

}  // namespace

std::string given_text(const Ui& ui) {
  if (!ui.session) return {};
  std::string out;
  if (!ui.session->program().argv.empty()) out = std::string(tr(Word::ArgumentsWord)) + ": " + join_words(ui.session->program().argv);
  if (ui.inputs.from == RunInputs::From::Console) return out;
  const std::string from = ui.inputs.from == RunInputs::From::File ? ui.inputs.path : first_lines(ui.inputs.text);
  return out + (out.empty() ? "" : "   ") + tr(Word::InputFrom) + ": " + from + " · " + tr(ui.inputs.ends ? Word::InputEnds : Word::InputGoesOn);
}

// ---- changing an answer

namespace {

std::vector<AnswerRow> answers_of(const Ui& ui) { return ui.session ? ui.session->answers() : std::vector<AnswerRow>(); }

void choose_answer(Ui& ui, const std::vector<AnswerRow>& answers, size_t answer) {
  ui.answer_chosen = std::min(answer, answers.size() - 1);
  ui.answer_text = answers[ui.answer_chosen].line;
}

std::string question_of(const Ui& ui, size_t answer) {
  for (size_t i = 0; i < ui.rows.output.size(); ++i)
    if (ui.rows.output[i].stream == 0 && answer-- == 0) return prompt_before(ui.rows.output, i);
  return {};
}

std::string answer_head(const Ui& ui, const std::vector<AnswerRow>& answers) {
  return std::string(tr(Word::BranchAnswer)) + " " + std::to_string(ui.answer_chosen + 1) + " / " + std::to_string(answers.size()) + "   " + tr(Word::Step) + " " + grouped(answers[ui.answer_chosen].step);
}

// Up and Down in the field go to another answer.
int answer_by_key(ImGuiInputTextCallbackData* data) {
  Ui& ui = *static_cast<Ui*>(data->UserData);
  const std::vector<AnswerRow> answers = answers_of(ui);
  const bool up = data->EventKey == ImGuiKey_UpArrow;
  if (answers.empty() || (up && ui.answer_chosen == 0)) return 0;
  choose_answer(ui, answers, up ? ui.answer_chosen - 1 : ui.answer_chosen + 1);
  const std::string text = ui.answer_text;   // the buffer may be that of answer_text itself
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, text.c_str());
  return 0;
}

void give_changed(Ui& ui, const std::vector<AnswerRow>& answers) {
  ui.problem.clear();
  ui.answer_box = false;
  if (ui.answer_text == answers[ui.answer_chosen].line) {
    ui.note = tr(Word::AnswerSame);
    return;
  }
  std::string error;
  const size_t later = answers.size() - ui.answer_chosen - 1;
  if (!ui.host->change_answer(ui.answer_chosen, ui.answer_text, error)) ui.problem = error;
  else if (later) ui.note = with_number(Word::AnswersAgain, static_cast<int>(later));
}

void answer_buttons(Ui& ui, const std::vector<AnswerRow>& answers) {
  const size_t now = ui.answer_chosen;
  if (icon_button("back", Icon::StepBack, tr(Word::AnswerKeys)) && now > 0) choose_answer(ui, answers, now - 1);
  ImGui::SameLine(0, px(2));
  if (icon_button("on", Icon::StepForward, tr(Word::AnswerKeys))) choose_answer(ui, answers, now + 1);
  ImGui::SameLine(0, px(6));
  if (now != ui.answer_chosen) ui.focus_overlay = true;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x;
  row_text_fit(p.x, p.y, ImGui::GetFrameHeight(), Face::Small, Tone::Dim, answer_head(ui, answers), w);
  ImGui::Dummy(ImVec2(w, ImGui::GetFrameHeight()));
}

}  // namespace

void open_answer_box(Ui& ui, size_t answer) {
  const std::vector<AnswerRow> answers = answers_of(ui);
  ui.problem = refusal(ui);
  if (ui.problem.empty() && answers.empty()) ui.problem = tr(Word::AnswerNone);
  if (!ui.problem.empty()) return;
  choose_answer(ui, answers, answer);
  ui.answer_box = ui.focus_overlay = true;
}

// The last one before the cursor.
void open_answer_box(Ui& ui) {
  const std::vector<AnswerRow> answers = answers_of(ui);
  size_t before = 0;
  while (ui.view && before + 1 < answers.size() && answers[before + 1].step < ui.view->cursor()) ++before;
  open_answer_box(ui, before);
}

void draw_answer_box(Ui& ui) {
  const std::vector<AnswerRow> answers = answers_of(ui);
  if (ui.answer_chosen >= answers.size() || !ui.host) {
    ui.answer_box = false;
    return;
  }
  begin_overlay("answer", 460);
  answer_buttons(ui, answers);
  if (const std::string question = question_of(ui, ui.answer_chosen); !question.empty()) {
    const ImVec2 p = ImGui::GetCursorScreenPos();
    const float w = ImGui::GetContentRegionAvail().x;
    if (row_text_fit(p.x, p.y, line_height(), Face::Mono, Tone::Text, question, w) && mouse_in({p.x, p.y, w, line_height()})) tooltip(question);
    ImGui::Dummy(ImVec2(w, line_height()));
  }
  ImGui::SetNextItemWidth(-1);
  if (ui.focus_overlay) focus_next_field();
  ui.focus_overlay = false;
  const bool enter = ImGui::InputText("##answer", &ui.answer_text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory, answer_by_key, &ui);
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy(ImVec2(w, wrapped(p.x, p.y, w, Face::Small, Tone::Dim, tr(Word::AnswerKeys))));
  problem_line(ui);
  ImGui::End();
  if (enter) give_changed(ui, answers);
}

std::string prompt_before(const std::vector<OutputRow>& output, size_t at) {
  std::string text;
  for (size_t i = std::min(at, output.size()); i-- > 0 && text.find('\n') == std::string::npos && text.size() < 400;) {
    if (output[i].stream == 1) text = output[i].text + text;
    else if (output[i].stream == 0) break;
  }
  return text.substr(text.rfind('\n') + 1);
}

std::string boxes_text(Ui& ui) {
  std::string out;
  if (ui.inputs_box) {
    out += "  " + std::string(tr(Word::ArgumentsWord)) + ": " + ui.typed_inputs.arguments + "\n";
    for (int i = 0; i < kChoiceCount; ++i) out += std::string(i == chosen(ui.typed_inputs) ? "  * " : "  o ") + choice_text(i) + "\n";
  }
  const std::vector<AnswerRow> answers = answers_of(ui);
  if (ui.answer_box && ui.answer_chosen < answers.size()) out += "  " + answer_head(ui, answers) + "\n  " + question_of(ui, ui.answer_chosen) + "[" + ui.answer_text + "]\n";
  return out;
}

}  // namespace innards::ui
