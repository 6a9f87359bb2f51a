// Async generators and the awaitables they hand out, and what anext() with a default returns. Follows the second half of
// Objects/genobject.c and Objects/iterobject.c.
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/free_list.h"
#include "object/generator.h"
#include "object/generator_internal.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

enum AwaitState : int32_t { kInit = 0, kIter = 1, kClosed = 2 };

struct WrappedValue : Object {
  Ptr<Object> agw_val;
};
struct ASend : Object {
  Ptr<GenObject> ags_gen;
  Ptr<Object> ags_sendval;  // null for __anext__()
  int32_t ags_state;
};
struct AThrow : Object {
  Ptr<GenObject> agt_gen;
  Ptr<Object> agt_args;     // null for aclose()
  int32_t agt_state;
};
struct AnextAwaitable : Object {
  Ptr<Object> wrapped, default_value;
};

GenObject* gen_of(Object* o) { return static_cast<GenObject*>(o); }
ASend* asend_of(Object* o) { return static_cast<ASend*>(o); }
AThrow* athrow_of(Object* o) { return static_cast<AThrow*>(o); }
bool is_wrapped(Object* o) { return o->ob_type == TypeAsyncGenWrappedValue; }
bool ends_generator() { return err_exception_matches(ExcStopAsyncIteration) || err_exception_matches(ExcGeneratorExit); }

// A value that came out of the frame: what was yielded ends the await, what was awaited passes through.
Object* unwrap_value(GenObject* gen, Object* result) {
  if (!result) {
    if (!err_occurred()) err_set_none(ExcStopAsyncIteration);
    if (ends_generator()) gen->gi_closed = 1;
    gen->gi_running_async = 0;
    return nullptr;
  }
  if (is_wrapped(result)) {
    gen_set_stop_iteration_value(static_cast<WrappedValue*>(result)->agw_val);
    decref(result);
    gen->gi_running_async = 0;
    return nullptr;
  }
  return result;
}

// ---- asend() and __anext__()

Object* asend_new(Object* gen, Object* value) {
  auto* o = static_cast<ASend*>(free_list_take(rt().objects.waiting.async_gen_asends));
  if (!o) o = gc_new_as<ASend>(TypeAsyncGenASend);
  if (!o) return err_no_memory();
  o->ags_gen = new_ref(gen_of(gen));
  o->ags_sendval = xnew_ref(value);
  o->ags_state = kInit;
  gc_track(o);
  return o;
}
void asend_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(asend_of(o)->ags_gen);
  clear_ref(asend_of(o)->ags_sendval);
  free_list_give(rt().objects.waiting.async_gen_asends, o);
}
int asend_traverse(Object* o, visitproc* visit, void* arg) {
  if (asend_of(o)->ags_gen) if (int r = visit(asend_of(o)->ags_gen.get(), arg)) return r;
  return asend_of(o)->ags_sendval ? visit(asend_of(o)->ags_sendval, arg) : 0;
}
Object* asend_send(Object* self, Object* arg) {
  ASend* o = asend_of(self);
  if (o->ags_state == kClosed) return err_format(ExcRuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (o->ags_state == kInit) {
    if (o->ags_gen->gi_running_async)
      return err_format(ExcRuntimeError, "anext(): asynchronous generator is already running");
    if (!arg || is_none(arg)) arg = o->ags_sendval;
    o->ags_state = kIter;
  }
  o->ags_gen->gi_running_async = 1;
  Object* result = unwrap_value(o->ags_gen, gen_send_ex(o->ags_gen, arg, 0, 0));
  if (!result) o->ags_state = kClosed;
  return result;
}
Object* asend_iternext(Object* o) { return asend_send(o, nullptr); }
Object* asend_throw(Object* self, Object** args, int64_t nargs) {
  ASend* o = asend_of(self);
  if (o->ags_state == kClosed) return err_format(ExcRuntimeError, "cannot reuse already awaited __anext__()/asend()");
  Object* result = unwrap_value(o->ags_gen, gen_throw(o->ags_gen, args, nargs));
  if (!result) o->ags_state = kClosed;
  return result;
}
Object* asend_close(Object* o, Object*) {
  asend_of(o)->ags_state = kClosed;
  return new_none();
}
const MethodDef kASendMethods[] = {
    {"send", asend_send, kMethO, nullptr}, {"throw", asend_throw, kMethFastcall, nullptr}, {"close", asend_close, kMethNoArgs, nullptr}, {}};

// ---- athrow() and aclose()

Object* athrow_new(Object* gen, Object* args) {
  auto* o = gc_new_as<AThrow>(TypeAsyncGenAThrow);
  if (!o) return err_no_memory();
  o->agt_gen = new_ref(gen_of(gen));
  o->agt_args = xnew_ref(args);
  o->agt_state = kInit;
  gc_track(o);
  return o;
}
void athrow_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(athrow_of(o)->agt_gen);
  clear_ref(athrow_of(o)->agt_args);
  gc_del(o);
}
int athrow_traverse(Object* o, visitproc* visit, void* arg) {
  if (athrow_of(o)->agt_gen) if (int r = visit(athrow_of(o)->agt_gen.get(), arg)) return r;
  return athrow_of(o)->agt_args ? visit(athrow_of(o)->agt_args, arg) : 0;
}

