// Quickening and the adaptive counters. Follows Python/specialize.c and the ADAPTIVE and miss parts of Python/ceval.c.
#include "run/specialise.h"

#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "probe/probe.h"
#include "run/specialise_site.h"

namespace innards {

namespace {

// The counter of an adaptive form after too many misses: 31 runs, and 2**5 as the pause that has just been made.
constexpr int kBackoffStart = 5, kBackoffMost = 16 - kBackoffBits;
constexpr uint16_t adaptive_counter(int runs, int backoff) { return static_cast<uint16_t>(runs << kBackoffBits | backoff); }
constexpr uint16_t kAdaptiveStart = adaptive_counter((1 << kBackoffStart) - 1, kBackoffStart);

uint16_t longer_pause(uint16_t counter) {
  int backoff = (counter & ((1 << kBackoffBits) - 1)) + 1;
  if (backoff > kBackoffMost) backoff = kBackoffMost;
  return adaptive_counter((1 << backoff) - 1, backoff);
}

void tell_cache(const InterpreterFrame* frame, CacheOutcome outcome, int counter, int offset, const char* form) {
  probe(ProbeKind::kCache, frame, offset, static_cast<uint64_t>(outcome) | static_cast<uint64_t>(counter) << 8, form);
}

void tell(const SpecialiseSite& s, CacheOutcome outcome, int counter, int form) {
  if (g_probe_on) [[unlikely]]
    tell_cache(s.frame, outcome, counter, 2 * static_cast<int>(s.instr - code_units(s.frame->f_code)), any_opcode_name(form));
}

// Looking for what fits asks types and dicts, which is not what the program does: nobody is told. Nothing runs meanwhile
// (lookup_is_quiet), so nothing that the program does goes untold.
class Unheard {
 public:
  Unheard() : was_(g_probe_on) { g_probe_on = false; }
  ~Unheard() { g_probe_on = was_; }
  Unheard(const Unheard&) = delete;
  Unheard& operator=(const Unheard&) = delete;

