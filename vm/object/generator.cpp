// Generators and coroutines: making, resuming, closing and finalising them. Follows Objects/genobject.c.
#include "object/generator.h"

#include "compile/quick_opcodes.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "object/generator_internal.h"
#include "probe/probe.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/import.h"
#include "run/runtime.h"

namespace innards {

namespace {

GenObject* self_of(Object* o) { return static_cast<GenObject*>(o); }

GenObject* gen_alloc(TypeObject* type, FunctionObject* func) {
  CodeObject* code = func->code();
  auto* gen = reinterpret_cast<GenObject*>(gc_new_var(type, code->co_nlocalsplus + code->co_stacksize));
  if (!gen) {
    err_no_memory();
    return nullptr;
  }
  gen->gi_frame_state = kFrameCleared;
  gen->gi_code = new_ref(code);
  gen->gi_weakreflist = nullptr;
  gen->gi_exc_state.exc_value = nullptr;
  gen->gi_exc_state.previous_item = nullptr;
  gen->gi_name = new_ref(func->func_name.get());
  gen->gi_qualname = new_ref(func->func_qualname.get());
  gen->gi_origin_or_finalizer = nullptr;
  gen->gi_hooks_inited = gen->gi_closed = gen->gi_running_async = 0;
  gc_track(gen);
  return gen;
}

const char* kind_name(Object* gen) {
  return coroutine_check_exact(gen) ? "coroutine" : async_generator_check_exact(gen) ? "async generator" : "generator";
}

// The callers of a coroutine that is being made, as deep as the program wants to know: a tuple of (file, line, function).
Object* coroutine_origin(InterpreterFrame* caller) {
  const int64_t wanted = rt().modules.coroutine_origin_depth;
  int64_t n = 0;
  for (InterpreterFrame* f = thread_complete_frame(caller); f && n < wanted; f = thread_complete_frame(f->previous)) ++n;
  Ref<> origin(tuple_new(n));
  InterpreterFrame* frame = thread_complete_frame(caller);
  for (int64_t i = 0; origin && i < n; ++i, frame = thread_complete_frame(frame->previous)) {
    CodeObject* code = frame->f_code;
    Ref<> line(int_from_i64(frame_line(frame)));
    Object* row = line ? tuple_pack(3, code->co_filename.get(), line.get(), code->co_name.get()) : nullptr;
    if (!row) return nullptr;
    tuple_set_item(origin, i, row);
  }
  return origin.release();
}

}  // namespace

Object* make_generator(FunctionObject* func) {
  int flags = func->code()->co_flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator);
  if (flags == kCoGenerator) return gen_alloc(TypeGenerator, func);
  if (flags == kCoAsyncGenerator) return gen_alloc(TypeAsyncGenerator, func);
  GenObject* coro = gen_alloc(TypeCoroutine, func);
  if (!coro || !rt().modules.coroutine_origin_depth) return coro;
  Object* origin = coroutine_origin(rt().thread.current_frame->previous);
  if (!origin) {
    decref(coro);
    return nullptr;
  }
  coro->gi_origin_or_finalizer = origin;
  return coro;
}

