// Session: one program being looked at: its text, its recording, the cursor, breakpoints, and the ways of stepping. No
// graphics. Long work (recording, far queries) runs in slices: the caller gives a time budget and calls again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "run/interrupt.h"
#include "session/breakpoint.h"
#include "session/question.h"
#include "session/view.h"

namespace innards {

class FileSource;                  // run/machine.h
struct Outside;
class TraceExport;                 // trace/export.h
struct ExportOptions;

// A text that stands in the place of a file on the disk, because it is being edited and perhaps not saved.
struct EditedFile {
  std::string path, text;
  bool operator==(const EditedFile&) const = default;
};

struct Program {
  std::string filename;            // as the program sees it
  std::string argv0;               // sys.argv[0], as it was named on the command line; empty: the filename
  std::string source;              // bytes
  std::vector<std::string> argv;   // without the program's name
  std::vector<std::string> input;  // lines for input(), prepared
  bool input_ends = true;          // after them input is at its end; false: the window asks for more
  std::string directory;           // where imports are looked for; empty: nowhere
  std::string library;             // the folder of python3.11's own standard library; empty: there is none
  std::shared_ptr<FileSource> files;  // reads what is imported; null: nothing can be
  std::vector<EditedFile> edited;  // modules as they are being edited; they are read in the place of those of `files`
  bool automatic_gc = true;
  // Of a run that was recorded before, and is to be had again:
  std::vector<Interrupt> interrupts;  // where it was told to stop
  uint64_t stopped_at = 0;         // its recording was ended at this step; 0: it was not
  std::string encoding() const;    // of the source, as it names itself: "utf-8" where it does not
};

// A line that the program has read.
struct AnswerRow {
  uint64_t step = 0;               // the moment before the instruction that reads it
  std::string line;                // without the end of line
};

// Where the cursor goes when it does not go to a step by its number.
enum class Way {
  Instruction,
  Line,        // the next line that begins
  Call,        // the next call of a Python function
  Expression,  // the next instruction of another piece of the source
  Over,        // the next line at this depth of calls or above
  OverInstruction,   // the next instruction there
  Out,         // to the caller, after (or before) the call
  Breakpoint,
  Output,      // the next time something is printed
  ThisLine,    // Move::line of Move::filename; looked for the other way too when it is not there
};

struct Move {
  Way way = Way::Line;
  Direction direction = Direction::Forward;
  std::string filename = {};       // ThisLine
  int line = 0;
  bool through_library = false;   // does not stop in the standard library, unless it begins there; not for Breakpoint, Output, ThisLine
};

// A syntax error of the program, for the editor.
struct ProgramError {
  std::string type, message, filename, text;  // text: as python3.11 prints it, with carets
  int line = 0, column = 0, end_line = 0, end_column = 0;
};

// A long search. work() goes on for about `milliseconds` and returns true when done.
class Query {
 public:
  virtual ~Query() = default;
  virtual bool work(double milliseconds) = 0;
  virtual double progress() const = 0;             // 0 to 1
  virtual const std::vector<WriteRow>& answers() const = 0;
  virtual bool full() const { return false; }      // there are more answers than are listed
};

// When the objects of a run were made. work() goes on through the recording for about `milliseconds`; true when all that is
// recorded has been looked at: when more is, it goes on.
class Births {
 public:
  virtual ~Births() = default;
  virtual bool work(double milliseconds) = 0;
  // The step that made what lies at that address at the moment `at`. Nothing: it was there before the program began, or the
  // run is not known that far.
  virtual std::optional<uint64_t> made(ObjectId object, uint64_t at) const = 0;
  virtual uint64_t known_to() const = 0;
};

// How often each line of the program has been run: the 'line' events of sys.settrace. work() as that of Births.
class LineHits {
 public:
  virtual ~LineHits() = default;
  virtual bool work(double milliseconds) = 0;
  virtual double progress() const = 0;   // 0 to 1
  // Of what has been looked at so far.
  virtual int64_t of(const std::string& filename, int line) const = 0;
};

// A move on its way to where it ends, which may be far. work() looks on for about `milliseconds`; it returns true when the
// cursor stands at the end. Until then the cursor has not moved; to give up, forget the search.
class Search {
 public:
  virtual ~Search() = default;
  virtual bool work(double milliseconds) = 0;
  virtual bool moved() const = 0;                  // once over: whether the cursor is somewhere else now
  virtual double progress() const = 0;             // 0 to 1, of what is recorded so far
  virtual uint64_t position() const = 0;           // the step it looks at
  virtual std::string error() const { return {}; } // once over: why there is nothing to go to, as a sentence
};

class Session : public View {
 public:
  // Compiles and starts recording `program`. On a syntax error returns nullptr and fills `error`.
  static std::unique_ptr<Session> open(const Program& program, ProgramError& error);