 private:
  bool was_;
};

bool choose(SpecialiseSite& s) {
  Unheard unheard;
  switch (s.form()) {
    case Opcode::BINARY_OP_ADAPTIVE: return choose_binary_op(s);
    case Opcode::COMPARE_OP_ADAPTIVE: return choose_compare_op(s);
    case Opcode::BINARY_SUBSCR_ADAPTIVE: return choose_binary_subscr(s);
    case Opcode::STORE_SUBSCR_ADAPTIVE: return choose_store_subscr(s);
    case Opcode::UNPACK_SEQUENCE_ADAPTIVE: return choose_unpack_sequence(s);
    case Opcode::LOAD_GLOBAL_ADAPTIVE: return choose_load_global(s);
    case Opcode::LOAD_ATTR_ADAPTIVE: return choose_load_attr(s);
    case Opcode::STORE_ATTR_ADAPTIVE: return choose_store_attr(s);
    case Opcode::LOAD_METHOD_ADAPTIVE: return choose_load_method(s);
    case Opcode::PRECALL_ADAPTIVE: return choose_precall(s);
    case Opcode::CALL_ADAPTIVE: return choose_call(s);
    default: return false;
  }
}

bool adaptive(int form) { return quick_info(form).role == QuickRole::Adaptive; }

// The counter is used up: a specialised form, a longer pause, or the instruction itself again.
void specialise(SpecialiseSite& s) {
  const int before = s.form();
  if (choose(s)) {
    s.counter() = kMissesAllowed;
    return tell(s, CacheOutcome::Specialised, kMissesAllowed, s.form());
  }
  if (s.form() != before) return tell(s, CacheOutcome::GivenUp, 0, s.form());
  s.counter() = longer_pause(s.counter());
  tell(s, CacheOutcome::Failed, adaptive_runs_left(s.counter()), before);
}

void miss(SpecialiseSite& s) {
  const int form = s.form();
  if (--s.counter() != 0) return tell(s, CacheOutcome::Miss, s.counter(), form);
  s.become(adaptive_form(opcode_deopt(form)));
  s.counter() = kAdaptiveStart;
  tell(s, CacheOutcome::Adaptive, adaptive_runs_left(kAdaptiveStart), form);
}

// The pair that an instruction makes with the one before it, or 0. `before`, `now`: the plain instructions.
int fused_pair(int before, int now) {
  switch (now) {
    case Opcode::LOAD_FAST:
      return before == Opcode::LOAD_FAST    ? Opcode::LOAD_FAST__LOAD_FAST
             : before == Opcode::STORE_FAST ? Opcode::STORE_FAST__LOAD_FAST
             : before == Opcode::LOAD_CONST ? Opcode::LOAD_CONST__LOAD_FAST
                                            : 0;
    case Opcode::STORE_FAST: return before == Opcode::STORE_FAST ? Opcode::STORE_FAST__STORE_FAST : 0;
    case Opcode::LOAD_CONST: return before == Opcode::LOAD_FAST ? Opcode::LOAD_FAST__LOAD_CONST : 0;
    default: return 0;
  }
}

int quick_form(int opcode) {
  switch (opcode) {
    case Opcode::EXTENDED_ARG: return Opcode::EXTENDED_ARG_QUICK;
    case Opcode::JUMP_BACKWARD: return Opcode::JUMP_BACKWARD_QUICK;
    case Opcode::RESUME: return Opcode::RESUME_QUICK;
    default: return adaptive_form(opcode);
  }
}

void put_form(CodeUnit16& unit, int form) { unit = static_cast<CodeUnit16>((unit & 0xff00) | form); }

}  // namespace

void quicken(InterpreterFrame* frame) {
  CodeObject* co = frame->f_code;
  CodeUnit16* units = code_units(co);
  const int count = code_count(co);
  int before = -1;
  for (int i = 0; i < count; ++i) {
    const int opcode = units[i] & 255;
    if (const int form = quick_form(opcode)) put_form(units[i], form);
    else if (const int pair = fused_pair(before, opcode)) put_form(units[i - 1], pair);
    const int caches = opcode_info(opcode).caches;
    before = caches ? -1 : opcode;
    i += caches;
  }
  if (g_probe_on) [[unlikely]] tell_cache(frame, CacheOutcome::Quickened, 0, 2 * frame_lasti(frame), "");
}

bool specialised_step(InterpreterFrame* frame, CodeUnit16* instr, int oparg, Object** sp, Object* kwnames) {
  SpecialiseSite s = {frame, instr, oparg, sp, kwnames};
  if (adaptive(s.form())) {
    if (adaptive_runs_left(s.counter()) == 0) specialise(s);
    if (adaptive(s.form())) {
      s.counter() = static_cast<CodeUnit16>(s.counter() - (1 << kBackoffBits));
      tell(s, CacheOutcome::Counting, adaptive_runs_left(s.counter()), s.form());
      return false;
    }
    if (quick_info(s.form()).role == QuickRole::None) return false;
  }
  if (!guard_holds(s)) {
    miss(s);
    return false;
  }
  tell(s, CacheOutcome::Hit, s.counter(), s.form());
  return skips_call(s.form());
}

// ---- the natives with forms of their own

namespace {

// Which rows of the tables of natives they are: host side, the same in every machine.
struct NativesWithForms {
  uint64_t len, isinstance, append;
} g_natives_with_forms;

uint64_t native_row(Object* dict, const char* name) {
  Object* f = dict_get_item_str(dict, name);
  if (!f) return 0;
  if (builtin_function_check_exact(f)) return static_cast<BuiltinFunctionObject*>(f)->m_ml.id();
  return f->ob_type == TypeMethodDescriptor ? static_cast<MethodDescrObject*>(f)->d_method.id() : 0;
}

bool is_native(const Object* o, uint64_t row) {
  return builtin_function_check_exact(o) && static_cast<const BuiltinFunctionObject*>(o)->m_ml.id() == row;
}

}  // namespace

int specialise_boot() {
  NativesWithForms& n = g_natives_with_forms;
  n = {native_row(rt().thread.builtins, "len"), native_row(rt().thread.builtins, "isinstance"), native_row(TypeList->tp_dict, "append")};
  return n.len && n.isinstance && n.append ? 0 : -1;
}
bool is_len(const Object* o) { return is_native(o, g_natives_with_forms.len); }
bool is_isinstance(const Object* o) { return is_native(o, g_natives_with_forms.isinstance); }
bool is_list_append(const Object* o) {
  return o && o->ob_type == TypeMethodDescriptor && static_cast<const MethodDescrObject*>(o)->d_method.id() == g_natives_with_forms.append;
}

}  // namespace innards