namespace {

// What stands in the way of resuming: sets the error or gives the answer of a finished generator.
SendResult refuse_resume(GenObject* gen, Object* arg, int exc, int closing, Object** result) {
  *result = nullptr;
  if (gen->gi_frame_state == kFrameCreated && arg && !is_none(arg)) {
    const char* what = coroutine_check_exact(gen) ? "can't send non-None value to a just-started coroutine"
                       : async_generator_check_exact(gen) ? "can't send non-None value to a just-started async generator"
                                                          : "can't send non-None value to a just-started generator";
    err_set_string(ExcTypeError, what);
  } else if (gen->gi_frame_state == kFrameExecuting) {
    const char* what = coroutine_check_exact(gen) ? "coroutine already executing"
                       : async_generator_check_exact(gen) ? "async generator already executing"
                                                          : "generator already executing";
    err_set_string(ExcValueError, what);
  } else if (coroutine_check_exact(gen) && !closing) {
    err_set_string(ExcRuntimeError, "cannot reuse already awaited coroutine");
  } else if (arg && !exc) {
    *result = new_none();
    return SendResult::Return;
  }
  return SendResult::Error;
}

// The frame has raised: StopIteration must not leave a generator.
void replace_stop_iteration(Object* gen) {
  if (err_exception_matches(ExcStopIteration))
    err_format_from_cause(ExcRuntimeError, "%s raised StopIteration", kind_name(gen));
  else if (async_generator_check_exact(gen) && err_exception_matches(ExcStopAsyncIteration))
    err_format_from_cause(ExcRuntimeError, "%s raised StopAsyncIteration", kind_name(gen));
}

// gen_send_ex2: resumes the frame with `arg` on its stack, or by raising the error that is set (exc).
SendResult gen_resume(GenObject* gen, Object* arg, int exc, int closing, Object** presult) {
  ThreadState& t = rt().thread;
  InterpreterFrame* frame = gen->frame();
  bool fresh_with_value = gen->gi_frame_state == kFrameCreated && arg && !is_none(arg);
  if (fresh_with_value || gen->gi_frame_state >= kFrameExecuting) return refuse_resume(gen, arg, exc, closing, presult);

  Object* pushed = new_ref(arg ? arg : none());
  frame->localsplus[frame->stacktop++] = pushed;
  ExcInfo* previous = t.exc_info;
  gen->gi_exc_state.previous_item = previous;
  t.exc_info = &gen->gi_exc_state;
  if (exc) err_chain_stack_item(nullptr);
  probe(ProbeKind::kResume, frame, pushed, exc);
  gen->gi_frame_state = kFrameExecuting;
  Object* result = eval_frame(frame, exc);
  if (gen->gi_frame_state == kFrameExecuting) gen->gi_frame_state = kFrameCompleted;
  t.exc_info = gen->gi_exc_state.previous_item;
  gen->gi_exc_state.previous_item = nullptr;
  frame->previous = nullptr;

  if (result) {
    if (gen->gi_frame_state == kFrameSuspended) {
      *presult = result;
      return SendResult::Next;
    }
    if (is_none(result) && !async_generator_check_exact(gen) && !arg) {
      decref(result);
      result = nullptr;
    }
  } else {
    replace_stop_iteration(gen);
  }
  err_clear_exc_state(&gen->gi_exc_state);
  gen->gi_frame_state = kFrameCleared;
  frame_clear(frame);
  *presult = result;
  return result ? SendResult::Return : SendResult::Error;
}

}  // namespace

Object* gen_send_ex(GenObject* gen, Object* arg, int exc, int closing) {
  Object* result;
  if (gen_resume(gen, arg, exc, closing, &result) == SendResult::Return) {
    if (async_generator_check_exact(gen)) err_set_none(ExcStopAsyncIteration);
    else if (is_none(result)) err_set_none(ExcStopIteration);
    else gen_set_stop_iteration_value(result);
    decref(result);
    result = nullptr;
  }
  return result;
}

SendResult gen_am_send(Object* gen, Object* arg, Object** result) { return gen_resume(self_of(gen), arg, 0, 0, result); }

Object* gen_yield_from(GenObject* gen) {
  if (gen->gi_frame_state >= kFrameCleared) return nullptr;
  InterpreterFrame* frame = gen->frame();
  if (gen->gi_frame_state == kFrameCreated) return nullptr;
  // Suspended in SEND's loop: the instruction after the YIELD_VALUE is RESUME with 2 (yield from) or 3 (await).
  int next = frame->prev_instr.get()[1];
  if (opcode_deopt(next) != Opcode::RESUME || next >> 8 < 2) return nullptr;
  return new_ref(frame->localsplus[frame->stacktop - 1].get());
}

namespace {

// Closes what a generator delegates to: 0, or -1 with the error.
int close_delegate(Object* yf) {
  Object* result = nullptr;
  if (generator_check_exact(yf) || coroutine_check_exact(yf)) {
    result = gen_close(yf, nullptr);
    if (!result) return -1;
  } else {
    Object* meth;
    if (object_lookup_attr(yf, ID(close), &meth) < 0) err_write_unraisable(yf);
    if (meth) {
      result = object_call_no_args(meth);
      decref(meth);
      if (!result) return -1;
    }
  }
  xdecref(result);
  return 0;
}

}  // namespace

Object* gen_close(Object* o, Object*) {
  GenObject* gen = self_of(o);
  Object* yf = gen_yield_from(gen);
  int err = 0;
  if (yf) {
    int8_t state = gen->gi_frame_state;
    gen->gi_frame_state = kFrameExecuting;
    err = close_delegate(yf);
    gen->gi_frame_state = state;
    decref(yf);
  }
  if (err == 0) err_set_none(ExcGeneratorExit);
  Object* result = gen_send_ex(gen, none(), 1, 1);
  if (result) {
    decref(result);
    return err_format(ExcRuntimeError, "%s ignored GeneratorExit", kind_name(o));
  }
  if (err_exception_matches(ExcStopIteration) || err_exception_matches(ExcGeneratorExit)) {
    err_clear();
    return new_none();
  }
  return nullptr;
}

