// What every panel is given: the view (a live session or an opened trace), what is selected, what the mouse points at, and
// the rows asked for at this cursor. It stands apart so that a panel depends on this and on no other panel: all links
// between panels go through Link. It keeps no machine state: `rows` are the view's answers for the cursor as it stands and
// are asked again when it moves.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "imgui_compat.h"
#include "keys.h"
#include "layout.h"
#include "model/graph_layout.h"
#include "session/path.h"
#include "session/reading.h"
#include "session/session.h"
#include "session/view.h"
#include "texts.h"
#include "theme.h"

namespace innards {
struct BranchRow;   // session/branches.h
}

namespace innards::ui {

// A thing that can be pointed at. Fields that say nothing are left as they are here.
struct Link {
  ObjectId object = 0;
  int line = 0;                 // of the main file
  ObjectId code = 0;            // with offset: an instruction
  int offset = -1;
  int frame = -1;               // depth of a frame
  std::string name;             // a variable of that frame
  uint64_t step = UINT64_MAX;   // a moment
  PipelinePoint pipe;           // a part of what the compiler made
  int stream = 0;               // with from and to: bytes that were printed
  uint64_t from = 0, to = 0;
  std::string text;             // of an expression that is watched
  bool any() const { return object || line || offset >= 0 || frame >= 0 || step != UINT64_MAX || pipe.stage != Stage::None || stream || !text.empty(); }
};

struct Selection {
  ObjectId object = 0;
  int line = 0;
  int frame = -1;               // -1: the innermost
  std::string name;             // with name_function: for "when did it change"
  std::string name_function;
  ObjectId code = 0;
  int offset = -1;
  PipelinePoint pipe;
};

// What one step of the arrow keys is.
enum class Grain : uint8_t { Micro, Instruction, Expression, Line, Call, kCount };

struct Settings {
  ThemeName theme = ThemeName::Light;
  Language language = Language::English;
  float size = 1;               // the user's, on top of the monitor's
  float monitor_scale = 1;
  bool projector = false;
  bool every_box = false;       // objects: small values as boxes of their own too
  Grain grain = Grain::Instruction;
  bool skip_dull = false;       // do not stop at RESUME, NOP, PRECALL, PUSH_NULL
  bool fold_library = true;     // the standard library's frames stand in one row, and steps run through it
  float play_rate = 4;          // steps a second
};

// Tiles being moved about. With keys: each tile has a number; the first one typed chooses a tile, the second says with which
// it changes places. With the mouse: what is dragged by its head.
struct Tiling {
  bool open = false;            // the numbers are shown
  bool takes_in = false;        // the second tile takes in the chosen one's panel, instead of changing places with it
  Panel chosen = Panel::kCount; // a panel of the tile chosen
  Panel pressed = Panel::kCount;   // the panel whose tab, or whose tile's head, the mouse was pressed on
  bool tab = false;             // its tab alone
  float x = 0, y = 0;           // where
  bool dragging = false;        // it has moved since
  float scroll = 0;             // by so many rows the chosen tile's panel is to be scrolled
  Panel type_into = Panel::kCount;   // whose first text field is to have the keyboard
};

// A question about one object, for which the answer is kept until it is another question.
struct Asked {
  uint64_t cursor = UINT64_MAX;
  ObjectId object = 0, key = 0;
  std::string typed;
  bool operator==(const Asked&) const = default;
};

// How many states of a walk are shown; -1: all of them.
struct Walked {
  Asked of;
  int shown = -1;
};

// What put the entry of a value stack there that is pointed at.
struct AskedOrigin {
  uint64_t frame = 0;
  int entry = -1;
  std::optional<OriginRow> row;
};

struct ConsoleLines;   // panels/console.cpp: the output as lines

// The view's answers for one cursor.
struct Rows {
  bool fresh = false;
  uint64_t cursor = 0, last_step = 0;
  std::vector<SourceRow> source;
  std::string source_file;
  std::vector<std::string> files;         // the program's own, the main one first
  uint64_t shown_frame = 0;
  StepRow step;
  StepRow before;               // the instruction that just ran (no micro rows)
  bool recording = false;
  bool has_before = false;
  ObjectId holders_of = 0, bytes_of = 0;
  std::vector<HolderRow> holders;
  std::vector<FieldRow> bytes;
  std::vector<ProcessKind> processes;     // walks through what is about to run
  Asked process_for;
  ProcessRows process;
  Asked dict_for, type_for, lookup_for;   // asked by the panels that show them (kit/asked.h)
  DictRows dict;
  TypeRows type;
  WalkRows lookup;
  std::vector<OutputRow> output;
  std::shared_ptr<const ConsoleLines> console;
  std::vector<DifferenceRow> differences;
  uint64_t differences_edition = UINT64_MAX;
  std::vector<StripBucket> strip;
  std::vector<FlameRow> flame;
  std::shared_ptr<const HeapRows> heap;   // asked for by its panel
  HeapAsk heap_ask;
  std::shared_ptr<const GcRows> gc;
  uint64_t strip_from = 0, strip_to = 0;
  int strip_buckets = 0;
  AskedOrigin origin;           // asked once for each entry
};

struct PipeState;    // kit/pipe.h
struct Edits;        // edits.h: the files that are being edited
struct LessonState;  // panels/lesson_state.h
struct PredictState; // panels/predict_state.h
struct CompareState; // panels/compare_state.h
struct BesideState;
struct ReadingView;  // panels/reading.cpp: what is opened in the reading list
struct GraphScene;   // panels/graph_scene.h: the boxes as laid out for this cursor

// Work of the host that goes on in slices. To cancel it, forget it.
struct Job {
  virtual ~Job() = default;
  virtual bool work(double milliseconds) = 0;      // true when it is over
  virtual double progress() const = 0;             // 0 to 1
  virtual bool failed() const = 0;                 // once over
  virtual std::string outcome() const = 0;         // once over: what to say
};

// What a program is given besides its text.
struct RunInputs {
  enum class From : uint8_t { Console, Text, File };
  std::string arguments;        // as typed; split as a shell splits words
  From from = From::Console;    // where the lines for input() and stdin come from
  std::string text, path;
  bool ends = true;             // nothing comes after the text or file; else the rest is typed in the console
  bool operator==(const RunInputs&) const = default;
};

// What stands outside the panels and what they may ask for; the window and the tests each give their own.
struct Host {
  virtual ~Host() = default;
  virtual bool save_file(const std::string& path, const std::string& text, std::string& error) = 0;
  // The text of a file of the program as it stands on the disk; false when there is none.
  virtual bool read_program_file(const std::string&, std::string&) { return false; }
  // Writes it there, and makes the folders that a new one needs; `error` says why that cannot be.
  virtual bool save_program_file(const std::string& file, const std::string& text, std::string& error) { return save_file(file, text, error); }
  // Whether the program lies on the disk, so that its files can be saved.
  virtual bool keeps_files() { return true; }
  // The texts in Edits::kept are taken, or are not wanted any more.
  virtual void answer_kept(bool /*take*/) {}
  virtual void quit() = 0;
  // Begins to write the run as a trace beside the program; null with a sentence in `error`.
  virtual std::unique_ptr<Job> export_trace(std::string& error) = 0;
  // Opens a program or trace by path, on request of a menu or lesson; empty path: runs `source` under the present name.
  virtual void open(const std::string& path, const std::string& source) = 0;
  // Opens what has been copied: a link, or the text of a program, which has no file yet.
  virtual void open_text(const std::string&) {}
  // Writes the text of the program that is shown to a new file and goes on with that; false with a sentence.
  virtual bool save_as(const std::string&, std::string& error) { return error = tr(Word::NoFileHere), false; }
  // Takes the next frame as a PNG: the panel's tile, or the whole window (kCount).
  virtual bool take_picture(const std::string&, Panel, std::string& error) { return error = tr(Word::NoPngHere), false; }
  // Where what is written goes: beside the program, its path without an ending.
  virtual std::string beside_program() { return {}; }
  // The text of a link to program, step and selection, empty for a trace; `whole` says whether the program goes with it.
  virtual std::string link(bool& whole) { return whole = false, std::string(); }
  // Files that were open before, the last one first.
  virtual std::vector<std::string> recent_files() { return {}; }
  // Example programs: names to show, and paths to open.
  virtual std::vector<std::pair<std::string, std::string>> examples() { return {}; }
  // The layouts that come with Innards, by number from 1; false when there is none.
  virtual bool use_layout_number(int) { return false; }
  // Lessons: those there are; opening one by name; telling that its player went to another step (and perhaps session).
  virtual std::vector<LessonEntry> lessons() { return {}; }
  virtual const ReadingList* reading() { return nullptr; }   // null: there is none
  virtual bool open_lesson(const std::string&) { return false; }
  virtual void lesson_moved() {}
  virtual void lesson_answered(const std::string&, bool) {}   // an answer was judged at the step shown
  // Gives the open lesson's player the words of the language chosen; false when there are none.
  virtual bool translate_lesson() { return false; }
  virtual void close_lesson() {}
  virtual void time_marks_changed() {}   // Ui::time_marks is to be kept
  // Runs the program again with these; false with a sentence when it cannot be.
  virtual bool run_with(const RunInputs&, std::string&) { return false; }
  // The runs of this program (session/branches.h), none when there is only one; going to another by its number; making one by
  // giving `line` as answer `number` (from 0).
  virtual std::vector<BranchRow> branches();
  virtual void show_branch(int) {}
  virtual bool change_answer(size_t, const std::string&, std::string&) { return false; }
  // Writes program and inputs to a file from which the run is had again.
  virtual bool save_recording(std::string&) { return false; }
  // Opens a second program, to be put beside the one looked at; an empty path: the one looked at itself.
  virtual std::unique_ptr<Session> open_beside(const std::string&, std::string&) { return nullptr; }
};

// The life of an object: its counts over the run.
struct LifeQuestion {
  std::unique_ptr<Query> query;
  ObjectId object = 0;
  uint64_t asked_at = 0;                  // the step at which it was selected: others may have lived at its address
  bool cancelled = false, done = false;
  uint64_t from = 0, to = 0;              // the steps shown; 0,0: the whole life
  bool open() const { return query && !cancelled && !done; }
};

// When the objects of the run were made, looked for when somebody wants their age.
struct ObjectAges {
  std::unique_ptr<Births> births;
  bool cancelled = false, done = false;
  bool open() const { return births && !cancelled && !done; }
};

// How often the lines of the run began, counted once it is recorded and somebody sees the source. Nobody asked and nothing
// waits for it: Escape does not give it up.
struct CountedLines {
  std::unique_ptr<LineHits> hits;
  bool done = false;
  bool known = false;                     // the whole run has been counted: what comes to it since is caught up with at once
};

// A moment that somebody wants to find again, with a note.
struct TimeMark {
  uint64_t step = 0;
  std::string note;
  bool operator==(const TimeMark&) const = default;
};

// A question over the run, and what is found so far.
struct AskedQuestion {
  Question of;
  bool asked = false, begun = false;      // begun when it is first to be seen
  std::unique_ptr<Query> query;
  std::string error;                      // why it cannot be answered
  bool cancelled = false, done = false;
  bool open() const { return query && !cancelled && !done; }
};

// Expressions that are shown wherever the cursor goes, and their values in the shown frame.
struct Watches {
  std::vector<std::string> expressions;
  std::vector<EvalRow> values;            // of `at` and `frame`
  uint64_t at = UINT64_MAX, frame = 0;
  std::string typed;
};

// What the log points say, and the breakpoint whose fields are open.
struct Breaks {
  int edited = -1;
  bool log_begun = false, log_done = false, log_cancelled = false;
  std::vector<Breakpoint> log_of;         // what the log was asked for
  std::unique_ptr<Query> log;
  bool open() const { return log && !log_done && !log_cancelled; }
};

struct Ui {
  Ui();
  ~Ui();

