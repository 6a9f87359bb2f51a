// The command line of `innards`. CLI11 is included here and nowhere else: it takes long to compile.
#include <CLI/CLI.hpp>

#include <algorithm>

#include "commands.h"
#include "host_outside.h"
#include "lesson_files.h"

using namespace innards::app;

namespace {

// What the command line says. CLI11 writes into it while it reads, so it outlives the reading.
struct CommandLine {
  WindowArgs window;
  StageArgs stage;
  RunArgs run;
  StepsArgs steps;
  FieldsArgs fields;
  AskArgs ask;
  TraceArgs trace;
  RecordArgs record;
  ShowArgs show;
  CompareArgs compare;
  ShotArgs shot;
  LessonArgs lesson;
  OffscreenArgs offscreen;
  std::string library, lessons, input;
  int status = 0;  // of the command that was run
};

// ---- options that several commands share

void add_arguments(CLI::App* sub, std::vector<std::string>& argv) {
  sub->add_option("ARGS", argv, "what the program finds in sys.argv[1:]; a recording has its own");
}

constexpr const char* kProgramOrRecording = "the program, or a recording (.innards); - is standard input";
constexpr const char* kProgramOnly = "the program; - is standard input";

// CLI11 stops at the first positional it does not know only when told so: what follows FILE belongs to the program.
void add_program(CLI::App* sub, std::string& file, std::vector<std::string>& argv, const char* what = kProgramOrRecording) {
  sub->add_option("FILE", file, what)->required();
  add_arguments(sub, argv);
  sub->positionals_at_end(false);
}

// Any command that runs a program takes it; it acts at once.
void add_library(CLI::App* sub, CommandLine& line) {
  sub->add_option("--stdlib", line.library, "the folder of python3.11's own standard library; default: that of the python3.11 found here")
      ->check([](const std::string& dir) { return set_library_directory(dir) ? std::string() : "no standard library in " + dir; });
}

// Any command that runs a program takes these; they act at once.
void add_input(CLI::App* sub, CommandLine& line) {
  sub->add_option("--input", line.input, "a file with the lines for input() and stdin; - is standard input. Without it: what comes through a pipe")
      ->check([](const std::string& file) { return file != "-" && !readable(file) ? "can't open the input file '" + file + "'" : (set_input_file(file), std::string()); });
  sub->add_flag_function("--stdin", [](int64_t) { set_input_file("-"); }, "the same as --input -: waits until standard input ends");
}

// Any command that deals with lessons takes it; it acts at once.
void add_lessons_folder(CLI::App* sub, CommandLine& line) {
  sub->add_option("--lessons", line.lessons, "a folder of lessons; default: those that come with Innards")
      ->check([](const std::string& dir) { return set_lessons_folder(dir) ? std::string() : dir + " is no folder"; });
}

void add_place(CLI::App* sub, std::string& at) { sub->add_option("--at", at, "the moment: a PLACE (innards --help)"); }

void add_selection(CLI::App* sub, std::string& object, std::string& name) {
  sub->add_option("--object", object, "the selected object, by a path as in lessons: object(NAME), stack[-1]");
  sub->add_option("--name", name, "what is typed in the panels dict (a key) and lookup (an attribute); of the panel walk: unwinding, generator, list or collection");
}

void add_scene(CLI::App* sub, SceneArgs& scene) {
  sub->add_option("--remember", scene.remember, "the remembered moment, for the panel compare: a PLACE");
  sub->add_option("--beside", scene.beside, "a second program, for the panel beside");
  sub->add_flag("--predict", scene.predict, "with predict mode on");
}

void add_asking(CLI::App* sub, LookArgs& look) {
  sub->add_option("--state", look.state, "how many states of a walk are shown, in the panels walk, lookup and dict");
  sub->add_option("--ask", look.ask, "the question that the panel questions answers, as in innards ask: \"calls fib\"");
  sub->add_option("--watch", look.watch, "an expression in the panel watch; may be given again")->take_all();
  sub->add_option("--break", look.breaks, "a breakpoint: LINE or LINE:CONDITION; may be given again")->take_all();
}

void add_language(CLI::App* sub, std::string& language) { sub->add_option("--language", language, "en or zh")->check(CLI::IsMember({"en", "zh"})); }

void add_look(CLI::App* sub, std::string& theme, std::string& language) {
  sub->add_option("--theme", theme, "light, dark or contrast")->check(CLI::IsMember({"light", "dark", "contrast"}));
  add_language(sub, language);
}

// ---- one function for each command, in the order in which the help names them

void add_open(CLI::App& app, CommandLine& line) {
  WindowArgs& window = line.window;
  CLI::App* sub = app.add_subcommand("open", "Open a program, a recording or a trace in the window");
  sub->add_option("FILE", window.file, "a program (.py), a recording (.innards), a trace (.json) or an innards:// link; default: the first lesson");
  add_arguments(sub, window.argv);
  add_look(sub, window.theme, window.language);
  sub->add_option("--layout", window.layout, "a layout of assets/layouts");
  sub->add_option("--scale", window.scale, "size of everything, 1.0 to 3.0");
  sub->add_option("--transcript", window.transcript, "write the window's text twin to this file (- is standard output)");
  add_library(sub, line);
  add_input(sub, line);
  add_lessons_folder(sub, line);
  sub->callback([&line] { line.status = cmd_window(line.window); });
}

struct Stage {
  const char* name;
  const char* help;
  int (*body)(const StageArgs&);
};
const Stage kStages[] = {{"tokens", "Print the tokens of a program, as python3.11's tokenize tells them", cmd_tokens},
                         {"tree", "Print the syntax tree, as ast.dump tells it", cmd_tree},
                         {"scopes", "Print scopes and names, as symtable tells them", cmd_scopes},
                         {"code", "Print the code objects", cmd_code},
                         {"dis", "Print the bytecode, as python3.11 -m dis does", cmd_dis}};

void add_stage(CLI::App& app, CommandLine& line, const Stage& stage) {
  CLI::App* sub = app.add_subcommand(stage.name, stage.help);
  sub->add_option("FILE", line.stage.file, kProgramOnly);
  sub->add_flag("--json", line.stage.json, "as JSON");
  sub->add_option("--list", line.stage.list, "a file that names many programs: one JSON document a line");
  if (stage.body == cmd_dis) sub->add_flag("--show-caches", line.stage.show_caches, "print the CACHE units too");
  sub->callback([&line, &stage] {
    if (line.stage.file.empty() == line.stage.list.empty()) throw CLI::ValidationError(stage.name, "name one FILE, or --list LIST");
    line.status = stage.body(line.stage);
  });
}

void add_stages(CLI::App& app, CommandLine& line) {
  for (const Stage& stage : kStages) add_stage(app, line, stage);
}

void add_run(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("run", "Run a program on the machine, without a window");
  sub->prefix_command();
  add_library(sub, line);
  add_input(sub, line);
  sub->add_option("--memory", line.run.memory_limit, "memory limit of the machine in bytes");
  sub->callback([sub, &line] {
    RunArgs& run = line.run;
    run.argv = sub->remaining();
    if (run.argv.empty()) throw CLI::RequiredError("FILE");
    run.file = run.argv.front();
    run.argv.erase(run.argv.begin());
    line.status = cmd_run(run);
  });
}

void add_steps(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("steps", "One line for each instruction, before it runs: step, function, offset, opcode, value stack");
  add_library(sub, line);
  add_input(sub, line);
  add_program(sub, line.steps.file, line.steps.argv, kProgramOnly);
  sub->add_flag("--all", line.steps.all, "instructions of every module and thread, not only those of the main thread in FILE");
  sub->callback([&line] { line.status = cmd_steps(line.steps); });
}

void add_fields(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("fields", "The bytes of objects when a program is about to end, field by field, as JSON");
  add_library(sub, line);
  add_input(sub, line);
  sub->add_option("FILE", line.fields.file, kProgramOnly)->required();
  sub->add_option("--of", line.fields.of, "the program's global dict whose values are told")->required();
  sub->callback([&line] { line.status = cmd_fields(line.fields); });
}

void add_ask(CLI::App& app, CommandLine& line) {
  AskArgs& ask = line.ask;
  CLI::App* sub = app.add_subcommand("ask", "Ask a question about a whole run, and print the answers with their steps");
  add_library(sub, line);
  add_input(sub, line);
  sub->add_option("FILE", ask.file, kProgramOrRecording)->required();
  sub->add_option("QUESTION", ask.words, "name, value, true, made, life, line, instruction, calls, output, exceptions, log LINE MESSAGE, or eval EXPRESSION; without one they are explained");
  add_place(sub, ask.at);
  sub->add_option("--in", ask.in, "the function in which a name or an expression is looked at; default: the module");
  sub->add_option("--with", ask.with, "an expression shown at each execution of a line or instruction");
  sub->add_option("--if", ask.when, "log: only when this expression is true");
  add_language(sub, ask.language);
  sub->callback([&line] { line.status = cmd_ask(line.ask); });
}

void add_trace(CLI::App& app, CommandLine& line) {
  TraceArgs& trace = line.trace;
  CLI::App* sub = app.add_subcommand("trace", "Write a run as a JSON trace");
  add_library(sub, line);
  add_input(sub, line);
  add_program(sub, trace.file, trace.argv);
  sub->add_option("-o,--output", trace.output, "the file to write; - is standard output")->required();
  sub->add_option("--from", trace.from, "first step");
  sub->add_option("--to", trace.to, "last step");
  sub->add_option("--every", trace.every, "how fine: instruction, line or call")->check(CLI::IsMember({"instruction", "line", "call"}));
  sub->add_flag("--all", trace.all, "moments in the standard library's code, too; else a call of it is one step");
  sub->callback([&line] { line.status = cmd_trace(line.trace); });
}

void add_record(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("record", "Save a run as a recording (.innards): program, arguments, input; opened, it gives the same run");
  add_library(sub, line);
  add_input(sub, line);
  add_program(sub, line.record.file, line.record.argv);
  sub->add_option("-o,--output", line.record.output, "the file to write, NAME.innards")->required();
  sub->add_option("--steps", line.record.steps, "end the recording after about so many steps");
  sub->callback([&line] { line.status = cmd_record(line.record); });
}

void add_show(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("show", "Print a panel's text at a moment of a run");
  add_library(sub, line);
  add_input(sub, line);
  add_program(sub, line.show.file, line.show.argv);
  add_place(sub, line.show.at);
  sub->add_option("--panel", line.show.panel, "the panel's name")->required();
  add_selection(sub, line.show.object, line.show.name);
  add_scene(sub, line.show);
  add_asking(sub, line.show.look);
  add_language(sub, line.show.language);
  sub->callback([&line] { line.status = cmd_show(line.show); });
}

void add_compare(CLI::App& app, CommandLine& line) {
  CompareArgs& compare = line.compare;
  CLI::App* sub = app.add_subcommand("compare", "What differs between two moments of a run, or between two programs");
  add_library(sub, line);
  add_input(sub, line);
  sub->add_option("FILE", compare.file, kProgramOrRecording)->required();
  sub->add_option("OTHER", compare.other, "a second program, shown beside the first at the same place");
  add_place(sub, compare.at);
  sub->add_option("--and", compare.and_at, "the other moment of the same run: a PLACE");
  add_language(sub, compare.language);
  sub->callback([&line] { line.status = cmd_compare(line.compare); });
}

void add_shot(CLI::App& app, CommandLine& line) {
  ShotArgs& shot = line.shot;
  CLI::App* sub = app.add_subcommand("shot", "Draw the window or a panel off screen into a picture: PNG, SVG or DOT");
  add_library(sub, line);
  add_input(sub, line);
  add_program(sub, shot.file, shot.argv);
  add_place(sub, shot.at);
  sub->add_option("--layout", shot.layout, "a layout of assets/layouts");
  sub->add_option("--panel", shot.panel, "only this panel");
  sub->add_option("--select", shot.select, "LINE:COLUMN of the source: marks what stands there at every stage of the compiler");
  add_selection(sub, shot.object, shot.name);
  add_scene(sub, shot);
  add_asking(sub, shot.look);
  sub->add_option("--step", shot.step, "FILE is a lesson's folder: its step, from 1");
  sub->add_option("--answer", shot.answer, "the question of that step is answered so; 'right' gives the machine's answer");
  sub->add_option("--size", shot.size, "WIDTHxHEIGHT in pixels");
  sub->add_option("--scale", shot.scale, "size of everything, 1.0 to 3.0");
  add_look(sub, shot.theme, shot.language);
  sub->add_option("-o,--output", shot.output, "the file to write: .png, or .svg or .dot of the panel objects, blocks or tree")->required();
  sub->callback([&line] { line.status = cmd_shot(line.shot); });
}

// `lesson VERB`; the verb's options are added by the caller.
CLI::App* add_lesson_verb(CLI::App* lesson, CommandLine& line, const char* verb, const char* help) {
  CLI::App* sub = lesson->add_subcommand(verb, help);
  sub->fallthrough();
  sub->callback([&line, verb] {
    line.lesson.verb = verb;
    bool of_many = line.lesson.verb == "list" || line.lesson.verb == "progress";
    if (!of_many && line.lesson.name.empty() && !line.lesson.all) throw CLI::RequiredError("NAME");
    line.status = cmd_lesson(line.lesson);
  });
  return sub;
}

void add_lesson(CLI::App& app, CommandLine& line) {
  LessonArgs& lesson = line.lesson;
  CLI::App* sub = app.add_subcommand("lesson", "Lessons without the window");
  add_library(sub, line);
  sub->require_subcommand(1);
  add_language(sub, lesson.language);
  add_lessons_folder(sub, line);
  CLI::App* list = add_lesson_verb(sub, line, "list", "List the lessons");
  list->add_flag("--reading", lesson.reading, "the reading list, with the lessons that serve each entry");
  list->add_flag("--paths", lesson.paths, "the paths through the lessons");
  CLI::App* show = add_lesson_verb(sub, line, "show", "Print a lesson");
  CLI::App* check = add_lesson_verb(sub, line, "check", "Check that a lesson works on the machine");
  for (CLI::App* verb : {show, check}) verb->add_option("NAME", lesson.name, "the lesson's folder name");
  check->add_flag("--all", lesson.all, "every lesson");
  CLI::App* fresh = add_lesson_verb(sub, line, "new", "Make a folder with a lesson to write on");
  fresh->add_option("SLUG", lesson.name, "its name: small letters, digits and _");
  CLI::App* progress = add_lesson_verb(sub, line, "progress", "Print progress: one's own, or that of many students as a table");
  progress->add_option("FILE", lesson.files, "files that students have exported");
  progress->add_option("--export", lesson.export_to, "write one's own progress to this file");
  progress->add_option("--student", lesson.student, "the name to write into it; default: the user's");
  progress->add_flag("--reset", lesson.reset, "forget one's own progress");
}

void add_offscreen(CLI::App& app, CommandLine& line) {
  CLI::App* sub = app.add_subcommand("offscreen", "What the window shows, as files: pictures, a transcript and trace.json");
  add_library(sub, line);
  add_input(sub, line);
  sub->add_option("FILE", line.offscreen.file, "the program; default: the first lesson's");
  sub->add_option("--dir", line.offscreen.dir, "the folder to write into");
  sub->callback([&line] { line.status = cmd_offscreen(line.offscreen); });
}

void set_up(CLI::App& app) {
  app.set_version_flag("--version", std::string("innards ") + kVersion + " (CPython 3.11 model)");
  app.require_subcommand(0, 1);
  app.fallthrough(false);
  app.footer("Without a command: innards [FILE] opens the window.\n"
             "innards --lessons DIR opens it with a folder of lessons.\n"
             "PLACE is one of: start, end, step N, line N [hit K], op NAME [line N] [hit K], call F [hit K], return F,\n"
             "raise, output \"TEXT\".\n"
             "open, run, steps, trace, record, show and shot give the program the ARGS after FILE as sys.argv[1:]; for input() and\n"
             "stdin every command that runs a program gives it the lines of --input FILE, or what comes through a pipe; then the\n"
             "input ends. The window does not wait for the end of a pipe (--stdin does), and asks for what is missing.\n"
             "A recording (.innards) can stand for the program in open, run, trace, record, show, shot, ask and compare; it has\n"
             "its own arguments and input.");
}

bool is_command(const CLI::App& app, const std::string& word) {
  for (const CLI::App* sub : app.get_subcommands(nullptr))
    if (sub->check_name(word)) return true;
  return false;
}

// The words in the order in which CLI11 takes them, last first. `innards FILE` is `innards open FILE`: decided before CLI11
// reads, because a file may be named like anything.
std::vector<std::string> words_for(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  bool plain_file = !words.empty() && words[0][0] != '-' && !is_command(app, words[0]);
  bool window_option = !words.empty() && (words[0].starts_with("--lessons") || words[0].starts_with("--input") || words[0] == "--stdin");
  if (words.empty() || plain_file || window_option) words.insert(words.begin(), "open");
  std::reverse(words.begin(), words.end());
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Innards shows what happens inside CPython 3.11 while a program runs.", "innards"};
  CommandLine line;
  set_up(app);
  for (auto* add : {add_open, add_stages, add_run, add_steps, add_fields, add_ask, add_trace, add_record, add_show, add_compare, add_shot, add_lesson, add_offscreen}) add(app, line);
  try {
    app.parse(words_for(app, argc, argv));
  } catch (const CLI::ParseError& e) {
    int code = app.exit(e);
    return code == 0 ? 0 : 2;
  }
  return line.status;
}
