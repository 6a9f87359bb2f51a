// innards steps FILE [--all]: one line for each instruction before it runs: step, function, offset, opcode, value stack.
// Without --all those of the main thread in FILE, as a tracer in python3.11 sees them.
// Automatic garbage collection is off, and the program's own output is not shown.
#include <cstdio>
#include <string>

#include "commands.h"
#include "compile/quick_opcodes.h"
#include "host_outside.h"
#include "object/code.h"
#include "object/str.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/machine.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards::app {

namespace {

std::string text_of(Object* str) {
  int64_t n;
  const char* text = str_as_utf8_and_size(str, &n);
  return text ? std::string(text, static_cast<size_t>(n)) : std::string("?");
}

std::string short_type_name(Object* o) {
  std::string name = o->ob_type->tp_name.get();
  size_t dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

// The line for the instruction that the machine stands at.
std::string line_of(InterpreterFrame* frame) {
  CodeObject* co = frame->f_code;
  const CodeUnit16* units = code_units(co);
  int first = frame_lasti(frame);
  int unit = first;
  while (opcode_deopt(units[unit]) == Opcode::EXTENDED_ARG) ++unit;
  std::string line = std::to_string(rt().step) + '\t' + text_of(co->co_qualname) + '\t' + std::to_string(first * 2) + '\t' +
                     opcode_info(opcode_deopt(units[unit])).name + '\t';
  Ptr<Object>* base = frame_stack_base(frame);
  Ptr<Object>* end = frame->localsplus + frame->stacktop;
  for (Ptr<Object>* at = base; at < end; ++at) {
    if (at != base) line += ' ';
    Object* o = *at;
    line += o ? short_type_name(o) + ':' + std::to_string(o->ob_refcnt) : "NULL";
  }
  return line + '\n';
}

}  // namespace

int cmd_steps(const StepsArgs& args) {
  if (!is_program_text("steps", args.file)) return 2;
  ProgramRun program(false);
  program.machine.automatic_gc = false;
  const int refused = program.boot(args.file, args.argv);
  if (refused >= 0) return refused;
  g_run.as_traced = true;
  program.load();
  for (uint64_t step = 0; program.machine.run_until(step) != RunState::Finished; ++step) {
    InterpreterFrame* frame = rt().thread.current_frame;
    if (!args.all && (!thread_is_main() || text_of(frame->f_code->co_filename) != program.filename())) continue;
    std::string line = line_of(frame);
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  std::fflush(stdout);
  return program.machine.exit_status();
}

}  // namespace innards::app