  View* view = nullptr;
  Session* session = nullptr;   // the same object when it is live, else null
  Host* host = nullptr;
  Settings settings;
  Layout layout;
  Layout usual_layout;          // for "reset"
  std::string layout_before;    // the projector's look: what to go back to, as JSON
  Selection selected;
  Link hover;                   // what the mouse pointed at in the last frame
  Link hover_next;
  Panel hovered_panel = Panel::kCount;
  Rows rows;
  std::vector<KeyPress> key_queue;

  // long work under way: work_on() does a slice of it each frame
  std::unique_ptr<Job> job;             // something is being written
  std::unique_ptr<Search> search;       // where the cursor goes when it is over
  std::string wanted_place;             // that it looks for, where that was said in words
  AskedQuestion question;
  LifeQuestion life;
  ObjectAges ages;
  CountedLines lines;
  Watches watches;
  Breaks breaks;
  std::string typed_question;           // an expression to ask about
  bool text_waits = true;               // a text twin looks until its answers are whole; else it tells what there is
  size_t micro = 0;                     // of this step's events, how many are past; see micro_of()
  uint64_t micro_step = 0;              // the step that it speaks of
  size_t micro_shown = 0;               // the one that the panel has scrolled to
  bool mouse_leads = true;              // the mouse has moved since something was selected by keys
  Link menu_of;                         // what the open menu is about
  bool menu_wanted = false;             // it opens in this frame
  std::vector<std::string> menu_entries;   // of the open menu; none when none is open
  int menu_key = 0;                     // the number of the entry that a key has chosen; -1: none, the menu closes
  // program text being edited
  std::shared_ptr<Edits> edits; // never null
  bool editing = false, focus_editor = false;   // the file that is shown is in the editor
  std::string shown_file;       // chosen by a person; empty: that of the frame
  int edit_caret = -1;          // where the text cursor stood
  int error_line = 0;           // of the text that was refused last; 0: none
  std::string error_file;       // that text's file
  std::string problem;          // a sentence to show until the next command: a syntax error, a failed save
  std::string note;             // the same for what went well
  bool playing = false;
  double play_debt = 0;
  // overlays
  bool palette = false, goto_box = false, open_box = false, save_box = false, beside_box = false, numbers = false, find_box = false, picture_box = false, file_box = false;
  Panel help_panel = Panel::kCount;
  std::string palette_text, find_text, input_text;
  int palette_index = 0;
  bool focus_overlay = false;
  // where the graph's boxes stand, and how it is looked at
  GraphLayout graph;
  float graph_x = 0, graph_y = 0;
  std::vector<ObjectId> graph_open;   // boxes shown in full
  std::string table_filter;
  ObjectId dict_key = 0;              // the key whose way through the table is shown
  std::string typed_key, typed_name;  // typed in the panels dict and lookup
  Walked probes, walk, process_walk;
  int process_followed = -1;                        // the state that was scrolled to last
  ProcessKind process_kind = ProcessKind::kCount;   // which walk is wanted where a step does several things
  bool heap_everything = false;       // the heap map: also what was there before the program began
  int heap_pools = HeapAsk().pools_of_class;
  uint64_t strip_from = 0, strip_to = 0;  // 0,0: the whole run
  std::vector<TimeMark> time_marks;   // in order of their steps; kept with the program
  bool mark_box = false;              // the note of a mark is being typed
  RunInputs inputs, typed_inputs;     // what the program was given, kept with it; what stands in the box
  bool inputs_box = false, answer_box = false;
  size_t answer_chosen = 0;           // in the box: which answer, from 0
  std::string answer_text;
  // scrolling follows the cursor only when it moved
  uint64_t followed_step[static_cast<int>(Panel::kCount)];
  std::shared_ptr<PipeState> pipe;
  std::shared_ptr<LessonState> lesson;
  bool library_open = false;     // the library's frames are looked at for once
  std::shared_ptr<PredictState> predict;   // null until predict mode was first turned on
  std::shared_ptr<CompareState> compare;   // null until a moment was remembered
  std::shared_ptr<BesideState> beside;     // null: no program stands beside this one
  std::shared_ptr<ReadingView> reading;
  std::shared_ptr<GraphScene> scene;
  Tiling tiling;
  uint64_t frame_count = 0;
  std::vector<PathValue> marks;       // what the lesson points at
  bool wants_fonts = false;     // scale or characters changed: load fonts before the next frame
  float scale() const { return settings.size * settings.monitor_scale * (settings.projector ? 1.6f : 1.f); }

