// The interpreter loop: one case for each instruction of CPython 3.11's unspecialised code, with the same pops, pushes
// and reference counts in the same order (Python/ceval.c). Two instances are made: a plain one, and one that tells the
// probe about every push and pop; the loop goes from one to the other between two instructions.

#include <cmath>
#include <cstring>

#include "compile/quick_opcodes.h"
#include "heap/gc.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/compare_values.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/function.h"
#include "object/float.h"
#include "object/generator.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/method.h"
#include "object/method_cache.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/eval_helpers.h"
#include "run/hand_made_code.h"
#include "run/import.h"
#include "run/loop_probe.h"
#include "run/machine.h"
#include "run/outside.h"
#include "run/runtime.h"
#include "run/specialise.h"
#include "run/sys_object.h"
#include "run/threads.h"
#include "run/trace.h"

namespace innards {

RunControl g_run = {UINT64_MAX, false, UINT64_MAX, UINT64_MAX, UINT64_MAX};

namespace {

int offset_in(const InterpreterFrame* frame, const CodeUnit16* at) { return static_cast<int>(at - code_units(frame->f_code)); }

enum class Entry { Start, Throw, Resume };
enum class Exit { Done, OtherInstance };

// What goes from one instance of the loop to the other.
struct LoopState {
  InterpreterFrame* frame;
  Entry entry;
  Object* kwnames;  // set by KW_NAMES for the CALL after it
  Object* result;
  bool traced;      // a trace function has been told of the next instruction
  bool call_done;   // a specialised PRECALL stands for the CALL that comes next
  CodeUnit16* ran;  // for the probed instance: what ran before the next instruction (to resume, the frame names the unit before)
};

// The empty str, borrowed: it is static.
Object* empty_text() {
  Object* e = str_empty();
  decref(e);
  return e;
}

using BinaryFunction = Object* (*)(Object*, Object*);
Object* power2(Object* a, Object* b) { return number_power(a, b, none()); }
Object* in_place_power2(Object* a, Object* b) { return number_in_place_power(a, b, none()); }
// In the order of BINARY_OP's argument.
const BinaryFunction kBinaryOps[] = {
    number_add, number_and, number_floor_divide, number_lshift, number_matrix_multiply, number_multiply, number_remainder,
    number_or, power2, number_rshift, number_subtract, number_true_divide, number_xor, number_in_place_add,
    number_in_place_and, number_in_place_floor_divide, number_in_place_lshift, number_in_place_matrix_multiply,
    number_in_place_multiply, number_in_place_remainder, number_in_place_or, in_place_power2, number_in_place_rshift,
    number_in_place_subtract, number_in_place_true_divide, number_in_place_xor,
};

#define CASE(op) case Opcode::op:
#define TOP() (sp[-1])
#define SECOND() (sp[-2])
#define THIRD() (sp[-3])
#define PEEK(n) (sp[-(n)])
#define SET_TOP(v) do { Object* new_top_ = (v); if constexpr (Probed) loop_probe_replace(TOP(), new_top_); TOP() = new_top_; } while (0)
#define PUSH(v) do { Object* pushed_ = (v); if constexpr (Probed) loop_probe_push(pushed_); *sp++ = pushed_; } while (0)
#define POP() pop<Probed>(sp)
#define SHRINK(n) shrink<Probed>(sp, n)
#define JUMPBY(n) (next_instr += (n))
#define NAME(i) tuple_item_at(names, i)
#define CONST(i) tuple_item_at(consts, i)
#define LOCAL(i) (locals[i])
#define NEXT() goto next_instruction
// Where CPython looks at its eval breaker: a Ctrl+C that is due becomes a KeyboardInterrupt of this instruction, and another
// thread may run. What that one can see of this frame is in order.
#define CHECK_EVAL_BREAKER()                       \
  do {                                             \
    if (R.step > g_run.breaker_at) [[unlikely]] {  \
      SAVE_STACK();                                \
      const int failed_ = eval_breaker();          \
      frame->stacktop = -1;                        \
      if (failed_) goto error;                     \
    }                                              \
  } while (0)
// The same after a jump, when it went back.
#define CHECK_EVAL_BREAKER_BACK(direction) do { if ((0 direction 1) < 0) CHECK_EVAL_BREAKER(); } while (0)
// A trace function hears of a frame's value; when it fails, its error is what leaves the frame.
#define TRACE_EXIT(value)                              \
  do {                                                 \
    if (T.use_tracing) [[unlikely]] {                  \
      if (trace_return(frame, value)) {                \
        decref(value);                                 \
        goto exit_unwind;                              \
      }                                                \
    }                                                  \
  } while (0)
#define SAVE_STACK() (frame->stacktop = static_cast<int32_t>(sp - locals))

template <bool Probed>
inline Object* pop(Object**& sp) {
  Object* v = *--sp;
  if constexpr (Probed) loop_probe_pop(v);
  return v;
}
template <bool Probed>
inline void shrink(Object**& sp, int64_t n) {
  if constexpr (Probed) for (int64_t i = 0; i < n; ++i) loop_probe_pop(sp[-1 - i]);
  sp -= n;
}

// ---- for the specialised forms

// Whether a general form that charges the recursion limit would pass.
inline bool may_recurse() { return rt().thread.recursion_remaining > 0 && !native_stack_low(); }
// Whether giving up one reference runs no Python code: others hold it, or it holds nothing.
inline bool dropped_quietly(const Object* o) {
  return o->ob_refcnt > 1 || o->ob_type == TypeInt || o->ob_type == TypeFloat || o->ob_type == TypeStr;
}

// A frame for a call that gives every parameter, all of them plain: eval_push_frame without looking at names and defaults.
inline InterpreterFrame* push_exact_frame(FunctionObject* func, Object** args, int count) {
  CodeObject* code = func->code();
  if (code_may_run(code)) [[unlikely]] return eval_push_frame(func, nullptr, args, count, nullptr);
  InterpreterFrame* frame = thread_push_frame(code->co_nlocalsplus + code->co_stacksize + kFrameSpecialsSize);
  if (!frame) [[unlikely]] return eval_push_frame(func, nullptr, args, count, nullptr);
  frame_initialize_specials(frame, func, nullptr, code->co_nlocalsplus);
  int i = 0;
  for (; i < count; ++i) frame->localsplus[i] = args[i];
  for (; i < code->co_nlocalsplus; ++i) frame->localsplus[i] = nullptr;
  return frame;
}

template <bool Probed>
Exit run_loop(LoopState& state) {
  Runtime& R = rt();
  ThreadState& T = R.thread;
  InterpreterFrame* frame = state.frame;
  Object* kwnames = state.kwnames;
  bool call_done = state.call_done;
  CodeUnit16* next_instr = nullptr;
  Object** sp = nullptr;
  Object** locals = nullptr;
  Object* names = nullptr;
  Object* consts = nullptr;
  int opcode;
  int oparg;

  if (state.entry == Entry::Resume) goto resume_frame;
  if (state.entry == Entry::Throw) {
    if (enter_recursive_call("")) {
      --T.recursion_remaining;
      goto exit_unwind;
    }
    if (T.use_tracing && trace_enter(frame)) [[unlikely]] goto exit_unwind;
    goto resume_with_error;
  }

start_frame:
  ++T.counters.calls;
  if constexpr (Probed) loop_probe_enter(frame);
  if (enter_recursive_call("")) {
    --T.recursion_remaining;
    goto exit_unwind;
  }

resume_frame : {
  CodeObject* co = frame->f_code;
  names = co->co_names;
  consts = co->co_consts;
  locals = reinterpret_cast<Object**>(frame->localsplus);
  next_instr = frame->prev_instr.get() + 1;
  sp = locals + frame->stacktop;
  frame->stacktop = -1;
}

next_instruction:
  if (R.step >= g_run.check_at) [[unlikely]] {
    // First, so that what the host sees is the instruction that runs next.
    if (T.use_tracing && !state.traced) {
      CodeUnit16* before = frame->prev_instr;
      frame->prev_instr = next_instr;
      SAVE_STACK();
      const int failed = trace_instruction(frame, before);
      sp = locals + frame->stacktop;
      frame->stacktop = -1;
      if (failed) {
        // The error is the instruction's, wherever a jump would have gone; that of a call comes before the first one.
        if (opcode_deopt(*next_instr) != Opcode::RESUME) ++next_instr;
        goto error;
      }
      next_instr = frame->prev_instr;
      frame->prev_instr = before;
    }
    state.traced = false;
    if (R.step >= g_run.stop_at) {
      // What the host sees is a frame that stands at the instruction; afterwards everything is as it was.
      CodeUnit16* before = frame->prev_instr;
      frame->prev_instr = next_instr;
      SAVE_STACK();
      machine_switch_to_host(RunState::Stopped);
      frame->prev_instr = before;
      frame->stacktop = -1;
    }
    if (loop_probed() != Probed) {
      CodeUnit16* ran = Probed ? nullptr : frame->prev_instr.get();
      frame->prev_instr = next_instr - 1;
      SAVE_STACK();
      state = {frame, Entry::Resume, kwnames, nullptr, T.use_tracing, call_done, ran};
      return Exit::OtherInstance;
    }
    if constexpr (Probed) {   // a listener reads the frame as the host would
      CodeUnit16* before = frame->prev_instr;
      frame->prev_instr = next_instr;
      SAVE_STACK();
      loop_probe_instruction(frame, offset_in(frame, next_instr), offset_in(frame, state.ran ? state.ran : before));
      frame->prev_instr = before;
      frame->stacktop = -1;
    }
    state.ran = nullptr;
    g_run.check_at = loop_check_at();   // a thread that goes on has only made the loop look
  }
  ++R.step;
  opcode = *next_instr & 255;
  oparg = *next_instr >> 8;

dispatch:
  frame->prev_instr = next_instr++;
execute:
  switch (opcode) {
    CASE(NOP) NEXT();

    CASE(RESUME) code_warm_up(frame); [[fallthrough]];
    CASE(RESUME_QUICK) {
      if (oparg < 2) CHECK_EVAL_BREAKER();
      NEXT();
    }

    CASE(EXTENDED_ARG_QUICK)
    CASE(EXTENDED_ARG) {
      opcode = *next_instr & 255;
      oparg = oparg << 8 | *next_instr >> 8;
      goto dispatch;
    }

    // ---- locals, cells, constants

    // A fused form is two steps here, the second by what stands in the second unit.
    CASE(LOAD_CLOSURE)
    CASE(LOAD_FAST__LOAD_FAST)
    CASE(LOAD_FAST__LOAD_CONST)
    CASE(LOAD_FAST) {
      Object* value = LOCAL(oparg);
      if (!value) goto unbound_local_error;
      incref(value);
      PUSH(value);
      NEXT();
    }

    CASE(LOAD_CONST__LOAD_FAST)
    CASE(LOAD_CONST) {
      Object* value = CONST(oparg);
      incref(value);
      PUSH(value);
      NEXT();
    }

    CASE(STORE_FAST__LOAD_FAST)
    CASE(STORE_FAST__STORE_FAST)
    CASE(STORE_FAST) {
      Object* value = POP();
      Object* old = LOCAL(oparg);
      LOCAL(oparg) = value;
      if constexpr (Probed) loop_probe_local(frame, oparg, value);
      xdecref(old);
      NEXT();
    }

    CASE(DELETE_FAST) {
      Object* old = LOCAL(oparg);
      if (!old) goto unbound_local_error;
      LOCAL(oparg) = nullptr;
      if constexpr (Probed) loop_probe_local(frame, oparg, nullptr);
      decref(old);
      NEXT();
    }

    CASE(MAKE_CELL) {
      Object* initial = LOCAL(oparg);
      Object* cell = cell_new(initial);
      if (!cell) goto resume_with_error;
      LOCAL(oparg) = cell;
      if constexpr (Probed) loop_probe_local(frame, oparg, cell);
      xdecref(initial);
      NEXT();
    }

    CASE(COPY_FREE_VARS) {
      CodeObject* co = frame->f_code;
      Object* closure = frame->f_func->func_closure;
      int offset = co->co_nlocals + co->co_nplaincellvars;
      for (int i = 0; i < oparg; ++i) {
        Object* cell = tuple_item_at(closure, i);
        incref(cell);
        LOCAL(offset + i) = cell;
      }
      NEXT();
    }

    CASE(LOAD_DEREF) {
      Object* value = static_cast<CellObject*>(LOCAL(oparg))->ob_ref;
      if constexpr (Probed) probe(ProbeKind::kCellRead, LOCAL(oparg), value);
      if (!value) {
        format_exc_unbound(frame->f_code, oparg);
        goto error;
      }
      incref(value);
      PUSH(value);
      NEXT();
    }

    CASE(STORE_DEREF) {
      Object* value = POP();
      auto* cell = static_cast<CellObject*>(LOCAL(oparg));
      Object* old = cell->ob_ref;
      cell->ob_ref = value;
      if constexpr (Probed) probe(ProbeKind::kCellWrite, cell, value);
      xdecref(old);
      NEXT();
    }

    CASE(DELETE_DEREF) {
      auto* cell = static_cast<CellObject*>(LOCAL(oparg));
      Object* old = cell->ob_ref;
      if (!old) {
        format_exc_unbound(frame->f_code, oparg);
        goto error;
      }
      cell->ob_ref = nullptr;
      if constexpr (Probed) probe(ProbeKind::kCellWrite, cell, 0);
      decref(old);
      NEXT();
    }

    CASE(LOAD_CLASSDEREF) {
      Object* value = load_class_deref(frame, oparg);
      if (!value) goto error;
      PUSH(value);
      NEXT();
    }

    // ---- the stack

    CASE(POP_TOP) {
      Object* value = POP();
      decref(value);
      NEXT();
    }

    CASE(PUSH_NULL) {
      PUSH(nullptr);
      NEXT();
    }

    CASE(COPY) {
      Object* value = PEEK(oparg);
      incref(value);
      PUSH(value);
      NEXT();
    }

    CASE(SWAP) {
      Object* top = TOP();
      TOP() = PEEK(oparg);
      PEEK(oparg) = top;
      if constexpr (Probed) loop_probe_swap(oparg);
      NEXT();
    }

    // ---- operators

    CASE(UNARY_POSITIVE) {
      Object* value = TOP();
      Object* res = number_positive(value);
      decref(value);
      SET_TOP(res);
      if (!res) goto error;
      NEXT();
    }

    CASE(UNARY_NEGATIVE) {
      Object* value = TOP();
      Object* res = number_negative(value);
      decref(value);
      SET_TOP(res);
      if (!res) goto error;
      NEXT();
    }

    CASE(UNARY_INVERT) {
      Object* value = TOP();
      Object* res = number_invert(value);
      decref(value);
      SET_TOP(res);
      if (!res) goto error;
      NEXT();
    }

    CASE(UNARY_NOT) {
      Object* value = TOP();
      int truth = object_is_true(value);
      decref(value);
      if (truth >= 0) {
        Object* res = bool_object(truth == 0);
        incref(res);
        SET_TOP(res);
        NEXT();
      }
      SHRINK(1);
      goto error;
    }

    CASE(BINARY_OP) {
      Object* rhs = POP();
      Object* lhs = TOP();
      Object* res = kBinaryOps[oparg](lhs, rhs);
      decref(lhs);
      decref(rhs);
      SET_TOP(res);
      if (!res) goto error;
      JUMPBY(1);
      NEXT();
    }

    CASE(COMPARE_OP) {
      Object* right = POP();
      Object* left = TOP();
      Object* res = object_rich_compare(left, right, oparg);
      SET_TOP(res);
      decref(left);
      decref(right);
      if (!res) goto error;
      JUMPBY(2);
      NEXT();
    }

    CASE(IS_OP) {
      Object* right = POP();
      Object* left = TOP();
      Object* res = bool_object((left == right) != (oparg != 0));
      incref(res);
      SET_TOP(res);
      decref(left);
      decref(right);
      NEXT();
    }

    CASE(CONTAINS_OP) {
      Object* right = POP();
      Object* left = POP();
      int found = sequence_contains(right, left);
      decref(left);
      decref(right);
      if (found < 0) goto error;
      Object* res = bool_object((found != 0) != (oparg != 0));
      incref(res);
      PUSH(res);
      NEXT();
    }

    CASE(BINARY_SUBSCR)
plain_binary_subscr : {
      Object* key = POP();
      Object* container = TOP();
      Object* res = object_get_item(container, key);
      decref(container);
      decref(key);
      SET_TOP(res);
      if (!res) goto error;
      JUMPBY(4);
      NEXT();
    }

    CASE(STORE_SUBSCR)
plain_store_subscr : {
      Object* key = TOP();
      Object* container = SECOND();
      Object* value = THIRD();
      SHRINK(3);
      int err = object_set_item(container, key, value);
      decref(value);
      decref(container);
      decref(key);
      if (err) goto error;
      JUMPBY(1);
      NEXT();
    }

    CASE(DELETE_SUBSCR) {
      Object* key = TOP();
      Object* container = SECOND();
      SHRINK(2);
      int err = object_del_item(container, key);
      decref(container);
      decref(key);
      if (err) goto error;
      NEXT();
    }

    // ---- names

    CASE(LOAD_NAME) {
      Object* value = load_name(frame, NAME(oparg));
      if (!value) goto error;
      PUSH(value);
      NEXT();
    }

    CASE(STORE_NAME) {
      Object* name = NAME(oparg);
      Object* value = POP();
      Object* ns = frame->f_locals;
      if (!ns) {
        err_format(ExcSystemError, "no locals found when storing %R", name);
        decref(value);
        goto error;
      }
      int err = dict_check_exact(ns) ? dict_set_item(ns, name, value) : object_set_item(ns, name, value);
      decref(value);
      if (err) goto error;
      NEXT();
    }

    CASE(DELETE_NAME) {
      if (delete_name(frame, NAME(oparg))) goto error;
      NEXT();
    }

    CASE(LOAD_GLOBAL) {
      Object* name = NAME(oparg >> 1);
      Object* globals = frame->f_globals;
      Object* builtins = frame->f_builtins;
      Object* value;
      if (dict_check_exact(globals) && dict_check_exact(builtins)) {
        value = dict_load_global(static_cast<DictObject*>(globals), static_cast<DictObject*>(builtins), name);
        if (!value) {
          if (!err_occurred()) format_exc_check_arg(ExcNameError, "name '%.200s' is not defined", name);
          goto error;
        }
        incref(value);
      } else {
        value = load_global_slow(frame, name);
        if (!value) goto error;
      }
      JUMPBY(5);
      if (oparg & 1) PUSH(nullptr);
      PUSH(value);
      NEXT();
    }

    CASE(STORE_GLOBAL) {
      Object* value = POP();
      int err = dict_set_item(frame->f_globals, NAME(oparg), value);
      decref(value);
      if (err) goto error;
      NEXT();
    }

    CASE(DELETE_GLOBAL) {
      Object* name = NAME(oparg);
      if (dict_del_item(frame->f_globals, name)) {
        if (err_exception_matches(ExcKeyError)) format_exc_check_arg(ExcNameError, "name '%.200s' is not defined", name);
        goto error;
      }
      NEXT();
    }

    CASE(SETUP_ANNOTATIONS) {
      if (setup_annotations(frame)) goto error;
      NEXT();
    }

    // ---- attributes

    CASE(LOAD_ATTR) {
      Object* owner = TOP();
      Object* res = object_get_attr(owner, NAME(oparg));
      if (!res) goto error;
      decref(owner);
      SET_TOP(res);
      JUMPBY(4);
      NEXT();
    }

    CASE(STORE_ATTR) {
      Object* name = NAME(oparg);
      Object* owner = TOP();
      Object* value = SECOND();
      SHRINK(2);
      int err = object_set_attr(owner, name, value);
      decref(value);
      decref(owner);
      if (err) goto error;
      JUMPBY(4);
      NEXT();
    }

    CASE(DELETE_ATTR) {
      Object* name = NAME(oparg);
      Object* owner = POP();
      int err = object_set_attr(owner, name, nullptr);
      decref(owner);
      if (err) goto error;
      NEXT();
    }

    CASE(LOAD_METHOD) {
      Object* obj = TOP();
      Object* meth = nullptr;
      int found = object_get_method(obj, NAME(oparg), &meth);
      if (!meth) goto error;
      if (found) {
        SET_TOP(meth);
        PUSH(obj);
      } else {
        SET_TOP(nullptr);
        decref(obj);
        PUSH(meth);
      }
      JUMPBY(10);
      NEXT();
    }

    // ---- calls

    CASE(PRECALL)
plain_precall : {
      if (!PEEK(oparg + 2)) {
        Object* function = PEEK(oparg + 1);
        if (function->ob_type == TypeMethod) {
          auto* method = static_cast<MethodObject*>(function);
          Object* func = method->im_func;
          Object* self = method->im_self;
          incref(func);
          incref(self);
          PEEK(oparg + 1) = self;
          PEEK(oparg + 2) = func;
          if constexpr (Probed) loop_probe_unpack_method(oparg, func, self);
          decref(function);
        }
      }
      JUMPBY(1);
      NEXT();
    }

    CASE(KW_NAMES) {
      kwnames = CONST(oparg);
      NEXT();
    }

    CASE(CALL) {
      bool is_meth = PEEK(oparg + 2) != nullptr;
      Object* function = PEEK(oparg + 1);
      if (!is_meth && function->ob_type == TypeMethod) {
        auto* method = static_cast<MethodObject*>(function);
        Object* self = method->im_self;
        Object* func = method->im_func;
        incref(self);
        incref(func);
        PEEK(oparg + 1) = self;
        PEEK(oparg + 2) = func;
        if constexpr (Probed) loop_probe_unpack_method(oparg, func, self);
        decref(function);
        is_meth = true;
      }
      int total = oparg + is_meth;
      function = PEEK(total + 1);
      int64_t positional = total - (kwnames ? tuple_size_of(kwnames) : 0);
      if (function->ob_type == TypeFunction) {
        // A Python function: its frame is run by this same loop.
        auto* func = static_cast<FunctionObject*>(function);
        Object* ns = func->code()->co_flags & kCoOptimized ? nullptr : func->func_globals.get();
        SHRINK(total);
        InterpreterFrame* callee = eval_push_frame(func, ns, sp, positional, kwnames);
        kwnames = nullptr;
        SHRINK(2 - is_meth);
        if (!callee) goto error;
        JUMPBY(4);
        SAVE_STACK();
        frame->prev_instr = next_instr - 1;
        callee->previous = frame;
        T.current_frame = frame = callee;
        goto start_frame;
      }
      Object* res = g_run.as_traced || T.use_tracing
                        ? call_as_traced(function, sp - total, positional, kwnames)
                        : object_vectorcall(function, sp - total,
                                            static_cast<uint64_t>(positional) | kVectorcallArgumentsOffset, kwnames);
      kwnames = nullptr;
      decref(function);
      SHRINK(total);
      for (int i = 0; i < total; ++i) decref(sp[i]);
      SHRINK(2 - is_meth);
      PUSH(res);
      if (!res) goto error;
      JUMPBY(4);
      CHECK_EVAL_BREAKER();
      NEXT();
    }

    CASE(CALL_FUNCTION_EX) {
      Object* kwargs = nullptr;
      if (oparg & 1) {
        kwargs = POP();
        if (!dict_check_exact(kwargs)) {
          Object* d = dict_new();
          if (!d) goto error;
          if (dict_merge_ex(d, kwargs, 2) < 0) {
            decref(d);
            format_kwargs_error(SECOND(), kwargs);
            decref(kwargs);
            goto error;
          }
          decref(kwargs);
          kwargs = d;
        }
      }
      Object* args = POP();
      Object* func = TOP();
      if (!tuple_check_exact(args)) {
        if (check_args_iterable(func, args) < 0) {
          decref(args);
          goto error;
        }
        Object* tuple = sequence_tuple(args);
        decref(args);
        args = tuple;
        if (!args) goto error;
      }
      Object* res = g_run.as_traced || T.use_tracing ? call_ex_as_traced(func, args, kwargs) : object_call(func, args, kwargs);
      decref(func);
      decref(args);
      xdecref(kwargs);
      SHRINK(1);
      SET_TOP(res);
      if (!res) goto error;
      CHECK_EVAL_BREAKER();
      NEXT();
    }

    CASE(MAKE_FUNCTION) {
      if (!check_function_parts(sp, oparg)) goto error;
      Object* code = POP();
      auto* func = static_cast<FunctionObject*>(function_new(code, frame->f_globals));
      decref(code);
      if (!func) goto error;
      if (oparg & 8) func->func_closure = POP();
      if (oparg & 4) func->func_annotations = POP();
      if (oparg & 2) func->func_kwdefaults = POP();
      if (oparg & 1) func->func_defaults = POP();
      PUSH(func);
      NEXT();
    }

    CASE(LOAD_BUILD_CLASS) {
      Object* bc = load_build_class(frame);
      if (!bc) goto error;
      PUSH(bc);
      NEXT();
    }

    CASE(RETURN_VALUE) {
      Object* res = POP();
      SAVE_STACK();
      TRACE_EXIT(res);
      if constexpr (Probed) loop_probe_return(frame, res);
      leave_recursive_call();
      if (!frame->is_entry) {
        // Unlinked before it is cleared: finalizers must not see it.
        InterpreterFrame* dying = frame;
        T.current_frame = frame = dying->previous;
        eval_frame_clear_and_pop(dying);
        frame->localsplus[frame->stacktop++] = res;
        if constexpr (Probed) loop_probe_push(res);
        goto resume_frame;
      }
      T.current_frame = frame->previous;
      state.result = res;
      return Exit::Done;
    }

    // ---- jumps

    CASE(JUMP_FORWARD) {
      JUMPBY(oparg);
      NEXT();
    }

    CASE(JUMP_BACKWARD) code_warm_up(frame); [[fallthrough]];
    CASE(JUMP_BACKWARD_QUICK) {
      JUMPBY(-oparg);
      CHECK_EVAL_BREAKER();
      NEXT();
    }

    CASE(JUMP_BACKWARD_NO_INTERRUPT) {
      JUMPBY(-oparg);
      NEXT();
    }

#define POP_JUMP_IF_TRUTH(op, wanted, direction)           \
  CASE(op) {                                               \
    Object* cond = POP();                                  \
    if (cond == bool_object(wanted)) {                     \
      decref(cond);                                        \
      JUMPBY(direction oparg);                             \
      CHECK_EVAL_BREAKER_BACK(direction);                     \
    } else if (cond == bool_object(!(wanted))) {           \
      decref(cond);                                        \
    } else {                                               \
      int truth = object_is_true(cond);                    \
      decref(cond);                                        \
      if (truth < 0) goto error;                           \
      if ((truth != 0) == (wanted)) {                      \
        JUMPBY(direction oparg);                           \
        CHECK_EVAL_BREAKER_BACK(direction);                   \
      }                                                    \
    }                                                      \
    NEXT();                                                \
  }
    POP_JUMP_IF_TRUTH(POP_JUMP_FORWARD_IF_FALSE, false, +)
    POP_JUMP_IF_TRUTH(POP_JUMP_FORWARD_IF_TRUE, true, +)
    POP_JUMP_IF_TRUTH(POP_JUMP_BACKWARD_IF_FALSE, false, -)
    POP_JUMP_IF_TRUTH(POP_JUMP_BACKWARD_IF_TRUE, true, -)
#undef POP_JUMP_IF_TRUTH

#define POP_JUMP_IF_NONE(op, test, direction) \
  CASE(op) {                                  \
    Object* value = POP();                    \
    bool jumps = test is_none(value);         \
    decref(value);                            \
    if (jumps) {                              \
      JUMPBY(direction oparg);                \
      CHECK_EVAL_BREAKER_BACK(direction);        \
    }                                         \
    NEXT();                                   \
  }
    POP_JUMP_IF_NONE(POP_JUMP_FORWARD_IF_NONE, , +)
    POP_JUMP_IF_NONE(POP_JUMP_FORWARD_IF_NOT_NONE, !, +)
    POP_JUMP_IF_NONE(POP_JUMP_BACKWARD_IF_NONE, , -)
    POP_JUMP_IF_NONE(POP_JUMP_BACKWARD_IF_NOT_NONE, !, -)
#undef POP_JUMP_IF_NONE

    CASE(JUMP_IF_FALSE_OR_POP) {
      int truth = object_is_true(TOP());
      if (truth < 0) goto error;
      if (truth) {
        Object* cond = POP();
        decref(cond);
      } else {
        JUMPBY(oparg);
      }
      NEXT();
    }

    CASE(JUMP_IF_TRUE_OR_POP) {
      int truth = object_is_true(TOP());
      if (truth < 0) goto error;
      if (!truth) {
        Object* cond = POP();
        decref(cond);
      } else {
        JUMPBY(oparg);
      }
      NEXT();
    }

    // ---- iteration and generators

    CASE(GET_ITER) {
      Object* iterable = TOP();
      Object* iter = object_get_iter(iterable);
      decref(iterable);
      SET_TOP(iter);
      if (!iter) goto error;
      NEXT();
    }

    CASE(FOR_ITER) {
      Object* iter = TOP();
      const Slot<iternextfunc> next_item = iter->ob_type->tp_iternext;
      if (!next_item) [[unlikely]] {   // a comprehension's code called with what is no iterator
        err_format(ExcTypeError, "'%.200s' object is not an iterator", iter->ob_type->tp_name.get());
        goto error;
      }
      Object* item = next_item(iter);
      if (item) {
        PUSH(item);
        NEXT();
      }
      if (err_occurred()) {
        if (!err_exception_matches(ExcStopIteration)) goto error;
        if (T.trace_function) trace_exception(frame);
        err_clear();
      }
      SHRINK(1);
      decref(iter);
      JUMPBY(oparg);
      NEXT();
    }

    CASE(GET_YIELD_FROM_ITER) {
      Object* iterable = TOP();
      if (coroutine_check_exact(iterable)) {
        if (!(frame->f_code->co_flags & (kCoCoroutine | kCoIterableCoroutine))) {
          decref(iterable);
          SET_TOP(nullptr);
          err_set_string(ExcTypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
          goto error;
        }
      } else if (!generator_check_exact(iterable)) {
        Object* iter = object_get_iter(iterable);
        decref(iterable);
        SET_TOP(iter);
        if (!iter) goto error;
      }
      NEXT();
    }

    CASE(SEND) {
      Object* value = POP();
      Object* receiver = TOP();
      Object* res = nullptr;
      SendResult status = T.trace_function ? send_as_traced(frame, receiver, value, &res) : iter_send(receiver, value, &res);
      decref(value);
      if (status == SendResult::Error) goto error;
      if (status == SendResult::Return) {
        decref(receiver);
        SET_TOP(res);
        JUMPBY(oparg);
        NEXT();
      }
      PUSH(res);
      NEXT();
    }

    CASE(RETURN_GENERATOR) {
      GenObject* gen = static_cast<GenObject*>(make_generator(frame->f_func));
      if (!gen) goto error;
      SAVE_STACK();
      frame_copy(frame, gen->frame());
      gen->gi_frame_state = kFrameCreated;
      gen->frame()->owner = kFrameOwnedByGenerator;
      leave_recursive_call();
      if constexpr (Probed) loop_probe_return(frame, gen);
      if (!frame->is_entry) {
        InterpreterFrame* dying = frame;
        T.current_frame = frame = dying->previous;
        thread_pop_frame(dying);
        frame->localsplus[frame->stacktop++] = gen;
        if constexpr (Probed) loop_probe_push(gen);
        goto resume_frame;
      }
      // The caller of eval_frame will clear the frame: leave it holding what it may drop.
      frame->stacktop = 0;
      frame->f_locals = nullptr;
      incref(frame->f_func.get());
      incref(frame->f_code.get());
      T.current_frame = frame->previous;
      state.result = gen;
      return Exit::Done;
    }

    CASE(YIELD_VALUE) {
      Object* res = POP();
      frame_get_generator(frame)->gi_frame_state = kFrameSuspended;
      SAVE_STACK();
      TRACE_EXIT(res);
      if constexpr (Probed) loop_probe_yield(frame, res);
      leave_recursive_call();
      T.current_frame = frame->previous;
      state.result = res;
      return Exit::Done;
    }

    CASE(GET_AWAITABLE) {
      Object* iterable = TOP();
      Object* iter = coro_get_awaitable_iter(iterable);
      if (!iter) format_awaitable_error(iterable->ob_type, oparg == 1, oparg == 2);
      decref(iterable);
      if (iter && coroutine_check_exact(iter)) {
        Object* yf = gen_yield_from(static_cast<GenObject*>(iter));
        if (yf) {
          decref(yf);
          decref(iter);
          iter = nullptr;
          err_set_string(ExcRuntimeError, "coroutine is being awaited already");
        }
      }
      SET_TOP(iter);
      if (!iter) goto error;
      NEXT();
    }

    CASE(GET_AITER) {
      Object* obj = TOP();
      Object* iter = get_aiter(obj);
      decref(obj);
      SET_TOP(iter);
      if (!iter) goto error;
      NEXT();
    }

    CASE(GET_ANEXT) {
      Object* awaitable = get_anext_awaitable(TOP());
      if (!awaitable) goto error;
      PUSH(awaitable);
      NEXT();
    }

    CASE(ASYNC_GEN_WRAP) {
      Object* value = TOP();
      Object* wrapped = async_gen_value_wrapper_new(value);
      if (!wrapped) goto error;
      SET_TOP(wrapped);
      decref(value);
      NEXT();
    }

    CASE(END_ASYNC_FOR) {
      if (!check_is_exception(TOP())) goto error;
      Object* value = POP();
      if (err_given_exception_matches(value, ExcStopAsyncIteration)) {
        decref(value);
        Object* iter = POP();
        decref(iter);
        NEXT();
      }
      Object* type = new_ref(static_cast<Object*>(value->ob_type.get()));
      err_restore(type, value, exception_get_traceback(value));
      goto exception_unwind;
    }

    // ---- exceptions and with

    CASE(RAISE_VARARGS) {
      Object* cause = nullptr;
      Object* exc = nullptr;
      if (oparg == 2) cause = POP();
      if (oparg >= 1) exc = POP();
      if (do_raise(exc, cause)) goto exception_unwind;
      goto error;
    }

    CASE(RERAISE) {
      if (!check_is_exception(TOP())) goto error;
      Object* value = POP();
      if (oparg) {
        // The instruction that raised first: tracebacks show that one.
        Object* lasti = PEEK(oparg);
        const int64_t instr = int_check(lasti) ? int_as_i64(lasti) : -1;
        if (instr >= 0 && instr < code_count(frame->f_code)) {
          frame->prev_instr = code_units(frame->f_code) + instr;
        } else {
          err_clear();
          err_set_string(ExcSystemError, "lasti is not an int");
          decref(value);
          goto error;
        }
      }
      Object* type = new_ref(static_cast<Object*>(value->ob_type.get()));
      err_restore(type, value, exception_get_traceback(value));
      goto exception_unwind;
    }

    CASE(PUSH_EXC_INFO) {
      Object* value = TOP();
      if (!check_is_exception(value)) goto error;
      ExcInfo* info = T.exc_info;
      Object* handled = info->exc_value;
      SET_TOP(handled ? handled : new_none());
      PUSH(new_ref(value));
      info->exc_value = value;
      NEXT();
    }

    CASE(POP_EXCEPT) {
      if (!is_none(TOP()) && !check_is_exception(TOP())) goto error;
      ExcInfo* info = T.exc_info;
      Object* old = info->exc_value;
      info->exc_value = POP();
      xdecref(old);
      NEXT();
    }

    CASE(CHECK_EXC_MATCH) {
      Object* right = POP();
      Object* left = TOP();
      if (check_except_type_valid(right) < 0) {
        decref(right);
        goto error;
      }
      int res = err_given_exception_matches(left, right);
      decref(right);
      PUSH(new_ref(bool_object(res)));
      NEXT();
    }

    CASE(CHECK_EG_MATCH) {
      Object* match_type = POP();
      if (check_except_star_type_valid(match_type) < 0) {
        decref(match_type);
        goto error;
      }
      Object* exc_value = TOP();
      if (!is_none(exc_value) && !check_is_exception(exc_value)) {
        decref(match_type);
        goto error;
      }
      Object* match = nullptr;
      Object* rest = nullptr;
      int res = exception_group_match(exc_value, match_type, &match, &rest);
      decref(match_type);
      if (res < 0) goto error;
      if (!match || !rest) goto error;
      if (is_none(match)) {
        PUSH(match);
        xdecref(rest);
      } else {
        SET_TOP(rest);
        PUSH(match);
        Object* handled = T.exc_info->exc_value;
        T.exc_info->exc_value = new_ref(match);
        xdecref(handled);
        decref(exc_value);
      }
      NEXT();
    }

    CASE(PREP_RERAISE_STAR) {
      Object* excs = POP();
      Object* orig = POP();
      Object* value = exception_prep_reraise_star(orig, excs);
      decref(excs);
      decref(orig);
      if (!value) goto error;
      PUSH(value);
      NEXT();
    }

    CASE(LOAD_ASSERTION_ERROR) {
      PUSH(new_ref(static_cast<Object*>(ExcAssertionError)));
      NEXT();
    }

    CASE(BEFORE_WITH) {
      Object* mgr = TOP();
      Object* enter = object_lookup_special(mgr, ID(__enter__));
      if (!enter) {
        if (!err_occurred())
          err_format(ExcTypeError, "'%.200s' object does not support the context manager protocol", mgr->ob_type->tp_name.get());
        goto error;
      }
      Object* exit = object_lookup_special(mgr, ID(__exit__));
      if (!exit) {
        if (!err_occurred())
          err_format(ExcTypeError, "'%.200s' object does not support the context manager protocol (missed __exit__ method)",
                     mgr->ob_type->tp_name.get());
        decref(enter);
        goto error;
      }
      SET_TOP(exit);
      decref(mgr);
      Object* res = object_call_no_args(enter);
      decref(enter);
      if (!res) goto error;
      PUSH(res);
      NEXT();
    }

    CASE(BEFORE_ASYNC_WITH) {
      Object* mgr = TOP();
      Object* enter = object_lookup_special(mgr, ID(__aenter__));
      if (!enter) {
        if (!err_occurred())
          err_format(ExcTypeError, "'%.200s' object does not support the asynchronous context manager protocol",
                     mgr->ob_type->tp_name.get());
        goto error;
      }
      Object* exit = object_lookup_special(mgr, ID(__aexit__));
      if (!exit) {
        if (!err_occurred())
          err_format(ExcTypeError,
                     "'%.200s' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
                     mgr->ob_type->tp_name.get());
        decref(enter);
        goto error;
      }
      SET_TOP(exit);
      decref(mgr);
      Object* res = object_call_no_args(enter);
      decref(enter);
      if (!res) goto error;
      PUSH(res);
      NEXT();
    }

    CASE(WITH_EXCEPT_START) {
      Object* value = TOP();
      if (!check_is_exception(value)) goto error;
      Object* tb = exception_get_traceback(value);
      xdecref(tb);  // the exception keeps it
      Object* stack[4] = {nullptr, value->ob_type.get(), value, tb ? tb : none()};
      Object* res = object_vectorcall(PEEK(4), stack + 1, 3 | kVectorcallArgumentsOffset, nullptr);
      if (!res) goto error;
      PUSH(res);
      NEXT();
    }

    // ---- building

    CASE(BUILD_TUPLE) {
      Object* tuple = tuple_from_array_steal(sp - oparg, oparg);
      SHRINK(oparg);
      if (!tuple) goto error;
      PUSH(tuple);
      NEXT();
    }

    CASE(BUILD_LIST) {
      Object* list = list_from_array_steal(sp - oparg, oparg);
      SHRINK(oparg);
      if (!list) goto error;
      PUSH(list);
      NEXT();
    }

    CASE(BUILD_SET) {
      Object* set = set_new(nullptr);
      if (!set) goto error;
      int err = 0;
      for (int i = oparg; i > 0; --i) {
        Object* item = PEEK(i);
        if (err == 0) err = set_add(set, item);
        decref(item);
      }
      SHRINK(oparg);
      if (err) {
        decref(set);
        goto error;
      }
      PUSH(set);
      NEXT();
    }

    CASE(BUILD_MAP) {
      Object* map = dict_from_items(sp - 2 * oparg, 2, sp - 2 * oparg + 1, 2, oparg);
      if (!map) goto error;
      for (int i = 0; i < oparg; ++i) {
        Object* value = POP();
        decref(value);
        Object* key = POP();
        decref(key);
      }
      PUSH(map);
      NEXT();
    }

    CASE(BUILD_CONST_KEY_MAP) {
      Object* keys = TOP();
      if (!tuple_check_exact(keys) || tuple_size_of(keys) != oparg) {
        err_set_string(ExcSystemError, "bad BUILD_CONST_KEY_MAP keys argument");
        goto error;
      }
      Object* map = dict_from_items(tuple_items(keys), 1, sp - 1 - oparg, 1, oparg);
      if (!map) goto error;
      keys = POP();
      decref(keys);
      while (oparg--) {
        Object* value = POP();
        decref(value);
      }
      PUSH(map);
      NEXT();
    }

    CASE(BUILD_STRING) {
      Object* str = str_join_array(empty_text(), sp - oparg, oparg);
      if (!str) goto error;
      while (--oparg >= 0) {
        Object* item = POP();
        decref(item);
      }
      PUSH(str);
      NEXT();
    }

    CASE(BUILD_SLICE) {
      Object* step = oparg == 3 ? POP() : nullptr;
      Object* stop = POP();
      Object* start = TOP();
      Object* slice = slice_new(start, stop, step);
      decref(start);
      decref(stop);
      xdecref(step);
      SET_TOP(slice);
      if (!slice) goto error;
      NEXT();
    }

    CASE(FORMAT_VALUE) {
      Object* spec = (oparg & 4) ? POP() : nullptr;
      Object* value = POP();
      Object* res = convert_and_format(value, spec, oparg & 3);  // steals both
      if (!res) goto error;
      PUSH(res);
      NEXT();
    }

    CASE(LIST_APPEND) {
      Object* value = POP();
      Object* list = PEEK(oparg);
      if (list_append_take_ref(static_cast<ListObject*>(list), value) < 0) goto error;
      NEXT();
    }

    CASE(SET_ADD) {
      Object* value = POP();
      Object* set = PEEK(oparg);
      int err = set_add(set, value);
      decref(value);
      if (err) goto error;
      NEXT();
    }

    CASE(MAP_ADD) {
      Object* value = TOP();
      Object* key = SECOND();
      SHRINK(2);
      if (dict_set_item_take2(static_cast<DictObject*>(PEEK(oparg)), key, value) != 0) goto error;
      NEXT();
    }

    CASE(LIST_EXTEND) {
      Object* iterable = POP();
      Object* list = PEEK(oparg);
      Object* res = list_extend(static_cast<ListObject*>(list), iterable);
      if (!res) {
        if (err_exception_matches(ExcTypeError) && !iterable->ob_type->tp_iter && !sequence_check(iterable)) {
          err_clear();
          err_format(ExcTypeError, "Value after * must be an iterable, not %.200s", iterable->ob_type->tp_name.get());
        }
        decref(iterable);
        goto error;
      }
      decref(res);
      decref(iterable);
      NEXT();
    }

    CASE(LIST_TO_TUPLE) {
      Object* list = POP();
      Object* tuple = list_as_tuple(list);
      decref(list);
      if (!tuple) goto error;
      PUSH(tuple);
      NEXT();
    }

    CASE(SET_UPDATE) {
      Object* iterable = POP();
      int err = set_update(PEEK(oparg), iterable);
      decref(iterable);
      if (err < 0) goto error;
      NEXT();
    }

    CASE(DICT_UPDATE) {
      Object* update = POP();
      if (dict_update(PEEK(oparg), update) < 0) {
        if (err_exception_matches(ExcAttributeError))
          err_format(ExcTypeError, "'%.200s' object is not a mapping", update->ob_type->tp_name.get());
        decref(update);
        goto error;
      }
      decref(update);
      NEXT();
    }

    CASE(DICT_MERGE) {
      Object* update = POP();
      if (dict_merge_ex(PEEK(oparg), update, 2) < 0) {
        format_kwargs_error(PEEK(2 + oparg), update);
        decref(update);
        goto error;
      }
      decref(update);
      NEXT();
    }

    CASE(UNPACK_SEQUENCE) {
      Object* seq = POP();
      Object** top = sp + oparg;
      if (!unpack_iterable(seq, oparg, -1, top)) {
        decref(seq);
        goto error;
      }
      if constexpr (Probed) for (int i = 0; i < oparg; ++i) loop_probe_push(sp[i]);
      sp = top;
      decref(seq);
      JUMPBY(1);
      NEXT();
    }

    CASE(UNPACK_EX) {
      int total = 1 + (oparg & 0xFF) + (oparg >> 8);
      Object* seq = POP();
      Object** top = sp + total;
      if (!unpack_iterable(seq, oparg & 0xFF, oparg >> 8, top)) {
        decref(seq);
        goto error;
      }
      if constexpr (Probed) for (int i = 0; i < total; ++i) loop_probe_push(sp[i]);
      sp = top;
      decref(seq);
      NEXT();
    }

    // ---- match

    CASE(GET_LEN) {
      int64_t n = object_length(TOP());
      if (n < 0) goto error;
      Object* len = int_from_i64(n);
      if (!len) goto error;
      PUSH(len);
      NEXT();
    }

    CASE(MATCH_MAPPING) {
      PUSH(new_ref(bool_object(type_has(TOP()->ob_type, kTpMapping))));
      NEXT();
    }

    CASE(MATCH_SEQUENCE) {
      PUSH(new_ref(bool_object(type_has(TOP()->ob_type, kTpSequence))));
      NEXT();
    }

    CASE(MATCH_KEYS) {
      Object* values = match_keys(SECOND(), TOP());
      PUSH(values);
      if (!values) goto error;
      NEXT();
    }

    CASE(MATCH_CLASS) {
      Object* attr_names = POP();
      Object* type = POP();
      Object* subject = TOP();
      Object* attrs = match_class(subject, type, oparg, attr_names);
      decref(attr_names);
      decref(type);
      if (attrs) {
        SET_TOP(attrs);
      } else {
        if (err_occurred()) goto error;
        SET_TOP(new_none());
      }
      decref(subject);
      NEXT();
    }

    // ---- import

    CASE(IMPORT_NAME) {
      Object* fromlist = POP();
      Object* level = TOP();
      Object* res = import_name(frame, NAME(oparg), fromlist, level);
      decref(level);
      decref(fromlist);
      SET_TOP(res);
      if (!res) goto error;
      NEXT();
    }

    CASE(IMPORT_FROM) {
      Object* res = import_from(TOP(), NAME(oparg));
      if (!res) goto error;
      PUSH(res);
      NEXT();
    }

    CASE(IMPORT_STAR) {
      Object* from = POP();
      if (frame_fast_to_locals_with_error(frame) < 0) {
        decref(from);
        goto error;
      }
      Object* ns = frame->f_locals;
      if (!ns) {
        err_set_string(ExcSystemError, "no locals found during 'import *'");
        decref(from);
        goto error;
      }
      int err = import_all_from(ns, from);
      frame_locals_to_fast(frame, 0);
      decref(from);
      if (err) goto error;
      NEXT();
    }

    CASE(PRINT_EXPR) {
      Object* value = POP();
      Object* hook = sys_get_object("displayhook");
      if (!hook) {
        err_set_string(ExcRuntimeError, "lost sys.displayhook");
        decref(value);
        goto error;
      }
      Object* res = object_call_one_arg(hook, value);
      decref(value);
      if (!res) goto error;
      decref(res);
      NEXT();
    }

#include "run/specialised_cases.h"

    // Adaptive and specialised forms: what CPython would do to the code object, then the instruction they stand for.
    default:
specialised:
      if (opcode_deopt(opcode) != opcode) {
        if (opcode_deopt(opcode) == Opcode::CALL && call_done) call_done = false;
        else if (!T.use_tracing) call_done = specialised_step(frame, next_instr - 1, oparg, sp, kwnames);
        opcode = opcode_deopt(opcode);
        goto execute;
      }
      err_format(ExcSystemError, "unknown opcode");
      goto error;
  }

unbound_local_error:
  format_exc_check_arg(ExcUnboundLocalError, "cannot access local variable '%s' where it is not associated with a value",
                       code_local_name(frame->f_code, oparg));

error:
  kwnames = nullptr;
  ++T.counters.raises;
  if constexpr (Probed) loop_probe_raise(frame);
  if (!err_occurred()) [[unlikely]] err_set_string(ExcSystemError, "error return without exception set");
  if (!frame_is_incomplete(frame)) traceback_here(frame);
  if (T.trace_function) trace_exception(frame);

exception_unwind : {
  // RERAISE may have changed prev_instr, so the place is taken from next_instr.
  int offset = static_cast<int>(next_instr - code_units(frame->f_code)) - 1;
  ExceptionHandler handler;
  Object** stack_base = reinterpret_cast<Object**>(frame_stack_base(frame));
  if constexpr (Probed) loop_probe_search(frame, offset, sp - stack_base);
  if (!code_exception_handler(frame->f_code, offset, &handler)) {
    while (sp > stack_base) {
      Object* o = POP();
      xdecref(o);
    }
    SAVE_STACK();
    if (T.use_tracing) trace_return(frame, nullptr);  // the frame is left anyway
    if constexpr (Probed) loop_probe_unwind(frame);
    goto exit_unwind;
  }
  Object** new_top = stack_base + handler.level;
  while (sp > new_top) {
    Object* o = POP();
    xdecref(o);
  }
  if (handler.lasti) {
    Object* lasti = int_from_i64(frame_lasti(frame));
    if (!lasti) lasti = int_beyond_the_limit(frame_lasti(frame));   // the MemoryError goes to this handler
    if (!lasti) goto exception_unwind;
    PUSH(lasti);
  }
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_normalize_exception(&type, &value, &tb);
  exception_set_traceback(value, tb ? tb : none());
  xdecref(tb);
  xdecref(type);
  PUSH(value);
  if constexpr (Probed) loop_probe_handle(frame, handler.target, value);
  next_instr = code_units(frame->f_code) + handler.target;
  goto next_instruction;
}

exit_unwind:
  leave_recursive_call();
  if (frame->is_entry) {
    T.current_frame = frame->previous;
    state.result = nullptr;
    return Exit::Done;
  }
  {
    InterpreterFrame* dying = frame;
    T.current_frame = frame = dying->previous;
    eval_frame_clear_and_pop(dying);
  }

resume_with_error : {
  CodeObject* co = frame->f_code;
  names = co->co_names;
  consts = co->co_consts;
  locals = reinterpret_cast<Object**>(frame->localsplus);
  next_instr = frame->prev_instr.get() + 1;
  if (frame->stacktop >= 0) {
    sp = locals + frame->stacktop;
    frame->stacktop = -1;
  }
  goto error;
}
}

}  // namespace

Object* eval_frame(InterpreterFrame* frame, int throw_flag) {
  ThreadState& t = rt().thread;
  frame->is_entry = true;
  frame->previous = t.current_frame;
  t.current_frame = frame;
  LoopState state = {frame, throw_flag ? Entry::Throw : Entry::Start, nullptr, nullptr, false, false, nullptr};
  for (;;) {
    Exit how = loop_probed() ? run_loop<true>(state) : run_loop<false>(state);
    if (how == Exit::Done) return state.result;
  }
}

}  // namespace innards
