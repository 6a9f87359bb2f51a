// Lesson: the text of the step a learner stands at, its question, what is to be done, and the way on.
#include <algorithm>

#include "bring_up.h"
#include "kit/choices.h"
#include "kit/rows.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

std::string format(const char* pattern, int a, int b = 0) {
  char text[160];
  std::snprintf(text, sizeof text, pattern, a, b);
  return text;
}

// A place for each option that does not give the answer away and is the same every time.
uint32_t order_of(const std::string& s) {
  uint32_t h = 2166136261u;
  for (char c : s) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h;
}

void prepare(Ui& ui, LessonState& l) {
  LessonPlayer& p = *l.player;
  if (l.step == p.index()) return;
  const LessonStep& step = p.step();
  l.step = p.index();
  l.text = read_markdown(step.text);
  l.version_note = read_markdown(p.lesson().version_note);
  l.options.clear();
  l.typed.clear();
  l.chosen = -1;
  l.judged = l.goal_was_met = false;
  l.verdict = LessonPlayer::Verdict();
  l.right = PathValue();
  l.home = p.session() ? p.session()->cursor() : 0;
  if (step.ask.empty() || step.answer.empty()) return;
  l.right = p.right_answer();
  if (step.choices.empty()) return;
  l.options.push_back(l.right.text);
  for (const LessonChoice& c : step.choices) {
    if (!same_answer(c.answer, l.right.text)) l.options.push_back(c.answer);
  }
  std::sort(l.options.begin(), l.options.end(), [](const std::string& a, const std::string& b) { return order_of(a) < order_of(b); });
  (void)ui;
}

// What is being looked for asks the session that a move may close.
void forget_searches(Ui& ui) {
  ui.job.reset();
  ui.search.reset();
  ui.forget_questions();
}

void move(Ui& ui, bool moved) {
  LessonState& l = *ui.lesson;
  if (!moved && !l.player->error().empty()) ui.problem = l.player->error();
  if (ui.host) ui.host->lesson_moved();
  lesson_arrived(ui);
}

std::vector<Panel> panels_named(const std::vector<std::string>& ids) {
  std::vector<Panel> panels;
  for (const std::string& id : ids)
    if (const Panel p = panel_of_id(id); p != Panel::kCount) panels.push_back(p);
  return panels;
}

// All are to be seen, beside the lesson itself.
void bring_up_beside(Ui& ui, const std::vector<Panel>& panels) {
  bring_up(ui.layout, Panel::Lesson);
  bring_up_all(ui.layout, panels, {Panel::Lesson, Panel::Strip});
}

// What is marked lights up at every stage of the compiler, and bytes and holders speak of it.
void select_marked(Ui& ui) {
  auto part = std::find_if(ui.marks.begin(), ui.marks.end(), [](const PathValue& m) { return m.part.stage != Stage::None; });
  if (part != ui.marks.end()) ui.selected.pipe = part->part;
  auto object = std::find_if(ui.marks.begin(), ui.marks.end(), [](const PathValue& m) { return m.object != 0; });
  if (object != ui.marks.end()) ui.selected.object = object->object;
}

void reveal(Ui& ui, LessonState& l) {
  const LessonStep& step = l.player->step();
  const std::vector<Panel> panels = panels_named(step.reveal_panels);
  if (!panels.empty()) bring_up_beside(ui, panels);
  for (Panel p : panels)
    if (!on_screen(ui.layout, p)) bring_up(ui.layout, p);   // there is no other tile
  if (!step.reveal.empty() || !step.then.empty()) ui.marks = l.player->marks();   // the same paths where the run stands now
  if (step.reveal.empty()) return;
  std::vector<PathValue> shown = l.player->revealed();
  ui.marks.insert(ui.marks.begin(), shown.begin(), shown.end());   // the answer is what is to be looked at now
  select_marked(ui);
}

void judge(Ui& ui, LessonState& l, const std::string& answer) {
  l.given = answer;
  l.verdict = l.player->judge(answer);
  l.judged = true;
  reveal(ui, l);
  if (ui.host) ui.host->lesson_answered(answer, l.verdict.right);
  ui.rows.fresh = false;
}

