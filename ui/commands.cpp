// What each command does. Keys, menus, buttons and the palette all come through run_command.
#include <algorithm>
#include <optional>
#include <utility>

#include "context.h"
#include "edits.h"
#include "kit/ask_menu.h"
#include "kit/asked.h"
#include "panels/breakpoints.h"
#include "tiles.h"
#include "panels/compare_state.h"
#include "panels/graph_scene.h"
#include "panels/inputs.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"
#include "panels/runs.h"
#include "panels/stages.h"
#include "panels/table.h"
#include "screen.h"

namespace innards::ui {

namespace {

constexpr int kProjectorLayout = 1 + static_cast<int>(Command::LayoutProjector) - static_cast<int>(Command::LayoutRun);

void set_size(Ui& ui, float size) {
  ui.settings.size = std::clamp(size, 0.7f, 3.f);
  ui.wants_fonts = true;
}

bool at_dull_instruction(View& v) {
  static const char* const kDull[] = {"RESUME", "NOP", "PRECALL", "PUSH_NULL", "COPY_FREE_VARS", "MAKE_CELL", "EXTENDED_ARG"};
  const Moment& m = v.moment();
  const CodeRows* code = m.frames.empty() ? nullptr : v.code(m.frames.back().code_id);
  if (!code) return false;
  for (const InstrRow& i : code->instructions) {
    if (i.offset != m.frames.back().offset) continue;
    return std::any_of(std::begin(kDull), std::end(kDull), [&](const char* d) { return i.name == d; });
  }
  return false;
}

// Whether steps from here run through the library. Who has gone there by a breakpoint or a number steps on in it; and a
// prediction is about the next instruction, wherever that is.
bool runs_through_library(Ui& ui) { return ui.settings.fold_library && !predicting(ui) && !ui.view->in_library(); }

}  // namespace

bool leads_into_library(View& view, Direction d) {
  const uint64_t here = view.cursor();
  if (!view.step(d) || !view.in_library()) return false;
  view.seek(here);
  return true;
}

// The far end of a call of the library may take long to find: then the cursor goes there when it is found.
bool step_once(Ui& ui, Direction d) {
  const uint64_t here = ui.view->cursor();
  if (!runs_through_library(ui)) return ui.view->step(d);
  if (leads_into_library(*ui.view, d)) ui.look_for({Way::Instruction, d, {}, 0, true});
  return ui.view->cursor() != here;
}

void step_instruction(Ui& ui, Direction d) {
  step_beside(ui, d);
  bool moved = step_once(ui, d);
  for (int i = 0; moved && i < 20 && ui.settings.skip_dull && at_dull_instruction(*ui.view); ++i) moved = step_once(ui, d);
}

namespace {

// How the arrow keys step by more than one instruction.
std::optional<Move> grain_move(Grain grain, Direction direction) {
  switch (grain) {
    case Grain::Expression: return Move{Way::Expression, direction};
    case Grain::Line: return Move{Way::Line, direction};
    case Grain::Call: return Move{Way::Call, direction};
    default: return std::nullopt;
  }
}

// The events inside the present step that may be seen.
size_t events_of_step(Ui& ui) {
  ui.update_rows();
  return ui.view->has(Knows::Micro) && !ui.question_waits() ? ui.rows.step.micro.size() : 0;
}

// To the next event inside the instruction, or the one before; false at its edges, where whole instructions follow.
bool step_inside(Ui& ui, Direction d) {
  if (ui.settings.grain != Grain::Micro) return false;
  const size_t events = events_of_step(ui), past = micro_of(ui);
  if (d == Direction::Forward ? past + 1 >= events : past == 0) return false;
  ui.micro = d == Direction::Forward ? past + 1 : past - 1;
  ui.micro_step = ui.rows.cursor;
  return true;
}

// Back into an instruction means to its last event.
void arrive_inside(Ui& ui, Direction d) {
  if (ui.settings.grain != Grain::Micro) return;
  const size_t events = events_of_step(ui);
  ui.micro = d == Direction::Back && events > 0 ? events - 1 : 0;
  ui.micro_step = ui.rows.cursor;
}

// Over calls: by instructions where the dial stands at those or less, else by lines.
Way way_over(Grain grain) { return grain <= Grain::Instruction ? Way::OverInstruction : Way::Over; }

// The way that a command steps, but by one instruction.
std::optional<Move> move_of(Command c, Grain grain) {
  switch (c) {
    case Command::StepForward: return grain_move(grain, Direction::Forward);
    case Command::StepBack: return grain_move(grain, Direction::Back);
    case Command::OverForward: return Move{way_over(grain), Direction::Forward};
    case Command::OverBack: return Move{way_over(grain), Direction::Back};
    case Command::OutForward: return Move{Way::Out, Direction::Forward};
    case Command::OutBack: return Move{Way::Out, Direction::Back};
    case Command::LineForward: return Move{Way::Line, Direction::Forward};
    case Command::LineBack: return Move{Way::Line, Direction::Back};
    case Command::OutputNext: return Move{Way::Output, Direction::Forward};
    case Command::OutputBack: return Move{Way::Output, Direction::Back};
    case Command::Continue: return Move{Way::Breakpoint, Direction::Forward};
    case Command::ContinueBack: return Move{Way::Breakpoint, Direction::Back};
    default: return std::nullopt;
  }
}

// A program that stands beside this one goes the same way.
void step(Ui& ui, Command c) {
  const Direction d = c == Command::StepBack ? Direction::Back : Direction::Forward;
  if (std::optional<Move> move = move_of(c, ui.settings.grain)) {
    move->through_library = runs_through_library(ui);
    ui.look_for(*move);
    return move_beside(ui, *move);
  }
  if (d == Direction::Forward && prediction_open(ui)) {
    ui.note = tr(Word::PredictFirst);
    return;
  }
  if (step_inside(ui, d)) return;
  step_instruction(ui, d);
  arrive_inside(ui, d);
}

void go_to_end(Ui& ui, bool start) {
  ui.view->seek(start ? ui.view->first_step() : ui.view->last_step());
  if (ui.beside) ui.beside->session->seek(start ? 0 : ui.beside->session->last_step());
}

// False when none was open.
bool close_overlays(Ui& ui) {
  bool any = false;
  for (bool* open : {&ui.palette, &ui.goto_box, &ui.find_box, &ui.open_box, &ui.save_box, &ui.picture_box, &ui.beside_box, &ui.mark_box, &ui.inputs_box, &ui.answer_box, &ui.file_box}) any = std::exchange(*open, false) || any;
  return any;
}

void overlay(Ui& ui, bool& which) {
  bool was = which;
  close_overlays(ui);
  which = !was;
  ui.focus_overlay = which;
  ui.palette_text.clear();
  ui.palette_index = 0;
  ui.tiling = Tiling();
}

void toggle_tiling(Ui& ui) {
  const bool open = !ui.tiling.open;
  close_overlays(ui);
  ui.tiling = Tiling();
  ui.tiling.open = open;
  ui.layout.maximised = Panel::kCount;
}

// What lies over the screen goes first; then what is selected.
void unselect(Ui& ui) {
  const bool boxes = close_overlays(ui), help = std::exchange(ui.help_panel, Panel::kCount) != Panel::kCount;
  if (!boxes && !help) ui.selected = Selection();
}

// First as Ctrl+C does it. A program that goes on all the same is stopped from outside.
void stop_run(Ui& ui) {
  if (!ui.session || !ui.session->recording()) return;
  if (ui.session->interrupts()) {
    ui.session->stop();
    return;
  }
  ui.session->interrupt();
  ui.note = std::string(tr(Word::Interrupted)) + " " + grouped(ui.session->last_step());
}

void run_again(Ui& ui) {
  if (!ui.session || !ui.host) return;
  ui.host->open("", main_text(ui));
}

std::vector<TimeMark>::iterator mark_at(Ui& ui, uint64_t step) {
  return std::lower_bound(ui.time_marks.begin(), ui.time_marks.end(), step, [](const TimeMark& m, uint64_t s) { return m.step < s; });
}

void begin_mark(Ui& ui) {
  if (!ui.view) return;
  overlay(ui, ui.mark_box);
  auto at = mark_at(ui, ui.view->cursor());
  if (at != ui.time_marks.end() && at->step == ui.view->cursor()) ui.palette_text = at->note;
}

void go_to_mark(Ui& ui, bool forward) {
  if (!ui.view || ui.time_marks.empty()) return;
  const uint64_t here = ui.view->cursor();
  auto at = mark_at(ui, forward ? here + 1 : here);
  if (forward ? at == ui.time_marks.end() : at == ui.time_marks.begin()) {
    ui.note = tr(Word::NoMoreMarks);
    return;
  }
  const TimeMark& mark = forward ? *at : *std::prev(at);
  ui.go_to(mark.step);
  ui.note = mark.note;
}

void go_to_answer(Ui& ui, bool forward) {
  const uint64_t here = ui.view->cursor();
  const Query* query = ui.question.query.get();
  const std::vector<WriteRow> none, &answers = query ? query->answers() : none;
  const auto at = std::partition_point(answers.begin(), answers.end(), [&](const WriteRow& w) { return forward ? w.step <= here : w.step < here; });
  if (forward ? at == answers.end() : at == answers.begin()) ui.note = tr(Word::NoMoreAnswers);
  else ui.go_to(forward ? at->step : std::prev(at)->step);
}

void export_trace(Ui& ui) {
  if (!ui.host || !ui.view) return;
  std::string error;
  ui.job = ui.host->export_trace(error);
  if (!ui.job) ui.problem = error;
}

void save_recording(Ui& ui) {
  std::string error;
  if (!ui.session || !ui.host) ui.problem = tr(Word::NoRecording);
  else if (!ui.host->save_recording(error)) ui.problem = error;
}

// A box that is open closes; else it opens, or says why it does not.
void box_of_inputs(Ui& ui, bool& which, void (*open)(Ui&)) {
  const bool was = which;
  close_overlays(ui);
  if (!was) open(ui);
}

// A name to begin with: the program's own, where it has one.
void begin_save_as(Ui& ui) {
  if (!ui.session || !ui.host) return;
  if (file_shown(ui) != main_file(ui)) {
    ui.problem = with_text(Word::SaveMainFirst, file_title(ui, main_file(ui)));
    return;
  }
  overlay(ui, ui.save_box);
  const std::string name = base_name(ui.session->program().filename);
  if (ui.save_box) ui.palette_text = name.ends_with(".py") ? name : "program.py";
}

void open_copied(Ui& ui) {
  const char* copied = ImGui::GetCurrentContext() ? ImGui::GetClipboardText() : nullptr;
  if (!copied || !*copied) ui.problem = tr(Word::NothingCopied);
  else if (ui.host) ui.host->open_text(copied);
}

void copy_link(Ui& ui) {
  bool whole = false;
  const std::string link = ui.host && ui.session ? ui.host->link(whole) : "";
  if (link.empty()) {
    ui.problem = tr(Word::NoLink);
    return;
  }
  if (ImGui::GetCurrentContext()) ImGui::SetClipboardText(link.c_str());
  ui.note = tr(whole ? Word::LinkCopied : Word::LinkCopiedWithout);
}

void write_transcript(Ui& ui) {
  if (!ui.host || !ui.view) return;
  const std::string path = ui.host->beside_program() + ".transcript.txt";
  std::string error;
  if (ui.host->save_file(path, screen_text(ui), error)) ui.note = tr(Word::Written) + path;
  else ui.problem = error;
}

// The projector's look has a layout of its own; going back brings the one that was there before.
void toggle_projector(Ui& ui) {
  ui.settings.projector = !ui.settings.projector;
  ui.wants_fonts = true;
  std::string error, before = write_layout(ui.layout), usual = write_layout(ui.usual_layout);
  if (!ui.settings.projector) {
    if (!ui.layout_before.empty()) read_layout(ui.layout_before, ui.layout, error);
    ui.layout_before.clear();
  } else if (ui.host && ui.host->use_layout_number(kProjectorLayout)) {
    ui.layout_before = before;
    read_layout(usual, ui.usual_layout, error);
  }
}

// An open lesson goes on where it is, with the answer that was given, in the other language.
void change_language(Ui& ui) {
  ui.settings.language = ui.settings.language == Language::English ? Language::Chinese : Language::English;
  set_language(ui.settings.language);
  ui.wants_fonts = true;
  if (ui.lesson && ui.lesson->player && ui.host && ui.host->translate_lesson()) lesson_translated(ui);
}

// The frame that the shown one was called from, or back towards the one that runs.
void look_at_frame(Ui& ui, bool caller) {
  const FrameRow* shown = ui.frame();
  std::vector<int> depths;   // of the frames that call one another and are listed, the outermost first
  for (const FrameRow& f : ui.view->moment().frames)
    if (!f.suspended && (!ui.is_folded(f) || &f == shown)) depths.push_back(f.depth);
  const auto at = std::find(depths.begin(), depths.end(), shown ? shown->depth : -1);
  if (at == depths.end() || (caller ? at == depths.begin() : at + 1 == depths.end())) return;
  const int to = caller ? *(at - 1) : *(at + 1);
  ui.selected.frame = to == depths.back() ? -1 : to;
}

void maximise(Ui& ui) {
  Layout& l = ui.layout;
  if (l.maximised != Panel::kCount) l.maximised = Panel::kCount;
  else if (ui.hovered_panel != Panel::kCount) l.maximised = ui.hovered_panel;
}

// The panel whose walk is meant: the one under the mouse, else one that is to be seen.
Panel walked_panel(Ui& ui) {
  for (Panel p : {Panel::Dict, Panel::Lookup, Panel::Walk})
    if (ui.hovered_panel == p) return p;
  return on_screen(ui.layout, Panel::Walk) && !on_screen(ui.layout, Panel::Lookup) ? Panel::Walk : Panel::Lookup;
}

void walk(Ui& ui, int by) {
  if (!ui.view) return;
  switch (walked_panel(ui)) {
    case Panel::Dict: return walk_move(ui.probes, static_cast<int>(asked_dict(ui).probes.size()), by);
    case Panel::Walk: return walk_move(ui.process_walk, static_cast<int>(asked_process(ui).states.size()), by);
    default: return walk_move(ui.walk, static_cast<int>(asked_lookup(ui).rows.size()), by);
  }
}

// Keys answer the question of the lesson, or else the prediction that is asked for.
void give_answer(Ui& ui, size_t option) {
  if (!lesson_asks(ui) && prediction_open(ui)) prediction_choose(ui, option);
  else lesson_choose(ui, option);
}

// Closes the program beside; else puts this one there, or asks for a path.
void open_beside(Ui& ui, bool this_one) {
  if (!ui.host) return;
  if (ui.beside) return put_beside(ui, nullptr);
  if (!this_one) return overlay(ui, ui.beside_box);
  std::string error;
  put_beside(ui, ui.host->open_beside("", error));
  if (!ui.beside) ui.problem = error;
}

// Whether it is a node of a tree that can be seen.
bool is_node(Ui& ui, const PipelinePoint& p) { return (p.stage == Stage::Node || p.stage == Stage::NodeBefore) && on_screen(ui.layout, Panel::Tree); }

// Walks the tree where a node is selected, or where it is the tree that can be seen; else the object graph.
void choose_box_or_node(Ui& ui, int by) {
  if (!ui.view) return;
  const bool tree = is_node(ui, ui.selected.pipe) || (on_screen(ui.layout, Panel::Tree) && !on_screen(ui.layout, Panel::Objects));
  tree ? choose_node(ui, by) : choose_box(ui, by);
}

void fold_box_or_node(Ui& ui) {
  if (!ui.view) return;
  const Link thing = thing_meant(ui);
  // A part that keys have selected goes before the one that the mouse happens to lie on.
  const bool by_keys = !ui.mouse_leads && ui.selected.pipe.stage != Stage::None;
  const PipelinePoint& part = by_keys || thing.pipe.stage == Stage::None ? ui.selected.pipe : thing.pipe;
  const bool folded = is_node(ui, part) ? fold_node(ui, part) : fold_box(ui, thing.object);
  if (!folded) ui.note = tr(Word::NothingToFold);
}

void reset_layout(Ui& ui) {
  std::string error;
  read_layout(write_layout(ui.usual_layout), ui.layout, error);
}

}  // namespace

void set_mark(Ui& ui, uint64_t step, const std::string& note) {
  auto at = mark_at(ui, step);
  const bool there = at != ui.time_marks.end() && at->step == step;
  if (note.empty() && there) ui.time_marks.erase(at);
  else if (there) at->note = note;
  else if (!note.empty()) ui.time_marks.insert(at, {step, note});
  if (ui.host) ui.host->time_marks_changed();
}

void run_command(Ui& ui, Command c) {
  if (c == Command::kCount) return;
  ui.problem.clear();
  ui.note.clear();
  if (c != Command::Play && c <= Command::ContinueBack) ui.playing = false;
  if (c <= Command::GoTo && !ui.view) return;
  if (c == Command::Unselect && ui.cancel_searches()) return;
  if (c <= Command::ContinueBack) ui.search.reset();   // the cursor is wanted elsewhere
  switch (c) {
    case Command::StepForward: case Command::StepBack: case Command::OverForward: case Command::OverBack: case Command::OutForward: case Command::OutBack:
    case Command::LineForward: case Command::LineBack: case Command::OutputNext: case Command::OutputBack:
    case Command::Continue: case Command::ContinueBack: step(ui, c); break;
    case Command::Start: case Command::End: go_to_end(ui, c == Command::Start); break;
    case Command::Play: ui.playing = !ui.playing, ui.play_debt = 0; break;
    case Command::Breakpoint: toggle_breakpoint_here(ui); break;
    case Command::BreakIf: edit_breakpoint_here(ui); break;
    case Command::BreakRaise: toggle_breakpoint_on(ui, BreakOn::Raise); break;
    case Command::BreakOutput: toggle_breakpoint_on(ui, BreakOn::Output); break;
    case Command::TypeAnswer: if (ui.session && ui.session->wants_input()) type_into(ui, Panel::Console); break;
    case Command::FrameOut: case Command::FrameIn: look_at_frame(ui, c == Command::FrameOut); break;
    case Command::AskAbout: open_ask_menu(ui); break;
    case Command::AnswerNext: case Command::AnswerBack: go_to_answer(ui, c == Command::AnswerNext); break;
    case Command::GoTo: overlay(ui, ui.goto_box); break;
    case Command::StopRun: stop_run(ui); break;
    case Command::GraphIn: zoom_graph(ui, 1.5f); break;
    case Command::GraphOut: zoom_graph(ui, 1 / 1.5f); break;
    case Command::GraphWhole: show_whole_graph(ui); break;
    case Command::GraphEvery: toggle_every_box(ui); break;
    case Command::TableSort: sort_table(ui); break;
    case Command::PassNext: case Command::PassBack: choose_pass(ui, c == Command::PassNext ? 1 : -1); break;
    case Command::BoxNext: case Command::BoxBack: choose_box_or_node(ui, c == Command::BoxNext ? 1 : -1); break;
    case Command::BoxOpen: fold_box_or_node(ui); break;
    case Command::TreeSwitch: switch_tree(ui); break;
    case Command::TreeFold: fold_tree(ui); break;
    case Command::TimeIn: strip_zoom(ui, 0.5); break;
    case Command::TimeOut: strip_zoom(ui, 2); break;
    case Command::MarkMoment: begin_mark(ui); break;
    case Command::MarkNext: go_to_mark(ui, true); break;
    case Command::MarkBack: go_to_mark(ui, false); break;
    case Command::RunAgain: run_again(ui); break;
    case Command::Inputs: box_of_inputs(ui, ui.inputs_box, open_inputs_box); break;
    case Command::ChangeAnswer: box_of_inputs(ui, ui.answer_box, open_answer_box); break;
    case Command::BranchNext: case Command::BranchBack: next_branch(ui, c == Command::BranchNext); break;
    case Command::SaveRecording: save_recording(ui); break;
    case Command::Remember: remember_moment(ui); break;
    case Command::OtherMoment: swap_moments(ui); break;
    case Command::Beside: case Command::BesideThis: open_beside(ui, c == Command::BesideThis); break;
    case Command::Predict: toggle_predictions(ui); break;
    case Command::WalkNext: walk(ui, 1); break;
    case Command::WalkBack: walk(ui, -1); break;
    case Command::OpenFile: overlay(ui, ui.open_box); break;
    case Command::Paste: open_copied(ui); break;
    case Command::GrainNext: ui.settings.grain = static_cast<Grain>((static_cast<int>(ui.settings.grain) + 1) % static_cast<int>(Grain::kCount)); break;
    case Command::SkipDull: ui.settings.skip_dull = !ui.settings.skip_dull; break;
    case Command::FoldLibrary: ui.settings.fold_library = !ui.settings.fold_library, ui.library_open = false; break;
    case Command::EditSource: toggle_edit(ui); break;
    case Command::Save: if (ui.session && ui.host && !ui.host->keeps_files()) begin_save_as(ui); else save_shown(ui); break;
    case Command::SaveAs: begin_save_as(ui); break;
    case Command::SaveAll: save_all(ui); break;
    case Command::Revert: revert_shown(ui); break;
    case Command::NewFile: if (ui.session) overlay(ui, ui.file_box); break;
    case Command::FileNext: case Command::FileBack: show_file_beside(ui, c == Command::FileNext ? 1 : -1); break;
    case Command::TakeKept: case Command::DropKept: answer_kept(ui, c == Command::TakeKept); break;
    case Command::ExportTrace: export_trace(ui); break;
    case Command::ExportPicture: if (ui.view) overlay(ui, ui.picture_box); break;
    case Command::Transcript: write_transcript(ui); break;
    case Command::CopyLink: copy_link(ui); break;
    case Command::Quit: if (ui.host) ui.host->quit(); break;
    case Command::Palette: overlay(ui, ui.palette); break;
    case Command::Find: overlay(ui, ui.find_box); break;
    case Command::Bigger: set_size(ui, ui.settings.size * 1.1f); break;
    case Command::Smaller: set_size(ui, ui.settings.size / 1.1f); break;
    case Command::SizeReset: set_size(ui, 1); break;
    case Command::ThemeNext: ui.settings.theme = static_cast<ThemeName>((static_cast<int>(ui.settings.theme) + 1) % 3); break;
    case Command::Projector: toggle_projector(ui); break;
    case Command::Language: change_language(ui); break;
    case Command::MaximiseTile: maximise(ui); break;
    case Command::Tiles: toggle_tiling(ui); break;
    case Command::LayoutRun: case Command::LayoutLesson: case Command::LayoutCompile: case Command::LayoutObjects: case Command::LayoutTypes: case Command::LayoutMemory: case Command::LayoutTime: case Command::LayoutProjector: case Command::LayoutCompare:
      if (ui.host) ui.host->use_layout_number(1 + static_cast<int>(c) - static_cast<int>(Command::LayoutRun));
      break;
    case Command::LayoutReset: reset_layout(ui); break;
    case Command::LessonNext: lesson_next(ui); break;
    case Command::LessonBack: lesson_back(ui); break;
    case Command::LessonReturn: lesson_return(ui); break;
    case Command::Answer1: case Command::Answer2: case Command::Answer3: case Command::Answer4:
      give_answer(ui, static_cast<size_t>(c) - static_cast<size_t>(Command::Answer1));
      break;
    case Command::HelpPanel: ui.help_panel = ui.help_panel == Panel::kCount ? ui.hovered_panel : Panel::kCount; break;
    case Command::ShowKeys: bring_up(ui.layout, Panel::Keys); break;
    case Command::Numbers: ui.numbers = !ui.numbers; break;
    case Command::Unselect: unselect(ui); break;
    case Command::kCount: break;
  }
}

}  // namespace innards::ui
