#include "context.h"

#include <algorithm>
#include <utility>

#include "base/text_sum.h"
#include "edits.h"
#include "imgui_internal.h"   // whether an area is drawn for the first time
#include "model/trace_search.h"
#include "panels/compare_state.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"
#include "session/branches.h"

namespace innards::ui {
namespace {

constexpr double kSlice = 8;   // milliseconds of a frame for long work

}  // namespace

std::vector<BranchRow> Host::branches() { return {}; }

Ui::Ui() : edits(std::make_shared<Edits>()) { std::fill(std::begin(followed_step), std::end(followed_step), UINT64_MAX); }
Ui::~Ui() = default;

void Ui::refresh() {
  rows = Rows();
  job.reset();
  search.reset();
  library_open = false;
  forget_questions();
  forget_predictions(*this);
  forget_moments(*this);
  std::fill(std::begin(followed_step), std::end(followed_step), UINT64_MAX);
}

const FrameRow* Ui::frame() const {
  if (!view) return nullptr;
  const Moment& m = view->moment();
  if (m.frames.empty()) return nullptr;
  if (selected.frame >= 0) {
    for (const FrameRow& f : m.frames) {
      if (f.depth == selected.frame) return &f;
    }
  }
  return &m.frames.back();
}

bool Ui::is_running(const FrameRow& f) const {
  const std::vector<FrameRow>& frames = view->moment().frames;
  return !frames.empty() && &f == &frames.back();
}

void Ui::update_rows() {
  if (!view) return;
  bool moved = !rows.fresh || rows.cursor != view->cursor();
  bool grown = rows.last_step != view->last_step() || rows.recording != view->recording();
  const std::string file_before = rows.source_file;
  if (grown) question.done = life.done = ages.done = lines.done = breaks.log_done = false;
  if (moved) {
    if (rows.fresh) selected.frame = -1;
    if (rows.fresh && !editing) shown_file.clear();
    // What just ran is the instruction before the cursor; after one step forward we have just seen it.
    rows.has_before = rows.fresh && view->cursor() == rows.cursor + 1;
    if (rows.has_before) rows.before = std::move(rows.step);
    ages.cancelled = false;   // who still looks at them wants those of this moment
  }
  // At the end of what was recorded, the inside of an instruction may have been shown, and what it does was not known.
  if (moved || (grown && rows.cursor == rows.last_step)) {
    rows.step = view->this_step();
    rows.processes = view->processes();
    if (!rows.step.ran.name.empty()) rows.has_before = true, rows.before.instruction = rows.step.ran;
    rows.holders_of = rows.bytes_of = 0;
    rows.origin.entry = -1;   // asked anew
    rows.heap.reset();
    rows.gc.reset();
    rows.source_file.clear();
  }
  const FrameRow* f = frame();
  if (f && f->id != rows.shown_frame && !moved && !editing) shown_file.clear();   // a frame was chosen
  rows.shown_frame = f ? f->id : 0;
  std::vector<std::string> files = view->files();
  std::string file = f ? f->filename : files.empty() ? "" : files[0];
  // A frame of a file we have no text of (a frozen module) leaves the main file in view.
  if (std::find(files.begin(), files.end(), file) == files.end() && !files.empty()) file = files[0];
  if (!shown_file.empty()) file = shown_file;
  if (file != rows.source_file || grown) {
    rows.source = view->source(file);
    rows.source_file = file;
    rows.files = files_of_program(*this, files);
  }
  // What is selected by its place in one file is something else in another.
  if (!file_before.empty() && file_before != file) selected.line = 0, selected.pipe = PipelinePoint();
  if (grown || moved || rows.output.empty()) rows.output = view->output();
  if (selected.object && rows.bytes_of != selected.object && view->has(Knows::Bytes)) {
    rows.bytes = view->bytes(selected.object);
    rows.bytes_of = selected.object;
  }
  tell_differences();
  rows.cursor = view->cursor();
  rows.last_step = view->last_step();
  rows.recording = view->recording();
  rows.fresh = true;
  ask_prediction(*this);
}

// A note names what the run has met since the last look, unless something else is being said.
void Ui::tell_differences() {
  if (rows.differences_edition == view->differences_edition()) return;
  auto met = [](const DifferenceRow& r) { return !r.met.empty(); };
  const auto known = std::count_if(rows.differences.begin(), rows.differences.end(), met);
  rows.differences = view->differences();
  rows.differences_edition = view->differences_edition();
  const auto now = std::count_if(rows.differences.begin(), rows.differences.end(), met);
  if (now == known || now == 0 || !note.empty() || !problem.empty()) return;   // none: another program runs now
  const DifferenceRow* latest = nullptr;
  for (const DifferenceRow& r : rows.differences)
    if (met(r) && (!latest || r.met[0].step > latest->met[0].step)) latest = &r;
  note = std::string(tr(Word::DiffersFrom)) + " " + tr2(latest->title.c_str(), latest->title_zh.c_str()) + "  (" + tr(Word::Step) + " " + grouped(latest->met[0].step) + ")";
}

void Ui::select_object(ObjectId id) { selected.object = selected.object == id ? 0 : id; }

void Ui::select_name(const std::string& function, const std::string& name) {
  selected.name = name;
  selected.name_function = function;
  Question asked;
  asked.what = Ask::Writes;
  asked.name = name;
  asked.function = function;
  if (!(question.asked && question.of == asked)) question = AskedQuestion{asked, true, false, nullptr, "", false, false};
}

void Ui::go_to(uint64_t step) {
  search.reset();
  if (view) view->seek(step);
}

void Ui::look_for(const Move& move) {
  if (!view) return;
  begin_search(session ? session->search(move) : search_trace(*view, move));
}

void Ui::look_for_place(const std::string& place) {
  if (!session) return;
  std::string error;
  wanted_place = place;
  begin_search(session->search_place(place, error));
  if (!search && !error.empty()) problem = with_text(Word::NoPlace, place);
}

void Ui::begin_search(std::unique_ptr<Search> begun) {
  search = std::move(begun);
  if (search) work_on_search();
}

void Ui::work_on_search() {
  if (!search->work(kSlice)) return;
  if (!search->error().empty()) problem = with_texts(Word::NeverThere, wanted_place, std::to_string(view->last_step()));
  search.reset();
}

bool Ui::inside_instruction() const {
  return session && session->cursor() == session->last_step() && (session->wants_input() || session->in_native());
}

// A search records on by itself when it comes to the end of what is recorded.
void Ui::work_on() {
  if (search) return work_on_search();
  if (job) {
    if (!job->work(kSlice)) return;
    (job->failed() ? problem : note) = job->outcome();
    job.reset();
    return;
  }
  if (session && session->recording()) session->record(kSlice * 3 / 4);
  else work_beside(*this, kSlice / 2);
  if (question.open()) question.done = question.query->work(kSlice / 2);
  if (life.open()) life.done = life.query->work(kSlice / 2);
  if (ages.open()) ages.done = ages.births->work(kSlice / 2);
  if (counts_lines()) count_lines(kSlice / 2);
  if (breaks.open()) breaks.log_done = breaks.log->work(kSlice / 2);
}

void Ui::count_lines(double milliseconds) {
  lines.done = lines.hits->work(milliseconds);
  lines.known |= lines.done;
}

bool Ui::cancel_searches() {
  bool any = job || search || question.open() || life.open() || ages.open() || breaks.open();
  job.reset();
  search.reset();
  if (question.open()) question.cancelled = true;
  if (life.open()) life.cancelled = true;
  if (ages.open()) ages.cancelled = true;
  if (breaks.open()) breaks.log_cancelled = true;
  return any;
}

void Ui::ask(const Question& asked) {
  bring_up(layout, Panel::Questions);
  if (question.asked && question.of == asked && question.error.empty()) return;
  question = AskedQuestion();
  question.of = asked;
  question.asked = true;
}

void Ui::begin_question() {
  if (!question.asked || question.begun || !session) return;
  question.begun = true;
  question.query = session->ask(question.of, question.error);
}

void Ui::begin_log() {
  if (!session || (breaks.log_begun && breaks.log_of == session->breakpoints())) return;
  breaks.log_of = session->breakpoints();
  breaks.log_begun = true;
  breaks.log_done = breaks.log_cancelled = false;
  breaks.log = session->log();
}

// The question stays: it is asked again when there is another run.
void Ui::forget_questions() {
  question.begun = question.cancelled = question.done = false;
  question.query.reset();
  if (question.of.object) question = AskedQuestion();
  life = LifeQuestion();
  ages = ObjectAges();
  lines = CountedLines();
  breaks.log.reset();
  breaks.log_begun = false;
  watches.at = UINT64_MAX;
}

void Ui::ask_for_life() {
  if (!session || !selected.object || life.object == selected.object) return;
  life = LifeQuestion();
  life.object = selected.object;
  life.asked_at = view->cursor();
  Question asked;
  asked.what = Ask::Life;
  asked.object = selected.object;
  std::string error;
  life.query = session->ask(asked, error);
}

bool Ui::is_selected(const Link& link) const {
  if (link.object && link.object == selected.object) return true;
  if (link.offset >= 0 && link.offset == selected.offset && link.code == selected.code) return true;
  if (link.line && link.line == selected.line) return true;
  return false;
}

bool Ui::glows(const Link& link) const {
  if (link.object && (link.object == hover.object || link.object == micro_object(*this))) return true;
  if (link.line && link.line == hover.line) return true;
  if (link.offset >= 0 && link.offset == hover.offset && link.code == hover.code) return true;
  if (link.frame >= 0 && link.frame == hover.frame && link.name == hover.name) return true;
  return link.step != UINT64_MAX && link.step == hover.step;
}

bool Ui::marked(ObjectId object) const {
  for (const PathValue& m : marks) {
    if (object && m.object == object) return true;
  }
  return false;
}

bool Ui::marked(uint64_t frame, const std::string& place) const {
  for (const PathValue& m : marks) {
    if (m.place == place && (!frame || !m.frame || m.frame == frame)) return true;
  }
  return false;
}

bool Ui::marked(const PipelinePoint& part) const {
  for (const PathValue& m : marks) {
    if (part.stage != Stage::None && m.part == part) return true;
  }
  return false;
}

// Then it has no height yet, and cannot be scrolled.
static bool area_is_new() {
  const ImGuiWindow* area = ImGui::GetCurrentContext()->CurrentWindow;
  return area && area->Appearing;
}

bool Ui::follow(Panel p) {
  uint64_t& seen = followed_step[static_cast<int>(p)];
  const FrameRow* shown = frame();
  uint64_t now = rows.cursor ^ (shown ? shown->id << 20 : 0);   // another moment, or another frame of it
  for (const PathValue& m : marks) now = text_sum(m.place, now ^ m.object ^ m.frame);
  if (area_is_new()) return seen != now;   // and once more in the next frame
  return std::exchange(seen, now) != now;
}

std::string grouped(uint64_t n) {
  std::string s = std::to_string(n);
  for (int i = static_cast<int>(s.size()) - 3; i > 0; i -= 3) s.insert(i, 1, ',');
  return s;
}

void draw_panel(Ui& ui, Panel p) {
  switch (p) {
#define PANEL(Name, id, english, chinese, help, chinese_help) \
  case Panel::Name: draw_##Name(ui); break;
#include "panels.def"
#undef PANEL
    default: break;
  }
}

size_t micro_of(const Ui& ui) { return ui.settings.grain == Grain::Micro && ui.micro_step == ui.rows.cursor ? ui.micro : 0; }

ObjectId micro_object(const Ui& ui) {
  if (ui.settings.grain != Grain::Micro || ui.question_waits()) return 0;
  const size_t at = micro_of(ui);
  return at < ui.rows.step.micro.size() ? ui.rows.step.micro[at].object : 0;
}

bool finish_for_text(const Ui& ui, Query& query, bool done) {
  while (!done && ui.text_waits) done = query.work(1000);
  return done;
}

std::string searching_text(const Query& query) { return tr(Word::Searching) + (" " + std::to_string(static_cast<int>(query.progress() * 100)) + "%"); }

std::string panel_text(Ui& ui, Panel p) {
  ui.update_rows();
  switch (p) {
#define PANEL(Name, id, english, chinese, help, chinese_help) \
  case Panel::Name: return text_##Name(ui);
#include "panels.def"
#undef PANEL
    default: return {};
  }
}

}  // namespace innards::ui
