// Session: one program being looked at: its text, its recording, the cursor, breakpoints, and the ways of stepping. No
// graphics. Long work (recording, far queries) runs in slices: the caller gives a time budget and calls again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/view.h"

namespace innards {

class FileSource;                  // run/machine.h

struct Program {
  std::string filename;            // as the program sees it
  std::string source;              // bytes
  std::vector<std::string> argv;   // without the program's name
  std::vector<std::string> input;  // lines for input(), prepared
  bool input_ends = true;          // after them input is at its end; false: the window asks for more
  std::string directory;           // where imports are looked for; empty: nowhere
  std::shared_ptr<FileSource> files;  // reads what is imported; null: nothing can be
  bool automatic_gc = true;
};

enum class Grain { Micro, Instruction, Line, Call };
enum class Direction { Forward, Back };

struct Breakpoint {
  std::string filename;
  int line = 0;                    // 0: an instruction breakpoint
  std::string qualname;            // of the code object, for an instruction breakpoint
  int offset = -1;
  bool enabled = true;
  int64_t hit_count = 0;           // stop only at this hit (0: every)
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
};

class Session : public View {
 public:
  // Compiles and starts recording `program`. On a syntax error returns nullptr and fills `error`.
  static std::unique_ptr<Session> open(const Program& program, ProgramError& error);

  // Records for about `milliseconds`; false when the program has ended or was stopped.
  virtual bool record(double milliseconds) = 0;
  virtual void stop() = 0;                          // the recording ends here
  virtual bool wants_input() const = 0;             // the program waits in input() for a line that is not there
  virtual void give_input(const std::string& line) = 0;
  virtual int exit_status() const = 0;
  virtual const Program& program() const = 0;

  // Stepping. Each moves the cursor and says whether it moved. Works within what is recorded (records on when it must).
  virtual bool step(Grain, Direction) = 0;
  virtual bool step_over(Direction) = 0;            // a line, without entering calls
  virtual bool step_out(Direction) = 0;             // to the caller, after (or before) the call
  virtual bool run_to_breakpoint(Direction) = 0;
  virtual bool run_to_line(const std::string& filename, int line, Direction) = 0;
  virtual bool run_to_output(Direction) = 0;
  // PLACE as in lessons and on the command line: start, end, step N, line N [hit K], op NAME [line N] [hit K], call F
  // [hit K], return F [hit K], raise [hit K], output "TEXT", step +K. nullopt with a sentence in `error` when it is never
  // reached.
  virtual std::optional<uint64_t> find_place(std::string_view place, std::string& error) = 0;

  // The last of these found nothing within a second or two: the cursor went as far as was looked at, or stayed.
  virtual bool gave_up() const { return false; }

  virtual std::vector<Breakpoint>& breakpoints() = 0;

  // "When did this name change": a name in the frame's function, or a global (qualname "<module>").
  virtual std::unique_ptr<Query> writes_of(const std::string& qualname, const std::string& name) = 0;
  // Refcount changes of one object over the run, as rows whose before/after carry the counts.
  virtual std::unique_ptr<Query> life_of(ObjectId object) = 0;

  // What the recording costs.
  virtual uint64_t checkpoint_bytes() const = 0;
  virtual double replay_milliseconds() const = 0;   // of the last seek
};

}  // namespace innards
