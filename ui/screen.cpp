#include "screen.h"

#include "boxes.h"
#include "edits.h"
#include "kit/ask_menu.h"
#include "kit/menu_keys.h"
#include "kit/pipe.h"
#include "kit/rows.h"
#include "panels/compare_state.h"
#include "panels/inputs.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"
#include "panels/references.h"
#include "panels/runs.h"
#include "panels/table.h"
#include "palette.h"
#include "tiles.h"
#include "toolbar.h"

namespace innards::ui {
namespace {

constexpr ImGuiWindowFlags kPlain = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus;

// What lies over the screen takes its own keys first; false: it leaves this one.
bool taken_by_box(Ui& ui, const KeyPress& k) {
  if (ui.palette && (k.key == "Up" || k.key == "Down")) return palette_move(ui, k.key == "Up" ? -1 : 1), true;
  return take_menu_key(ui, k) || tiling_key(ui, k);
}

void take_keys(Ui& ui) {
  bool typing = ImGui::GetIO().WantTextInput;
  if (!ui.key_queue.empty()) show_tooltips(false);
  for (const KeyPress& k : ui.key_queue) {
    const bool digit = k.key.size() == 1 && k.key[0] >= '1' && k.key[0] <= '9' && !k.ctrl && !k.alt && !k.shift;   // on a German keyboard "/" is Shift+7
    if (taken_by_box(ui, k)) continue;
    if (digit && !typing && ui.host) ui.host->use_layout_number(k.key[0] - '0');
    else run_command(ui, command_of_key(k, typing));
  }
  ui.key_queue.clear();
}

void play(Ui& ui, double seconds) {
  if (prediction_open(ui)) ui.playing = false;
  if (!ui.playing || !ui.view || ui.search) return;
  ui.play_debt += seconds * ui.settings.play_rate;
  for (; ui.play_debt >= 1 && !ui.search; ui.play_debt -= 1) {
    step_beside(ui, Direction::Forward);
    if (!step_once(ui, Direction::Forward) && !ui.search) ui.playing = false;
  }
}

}  // namespace

std::string panel_note(Ui& ui, Panel p) {
  if (!ui.view) return {};
  const Moment& m = ui.view->moment();
  const FrameRow* f = ui.frame();
  switch (p) {
    case Panel::Bytecode: case Panel::Constants: case Panel::Handlers: case Panel::Caches: {
      ShownCode shown = shown_code(ui);
      if (!shown.code) return f ? f->qualname : "";
      return shown.code->qualname + (shown.frame ? "" : "  (" + std::string(tr(Word::ChosenCode)) + ")");
    }
    case Panel::Source: return file_note(ui);
    case Panel::Frames: return m.frames.empty() ? "" : std::to_string(m.frames.size());
    case Panel::ValueStack: return f ? std::to_string(f->stack.size()) + (ui.question_waits() ? "" : " / " + std::to_string(f->stack_size)) : "";
    case Panel::Table: return (ui.table_filter.empty() ? "" : grouped(rows_of_table(ui)) + " / ") + grouped(m.objects.size() + static_cast<uint64_t>(m.objects_left_out));
    case Panel::Bytes: return ui.selected.object ? hex_id(ui.selected.object) : "";
    case Panel::Predict: {
      const PredictionScore::Count all = ui.predict ? ui.predict->score.all() : PredictionScore::Count();
      return all.asked ? std::to_string(all.right) + " / " + std::to_string(all.asked) : "";
    }
    case Panel::Differences: return std::to_string(differences_met(ui)) + " / " + std::to_string(ui.rows.differences.size());
    case Panel::References: return ui.selected.object ? std::to_string(asked_holders(ui).size()) : "";
    default: return {};
  }
}

void draw_screen(Ui& ui, double seconds) {
  set_language(ui.settings.language);
  ThemeName theme = ui.settings.projector ? ThemeName::Contrast : ui.settings.theme;
  set_px_scale(ui.scale());
  apply_theme(theme, ui.scale());
  ++ui.frame_count;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if (moved.x != 0 || moved.y != 0) ui.mouse_leads = true, show_tooltips(true);
  ui.work_on();
  // While text is typed, its field takes this frame's characters first: Ctrl+R must not overtake the letter before it.
  bool typing = ImGui::GetIO().WantTextInput;
  if (!typing) take_keys(ui);
  play(ui, seconds);
  if (ui.view) ui.update_rows();
  ui.hover_next = Link();
  ui.hovered_panel = Panel::kCount;

  push_font(font(Face::Sans), font_px(Face::Sans));
  ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(8), px(6)));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, tone(Tone::Back));
  ImGui::Begin("screen", nullptr, kPlain | ImGuiWindowFlags_MenuBar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  menu_bar(ui);
  if (ui.view) {
    ImGui::PushID("toolbar");
    toolbar(ui);
    ImGui::PopID();
    draw_kept_offer(ui);
    float top = ImGui::GetCursorScreenPos().y + px(2), side = px(8);
    Rect area{side, top, size.x - 2 * side, size.y - top - side};
    draw_tiles(ui, area);
  } else {
    placeholder(ui.problem.empty() ? tr(Word::Nothing) : ui.problem.c_str());
  }
  ui.menu_entries.clear();
  ask_menu(ui);
  ImGui::End();
  draw_boxes(ui);
  ui.menu_key = 0;
  ImGui::PopFont();
  if (typing) take_keys(ui);
  ui.hover = ui.hover_next;
}

