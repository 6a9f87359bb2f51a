#include "kit/asked.h"

#include <algorithm>

#include "kit/icons.h"

namespace innards::ui {
namespace {

// True when the answer under `kept` is not for this question; it is then noted as the one kept.
bool another(Asked& kept, Asked question) {
  if (kept == question) return false;
  kept = std::move(question);
  return true;
}

// All states of a new answer are shown.
void begin_walk(Walked& walked, const Asked& of) {
  if (walked.of == of) return;
  walked.of = of;
  walked.shown = -1;
}

}  // namespace

const DictRows& asked_dict(Ui& ui) {
  Rows& r = ui.rows;
  if (another(r.dict_for, {r.cursor, ui.selected.object, ui.dict_key, ui.typed_key})) r.dict = ui.view->dict(ui.selected.object, ui.dict_key, ui.typed_key);
  begin_walk(ui.probes, r.dict_for);
  return r.dict;
}

const TypeRows& asked_type(Ui& ui) {
  Rows& r = ui.rows;
  if (another(r.type_for, {r.cursor, ui.selected.object, 0, ""})) r.type = ui.view->type(ui.selected.object);
  return r.type;
}

const WalkRows& asked_lookup(Ui& ui) {
  Rows& r = ui.rows;
  if (another(r.lookup_for, {r.cursor, ui.selected.object, 0, ui.typed_name})) r.lookup = ui.view->lookup(ui.selected.object, ui.typed_name);
  begin_walk(ui.walk, r.lookup_for);
  return r.lookup;
}

const ProcessRows& asked_process(Ui& ui) {
  Rows& r = ui.rows;
  if (another(r.process_for, {r.cursor, ui.selected.object, static_cast<ObjectId>(ui.process_kind), ""})) r.process = ui.view->process(ui.process_kind, ui.selected.object);
  begin_walk(ui.process_walk, r.process_for);
  return r.process;
}

const std::string& tell(const Told& told) { return language_now() == Language::Chinese ? told.chinese : told.english; }

int walk_shown(const Walked& walked, int count) { return walked.shown < 0 ? count : std::min(walked.shown, count); }

void walk_move(Walked& walked, int count, int by) { walked.shown = std::clamp(walk_shown(walked, count) + by, std::min(1, count), count); }

void show_states(Ui& ui, int states) {
  ui.update_rows();
  asked_dict(ui), asked_lookup(ui), asked_process(ui);
  ui.probes.shown = ui.walk.shown = ui.process_walk.shown = std::max(1, states);
}

int walk_control(Walked& walked, int count) {
  if (count == 0) return 0;
  if (icon_button("back", Icon::StepBack, command_help(Command::WalkBack))) walk_move(walked, count, -1);
  ImGui::SameLine(0, px(2));
  if (icon_button("on", Icon::StepForward, command_help(Command::WalkNext))) walk_move(walked, count, 1);
  ImGui::SameLine(0, px(6));
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const std::string text = std::to_string(walk_shown(walked, count)) + " / " + std::to_string(count);
  const float w = row_text(p.x, p.y, ImGui::GetFrameHeight(), Face::MonoSmall, Tone::Dim, text);
  ImGui::Dummy(ImVec2(w, ImGui::GetFrameHeight()));
  return walk_shown(walked, count);
}

}  // namespace innards::ui
