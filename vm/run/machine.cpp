// The host's handle on the machine, and the door between natives and the outside world.
#include "run/machine.h"

#include <algorithm>
#include <cstring>

#include "builtin/scratch_files.h"
#include "builtin/module_def.h"
#include "heap/arena.h"
#include "heap/gc.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "object/boot.h"
#include "probe/probe.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/excursion.h"
#include "run/outside.h"
#include "run/program.h"
#include "run/runtime.h"
#include "run/specialise.h"
#include "run/threads.h"

namespace innards {

Outside* g_outside = nullptr;
int64_t g_native_turns = kEndlessTurns;

namespace {

// The whole life of the program, on the machine's stack.
void machine_entry() {
  ThreadState& t = rt().thread;
  t.exit_status = program_run();
  t.run_state = static_cast<int32_t>(RunState::Finished);
}

uint64_t next_interrupt() {
  const uint64_t taken = rt().thread.interrupts_taken;
  return g_outside && taken < g_outside->interrupts.size() ? g_outside->interrupts[taken].step : UINT64_MAX;
}

void thread_boot() {
  ThreadState& t = rt().thread;
  t.recursion_limit = 1000;
  t.recursion_remaining = 1000;
  t.exc_info = &t.exc_state;
  threads_boot();
}

// In less, the built-in types and modules may find no room.
constexpr uint64_t kLeastMemory = uint64_t{4} << 20;

// Turns until the next try, where the machine could not be left.
constexpr int64_t kTurnsWithout = 1000;

}  // namespace

bool Machine::boot(std::string* error) {
  if (memory_limit && memory_limit < kLeastMemory) {
    if (error) *error = "the machine needs a memory limit of at least " + std::to_string(kLeastMemory) + " bytes";
    return false;
  }
  if (const char* why = arena_reserve()) {
    if (error) *error = why;
    return false;
  }
  arena_reset();
  heap_boot(memory_limit);
  thread_boot();
  if (boot_objects() < 0 || builtins_boot() < 0 || specialise_boot() < 0) {
    if (error) *error = "the machine could not be built";
    return false;
  }
  if (automatic_gc) gc_enable();
  return true;
}

void Machine::load(const std::string& source, const std::string& filename, Outside* outside) {
  g_outside = outside;
  outside->program_source = source;
  outside->program_filename = filename;
  rt().thread.run_state = static_cast<int32_t>(RunState::Ready);
  machine_stack_start(machine_entry);
}

void Machine::interrupt() {
  Interrupt now{rt().step, g_outside->input.size()};
  if (state() == RunState::WaitingForInput) --now.step;   // the instruction that reads has been counted
  // Those of an earlier run that are still to come stay behind it.
  std::vector<Interrupt>& all = g_outside->interrupts;
  all.insert(std::upper_bound(all.begin(), all.end(), now.step, [](uint64_t step, const Interrupt& i) { return step < i.step; }), now);
}

RunState Machine::run_until(uint64_t step, int64_t turns) {
  RunState now = state();
  if (now == RunState::Finished || (now == RunState::Stopped && rt().step >= step)) return now;
  g_run.stop_at = step;
  g_run.check_at = loop_check_at();
  g_native_turns = turns;
  g_run.interrupt_at = next_interrupt();
  eval_breaker_update();
  machine_stack_resume();
  return state();
}

bool Machine::finished() const { return state() == RunState::Finished; }
int Machine::exit_status() const { return rt().thread.exit_status; }
uint64_t Machine::step() const { return rt().step; }
RunState Machine::state() const { return static_cast<RunState>(rt().thread.run_state); }

void machine_switch_to_host(RunState why) {
  rt().thread.run_state = static_cast<int32_t>(why);
  machine_stack_yield();
  excursion_if_asked();
}

void native_give_way() {
  g_native_turns = kTurnsWithout;
  if (on_machine_stack() && machine_stack_may_switch()) machine_switch_to_host(RunState::InNative);
}

uint64_t loop_check_at() { return g_probe_on || rt().thread.use_tracing ? 0 : g_run.stop_at; }

// ---- the outside world

std::vector<std::string> module_search_path(const std::string& directory, const std::string& library) {
  if (library.empty()) return {directory};
  return {directory, library.substr(0, library.rfind('/')) + "/python311.zip", library, library + "/lib-dynload"};
}

void outside_write(int stream, const char* data, uint64_t size) {
  ThreadState& t = rt().thread;
  uint64_t& at = stream == 2 ? t.stderr_bytes : t.stdout_bytes;
  uint64_t offset = at;
  at += size;
  probe(ProbeKind::kOutput, stream, offset, size);
  if (g_outside && g_outside->output) g_outside->output->write(stream, offset, data, size);
}

int outside_read_line(const char** data, uint64_t* size) {
  ThreadState& t = rt().thread;
  if (thread_give_way()) return -1;   // once, or a replay, which has the line at once, would be another run
  for (;;) {
    Outside& o = *g_outside;
    if (!thread_is_main() && rt().step > g_run.interrupt_at) thread_give_way();   // a Ctrl+C is the main thread's
    if (outside_interrupted()) return -1;
    if (t.input_lines < o.input.size()) {
      const std::string& line = o.input[t.input_lines++];
      *data = line.data();
      *size = line.size();
      probe(ProbeKind::kInput, t.input_lines, line.size());
      return 1;
    }
    if (o.input_ended || !o.input_source) return 0;
    std::string line;  // holds nothing when the machine goes to sleep below
    InputSource::Answer answer = o.input_source->read_line(&line);
    if (answer == InputSource::Answer::Line) {
      o.input.push_back(line);
    } else if (answer == InputSource::Answer::End) {
      o.input_ended = true;
    } else {
      machine_switch_to_host(RunState::WaitingForInput);
    }
  }
}

bool outside_interrupted() {
  ThreadState& t = rt().thread;
  if (rt().step <= g_run.interrupt_at || !thread_is_main() || !g_outside || t.interrupts_taken >= g_outside->interrupts.size()) return false;
  if (t.input_lines < g_outside->interrupts[t.interrupts_taken].input_lines) return false;
  ++t.interrupts_taken;
  g_run.interrupt_at = next_interrupt();
  eval_breaker_update();
  err_set_none(ExcKeyboardInterrupt);
  return true;
}

const std::string* outside_file(const std::string& path) {
  if (const std::string* made = scratch_text(path)) return made;
  if (!g_outside) return nullptr;
  if (path == g_outside->program_filename) return &g_outside->program_source;
  auto it = g_outside->files.find(path);
  return it == g_outside->files.end() ? nullptr : &it->second;
}

constexpr int kNoDirectory = 3;   // in Outside::stats: what it is else was not asked

int outside_stat_on_disk(const std::string& path) {
  Outside& o = *g_outside;
  auto it = o.stats.find(path);
  if (it != o.stats.end() && it->second != kNoDirectory) return it->second;
  int kind = 0;
  if (o.files.count(path)) {
    kind = 1;
  } else if (o.file_source) {
    std::string content;
    if (o.file_source->is_directory(path)) kind = 2;
    else if (o.file_source->read(path, &content)) {
      kind = 1;
      o.files[path] = content;
    }
  }
  o.stats[path] = kind;
  return kind;
}

int outside_stat(const std::string& path) {
  const int made = scratch_kind(path);
  return made ? made : outside_stat_on_disk(path);
}

bool outside_is_directory(const std::string& path) {
  if (const int made = scratch_kind(path)) return made == 2;
  Outside& o = *g_outside;
  auto [it, first] = o.stats.try_emplace(path, kNoDirectory);
  if (first && o.file_source && o.file_source->is_directory(path)) it->second = 2;
  return it->second == 2;
}

const std::vector<std::string>& outside_list(const std::string& path) {
  Outside& o = *g_outside;
  auto [it, first] = o.lists.try_emplace(path);
  if (first && o.file_source && o.file_source->list(path, &it->second)) std::sort(it->second.begin(), it->second.end());
  return it->second;
}

// Numbers of a fixed sequence (splitmix64): a program that seeds itself still does the same in every run.
void outside_random(char* bytes, uint64_t size) {
  for (uint64_t i = 0; i < size; ++i) {
    uint64_t& counter = rt().modules.entropy;
    uint64_t z = (counter += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    bytes[i] = static_cast<char>(z >> 56);
  }
}

bool outside_has_library() { return g_outside && !g_outside->library.empty(); }

bool outside_in_library(const char* path) {
  if (!outside_has_library()) return false;
  const std::string& library = g_outside->library;
  return !library.compare(0, library.size(), path, 0, std::min(library.size(), std::strlen(path))) && path[library.size()] == '/';
}

double outside_time() {
  double start = g_outside ? g_outside->start_time : 0;
  return start + static_cast<double>(clock_ns()) / 1e9;
}

}  // namespace innards