namespace {

// Makes type, value and traceback given to throw() an error that is set. false: a wrong argument.
bool set_thrown(Object* type, Object* value, Object* tb) {
  if (tb && is_none(tb)) tb = nullptr;
  else if (tb && !traceback_check(tb)) {
    err_set_string(ExcTypeError, "throw() third argument must be a traceback object");
    return false;
  }
  incref(type);
  xincref(value);
  xincref(tb);
  if (exception_class_check(type)) {
    err_normalize_exception(&type, &value, &tb);
  } else if (exception_instance_check(type)) {
    if (value && !is_none(value)) {
      err_set_string(ExcTypeError, "instance exception may not have a separate value");
      decref(type);
      xdecref(value);
      xdecref(tb);
      return false;
    }
    xdecref(value);
    value = type;
    type = new_ref(static_cast<Object*>(value->ob_type.get()));
    if (!tb) tb = exception_get_traceback(value);
  } else {
    err_format(ExcTypeError, "exceptions must be classes or instances deriving from BaseException, not %s",
               type->ob_type->tp_name.get());
    decref(type);
    xdecref(value);
    xdecref(tb);
    return false;
  }
  err_restore(type, value, tb);
  return true;
}

}  // namespace

Object* gen_throw_internal(GenObject* gen, int close_on_exit, Object* type, Object* value, Object* tb) {
  Object* yf = gen_yield_from(gen);
  if (!yf) return set_thrown(type, value, tb) ? gen_send_ex(gen, none(), 1, 0) : nullptr;
  if (err_given_exception_matches(type, ExcGeneratorExit) && close_on_exit) {
    // The delegate is closed first; what that raises replaces the GeneratorExit.
    int8_t state = gen->gi_frame_state;
    gen->gi_frame_state = kFrameExecuting;
    int err = close_delegate(yf);
    gen->gi_frame_state = state;
    decref(yf);
    if (err < 0) return gen_send_ex(gen, none(), 1, 0);
    return set_thrown(type, value, tb) ? gen_send_ex(gen, none(), 1, 0) : nullptr;
  }
  Object* result;
  ThreadState& t = rt().thread;
  if (generator_check_exact(yf) || coroutine_check_exact(yf)) {
    InterpreterFrame* frame = gen->frame();
    InterpreterFrame* previous = t.current_frame;
    frame->previous = previous;
    t.current_frame = frame;
    int8_t state = gen->gi_frame_state;
    gen->gi_frame_state = kFrameExecuting;
    result = gen_throw_internal(self_of(yf), close_on_exit, type, value, tb);
    gen->gi_frame_state = state;
    t.current_frame = previous;
    frame->previous = nullptr;
  } else {
    Object* meth;
    if (object_lookup_attr(yf, ID(throw), &meth) < 0) {
      decref(yf);
      return nullptr;
    }
    if (!meth) {
      decref(yf);
      return set_thrown(type, value, tb) ? gen_send_ex(gen, none(), 1, 0) : nullptr;
    }
    InterpreterFrame* frame = gen->frame();
    InterpreterFrame* previous = t.current_frame;
    frame->previous = previous;
    t.current_frame = frame;
    int8_t state = gen->gi_frame_state;
    gen->gi_frame_state = kFrameExecuting;
    result = object_call_function_obj_args(meth, type, value, tb, nullptr);
    gen->gi_frame_state = state;
    t.current_frame = previous;
    frame->previous = nullptr;
    decref(meth);
  }
  decref(yf);
  if (!result) {
    // The delegate has ended: go on after the SEND with its value, or with its error.
    InterpreterFrame* frame = gen->frame();
    Object* delegate = frame->localsplus[--frame->stacktop];
    decref(delegate);
    // Past the SEND and JUMP_BACKWARD_NO_INTERRUPT of the loop that delegates.
    Object* sent;
    CodeUnit16* at = frame->prev_instr.get();
    at += 2;  // RESUME, JUMP_BACKWARD_NO_INTERRUPT
    frame->prev_instr = at;
    if (gen_fetch_stop_iteration_value(&sent) == 0) {
      result = gen_send_ex(gen, sent, 0, 0);
      decref(sent);
    } else {
      result = gen_send_ex(gen, none(), 1, 0);
    }
  }
  return result;
}

