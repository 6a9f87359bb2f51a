// Generators, coroutines and async generators: GenObject with the frame inside it (CPython's Objects/genobject.c).
// They stand apart from frames because they own one and resume it. Async generators' helper objects are in
// async_generator.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "object/object.h"
#include "run/runtime.h"
#include "run/frame.h"
#include "run/thread_state.h"

namespace innards {

// Include/cpython/genobject.h: PyGenObject, PyCoroObject and PyAsyncGenObject alike. A variable-size object: ob_size is
// not there; the room after gi_iframe is given when it is made.
struct GenObject : Object {
  Ptr<CodeObject> gi_code;          // owned
  Ptr<Object> gi_weakreflist;
  Ptr<Object> gi_name, gi_qualname;
  ExcInfo gi_exc_state;             // what it was handling when it stopped
  Ptr<Object> gi_origin_or_finalizer;
  char gi_hooks_inited, gi_closed, gi_running_async;
  int8_t gi_frame_state;            // FrameState
  uint64_t gi_iframe[1];            // its InterpreterFrame
  InterpreterFrame* frame() { return reinterpret_cast<InterpreterFrame*>(gi_iframe); }
};
static_assert(offsetof(GenObject, gi_frame_state) == 75 && offsetof(GenObject, gi_iframe) == 80);

inline bool generator_check_exact(const Object* o) { return o->ob_type == TypeGenerator; }
inline bool coroutine_check_exact(const Object* o) { return o->ob_type == TypeCoroutine; }
inline bool async_generator_check_exact(const Object* o) { return o->ob_type == TypeAsyncGenerator; }

// A generator, coroutine or async generator for `func`, by its code's flags (_Py_MakeCoro); its frame is not filled yet.
Object* make_generator(FunctionObject* func);
// am_send of all three: sends `arg` (null: next()) and tells how it came back.
SendResult gen_am_send(Object* gen, Object* arg, Object** result);
// The iterator that `await o` walks (_PyCoro_GetAwaitableIter): new reference or nullptr.
Object* coro_get_awaitable_iter(Object* o);
// Wraps a value that an async generator yields (_PyAsyncGenValueWrapperNew).
Object* async_gen_value_wrapper_new(Object* value);
// What a generator delegates to with `yield from` or await (new reference), or nullptr.
Object* gen_yield_from(GenObject* gen);
void gen_finalize(Object* self);
// Warns about a coroutine that was never awaited.
void warn_unawaited_coroutine(Object* coro);

}  // namespace innards