  // Forgets what was asked for; called when the view changes under us.
  void refresh();
  // Asks the view again when the cursor has moved. Once a frame.
  void update_rows();
  void tell_differences();
  void select_object(ObjectId id);
  void select_name(const std::string& function, const std::string& name);
  void go_to(uint64_t step);
  // Goes where `move` says: at once when that is near, else between frames, while the screen shows how far it has come.
  void look_for(const Move& move);
  // The same for a place in words (Session::search_place); where it is none, or is never reached, `problem` says so.
  void look_for_place(const std::string& place);
  void begin_search(std::unique_ptr<Search> begun);
  void work_on_search();
  // One slice of recording, of the search and of the question under way.
  void work_on();
  // The lines of the run are to be counted, and now is the time: what is recorded stands still.
  bool counts_lines() const { return lines.hits && !lines.done && (!session->recording() || session->wants_input()); }
  void count_lines(double milliseconds);
  // Gives up what is being looked for; false when nothing is.
  bool cancel_searches();
  // What is shown is no moment between two instructions: one waits for input or takes long.
  bool inside_instruction() const;
  // Asks a question and brings up where its answers are listed; begin_question() begins to look, unless it has.
  void ask(const Question& question);
  void begin_question();
  void forget_questions();
  // The same for what the log points say; begun anew when they have changed.
  void begin_log();
  // The same for "the life of the selected object".
  void ask_for_life();
  // The frame that source, bytecode and stack show: the selected one, or the innermost. Null when the program has ended.
  const FrameRow* frame() const;
  // Whether frames of the standard library stand in one row; and whether that one does. The running frame never does.
  bool folds_library() const { return settings.fold_library && !library_open; }
  bool is_folded(const FrameRow& f) const { return folds_library() && f.library && !is_running(f); }
  bool is_running(const FrameRow& f) const;
  // True when `link` is what the mouse points at, or what is selected.
  bool glows(const Link& link) const;
  bool is_selected(const Link& link) const;
  // True when the lesson points at this: an object, a variable or stack slot of a frame, an instruction, a line.
  bool marked(ObjectId object) const;
  bool marked(uint64_t frame, const std::string& place) const;
  bool marked(const PipelinePoint& part) const;
  // A question of the lesson, or a prediction, waits for its answer: what lies ahead of the cursor is not told.
  bool question_waits() const;
  // The last step that is told, in pictures and words: the cursor while a question waits, else the end of time.
  uint64_t told_until() const { return question_waits() ? rows.cursor : UINT64_MAX; }
  // Whether panel p should scroll to its cursor, or to what is marked, now (once for each move).
  bool follow(Panel p);
};

// Does what a command says.
void run_command(Ui& ui, Command c);
// Marks a moment; an empty note takes the mark away.
void set_mark(Ui& ui, uint64_t step, const std::string& note);
// Shows `factor` times as many steps on the strip, around the cursor (panels/strip.cpp).
void strip_zoom(Ui& ui, double factor);
// One moment on or back, or a call of the standard library where that is folded. False when there is none, or the end of that
// call is still being looked for.
bool step_once(Ui& ui, Direction d);
// The same, and past dull instructions where they are skipped.
void step_instruction(Ui& ui, Direction d);
// Makes a step, unless it leads into the standard library: then it is true, and the cursor stays.
bool leads_into_library(View& view, Direction d);

// "1,204": numbers a person reads.
std::string grouped(uint64_t n);

// What an instruction does, in the language chosen.
inline std::string opcode_sentence(const InstrRow& r) { return sentence_of(r.name.c_str(), r.sentence.c_str()); }

// Every panel: what draws it into the current child window, and its text twin.
#define PANEL(Name, id, english, chinese, help, chinese_help) \
  void draw_##Name(Ui& ui);                                   \
  std::string text_##Name(Ui& ui);
#include "panels.def"
#undef PANEL

// What the run has met of the listed differences from CPython, a line each: title and step.
std::string differences_text(const Ui& ui);

void draw_panel(Ui& ui, Panel p);
std::string panel_text(Ui& ui, Panel p);
// Stepping by micro-steps: how many events of the present step are past.
size_t micro_of(const Ui& ui);
// The object of the event that comes next; it lights up.
ObjectId micro_object(const Ui& ui);

// For text twins: whether the query is over, after having worked it to its end where texts wait for that.
bool finish_for_text(const Ui& ui, Query& query, bool done);
std::string searching_text(const Query& query);

// A short remark for the right end of a panel's head (what it shows of what), or empty.
std::string panel_note(Ui& ui, Panel p);

}  // namespace innards::ui