Object* athrow_ignored_exit(AThrow* o) {
  o->agt_gen->gi_running_async = 0;
  o->agt_state = kClosed;
  return err_format(ExcRuntimeError, "async generator ignored GeneratorExit");
}
Object* athrow_failed(AThrow* o) {
  o->agt_gen->gi_running_async = 0;
  o->agt_state = kClosed;
  if (ends_generator() && !o->agt_args) {
    // aclose() is done: that is no error.
    err_clear();
    err_set_none(ExcStopIteration);
  }
  return nullptr;
}

// The first step: raises inside the generator.
Object* athrow_begin(AThrow* o, Object* arg) {
  GenObject* gen = o->agt_gen;
  if (gen->gi_running_async) {
    o->agt_state = kClosed;
    return err_format(ExcRuntimeError, o->agt_args ? "athrow(): asynchronous generator is already running"
                                                   : "aclose(): asynchronous generator is already running");
  }
  if (gen->gi_closed) {
    o->agt_state = kClosed;
    err_set_none(ExcStopAsyncIteration);
    return nullptr;
  }
  if (!is_none(arg)) return err_format(ExcRuntimeError, "can't send non-None value to a just-started coroutine");
  o->agt_state = kIter;
  gen->gi_running_async = 1;
  Object* result;
  if (!o->agt_args) {
    gen->gi_closed = 1;
    result = gen_throw_internal(gen, 0, ExcGeneratorExit, nullptr, nullptr);
    if (result && is_wrapped(result)) {
      decref(result);
      return athrow_ignored_exit(o);
    }
  } else {
    Object *type = nullptr, *value = nullptr, *tb = nullptr;
    if (!args_unpack_tuple(o->agt_args, "athrow", 1, 3, &type, &value, &tb)) return nullptr;
    result = unwrap_value(gen, gen_throw_internal(gen, 0, type, value, tb));
  }
  return result ? result : athrow_failed(o);
}