Object* gen_throw(Object* o, Object** args, int64_t nargs) {
  Object *type = nullptr, *value = nullptr, *tb = nullptr;
  if (!args_unpack_stack(args, nargs, "throw", 1, 3, &type, &value, &tb)) return nullptr;
  return gen_throw_internal(self_of(o), 1, type, value, tb);
}

Object* gen_iternext(Object* o) {
  Object* result;
  if (gen_resume(self_of(o), nullptr, 0, 0, &result) == SendResult::Return) {
    if (!is_none(result)) gen_set_stop_iteration_value(result);
    decref(result);
    result = nullptr;
  }
  return result;
}

Object* gen_send(Object* o, Object* arg) { return gen_send_ex(self_of(o), arg, 0, 0); }

int gen_traverse(Object* o, visitproc* visit, void* arg) {
  GenObject* gen = self_of(o);
  if (int r = visit(gen->gi_code.get(), arg)) return r;
  for (Object* held : {gen->gi_name.get(), gen->gi_qualname.get()})
    if (held) if (int r = visit(held, arg)) return r;
  if (gen->gi_frame_state < kFrameCleared)
    if (int r = frame_traverse(gen->frame(), visit, arg)) return r;
  // The exception it handles, and an async generator's finalizer.
  Object* handled = gen->gi_exc_state.exc_value;
  if (handled) if (int r = visit(handled, arg)) return r;
  Object* origin = gen->gi_origin_or_finalizer;
  return origin ? visit(origin, arg) : 0;
}

void gen_finalize(Object* self) {
  GenObject* gen = self_of(self);
  if (gen->gi_frame_state >= kFrameCompleted) return;
  if (async_generator_check_exact(self)) {
    Object* finalizer = gen->gi_origin_or_finalizer;
    if (finalizer && !gen->gi_closed) {
      Object *type, *value, *tb;
      err_fetch(&type, &value, &tb);
      Object* res = object_call_one_arg(finalizer, self);
      if (!res) err_write_unraisable(self);
      else decref(res);
      err_restore(type, value, tb);
      return;
    }
  }
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Object* res = nullptr;
  if (gen->gi_code && coroutine_check_exact(self) && gen->gi_frame_state == kFrameCreated) {
    warn_unawaited_coroutine(self);
  } else {
    res = gen_close(self, nullptr);
  }
  if (!res) {
    if (err_occurred()) err_write_unraisable(self);
  } else {
    decref(res);
  }
  err_restore(type, value, tb);
}

void gen_dealloc(Object* self) {
  GenObject* gen = self_of(self);
  gc_untrack(self);
  if (gen->gi_weakreflist) object_clear_weakrefs(self);
  gc_track(self);
  if (object_call_finalizer_from_dealloc(self)) return;
  gc_untrack(self);
  if (async_generator_check_exact(self)) clear_ref(gen->gi_origin_or_finalizer);
  if (gen->gi_frame_state < kFrameCleared) {
    InterpreterFrame* frame = gen->frame();
    gen->gi_frame_state = kFrameCleared;
    frame->previous = nullptr;
    frame_clear(frame);
  }
  if (gen->gi_code->co_flags & kCoCoroutine) clear_ref(gen->gi_origin_or_finalizer);
  decref(gen->gi_code.get());
  gen->gi_code = nullptr;
  clear_ref(gen->gi_name);
  clear_ref(gen->gi_qualname);
  err_clear_exc_state(&gen->gi_exc_state);
  gc_del(gen);
}

Object* gen_repr(Object* o) { return str_from_format("<generator object %S at %p>", self_of(o)->gi_qualname.get(), o); }
Object* coro_repr(Object* o) { return str_from_format("<coroutine object %S at %p>", self_of(o)->gi_qualname.get(), o); }

// ---- attributes