bool screen_is_busy(const Ui& ui) {
  return ui.playing || (ui.session && ui.session->recording() && !ui.session->wants_input()) || ui.search || ui.job || ui.question.open() || ui.life.open() || ui.ages.open() || ui.counts_lines() || ui.breaks.open() || beside_is_busy(ui);
}

std::string screen_text(Ui& ui, Shown shown) {
  ui.update_rows();
  std::string out = ui.view->title() + "  " + ui.view->python_version() + "  " + step_text(ui) + "\n";
  for (const std::string& said : {activity_text(ui), ui.problem, ui.note, kept_offer_text(ui)})
    if (!said.empty()) out += said + "\n";
  const std::pair<bool, Command> boxes[] = {{ui.palette, Command::Palette}, {ui.goto_box, Command::GoTo}, {ui.find_box, Command::Find}, {ui.open_box, Command::OpenFile}, {ui.save_box, Command::SaveAs}, {ui.beside_box, Command::Beside}, {ui.mark_box, Command::MarkMoment}, {ui.inputs_box, Command::Inputs}, {ui.answer_box, Command::ChangeAnswer}, {ui.file_box, Command::NewFile}, {ui.editing, Command::EditSource}};
  for (const auto& [open, command] : boxes)
    if (open) out += std::string("> ") + command_title(command) + "\n";
  out += boxes_text(ui);
  if (ui.help_panel != Panel::kCount) out += std::string("> ") + panel_title(ui.help_panel) + ": " + panel_help(ui.help_panel) + "\n";
  if (ui.palette) out += text_of_palette(ui);
  if (ui.tiling.open) out += std::string("> ") + command_title(Command::Tiles) + "\n" + tiling_text(ui);
  if (!ui.menu_entries.empty()) out += std::string("> ") + command_title(ui.picture_box ? Command::ExportPicture : Command::AskAbout) + "\n";
  for (size_t i = 0; i < ui.menu_entries.size(); ++i) out += "  " + menu_sign(i + 1) + ") " + ui.menu_entries[i] + "\n";
  for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
    Panel p = static_cast<Panel>(i);
    if (shown == Shown::EveryTab ? !find_tile(ui.layout.root, p) : !on_screen(ui.layout, p)) continue;
    out += std::string("\n== ") + panel_title(p) + " ==\n" + panel_text(ui, p);
  }
  return out;
}

std::string text_in_use(Ui& ui) {
  std::string out;
  if (!ui.view) return out;
  for (const std::string& file : ui.view->files()) {
    for (const SourceRow& r : ui.view->source(file)) out += r.text + "\n";
  }
  for (const Edit& e : ui.edits->files) out += e.text;
  for (const OutputRow& o : ui.view->output()) out += o.text;
  out += given_text(ui) + runs_text(ui);
  if (ui.beside) out += ui.beside->title + ui.beside->session->program().source;
  if (ui.host) {
    for (const LessonEntry& e : ui.host->lessons()) out += e.title;
    if (const ReadingList* list = ui.host->reading()) {
      for (const ReadingEntry& e : list->entries) out += e.title + e.author;
      if (language_now() == Language::Chinese) out += reading_text(*list, {}, true) + paths_text(*list, {}, true);
    }
  }
  if (ui.lesson && ui.lesson->player) {
    const Lesson& lesson = ui.lesson->player->lesson();
    out += lesson.title + lesson.version_note;
    for (const LessonStep& s : lesson.steps) {
      out += s.heading + s.text + s.ask + s.goal.place + s.goal.path + s.goal.value;
      for (const LessonChoice& c : s.choices) out += c.answer + c.misconception + c.reply;
    }
  }
  return out;
}

}  // namespace innards::ui
