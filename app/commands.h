// One function for each subcommand of `innards`. main.cpp reads the command line (it alone includes CLI11, which is slow to
// compile) and calls one of these; each returns the exit status. A FILE of "-" means standard input.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards::app {

inline constexpr const char* kVersion = "0.1.0";

struct StageArgs {            // tokens, tree, scopes, code, dis
  std::string file;
  bool json = false;
  bool show_caches = false;   // dis only
  std::string list;           // a file naming many files, one JSON document a line
};
int cmd_tokens(const StageArgs&);
int cmd_tree(const StageArgs&);
int cmd_scopes(const StageArgs&);
int cmd_code(const StageArgs&);
int cmd_dis(const StageArgs&);

struct RunArgs {
  std::string file;
  std::vector<std::string> argv;  // what follows FILE
  uint64_t memory_limit = 0;      // bytes; 0 = the default
};
int cmd_run(const RunArgs&);

struct StepsArgs {
  std::string file;
  std::vector<std::string> argv;
  bool all = false;               // instructions of every module, not only of FILE
};
int cmd_steps(const StepsArgs&);

struct FieldsArgs {
  std::string file, of;           // of: the name of a global dict
};
int cmd_fields(const FieldsArgs&);

struct AskArgs {
  std::string file, at = "end", in, with, when;
  std::vector<std::string> words;
  std::string language = "en";
};
int cmd_ask(const AskArgs&);

struct TraceArgs {
  std::string file, output;
  std::vector<std::string> argv;
  uint64_t from = 0, to = UINT64_MAX;
  std::string every = "instruction";  // instruction, line or call
  bool all = false;               // moments in the standard library, too
};
int cmd_trace(const TraceArgs&);

struct RecordArgs {
  std::string file, output;
  std::vector<std::string> argv;
  uint64_t steps = UINT64_MAX;    // at most
};
int cmd_record(const RecordArgs&);

// What is asked, watched and stopped at in a shown window.
struct LookArgs {
  std::string ask;                         // a question, as `innards ask` has it
  std::vector<std::string> watch, breaks;  // expressions; LINE or LINE:CONDITION
  int state = 0;                           // so many states of a walk; 0: all
};

struct SceneArgs {                // show, shot
  std::string remember, beside;   // a PLACE to compare with; a second program
  bool predict = false;
};

struct ShowArgs : SceneArgs {
  std::string file, at = "start", panel, object, name, language = "en";
  LookArgs look;
  std::vector<std::string> argv;
};
int cmd_show(const ShowArgs&);

struct CompareArgs {
  std::string file, other;        // two programs at `at`; or one program at `at` and `and_at`
  std::string at = "start", and_at, language = "en";
};
int cmd_compare(const CompareArgs&);

struct ShotArgs : SceneArgs {
  std::string file, at = "start", layout = "run", size = "1440x900", output, theme = "dark", language = "en", panel, select, object, name, answer;
  LookArgs look;
  int step = 0;                   // of a lesson, from 1
  std::vector<std::string> argv;
  float scale = 1.0f;
};
int cmd_shot(const ShotArgs&);

struct LessonArgs {
  std::string verb, name, language = "en";   // verb: list, show, check, new or progress
  bool all = false;                          // check
  bool reading = false, paths = false;       // list
  std::vector<std::string> files;            // progress: of students
  std::string export_to, student;
  bool reset = false;
};
int cmd_lesson(const LessonArgs&);

struct WindowArgs {
  std::string file;               // a program, a recording or a trace; empty = the first lesson
  std::vector<std::string> argv;
  std::string theme, language, layout, transcript;
  float scale = 0;                // 0 = the monitor's
};
int cmd_window(const WindowArgs&);

struct OffscreenArgs {            // what ./run does where there is no display
  std::string file, dir = "innards-out";
};
int cmd_offscreen(const OffscreenArgs&);

// Whether FILE is a program as text, and no recording; else a sentence on stderr says which commands take that.
bool is_program_text(const std::string& command, const std::string& file);
// Reads FILE or standard input. On failure prints a sentence to stderr and returns false.
bool read_program(const std::string& file, std::string& bytes);

}  // namespace innards::app
