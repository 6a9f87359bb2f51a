// Code of the person who looks, on the machine's stack.
#include "run/excursion.h"

#include "heap/gc.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/load_code.h"
#include "run/machine.h"
#include "run/runtime.h"
#include "run/threads.h"
#include "run/trace.h"

namespace innards {

namespace {

constexpr int64_t kMostText = 4000;          // code points of a repr
constexpr int32_t kExtraRecursion = 200;     // calls that it may make however deep the program is

Excursion* g_asked = nullptr;
bool g_over = false;

// Catches what is printed.
class Caught : public OutputSink {
 public:
  explicit Caught(std::string& text) : text_(text) {}
  void write(int, uint64_t, const char* data, uint64_t size) override {
    if (text_.size() < 64 * 1024) text_.append(data, size);
  }

 private:
  std::string& text_;
};

// The first characters of str(o) or repr(o); the type's name when that fails.
std::string text_of(Object* o, Object* (*function)(Object*)) {
  Ref<> text(function(o));
  if (!text) {
    err_clear();
    return std::string("<") + type_of(o)->tp_name.get() + " object>";
  }
  Ref<> part(str_length(text) > kMostText ? str_substring(text, 0, kMostText) : new_ref(text.get()));
  const char* utf8 = part ? str_as_utf8(part) : nullptr;
  if (utf8) return utf8;
  err_clear();
  return "?";
}

std::string error_text() {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_normalize_exception(&type, &value, &tb);
  const std::string what = value ? text_of(value, object_str) : "";
  const std::string name = static_cast<TypeObject*>(type)->tp_name.get();
  return name.substr(name.rfind('.') + 1) + (what.empty() ? "" : ": " + what);
}

// The frame's names and the module's in one namespace: what a nested scope of the expression looks up is found, too.
Object* names_of(InterpreterFrame* frame) {
  Ref<> names(dict_copy(frame->f_globals));
  if (!names || frame_fast_to_locals_with_error(frame) < 0) return nullptr;
  Object* locals = frame->f_locals;
  if (locals && locals != frame->f_globals.get() && dict_update(names, locals) < 0) return nullptr;
  return names.release();
}

Object* evaluate(const Excursion& e, InterpreterFrame* frame) {
  CompileRequest request;
  request.source = e.expression;
  request.filename = "<expression>";
  request.mode = CodeMode::Eval;
  request.is_text = true;
  Ref<> names(names_of(frame));
  Ref<CodeObject> code(names ? compile_to_code(request) : nullptr);
  return code ? eval_code(code, names, names) : nullptr;
}

// Nothing of the program may come in between: other threads, trace functions, collections, a Ctrl+C.
void be_undisturbed() {
  ThreadState& t = rt().thread;
  err_clear();   // of a native that sleeps here
  ++t.tracing;
  trace_update();
  t.recursion_remaining += kExtraRecursion;
  t.input_lines = g_outside->input.size();
  thread_table().switch_at = kNever;
  thread_table().interrupt_main = false;
  g_run.interrupt_at = UINT64_MAX;
  eval_breaker_update();
  gc_disable();
}

void run(Excursion& e) {
  InterpreterFrame* frame = e.frame ? reinterpret_cast<InterpreterFrame*>(e.frame) : rt().thread.current_frame.get();
  if (!frame) return;
  be_undisturbed();
  Ref<> value(evaluate(e, frame));
  const int truth = value ? object_is_true(value) : -1;
  if (truth < 0) {
    e.text = error_text();
    e.end = Excursion::End::Error;
    return;
  }
  e.truth = truth > 0;
  e.text = text_of(value, object_repr);
  e.value = reinterpret_cast<uintptr_t>(value.release());   // stays alive: the arena is put back anyway
  e.end = Excursion::End::Value;
}

}  // namespace

void excursion_if_asked() {
  while (Excursion* e = g_asked) {
    g_asked = nullptr;
    run(*e);
    g_over = true;
    machine_switch_to_host(RunState::Finished);
  }
}

void machine_excursion(Machine& machine, Excursion& e) {
  e.end = Excursion::End::NotHere;
  if (machine.finished()) return;
  Caught caught(e.output);
  InputSource* input = g_outside->input_source;
  OutputSink* output = g_outside->output;
  g_outside->input_source = nullptr;
  g_outside->output = &caught;
  g_asked = &e;
  g_over = false;
  const RunState state = machine.run_until(machine.step() + e.most_steps, e.most_turns);
  if (!g_over) e.end = state == RunState::Finished ? Excursion::End::NotHere : Excursion::End::TooLong;
  g_asked = nullptr;
  g_outside->input_source = input;
  g_outside->output = output;
}

}  // namespace innards
