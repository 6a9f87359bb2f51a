// Predict: one question before each step forward, the answer judged by the machine, and the score of the sitting.
#include <algorithm>

#include "inspect/instruction_text.h"
#include "kit/asked.h"
#include "kit/choices.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

constexpr Word kKindWords[] = {Word::KindTop, Word::KindRefcount, Word::KindLine, Word::KindOutput, Word::KindBranch, Word::KindDepth};

std::string count_text(const PredictionScore::Count& c) { return std::to_string(c.right) + " / " + std::to_string(c.asked); }

std::string score_text(const PredictionScore& score) {
  if (!score.all().asked) return tr(Word::PredictScoreNone);
  std::string out = std::string(tr(Word::PredictRight)) + ": " + count_text(score.all());
  for (size_t k = 0; k < std::size(kKindWords); ++k)
    if (score.of[k].asked) out += std::string("   ") + tr(kKindWords[k]) + " " + count_text(score.of[k]);
  return out;
}

bool has_done(const PredictState& p, uint64_t step) { return std::find(p.done.begin(), p.done.end(), step) != p.done.end(); }

std::vector<std::string> option_texts(const Prediction& p) {
  std::vector<std::string> texts;
  for (const PredictionAnswer& a : p.answers) texts.push_back(tell(a.text));
  return texts;
}

const std::string& right_text(const Prediction& p) { return tell(p.answers[p.right].text); }

// One sentence or two about the step before: where the answer went wrong, what happened, what the instruction is for.
std::string explanation(const PredictState& p) {
  const Prediction& q = *p.answered;
  std::string out;
  const auto ended = [&] { return out.ends_with(".") || out.ends_with("。") || out.ends_with("?") || out.ends_with("？"); };
  auto add = [&](const std::string& s) {
    if (s.empty()) return;
    if (!out.empty()) out += ended() ? " " : language_now() == Language::Chinese ? "。" : ". ";
    out += s;
  };
  if (p.given < q.answers.size()) add(tell(q.answers[p.given].reply));
  add(tell(q.because));
  add(opcode_sentence(q.instruction));
  return out;
}

std::string verdict_text(const PredictState& p) {
  const bool right = p.given == p.answered->right;
  return std::string(right ? "✓ " : "✗ ") + tr(right ? Word::Right : Word::NotQuite);
}

// Why there is no question.
Word silence(const Ui& ui, const PredictState& p) {
  if (ui.view->moment().finished) return Word::AtEnd;
  return has_done(p, ui.view->cursor()) ? Word::PredictAnswered : Word::PredictNothing;
}

PathValue mark_of(std::string where, ObjectId object, uint64_t frame, std::string place) {
  PathValue m = PathValue::plain(std::move(where));
  m.object = object;
  m.frame = frame;
  m.place = std::move(place);
  return m;
}

PathValue mark_of_top(const FrameRow& f, bool object_too) {
  const StackRow& top = f.stack.back();
  const std::string index = std::to_string(top.index);
  // The object is marked wherever it stands; a small value stands in too many places.
  return mark_of(std::string(panel_title(Panel::ValueStack)) + " [" + index + "]", object_too && !top.value.is_static ? top.value.id : 0, f.id, "stack " + index);
}

// What the explanation speaks of, as it stands after the step.
std::vector<PathValue> marks_of(Ui& ui, const Prediction& q) {
  const Moment& m = ui.view->moment();
  if (ui.view->cursor() != q.step + 1 || m.frames.empty()) return {};
  const FrameRow& f = m.frames.back();
  switch (q.kind) {
    case PredictionKind::Top:
    case PredictionKind::Depth:
      if (f.stack.empty()) return {};
      return {mark_of_top(f, q.kind == PredictionKind::Top)};
    case PredictionKind::Refcount: {
      const std::optional<ValueRow> v = ui.view->object_value(q.object);
      if (!v) return {};   // it was freed
      return {mark_of(v->text, q.object, 0, "")};
    }
    case PredictionKind::Line: return {mark_of(std::string(tr(Word::LineWord)) + " " + std::to_string(f.line), 0, f.id, "line " + std::to_string(f.line))};
    case PredictionKind::Branch: return {mark_of(std::string(panel_title(Panel::Bytecode)) + " " + std::to_string(f.offset), 0, f.id, "instr " + std::to_string(f.offset))};
    case PredictionKind::Output: return {mark_of(panel_title(Panel::Console), 0, 0, "output")};
    default: return {};
  }
}

