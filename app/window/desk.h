// The desk: a Ui with what it needs from the outside world: files, settings, opening programs and traces. The window, the
// off-screen pictures and `show` each sit at one. It draws nothing itself and knows no OpenGL.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "context.h"
#include "edits.h"
#include "fonts.h"
#include "progress.h"
#include "session/branches.h"
#include "session/lesson.h"
#include "window/kept_edits.h"

namespace innards::app {

struct ProgramLink;   // link.h
struct SavedRun;      // saved_run.h

class Desk : public ui::Host, private LessonPrograms {
 public:
  Desk();
  ~Desk() override;

  // Opens what `path` names: a program (.py), a recording (.innards), a trace (.json), a lesson's folder or an innards:// link.
  // False with a sentence (or python3.11's syntax error) in `error`; what was open then stays open.
  bool open_file(const std::string& path, const std::vector<std::string>& argv, std::string& error);
  // `other`: not a run more of the program on the desk, even where it bears its name.
  bool open_program(const Program& program, std::string& error, bool other = false);
  // Opens the program of an innards:// link, goes to its step and selects what it names.
  bool open_link(const std::string& text, std::string& error);

  // Records until the program has ended, or `milliseconds` have gone by, or it waits for input. True when nothing is left.
  bool record_for(double milliseconds);
  // Moves to a PLACE.
  bool go(const std::string& place, std::string& error);

  // Writes down what is kept for the program (marks, breakpoints, watches, inputs), before another is opened and at the end.
  void keep();
  // A layout of assets/layouts by name, or a file.
  bool use_layout(const std::string& name, std::string& error);
  // Selects the object that a path (session/path.h) leads to, and types `name` where a panel asks for one; both may be empty.
  bool select(const std::string& path, const std::string& name, std::string& error);
  bool use_theme(const std::string& name);
  bool use_language(const std::string& name);

  // The user's settings and layout, kept where the platform keeps such things.
  void load_settings();
  void save_settings();

  // Has a file of the program, or the open lesson's folder, changed on the disk since it was read? Then reads it again and
  // runs the program, unless its text is being changed here.
  void watch_file();
  // Writes down the texts that are edited and not saved, where that has not been done.
  void keep_edits();

  // Host
  bool save_file(const std::string& path, const std::string& text, std::string& error) override;
  bool read_program_file(const std::string& file, std::string& text) override;
  bool save_program_file(const std::string& file, const std::string& text, std::string& error) override;
  bool keeps_files() override;
  void answer_kept(bool take) override;
  void quit() override { wants_to_quit = true; }
  std::unique_ptr<ui::Job> export_trace(std::string& error) override;
  void open(const std::string& path, const std::string& source) override;
  void open_text(const std::string& text) override;
  bool save_as(const std::string& path, std::string& error) override;
  std::vector<std::pair<std::string, std::string>> examples() override;
  bool use_layout_number(int number) override;
  bool take_picture(const std::string& path, ui::Panel panel, std::string& error) override;
  std::string beside_program() override;
  std::string link(bool& whole) override;
  std::vector<std::string> recent_files() override;
  std::vector<LessonEntry> lessons() override;
  const ReadingList* reading() override;
  bool open_lesson(const std::string& name) override;
  void lesson_moved() override;
  void lesson_answered(const std::string& answer, bool right) override;
  bool translate_lesson() override;
  void close_lesson() override;
  void time_marks_changed() override;
  bool run_with(const ui::RunInputs& inputs, std::string& error) override;
  std::vector<BranchRow> branches() override;
  void show_branch(int number) override;
  bool change_answer(size_t number, const std::string& line, std::string& error) override;
  bool save_recording(std::string& error) override;
  std::unique_ptr<Session> open_beside(const std::string& path, std::string& error) override;

  ui::Ui ui;
  bool interactive = false;   // input() waits for the person at the window; else standard input was read at once
  bool from_command_line = false;   // the next program opened gets the input that the command line names
  bool wants_to_quit = false;
  bool has_screen = false;    // the window takes pictures of itself
  struct WantedPicture {
    std::string path;         // empty: none
    ui::Panel panel = ui::Panel::kCount;
    int frames = 0;           // to be drawn before: menus and cards close first
  } wanted_picture;
  ui::FontFiles fonts;