Object* athrow_send(Object* self, Object* arg) {
  AThrow* o = athrow_of(self);
  GenObject* gen = o->agt_gen;
  if (o->agt_state == kClosed) return err_format(ExcRuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (gen->gi_frame_state >= kFrameCompleted) {
    o->agt_state = kClosed;
    err_set_none(ExcStopIteration);
    return nullptr;
  }
  if (o->agt_state == kInit) return athrow_begin(o, arg);
  Object* result = gen_send_ex(gen, arg, 0, 0);
  if (o->agt_args) return unwrap_value(gen, result);
  if (!result) return athrow_failed(o);
  if (!is_wrapped(result)) return result;
  decref(result);
  return athrow_ignored_exit(o);
}
Object* athrow_iternext(Object* o) { return athrow_send(o, none()); }
Object* athrow_throw(Object* self, Object** args, int64_t nargs) {
  AThrow* o = athrow_of(self);
  if (o->agt_state == kClosed) return err_format(ExcRuntimeError, "cannot reuse already awaited aclose()/athrow()");
  Object* result = gen_throw(o->agt_gen, args, nargs);
  if (o->agt_args) return unwrap_value(o->agt_gen, result);
  if (result && is_wrapped(result)) {
    decref(result);
    return athrow_ignored_exit(o);
  }
  if (!result && ends_generator()) {
    err_clear();
    err_set_none(ExcStopIteration);
  }
  return result;
}
Object* athrow_close(Object* o, Object*) {
  athrow_of(o)->agt_state = kClosed;
  return new_none();
}
const MethodDef kAThrowMethods[] = {
    {"send", athrow_send, kMethO, nullptr}, {"throw", athrow_throw, kMethFastcall, nullptr}, {"close", athrow_close, kMethNoArgs, nullptr}, {}};

// ---- the async generator itself

Object* ag_repr(Object* o) { return str_from_format("<async_generator object %S at %p>", gen_of(o)->gi_qualname.get(), o); }
// The first time it is used the hooks of sys are told, and the one for its end is kept. 0 or -1.
int tell_hooks(Object* o) {
  GenObject* gen = gen_of(o);
  if (gen->gi_hooks_inited) return 0;
  gen->gi_hooks_inited = 1;
  gen->gi_origin_or_finalizer = xnew_ref(rt().modules.asyncgen_finalizer.get());
  Ref<> first(xnew_ref(rt().modules.asyncgen_firstiter.get()));
  if (!first) return 0;
  Ref<> result(object_call_one_arg(first, o));
  return result ? 0 : -1;
}
Object* ag_anext(Object* o) { return tell_hooks(o) < 0 ? nullptr : asend_new(o, nullptr); }
Object* ag_asend(Object* o, Object* arg) { return tell_hooks(o) < 0 ? nullptr : asend_new(o, arg); }
Object* ag_aclose(Object* o, Object*) { return tell_hooks(o) < 0 ? nullptr : athrow_new(o, nullptr); }
Object* ag_athrow(Object* o, Object* args) { return tell_hooks(o) < 0 ? nullptr : athrow_new(o, args); }

const MethodDef kMethods[] = {
    {"asend", ag_asend, kMethO, "asend(v) -> send 'v' in generator."},
    {"athrow", ag_athrow, kMethVarargs, "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", ag_aclose, kMethNoArgs, "aclose() -> raise GeneratorExit inside generator."},
    {"__sizeof__", gen_sizeof, kMethNoArgs, nullptr},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};
const MemberDef kMembers[] = {
    {"ag_running", kTBool, offsetof(GenObject, gi_running_async), 1, nullptr},
    {"ag_code", kTObject, offsetof(GenObject, gi_code), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__name__", gen_get_name, gen_set_name, "The name of the async generator."},
    {"__qualname__", gen_get_qualname, gen_set_qualname, "The qualified name of the async generator."},
    {"ag_await", gen_get_yieldfrom, nullptr, "What it waits for, or None."},
    {"ag_frame", gen_get_frame, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

void wrapped_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(static_cast<WrappedValue*>(o)->agw_val);
  free_list_give(rt().objects.waiting.async_gen_values, o);
}
int wrapped_traverse(Object* o, visitproc* visit, void* arg) {
  Object* v = static_cast<WrappedValue*>(o)->agw_val;
  return v ? visit(v, arg) : 0;
}

// ---- anext(it, default)

AnextAwaitable* anext_of(Object* o) { return static_cast<AnextAwaitable*>(o); }
void anext_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(anext_of(o)->wrapped);
  xdecref(anext_of(o)->default_value);
  gc_del(o);
}
int anext_traverse(Object* o, visitproc* visit, void* arg) {
  if (int r = visit(anext_of(o)->wrapped, arg)) return r;
  return visit(anext_of(o)->default_value, arg);
}
Object* anext_getiter(AnextAwaitable* o) {
  Object* it = coro_get_awaitable_iter(o->wrapped);
  if (!it || it->ob_type->tp_iternext) return it;
  Object* real = it->ob_type->tp_as_async->am_await(it);  // a coroutine: only its wrapper can be walked
  decref(it);
  if (real && !iter_check(real)) {
    decref(real);
    return err_format(ExcTypeError, "__await__() returned a non-iterable");
  }
  return real;
}
// At the end of the iteration the default is the value.
Object* anext_or_default(AnextAwaitable* o, Object* result) {
  if (result || !err_exception_matches(ExcStopAsyncIteration)) return result;
  err_clear();
  gen_set_stop_iteration_value(o->default_value);
  return nullptr;
}
Object* anext_iternext(Object* self) {
  Ref<> it(anext_getiter(anext_of(self)));
  return it ? anext_or_default(anext_of(self), it->ob_type->tp_iternext(it)) : nullptr;
}
Object* anext_proxy(Object* self, Object* name, Object* args) {
  Ref<> it(anext_getiter(anext_of(self)));
  Ref<> meth(it ? object_get_attr(it, name) : nullptr);
  return meth ? anext_or_default(anext_of(self), object_call_object(meth, args)) : nullptr;
}
Object* anext_send(Object* o, Object* args) { return anext_proxy(o, ID(send), args); }
Object* anext_throw(Object* o, Object* args) { return anext_proxy(o, ID(throw), args); }
Object* anext_close(Object* o, Object* args) { return anext_proxy(o, ID(close), args); }
const MethodDef kAnextMethods[] = {{"send", anext_send, kMethVarargs, nullptr},
                                   {"throw", anext_throw, kMethVarargs, nullptr},
                                   {"close", anext_close, kMethVarargs, nullptr},
                                   {}};

void awaitable_slots(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, iternextfunc* next) {
  t->tp_basicsize = size;
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
  async_methods(t)->am_await = object_self_iter;
}

}  // namespace

Object* anext_awaitable_new(Object* awaitable, Object* default_value) {
  auto* o = gc_new_as<AnextAwaitable>(TypeAnextAwaitable);
  if (!o) return err_no_memory();
  o->wrapped = new_ref(awaitable);
  o->default_value = new_ref(default_value);
  gc_track(o);
  return o;
}

Object* async_gen_value_wrapper_new(Object* value) {
  auto* o = static_cast<WrappedValue*>(free_list_take(rt().objects.waiting.async_gen_values));
  if (!o) o = gc_new_as<WrappedValue>(TypeAsyncGenWrappedValue);
  if (!o) return err_no_memory();
  o->agw_val = new_ref(value);
  gc_track(o);
  return o;
}

void init_AsyncGenerator_type(TypeObject* t) {
  init_generator_slots(t);
  t->tp_repr = ag_repr;
  AsyncMethods* am = async_methods(t);
  am->am_aiter = object_self_iter;
  am->am_anext = ag_anext;
  am->am_send = gen_am_send;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}
void init_AsyncGenASend_type(TypeObject* t) {
  awaitable_slots(t, sizeof(ASend), asend_dealloc, asend_traverse, asend_iternext);
  type_add_methods(t, kASendMethods);
}
void init_AsyncGenAThrow_type(TypeObject* t) {
  awaitable_slots(t, sizeof(AThrow), athrow_dealloc, athrow_traverse, athrow_iternext);
  type_add_methods(t, kAThrowMethods);
}
void init_AsyncGenWrappedValue_type(TypeObject* t) {
  t->tp_basicsize = sizeof(WrappedValue);
  t->tp_dealloc = wrapped_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = wrapped_traverse;
}
void init_AnextAwaitable_type(TypeObject* t) {
  awaitable_slots(t, sizeof(AnextAwaitable), anext_dealloc, anext_traverse, anext_iternext);
  type_add_methods(t, kAnextMethods);
}

}  // namespace innards
