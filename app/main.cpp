// The command line of `innards`. CLI11 is included here and nowhere else: it takes long to compile.
#include <CLI/CLI.hpp>

#include "commands.h"
#include "host_outside.h"

using namespace innards::app;

namespace {

// CLI11 stops at the first positional it does not know only when told so: what follows FILE belongs to the program.
void add_program(CLI::App* sub, std::string& file, std::vector<std::string>& argv) {
  sub->add_option("FILE", file, "the program; - is standard input")->required();
  sub->add_option("ARGS", argv, "what the program finds in sys.argv");
  sub->positionals_at_end(false);
}

bool is_command(const CLI::App& app, const std::string& word) {
  for (const CLI::App* sub : app.get_subcommands(nullptr))
    if (sub->check_name(word)) return true;
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Innards shows what happens inside CPython 3.11 while a program runs.", "innards"};
  app.set_version_flag("--version", "innards 0.1.0 (CPython 3.11 model)");
  app.require_subcommand(0, 1);
  app.fallthrough(false);
  app.footer("Without a command: innards [FILE] opens the window.\n"
             "PLACE is one of: start, end, step N, line N [hit K], op NAME [line N] [hit K], call F [hit K], return F,\n"
             "raise, output \"TEXT\".");

  WindowArgs window;
  auto add_window_options = [&](CLI::App* sub) {
    sub->add_option("FILE", window.file, "a program (.py) or a trace (.json); default: the first lesson");
    sub->add_option("ARGS", window.argv, "what the program finds in sys.argv");
    sub->add_option("--theme", window.theme, "light, dark or contrast");
    sub->add_option("--language", window.language, "en or zh");
    sub->add_option("--layout", window.layout, "a layout of assets/layouts");
    sub->add_option("--scale", window.scale, "size of everything, 1.0 to 3.0");
    sub->add_option("--transcript", window.transcript, "write the window's text twin to this file (- is standard output)");
  };
  // Any command that runs a program takes it; it acts at once.
  std::string library;
  auto add_library_option = [&](CLI::App* sub) {
    sub->add_option("--stdlib", library, "the folder of python3.11's own standard library; default: that of the python3.11 found here")
        ->check([](const std::string& dir) { return set_library_directory(dir) ? std::string() : "no standard library in " + dir; });
  };
  CLI::App* open = app.add_subcommand("open", "Open a program or a trace in the window");
  add_window_options(open);
  add_library_option(open);

  int status = 0;
  StageArgs stage;
  struct Stage { const char* name; const char* help; int (*body)(const StageArgs&); };
  for (const Stage& s : {Stage{"tokens", "Print the tokens of a program, as python3.11's tokenize tells them", cmd_tokens},
                         Stage{"tree", "Print the syntax tree, as ast.dump tells it", cmd_tree},
                         Stage{"scopes", "Print scopes and names, as symtable tells them", cmd_scopes},
                         Stage{"code", "Print the code objects", cmd_code},
                         Stage{"dis", "Print the bytecode, as python3.11 -m dis does", cmd_dis}}) {
    CLI::App* sub = app.add_subcommand(s.name, s.help);
    sub->add_option("FILE", stage.file, "the program; - is standard input");
    sub->add_flag("--json", stage.json, "as JSON");
    sub->add_option("--list", stage.list, "a file that names many programs: one JSON document a line");
    if (std::string(s.name) == "dis") sub->add_flag("--show-caches", stage.show_caches, "print the CACHE units too");
    sub->callback([&stage, &status, body = s.body, sub] {
      if (stage.file.empty() == stage.list.empty()) throw CLI::ValidationError(sub->get_name(), "name one FILE, or --list LIST");
      status = body(stage);
    });
  }

  RunArgs run;
  CLI::App* run_app = app.add_subcommand("run", "Run a program on the machine, without a window");
  run_app->prefix_command();
  add_library_option(run_app);
  run_app->add_option("--memory", run.memory_limit, "memory limit of the machine in bytes");
  run_app->callback([&] {
    run.argv = run_app->remaining();
    if (run.argv.empty()) throw CLI::RequiredError("FILE");
    run.file = run.argv.front();
    run.argv.erase(run.argv.begin());
    status = cmd_run(run);
  });

  StepsArgs steps;
  CLI::App* steps_app = app.add_subcommand("steps", "One line for each instruction, before it runs: step, function, offset, opcode, value stack");
  add_library_option(steps_app);
  add_program(steps_app, steps.file, steps.argv);
  steps_app->add_flag("--all", steps.all, "instructions of every module, not only of FILE");
  steps_app->callback([&] { status = cmd_steps(steps); });

  TraceArgs trace;
  CLI::App* trace_app = app.add_subcommand("trace", "Write a run as a JSON trace");
  add_library_option(trace_app);
  add_program(trace_app, trace.file, trace.argv);
  trace_app->add_option("-o,--output", trace.output, "the file to write; - is standard output")->required();
  trace_app->add_option("--from", trace.from, "first step");
  trace_app->add_option("--to", trace.to, "last step");
  trace_app->add_option("--every", trace.every, "how fine: instruction, line or call")->check(CLI::IsMember({"instruction", "line", "call"}));
  trace_app->callback([&] { status = cmd_trace(trace); });

  ShowArgs show;
  CLI::App* show_app = app.add_subcommand("show", "Print a panel's text at a moment of a run");
  add_library_option(show_app);
  add_program(show_app, show.file, show.argv);
  show_app->add_option("--at", show.at, "the moment: a PLACE (innards --help)");
  show_app->add_option("--panel", show.panel, "the panel's name")->required();
  show_app->callback([&] { status = cmd_show(show); });

  ShotArgs shot;
  CLI::App* shot_app = app.add_subcommand("shot", "Draw the window off screen into a PNG");
  add_library_option(shot_app);
  add_program(shot_app, shot.file, shot.argv);
  shot_app->add_option("--at", shot.at, "the moment: a PLACE (innards --help)");
  shot_app->add_option("--layout", shot.layout, "a layout of assets/layouts");
  shot_app->add_option("--panel", shot.panel, "only this panel");
  shot_app->add_option("--select", shot.select, "LINE:COLUMN of the source: marks what stands there at every stage of the compiler");
  shot_app->add_option("--size", shot.size, "WIDTHxHEIGHT in pixels");
  shot_app->add_option("--scale", shot.scale, "size of everything, 1.0 to 3.0");
  shot_app->add_option("--theme", shot.theme, "light, dark or contrast");
  shot_app->add_option("--language", shot.language, "en or zh");
  shot_app->add_option("-o,--output", shot.output, "the PNG to write")->required();
  shot_app->callback([&] { status = cmd_shot(shot); });

  LessonArgs lesson;
  CLI::App* lesson_app = app.add_subcommand("lesson", "Lessons without the window");
  add_library_option(lesson_app);
  lesson_app->require_subcommand(1);
  lesson_app->add_option("--language", lesson.language, "en or zh");
  lesson_app->add_option("--lessons", lesson.dir, "a folder of lessons; default: those that come with Innards");
  for (const char* verb : {"list", "show", "check"}) {
    CLI::App* sub = lesson_app->add_subcommand(verb, std::string(verb) == "list" ? "List the lessons" : std::string(verb) == "show" ? "Print a lesson" : "Check that a lesson works on the machine");
    sub->fallthrough();
    if (std::string(verb) != "list") sub->add_option("NAME", lesson.name, "the lesson's folder name");
    if (std::string(verb) == "check") sub->add_flag("--all", lesson.all, "every lesson");
    sub->callback([&lesson, &status, verb] {
      lesson.verb = verb;
      if (lesson.verb != "list" && lesson.name.empty() && !lesson.all) throw CLI::RequiredError("NAME");
      status = cmd_lesson(lesson);
    });
  }

  OffscreenArgs offscreen;
  CLI::App* off_app = app.add_subcommand("offscreen", "What the window shows, as files: pictures, a transcript and trace.json");
  add_library_option(off_app);
  off_app->add_option("FILE", offscreen.file, "the program; default: the first lesson's");
  off_app->add_option("--dir", offscreen.dir, "the folder to write into");
  off_app->callback([&] { status = cmd_offscreen(offscreen); });

  // `innards FILE` is `innards open FILE`: decided before CLI11 reads, because a file may be named like anything.
  std::vector<std::string> words(argv + 1, argv + argc);
  bool plain_file = !words.empty() && words[0][0] != '-' && !is_command(app, words[0]);
  if (words.empty() || plain_file) words.insert(words.begin(), "open");
  open->callback([&] { status = cmd_window(window); });
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
  } catch (const CLI::ParseError& e) {
    int code = app.exit(e);
    return code == 0 ? 0 : 2;
  }
  return status;
}