  // Records for about `milliseconds`; false when the program has ended or was stopped.
  virtual bool record(double milliseconds) = 0;
  virtual void stop() = 0;                          // the recording ends here
  // Ctrl+C: the program gets a KeyboardInterrupt at the next place where CPython looks for one. Recorded: a replay has it
  // at the same step.
  virtual void interrupt() = 0;
  virtual size_t interrupts() const = 0;            // how many there have been
  virtual bool wants_input() const = 0;             // the program waits in input() for a line that is not there
  virtual bool in_native() const = 0;               // the last instruction recorded takes long and is not over
  virtual void give_input(const std::string& line) = 0;
  virtual const Program& program() const = 0;       // with the input given so far: opened again it runs the same way
  virtual std::vector<AnswerRow> answers() const = 0;   // what it has read so far
  // The same run, but with `line` as answer `number` (from 0). What is recorded up to where that is read is shared and not
  // run again; later answers are given again. This session stays as it is. Null when there is no such answer.
  virtual std::unique_ptr<Session> branch(size_t number, const std::string& line) = 0;
  // All that it got from the outside so far (run/machine.h), and the program by which exactly this run is had again.
  virtual const Outside& outside() const = 0;
  virtual Program recorded() const = 0;
  // The bytes of the program's source, or of another file that the run has read; null where it has read none of that name.
  virtual const std::string* text_of(const std::string& filename) const = 0;

  // Stepping further than step(): where nothing is found the cursor goes to the end or the start of the run, but ThisLine and
  // Output leave it where it is. The session must outlive the search.
  virtual std::unique_ptr<Search> search(const Move&) = 0;
  // The same at once, however long it takes.
  bool move(const Move& move) {
    std::unique_ptr<Search> search = this->search(move);
    while (!search->work(1000)) {
    }
    return search->moved();
  }
  // To a PLACE as in lessons and on the command line: start, end, step N, line N [hit K], op NAME [line N] [hit K], call F
  // [hit K], return F [hit K], raise [hit K], output "TEXT", step +K. Null with a sentence in `error` when it is no place;
  // the search has the error, and the cursor stays, when the run never comes there.
  virtual std::unique_ptr<Search> search_place(std::string_view place, std::string& error) = 0;
  // Where that is, at once, however long it takes (for ever in a run that never ends); the cursor stays.
  std::optional<uint64_t> find_place(std::string_view place, std::string& error);

  virtual std::vector<Breakpoint>& breakpoints() = 0;
  // What the log points say over the whole run, as answers whose name is the message.
  virtual std::unique_ptr<Query> log() = 0;

  // Begins to look for the answers; null with a sentence in `error` when it cannot be asked so. The session must outlive it.
  virtual std::unique_ptr<Query> ask(const Question& question, std::string& error) = 0;

  // The session must outlive it.
  virtual std::unique_ptr<Births> births() = 0;
  virtual std::unique_ptr<LineHits> line_hits() = 0;

  // The moments at 0, 1/parts ... 1 of the program's own steps, those of the standard library not counted; as many as there
  // are different ones. Of what is recorded.
  virtual std::vector<uint64_t> own_moments(int parts) = 0;

  // Writes what is recorded as a trace, in slices (TraceExport::work).
  virtual std::unique_ptr<TraceExport> export_trace(ExportOptions options) = 0;

  // What the recording costs.
  virtual uint64_t checkpoint_bytes() const = 0;
  virtual double replay_milliseconds() const = 0;   // of the last seek
};

}  // namespace innards