void draw_question(Ui& ui, LessonState& l) {
  const LessonStep& step = l.player->step();
  if (step.ask.empty()) return;
  draw_markdown(ui, read_markdown(step.ask), 12);
  int right = -1;
  for (size_t i = 0; i < l.options.size(); ++i)
    if (same_answer(l.options[i], l.right.text)) right = static_cast<int>(i);
  if (const int clicked = draw_choices(l.options, l.chosen, right, l.judged); clicked >= 0) lesson_choose(ui, static_cast<size_t>(clicked));
  if (l.options.empty() && !l.judged && answer_field(l.typed, tr(Word::YourAnswer))) judge(ui, l, l.typed);
  if (!l.judged) return;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height() + px(6);
  row_text(p.x + px(12), p.y, h, Face::Bold, l.verdict.right ? Tone::Added : Tone::Changed, std::string(l.verdict.right ? "✓ " : "✗ ") + tr(l.verdict.right ? Word::Right : Word::NotQuite));
  ImGui::Dummy(ImVec2(1, h));
  if (l.verdict.text.empty()) return;
  // What the machine says is no Markdown: __name__ is not a bold word.
  bool machine = l.verdict.text == l.right.text;
  draw_markdown(ui, read_markdown(machine ? "`" + l.verdict.text + "`" : l.verdict.text), 12);
}

std::string goal_text(const LessonGoal& g) {
  switch (g.kind) {
    case LessonGoal::Kind::StepTo: return std::string(tr(Word::GoalStepTo)) + " " + g.place;
    case LessonGoal::Kind::Select: return std::string(tr(Word::GoalSelect)) + " " + g.path;
    case LessonGoal::Kind::EditUntil: return std::string(tr(Word::GoalEdit)) + " " + g.path + " = " + g.value;
    default: return {};
  }
}

bool goal_open(Ui& ui, LessonState& l) {
  const LessonStep& step = l.player->step();
  if (step.goal.kind == LessonGoal::Kind::None || l.goal_was_met) return false;
  l.goal_was_met = l.player->goal_met(ui.selected.object);
  if (l.goal_was_met) ui.playing = false;   // a run that plays by itself stops where it was to go
  return !l.goal_was_met;
}

void draw_goal(Ui& ui, LessonState& l) {
  const LessonStep& step = l.player->step();
  if (step.goal.kind == LessonGoal::Kind::None) return;
  bool open = goal_open(ui, l);
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - px(24);
  std::string text = std::string(open ? "□ " : "✓ ") + tr(Word::DoThis) + " " + goal_text(step.goal);
  float h = wrapped(0, 0, width - px(16), Face::Sans, Tone::Text, text, false) + px(10);
  fill({p.x + px(12), p.y, width, h}, tone(open ? Tone::AccentSoft : Tone::AddedSoft), px(4));
  wrapped(p.x + px(20), p.y + px(5), width - px(16), Face::Sans, Tone::Text, text);
  ImGui::Dummy(ImVec2(1, h + px(8)));
}

// Dots for the steps: done, here, to come.
void draw_dots(const LessonPlayer& player) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  size_t n = player.lesson().steps.size();
  float x = p.x + px(17);
  for (size_t i = 0; i < n; ++i, x += px(13)) {
    ImVec2 c(x, p.y + px(6));
    if (i == player.index()) ImGui::GetWindowDrawList()->AddCircleFilled(c, px(4.5f), tone(Tone::Accent));
    else if (i < player.index()) ImGui::GetWindowDrawList()->AddCircleFilled(c, px(3), tone(Tone::Dim));
    else ImGui::GetWindowDrawList()->AddCircle(c, px(3), tone(Tone::Dim));
  }
  std::string text = format(tr(Word::LessonStep), static_cast<int>(player.index()) + 1, static_cast<int>(n));
  float at = p.x + ImGui::GetContentRegionAvail().x - px(12) - text_width(Face::Small, text);
  if (at > x) draw_text(at, p.y, Face::Small, Tone::Dim, text);
  ImGui::Dummy(ImVec2(1, px(18)));
}

std::string title_of(const std::vector<LessonEntry>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const LessonEntry& e) { return e.name == name; });
  return found == all.end() ? name : found->title;
}