 private:
  // What a run was given. `borrowed`: by a link, a recording or for want of the prepared file, and not by the person at the
  // desk; what is kept with the program stays as it is then.
  struct GivenInputs {
    ui::RunInputs inputs;
    bool borrowed = false;
  };
  bool put_program(const std::string& path, const Program& program, const GivenInputs& given, std::string& error);
  bool can_mend(const Program& program) const;
  bool mend_in_place(const std::string& path, const Program& program, const std::string& error);
  bool good_run_stays(const std::string& what, const Program& program, std::string& error);
  bool edit_refused(const Program& program, bool other);
  void show_refused_text(const std::string& file, const Program& program, const std::string& error);
  std::string refused_where(const std::string& name) const;
  void say_refused(const std::string& error, const std::string& file);
  bool refuses(const std::vector<EditedFile>& edited);
  void begin_edits();          // of another program: what was edited before is left as it is kept
  std::string edits_key() const;
  void offer_kept();
  void look_at_file(const std::string& file);
  void file_is_gone(const std::string& file);
  void follow_link(const ProgramLink& link, bool other);
  void remember(const std::string& path);   // among the recent files
  bool run_text(Program& program);
  void take(std::unique_ptr<Session> session, bool other);
  void take_trace(std::unique_ptr<View> trace);
  bool branch_of(const Session& fresh, BranchRow& row) const;
  void put_branch(std::unique_ptr<Session> session, const BranchRow& row);
  void go_when_recorded(uint64_t step);
  void stand_in_branch(uint64_t at, bool at_end, uint64_t shared);
  bool own_run() const { return ui.session && branches_.shown() == ui.session; }   // not a lesson's, not a trace
  bool prepare(const ui::RunInputs& inputs, Program& program, std::string& error) const;
  bool give_inputs(const std::string& path, const std::vector<std::string>& argv, Program& program, GivenInputs& given, std::string& error);
  void set_inputs(const GivenInputs& given);
  void read_input_again(Program& program) const;
  ui::RunInputs kept_inputs(const std::string& path) const;
  bool open_recording(const std::string& path, std::string& error);
  void check_replay();
  void show_view(View* view, Session* session);
  bool read(const std::string& file, Program& program, std::string& error) override;   // a program of the open lesson
  const char* language() const;   // "en" or "zh"
  bool begin_lesson(Lesson lesson, size_t from, bool must_stand, std::string& error);
  void edit_lesson(const std::string& source);
  bool read_open_lesson(Lesson& lesson, std::string& error);
  void watch_lesson();
  void load_progress();
  void load_kept();            // of the program: marks, breakpoints, watches
  void add_kept();             // the same to those that are there
  void know_recording();       // the one that stands at the path now
  void save_progress();
  std::unique_ptr<View> trace_;
  Branches branches_;            // the runs of the program on the desk
  std::map<int, GivenInputs> inputs_of_;   // of each of them, by number
  bool inputs_borrowed_ = false;           // of the one that is shown
  std::unique_ptr<SavedRun> replayed_;     // the recording that is opened, until it is compared with its replay
  std::string path_;
  std::string brought_;         // what was there of marks, breakpoints and watches when it was opened
  std::string recording_;       // which recording stood at the path when it was opened; empty: a program
  std::string shown_program_;   // the name of the program on the desk
  std::map<std::string, int64_t> file_times_;   // of the program's files, when they were last looked at
  KeptEdits kept_edits_;
  KeptFolder offered_;         // what Edits::kept comes from
  std::string edits_key_;      // the program whose files are being edited; empty: nothing of it can be kept
  bool keep_failed_ = false;   // and that was said
  std::string lesson_ran_;     // the learner's text that ran last in a lesson
  int wrong_line_ = 0;   // of the last syntax error
  std::string refused_;  // the file (or copied text) that was not opened because of one: asked for once more, it comes into the editor
  std::string lesson_dir_;
  int64_t lesson_time_ = 0;
  Progress progress_;
  bool progress_read_ = false, reading_read_ = false;
  ReadingList reading_;
  std::vector<LessonEntry> entries_;
  std::string entries_language_;
  std::vector<std::string> recent_;
  bool recent_read_ = false;
  double entries_read_ = 0;   // when, in seconds
};

// Of a text that python3.11 would print: what is wrong.
std::string last_line(std::string text);

}  // namespace innards::app