bool same_mark(const PathValue& a, const PathValue& b) { return a.object == b.object && a.frame == b.frame && a.place == b.place; }

// A lesson that went on meanwhile has brought marks of its own: then there is nothing to be taken away.
void take_marks_away(Ui& ui, PredictState& p) {
  const size_t n = p.marks.size(), all = ui.marks.size();
  if (n && all >= n && std::equal(p.marks.begin(), p.marks.end(), ui.marks.end() - static_cast<int64_t>(n), same_mark)) ui.marks.resize(all - n);
  p.marks.clear();
  p.marked_at = UINT64_MAX;
}

void mark(Ui& ui, PredictState& p) {
  take_marks_away(ui, p);
  p.marks = marks_of(ui, *p.answered);
  p.marked_at = ui.view->cursor();
  ui.marks.insert(ui.marks.end(), p.marks.begin(), p.marks.end());
}

// Where on the screen the rings are; empty when there are none.
std::string marked_text(const PredictState& p) {
  std::string out;
  for (const PathValue& m : p.marks) out += (out.empty() ? "→ " : ", ") + m.text;
  return out;
}

void answer(Ui& ui, size_t option, const std::string& text) {
  PredictState& p = *ui.predict;
  p.score.add(p.question->kind, option == p.question->right);
  p.done.push_back(p.question->step);
  p.given = option;
  p.given_text = text;
  p.answered = std::move(p.question);
  p.question.reset();
  p.typed.clear();
  step_instruction(ui, Direction::Forward);
  mark(ui, p);
}

float paragraph(Face face, Tone t, const std::string& text, float below) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float used = wrapped(p.x + px(12), p.y, ImGui::GetContentRegionAvail().x - px(24), face, t, text);
  ImGui::Dummy(ImVec2(1, used + px(below)));
  return used;
}

void draw_question(Ui& ui, PredictState& p) {
  if (!p.question) {
    paragraph(Face::Sans, Tone::Dim, tr(silence(ui, p)), 8);
    return;
  }
  const Prediction& q = *p.question;
  paragraph(Face::MonoSmall, Tone::Now, "▶ " + instruction_text(q.instruction), 3);
  paragraph(Face::Bold, Tone::Text, tell(q.question), 6);
  const int clicked = draw_choices(option_texts(q), -1, -1, false);
  ImGui::Dummy(ImVec2(1, px(2)));
  const bool typed = answer_field(p.typed, tr(Word::PredictType));
  if (clicked >= 0) return prediction_choose(ui, static_cast<size_t>(clicked));
  if (typed) prediction_type(ui, std::string(p.typed));
}

void draw_answered(const PredictState& p) {
  if (!p.answered) return;
  const Prediction& q = *p.answered;
  const bool right = p.given == q.right;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  line(at.x + px(10), at.y + px(2), at.x + ImGui::GetContentRegionAvail().x - px(10), at.y + px(2), tone(Tone::Line));
  ImGui::Dummy(ImVec2(1, px(8)));
  paragraph(Face::Small, Tone::Dim, std::string(tr(Word::PredictBefore)) + "   " + instruction_text(q.instruction), 2);
  paragraph(Face::Sans, Tone::Text, tell(q.question), 3);
  if (!right) paragraph(Face::Mono, Tone::Changed, "✗ " + p.given_text, 1);
  paragraph(Face::Mono, Tone::Added, "✓ " + right_text(q), 4);
  paragraph(Face::Bold, right ? Tone::Added : Tone::Changed, tr(right ? Word::Right : Word::NotQuite), 1);
  paragraph(Face::Sans, Tone::Text, explanation(p), 4);
  if (const std::string where = marked_text(p); !where.empty()) paragraph(Face::Small, Tone::Class, where, 6);
}

}  // namespace