void draw_list(Ui& ui, LessonState& l) {
  if (ui.host) l.entries = ui.host->lessons();
  if (l.entries.empty()) return placeholder(tr(Word::NoLessons));
  heading(tr(Word::LessonNone));
  float h = line_height() * 2 + px(6);
  for (const LessonEntry& e : l.entries) {
    Row row = begin_row(ui, h, Link());
    if (row.hovered) fill(row.rect, tone(Tone::Hover));
    const bool done = e.finished();
    row_text(row.rect.x + px(12), row.rect.y, line_height() + px(4), Face::Bold, done ? Tone::Added : Tone::Faint, done ? "✓" : "○");
    row_text_fit(row.rect.x + px(30), row.rect.y, line_height() + px(4), Face::Bold, Tone::Text, e.title, row.rect.w - px(40));
    std::string note = format(tr(Word::Minutes), e.minutes);
    if (!done && e.done) note += "   " + std::to_string(e.done) + " / " + std::to_string(e.steps);
    if (!e.needs.empty()) {
      std::string titles;
      for (const std::string& need : e.needs) titles += (titles.empty() ? "" : ", ") + title_of(l.entries, need);
      note += "   " + with_text(Word::After, titles);
    }
    row_text_fit(row.rect.x + px(30), row.rect.y + line_height(), line_height(), Face::Small, Tone::Dim, note, row.rect.w - px(40));
    line(row.rect.x + px(10), row.rect.y + h - 1, row.rect.x + row.rect.w - px(10), row.rect.y + h - 1, tone(Tone::Line, 0.7f));
    if (row.clicked && ui.host) {
      std::string name = e.name;
      ui.host->open_lesson(name);
      return;
    }
  }
}

}  // namespace

void lesson_translated(Ui& ui) {
  LessonState& l = *ui.lesson;
  l.text = read_markdown(l.player->step().text);
  l.version_note = read_markdown(l.player->lesson().version_note);
  if (l.judged) l.verdict = l.player->verdict_on(l.given);
  ui.rows.fresh = false;
}

void answer_lesson(Ui& ui, const std::string& answer) {
  LessonState& l = *ui.lesson;
  prepare(ui, l);
  for (size_t i = 0; i < l.options.size(); ++i) {
    if (same_answer(l.options[i], answer)) l.chosen = static_cast<int>(i);
  }
  judge(ui, l, answer);
}

void lesson_arrived(Ui& ui) {
  if (!ui.lesson || !ui.lesson->player) return;
  LessonState& l = *ui.lesson;
  l.step = SIZE_MAX;
  bring_up_beside(ui, panels_named(l.player->step().show));
  ui.marks = l.player->marks();
  ui.selected.pipe = PipelinePoint();
  select_marked(ui);
  ui.rows.fresh = false;
}

namespace {

bool open_lesson_here(const Ui& ui) { return ui.lesson && ui.lesson->player; }

// Is there something to be answered or done before the next step?
bool waiting(Ui& ui, LessonState& l) {
  const LessonStep& step = l.player->step();
  return (!step.ask.empty() && !step.answer.empty() && !l.judged) || goal_open(ui, l);
}

// The button goes on even past an open question; the key does not, so that nobody skips one unseen.
void move_on(Ui& ui) {
  forget_searches(ui);
  move(ui, ui.lesson->player->next());
}

}  // namespace

bool Ui::question_waits() const {
  if (prediction_open(*this)) return true;
  if (!lesson || !lesson->player) return false;
  const LessonStep& step = lesson->player->step();
  return !step.ask.empty() && !step.answer.empty() && !(lesson->judged && lesson->step == lesson->player->index());
}

void lesson_next(Ui& ui) {
  if (!open_lesson_here(ui)) return;
  prepare(ui, *ui.lesson);
  if (waiting(ui, *ui.lesson)) ui.note = tr(Word::AnswerFirst);
  else if (ui.lesson->player->index() + 1 < ui.lesson->player->lesson().steps.size()) move_on(ui);
}

void lesson_back(Ui& ui) {
  if (!open_lesson_here(ui) || ui.lesson->player->index() == 0) return;
  forget_searches(ui);
  move(ui, ui.lesson->player->back());
}

void lesson_return(Ui& ui) {
  if (!open_lesson_here(ui)) return;
  const bool edited = ui.lesson->player->edited();
  forget_searches(ui);   // they ask the session of the edited program, which goes now
  ui.lesson->player->return_to_path();
  if (edited && ui.host) ui.host->lesson_moved();
  ui.marks = ui.lesson->player->marks();
  ui.rows.fresh = false;
}

void lesson_choose(Ui& ui, size_t option) {
  if (!open_lesson_here(ui)) return;
  LessonState& l = *ui.lesson;
  prepare(ui, l);
  if (l.judged || option >= l.options.size()) return;
  l.chosen = static_cast<int>(option);
  judge(ui, l, l.options[option]);
}

bool lesson_asks(Ui& ui) {
  if (!open_lesson_here(ui)) return false;
  prepare(ui, *ui.lesson);
  return !ui.lesson->judged && !ui.lesson->options.empty();
}