Object* gen_get_name(Object* o, void*) { return new_ref(self_of(o)->gi_name.get()); }
Object* gen_get_qualname(Object* o, void*) { return new_ref(self_of(o)->gi_qualname.get()); }
int gen_set_name(Object* o, Object* value, void*) {
  if (!value || !str_check(value)) {
    err_set_string(ExcTypeError, "__name__ must be set to a string object");
    return -1;
  }
  set_ref(self_of(o)->gi_name, new_ref(value));
  return 0;
}
int gen_set_qualname(Object* o, Object* value, void*) {
  if (!value || !str_check(value)) {
    err_set_string(ExcTypeError, "__qualname__ must be set to a string object");
    return -1;
  }
  set_ref(self_of(o)->gi_qualname, new_ref(value));
  return 0;
}
Object* gen_get_yieldfrom(Object* o, void*) {
  Object* yf = gen_yield_from(self_of(o));
  return yf ? yf : new_none();
}
Object* gen_get_running(Object* o, void*) { return bool_from(self_of(o)->gi_frame_state == kFrameExecuting); }
Object* gen_get_suspended(Object* o, void*) { return bool_from(self_of(o)->gi_frame_state == kFrameSuspended); }
Object* gen_get_frame(Object* o, void*) {
  GenObject* gen = self_of(o);
  if (gen->gi_frame_state == kFrameCleared) return new_none();
  return xnew_ref(static_cast<Object*>(frame_get_frame_object(gen->frame())));
}
Object* gen_sizeof(Object* o, Object*) {
  CodeObject* code = self_of(o)->gi_code;
  return int_from_size(static_cast<int64_t>(offsetof(GenObject, gi_iframe) + offsetof(InterpreterFrame, localsplus)) +
                       8 * (code->co_nlocalsplus + code->co_stacksize));
}