void toggle_predictions(Ui& ui) {
  if (!ui.predict) ui.predict = std::make_shared<PredictState>();
  ui.predict->on = !ui.predict->on;
  ui.predict->asked_at = UINT64_MAX;
  ui.predict->question.reset();
  if (!ui.predict->on) return take_marks_away(ui, *ui.predict);
  bring_up(ui.layout, Panel::Predict);
  ask_prediction(ui);
}

void ask_prediction(Ui& ui) {
  if (!ui.predict || !ui.predict->on || !ui.view) return;
  PredictState& p = *ui.predict;
  const uint64_t here = ui.view->cursor();
  if (p.marked_at != here) take_marks_away(ui, p);
  if (p.asked_at == here) return;
  p.question.reset();
  p.typed.clear();
  if (here >= ui.view->last_step() && ui.view->recording()) return;   // the step is not known yet
  p.asked_at = here;
  if (!has_done(p, here)) p.question = prediction_at(*ui.view);
}

bool prediction_open(const Ui& ui) { return ui.predict && ui.predict->on && ui.predict->question && ui.view && ui.predict->asked_at == ui.view->cursor(); }

void prediction_choose(Ui& ui, size_t option) {
  if (!prediction_open(ui) || option >= ui.predict->question->answers.size()) return;
  answer(ui, option, tell(ui.predict->question->answers[option].text));
}

void prediction_type(Ui& ui, const std::string& text) {
  if (prediction_open(ui)) answer(ui, answer_meant(*ui.predict->question, text), text);
}

void forget_predictions(Ui& ui) {
  if (!ui.predict) return;
  take_marks_away(ui, *ui.predict);
  ui.predict->asked_at = UINT64_MAX;
  ui.predict->question.reset();
  ui.predict->answered.reset();
  ui.predict->done.clear();
}

void draw_Predict(Ui& ui) {
  if (!ui.view) return;
  ImGui::Dummy(ImVec2(1, px(6)));
  const bool on = ui.predict && ui.predict->on;
  if (!on) paragraph(Face::Sans, Tone::Dim, tr(Word::PredictOff), 8);
  else draw_question(ui, *ui.predict);
  if (on) draw_answered(*ui.predict);
  if (ui.predict && ui.predict->score.all().asked) paragraph(Face::Small, Tone::Dim, score_text(ui.predict->score), 8);
  ImGui::SetCursorScreenPos(ImVec2(ImGui::GetCursorScreenPos().x + px(12), ImGui::GetCursorScreenPos().y));
  if (text_button("predict", tr(on ? Word::PredictTurnOff : Word::PredictTurnOn), !on)) toggle_predictions(ui);
}

std::string text_Predict(Ui& ui) {
  if (!ui.predict || !ui.predict->on) return std::string(tr(Word::PredictOff)) + "\n";
  const PredictState& p = *ui.predict;
  std::string out;
  if (!p.question) out += std::string(tr(silence(ui, p))) + "\n";
  else {
    out += instruction_text(p.question->instruction) + "\n" + tell(p.question->question) + "\n";
    const std::vector<std::string> options = option_texts(*p.question);
    for (size_t i = 0; i < options.size(); ++i) out += "  " + std::to_string(i + 1) + ") " + options[i] + "\n";
  }
  if (p.answered) {
    out += std::string(tr(Word::PredictBefore)) + ": " + instruction_text(p.answered->instruction) + "\n  " + tell(p.answered->question) + "\n";
    out += "  " + verdict_text(p) + (p.given == p.answered->right ? " " : " " + p.given_text + " -> ") + right_text(*p.answered) + "\n  " + explanation(p) + "\n";
    if (const std::string where = marked_text(p); !where.empty()) out += "  " + where + "\n";
  }
  return out + score_text(p.score) + "\n";
}

}  // namespace innards::ui