void draw_Lesson(Ui& ui) {
  if (!ui.lesson) ui.lesson = std::make_shared<LessonState>();
  LessonState& l = *ui.lesson;
  if (!l.player) return draw_list(ui, l);
  LessonPlayer& player = *l.player;
  prepare(ui, l);
  const LessonStep& step = player.step();
  float foot = px(40);
  begin_area("text", ImVec2(0, -foot));
  ImGui::Dummy(ImVec2(1, px(4)));
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  row_text_fit(p.x + px(12), p.y, px(18), Face::Small, Tone::Accent, player.lesson().title, width - px(24));
  ImGui::Dummy(ImVec2(1, px(20)));
  draw_dots(player);
  p = ImGui::GetCursorScreenPos();
  float used = wrapped(p.x + px(12), p.y, width - px(24), Face::Title, Tone::Text, step.heading);
  ImGui::Dummy(ImVec2(1, used + px(6)));
  // Predict before see: where there is a question, the text that answers it comes after.
  bool asked = !step.ask.empty() && !step.answer.empty();
  draw_question(ui, l);
  if (!asked || l.judged) draw_markdown(ui, l.text, 12);
  draw_goal(ui, l);
  bool last = player.index() + 1 == player.lesson().steps.size();
  if (last && (!asked || l.judged) && !l.version_note.empty()) draw_markdown(ui, l.version_note, 12);
  if (!player.error().empty()) {
    p = ImGui::GetCursorScreenPos();
    used = wrapped(p.x + px(12), p.y, width - px(24), Face::Sans, Tone::Error, player.error());
    ImGui::Dummy(ImVec2(1, used));
  }
  ImGui::EndChild();
  p = ImGui::GetCursorScreenPos();
  line(p.x + px(8), p.y + px(2), p.x + width - px(8), p.y + px(2), tone(Tone::Line));
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(12), p.y + px(9)));
  // Next keeps its place from the first step on.
  bool first = player.index() == 0;
  if (text_button("back", tr(Word::Back), false, first) && !first) return lesson_back(ui);
  ImGui::SameLine(0, px(8));
  if (!last && text_button("next", tr(Word::Next), !waiting(ui, l))) return move_on(ui);
  if (last && text_button("done", tr(Word::LessonClose), !waiting(ui, l))) {
    if (ui.host) ui.host->close_lesson();
    return;
  }
  bool away = player.session() && !l.judged && player.session()->cursor() != l.home && step.goal.kind == LessonGoal::Kind::None;
  if (away || player.edited()) {
    ImGui::SameLine(0, px(8));
    if (text_button("return", tr(Word::ReturnShort), false)) return lesson_return(ui);
    if (ImGui::IsItemHovered()) tooltip(tr(Word::Return));
  }
}

std::string text_Lesson(Ui& ui) {
  if (!ui.lesson) ui.lesson = std::make_shared<LessonState>();
  LessonState& l = *ui.lesson;
  if (!l.player) {
    std::string out;
    if (ui.host) l.entries = ui.host->lessons();
    for (const LessonEntry& e : l.entries) out += std::string(e.finished() ? "x " : "  ") + pad(e.name, 28) + pad(format(tr(Word::Minutes), e.minutes), 10) + e.title + "\n";
    return out.empty() ? std::string(tr(Word::NoLessons)) + "\n" : out;
  }
  prepare(ui, l);
  const LessonPlayer& player = *l.player;
  const LessonStep& step = player.step();
  std::string out = player.lesson().title + "\n" + format(tr(Word::LessonStep), static_cast<int>(player.index()) + 1, static_cast<int>(player.lesson().steps.size())) + "\n\n" + step.heading + "\n\n";
  if (!step.ask.empty()) out += markdown_text(read_markdown(step.ask), 78);
  for (size_t i = 0; i < l.options.size(); ++i) out += "  " + std::to_string(i + 1) + ") " + l.options[i] + "\n";
  if (l.judged) out += std::string(tr(l.verdict.right ? Word::Right : Word::NotQuite)) + " " + l.verdict.text + "\n";
  if (step.ask.empty() || step.answer.empty() || l.judged) out += markdown_text(l.text, 78);
  if (step.goal.kind != LessonGoal::Kind::None) out += std::string(goal_open(ui, l) ? "[ ] " : "[x] ") + tr(Word::DoThis) + " " + goal_text(step.goal) + "\n";
  for (const PathValue& m : ui.marks) {
    if (m.found) out += "-> " + m.text + "\n";
  }
  return out;
}

}  // namespace innards::ui