namespace {

const MemberDef kGenMembers[] = {{"gi_code", kTObject, offsetof(GenObject, gi_code), 1, nullptr}, {nullptr, 0, 0, 0, nullptr}};
const GetSetDef kGenGetSets[] = {
    {"__name__", gen_get_name, gen_set_name, "The name of the generator."},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "The qualified name of the generator."},
    {"gi_yieldfrom", gen_get_yieldfrom, nullptr, "What it delegates to with yield from, or None."},
    {"gi_running", gen_get_running, nullptr, nullptr},
    {"gi_frame", gen_get_frame, nullptr, nullptr},
    {"gi_suspended", gen_get_suspended, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const MethodDef kGenMethods[] = {
    {"send", gen_send, kMethO, "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", gen_throw, kMethFastcall, "throw(value)\nthrow(type[,value[,tb]])\n\nRaises an exception where the generator stopped."},
    {"close", gen_close, kMethNoArgs, "close() -> raise GeneratorExit inside generator."},
    {"__sizeof__", gen_sizeof, kMethNoArgs, "gen.__sizeof__() -> size of gen in memory, in bytes"},
    {},
};

const MemberDef kCoroMembers[] = {{"cr_code", kTObject, offsetof(GenObject, gi_code), 1, nullptr},
                                  {"cr_origin", kTObject, offsetof(GenObject, gi_origin_or_finalizer), 1, nullptr},
                                  {nullptr, 0, 0, 0, nullptr}};
const GetSetDef kCoroGetSets[] = {
    {"__name__", gen_get_name, gen_set_name, "The name of the coroutine."},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "The qualified name of the coroutine."},
    {"cr_await", gen_get_yieldfrom, nullptr, "What it waits for, or None."},
    {"cr_running", gen_get_running, nullptr, nullptr},
    {"cr_frame", gen_get_frame, nullptr, nullptr},
    {"cr_suspended", gen_get_suspended, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const MethodDef kCoroMethods[] = {
    {"send", gen_send, kMethO, "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration."},
    {"throw", gen_throw, kMethFastcall, "throw(value)\nthrow(type[,value[,traceback]])\n\nRaises an exception in coroutine code, where it stopped."},
    {"close", gen_close, kMethNoArgs, "close() -> raise GeneratorExit inside coroutine."},
    {"__sizeof__", gen_sizeof, kMethNoArgs, nullptr},
    {},
};

// ---- await

struct CoroWrapperObject : Object {
  Ptr<GenObject> cw_coroutine;
};

Object* coro_await(Object* coro) {
  auto* w = gc_new_as<CoroWrapperObject>(TypeCoroutineWrapper);
  if (!w) return err_no_memory();
  w->cw_coroutine = new_ref(self_of(coro));
  gc_track(w);
  return w;
}

GenObject* wrapped(Object* o) { return static_cast<CoroWrapperObject*>(o)->cw_coroutine; }
void wrapper_dealloc(Object* o) {
  gc_untrack(o);
  decref(static_cast<Object*>(wrapped(o)));
  gc_del(o);
}
int wrapper_traverse(Object* o, visitproc* visit, void* arg) { return visit(wrapped(o), arg); }
Object* wrapper_iternext(Object* o) { return gen_iternext(wrapped(o)); }
Object* wrapper_send(Object* o, Object* arg) { return gen_send(wrapped(o), arg); }
Object* wrapper_throw(Object* o, Object** args, int64_t nargs) { return gen_throw(wrapped(o), args, nargs); }
Object* wrapper_close(Object* o, Object*) { return gen_close(wrapped(o), nullptr); }
const MethodDef kWrapperMethods[] = {
    {"send", wrapper_send, kMethO, nullptr},
    {"throw", wrapper_throw, kMethFastcall, nullptr},
    {"close", wrapper_close, kMethNoArgs, nullptr},
    {},
};

int is_generator_coroutine(Object* o) { return generator_check_exact(o) && (self_of(o)->gi_code->co_flags & kCoIterableCoroutine); }

}  // namespace

Object* coro_get_awaitable_iter(Object* o) {
  if (coroutine_check_exact(o) || is_generator_coroutine(o)) return new_ref(o);
  TypeObject* type = o->ob_type;
  AsyncMethods* am = type->tp_as_async;
  if (!am || !am->am_await)
    return err_format(ExcTypeError, "object %.100s can't be used in 'await' expression", type->tp_name.get());
  Object* res = am->am_await(o);
  if (!res) return nullptr;
  if (coroutine_check_exact(res) || is_generator_coroutine(res)) {
    err_set_string(ExcTypeError, "__await__() returned a coroutine");
    decref(res);
    return nullptr;
  }
  if (!iter_check(res)) {
    err_format(ExcTypeError, "__await__() returned non-iterator of type '%.100s'", res->ob_type->tp_name.get());
    decref(res);
    return nullptr;
  }
  return res;
}

namespace {

// The library's own way to warn, which tells where the coroutine was made. 1: it has warned, 0: it could not.
int warn_by_library(Object* coro) {
  Ref<> name(str_intern("warnings")), function(str_intern("_warn_unawaited_coroutine"));
  if (!name || !function) return 0;
  // Without a place to tell, a library that nobody has imported need not be.
  if (!self_of(coro)->gi_origin_or_finalizer && !import_get_module(name)) return 0;
  Ref<> module(import_import_module("warnings"));
  Ref<> warn(module ? object_get_attr(module, function) : nullptr);
  if (!warn) return 0;
  Ref<> result(object_call_one_arg(warn, coro));
  return result || err_exception_matches(ExcRuntimeWarning);
}

}  // namespace

void warn_unawaited_coroutine(Object* coro) {
  const int warned = warn_by_library(coro);
  if (err_occurred()) err_write_unraisable(coro);
  if (!warned && err_warn_format(ExcRuntimeWarning, 1, "coroutine '%U' was never awaited", self_of(coro)->gi_qualname.get()) < 0)
    err_write_unraisable(coro);
}

namespace {

void set_generator_slots(TypeObject* t) {
  t->tp_basicsize = offsetof(GenObject, gi_iframe) + offsetof(InterpreterFrame, localsplus);
  t->tp_itemsize = 8;
  t->tp_dealloc = gen_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = gen_traverse;
  t->tp_weaklistoffset = offsetof(GenObject, gi_weakreflist);
  t->tp_finalize = gen_finalize;
}

}  // namespace

void init_Generator_type(TypeObject* t) {
  set_generator_slots(t);
  t->tp_repr = gen_repr;
  t->tp_iter = object_self_iter;
  t->tp_iternext = gen_iternext;
  async_methods(t)->am_send = gen_am_send;
  type_add_methods(t, kGenMethods);
  type_add_members(t, kGenMembers);
  type_add_getsets(t, kGenGetSets);
}

void init_Coroutine_type(TypeObject* t) {
  set_generator_slots(t);
  t->tp_repr = coro_repr;
  async_methods(t)->am_await = coro_await;
  async_methods(t)->am_send = gen_am_send;
  type_add_methods(t, kCoroMethods);
  type_add_members(t, kCoroMembers);
  type_add_getsets(t, kCoroGetSets);
}

void init_CoroutineWrapper_type(TypeObject* t) {
  t->tp_basicsize = sizeof(CoroWrapperObject);
  t->tp_dealloc = wrapper_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = wrapper_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = wrapper_iternext;
  type_add_methods(t, kWrapperMethods);
}

void init_generator_slots(TypeObject* t) { set_generator_slots(t); }

}  // namespace innards
