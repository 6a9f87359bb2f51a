// Frames and the data stack they lie on. Follows Python/frame.c and the data stack part of Python/pystate.c.
#include "run/frame.h"

#include <cstring>

#include "heap/heap.h"
#include "object/cell.h"
#include "object/dict.h"
#include "object/generator.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// CPython asks for one frame header more than a frame needs before it takes a larger chunk.
constexpr int64_t kMinimumOverhead = 1000;

// A new chunk with room for `size` words, already taken.
uint64_t push_chunk(int64_t size) {
  ThreadState& t = rt().thread;
  uint64_t bytes = kDataStackChunkSize;
  while (bytes < 8 * static_cast<uint64_t>(size + kMinimumOverhead)) bytes *= 2;
  auto* chunk = static_cast<DataStackChunk*>(mem_alloc(bytes));
  if (!chunk) return 0;
  chunk->previous = t.datastack_chunk;
  chunk->size = bytes;
  chunk->top = 0;
  if (t.datastack_chunk) {
    DataStackChunk* old = t.datastack_chunk;
    old->top = (t.datastack_top - reinterpret_cast<uint64_t>(old->data)) / 8;
  }
  bool first = !t.datastack_chunk;
  t.datastack_chunk = chunk;
  t.datastack_limit = reinterpret_cast<uint64_t>(chunk) + bytes;
  // The first chunk's first word stays unused, so that popping never frees that chunk.
  uint64_t room = reinterpret_cast<uint64_t>(chunk->data) + (first ? 8 : 0);
  t.datastack_top = room + 8 * static_cast<uint64_t>(size);
  return room;
}

}  // namespace

InterpreterFrame* thread_push_frame(int64_t size) {
  ThreadState& t = rt().thread;
  uint64_t room = t.datastack_top;
  if (room && room + 8 * static_cast<uint64_t>(size) < t.datastack_limit)
    t.datastack_top = room + 8 * static_cast<uint64_t>(size);
  else
    room = push_chunk(size);
  return reinterpret_cast<InterpreterFrame*>(room);
}

void thread_pop_frame(InterpreterFrame* frame) {
  ThreadState& t = rt().thread;
  uint64_t base = reinterpret_cast<uint64_t>(frame);
  DataStackChunk* chunk = t.datastack_chunk;
  if (base == reinterpret_cast<uint64_t>(chunk->data)) {
    DataStackChunk* previous = chunk->previous;
    t.datastack_top = reinterpret_cast<uint64_t>(previous->data + previous->top);
    t.datastack_chunk = previous;
    mem_free(chunk);
    t.datastack_limit = reinterpret_cast<uint64_t>(previous) + previous->size;
  } else {
    t.datastack_top = base;
  }
}

void frame_initialize_specials(InterpreterFrame* frame, FunctionObject* func, Object* locals, int nlocalsplus) {
  frame->f_func = func;
  frame->f_code = new_ref(func->code());
  frame->f_builtins = func->func_builtins;
  frame->f_globals = func->func_globals;
  frame->f_locals = xnew_ref(locals);
  frame->stacktop = nlocalsplus;
  frame->frame_obj = nullptr;
  frame->prev_instr = code_units(frame->f_code) - 1;
  frame->is_entry = false;
  frame->owner = kFrameOwnedByThread;
}

GenObject* frame_get_generator(InterpreterFrame* f) {
  return reinterpret_cast<GenObject*>(reinterpret_cast<char*>(f) - offsetof(GenObject, gi_iframe));
}

void frame_copy(InterpreterFrame* src, InterpreterFrame* dest) {
  size_t size = offsetof(InterpreterFrame, localsplus) + 8 * static_cast<size_t>(src->stacktop);
  std::memcpy(static_cast<void*>(dest), src, size);
  dest->previous = nullptr;
}

bool frame_is_incomplete(InterpreterFrame* frame) {
  return frame->owner != kFrameOwnedByGenerator &&
         frame->prev_instr.get() < code_units(frame->f_code) + frame->f_code->_co_firsttraceable;
}

InterpreterFrame* thread_complete_frame(InterpreterFrame* frame) {
  while (frame && frame_is_incomplete(frame)) frame = frame->previous;
  return frame;
}

int frame_line(InterpreterFrame* frame) { return code_addr_to_line(frame->f_code, frame_lasti(frame) * 2); }

namespace {

// The frame object outlives the call: it takes over what the frame holds.
void take_ownership(FrameObject* f, InterpreterFrame* frame) {
  size_t size = offsetof(InterpreterFrame, localsplus) + 8 * static_cast<size_t>(frame->stacktop);
  std::memcpy(f->_f_frame_data, frame, size);
  frame = reinterpret_cast<InterpreterFrame*>(f->_f_frame_data);
  f->f_frame = frame;
  frame->owner = kFrameOwnedByFrameObject;
  if (frame_is_incomplete(frame)) frame->prev_instr = code_units(frame->f_code) + frame->f_code->_co_firsttraceable;
  InterpreterFrame* prev = thread_complete_frame(frame->previous);
  frame->previous = nullptr;
  if (prev) {
    // Without memory there is no f_back; an error on its way must not be lost over it.
    Object *type, *value, *tb;
    err_fetch(&type, &value, &tb);
    FrameObject* back = frame_get_frame_object(prev);
    if (!back) err_clear();
    else f->f_back = new_ref(back);
    err_restore(type, value, tb);
  }
  if (!gc_is_tracked(f)) gc_track(f);
}

FrameObject* frame_object_new(CodeObject* code) {
  auto* f = reinterpret_cast<FrameObject*>(gc_new_var(TypeFrame, code->co_nlocalsplus + code->co_stacksize));
  if (!f) {
    err_no_memory();
    return nullptr;
  }
  f->f_back = nullptr;
  f->f_frame = nullptr;
  f->f_trace = nullptr;
  f->f_trace_lines = 1;
  f->f_trace_opcodes = 0;
  f->f_fast_as_locals = 0;
  f->f_lineno = 0;
  return f;
}

}  // namespace

FrameObject* frame_get_frame_object(InterpreterFrame* frame) {
  if (frame->frame_obj) return frame->frame_obj;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  FrameObject* f = frame_object_new(frame->f_code);
  if (!f) {
    xdecref(type);
    xdecref(value);
    xdecref(tb);
    return nullptr;
  }
  err_restore(type, value, tb);
  if (frame->frame_obj) {  // a collection during the allocation made one
    f->f_frame = frame;
    decref(f);
    return frame->frame_obj;
  }
  f->f_frame = frame;
  frame->frame_obj = f;
  return f;
}

void frame_clear(InterpreterFrame* frame) {
  if (FrameObject* f = frame->frame_obj) {
    frame->frame_obj = nullptr;
    if (f->ob_refcnt > 1) {
      take_ownership(f, frame);
      decref(f);
      return;
    }
    decref(f);
  }
  for (int i = 0; i < frame->stacktop; ++i) xdecref(frame->localsplus[i].get());
  xdecref(frame->frame_obj.get());
  xdecref(frame->f_locals.get());
  decref(frame->f_func.get());
  decref(frame->f_code.get());
}

int frame_traverse(InterpreterFrame* frame, visitproc* visit, void* arg) {
  auto see = [&](Object* o) { return o ? visit(o, arg) : 0; };
  if (int r = see(frame->frame_obj.get())) return r;
  if (int r = see(frame->f_locals)) return r;
  if (int r = see(frame->f_func.get())) return r;
  if (int r = see(frame->f_code.get())) return r;
  for (int i = 0; i < frame->stacktop; ++i)
    if (int r = see(frame->localsplus[i])) return r;
  return 0;
}

namespace {

// Runs over the variables of a frame: `value` of each as a dict of locals shows it, null when unbound.
Object* visible_value(InterpreterFrame* frame, CodeObject* co, int i, uint8_t kind) {
  Object* value = frame->localsplus[i];
  if (!frame->stacktop) return value;
  if (kind & kFastFree) return value ? static_cast<CellObject*>(value)->ob_ref.get() : nullptr;
  if ((kind & kFastCell) && value && cell_check(value)) {
    // MAKE_CELL has run unless the value is still the argument itself.
    int lasti = frame_lasti(frame);
    bool made = false;
    for (int at = 0; at <= lasti && at < co->_co_firsttraceable; ++at) {
      int unit = code_units(co)[at];
      if ((unit & 255) == 135 && unit >> 8 == i) made = true;
    }
    if (made || lasti >= co->_co_firsttraceable) return static_cast<CellObject*>(value)->ob_ref;
  }
  return value;
}

// The free variables of a function whose COPY_FREE_VARS has not run yet.
void copy_free_vars_early(InterpreterFrame* frame, CodeObject* co) {
  if (frame_lasti(frame) >= 0 || !co->co_nfreevars || (code_units(co)[0] & 255) != 149) return;
  Object* closure = frame->f_func->func_closure;
  int offset = co->co_nlocals + co->co_nplaincellvars;
  for (int i = 0; i < co->co_nfreevars; ++i) frame->localsplus[offset + i] = new_ref(tuple_item_at(closure, i));
  frame->prev_instr = code_units(co);
}

}  // namespace

int frame_fast_to_locals_with_error(InterpreterFrame* frame) {
  Object* locals = frame->f_locals;
  if (!locals) {
    locals = dict_new();
    if (!locals) return -1;
    frame->f_locals = locals;
  }
  CodeObject* co = frame->f_code;
  copy_free_vars_early(frame, co);
  for (int i = 0; i < co->co_nlocalsplus; ++i) {
    uint8_t kind = code_local_kind(co, i);
    // Class bodies have their free variables' names in f_locals only when they are their own.
    if ((kind & kFastFree) && !(co->co_flags & kCoOptimized)) continue;
    Object* name = code_local_name(co, i);
    Object* value = visible_value(frame, co, i, kind);
    if (!value) {
      if (object_del_item(locals, name) != 0) {
        if (!err_exception_matches(ExcKeyError)) return -1;
        err_clear();
      }
    } else if (object_set_item(locals, name, value) != 0) {
      return -1;
    }
  }
  return 0;
}

void frame_locals_to_fast(InterpreterFrame* frame, int clear) {
  Object* locals = frame->f_locals;
  if (!locals) return;
  FrameObject* f = frame->frame_obj;
  if (f && !f->f_fast_as_locals) return;
  if (f) f->f_fast_as_locals = 0;
  CodeObject* co = frame->f_code;
  Object *type, *error, *tb;
  err_fetch(&type, &error, &tb);
  for (int i = 0; i < co->co_nlocalsplus; ++i) {
    uint8_t kind = code_local_kind(co, i);
    if ((kind & kFastFree) && !(co->co_flags & kCoOptimized)) continue;
    Object* value = object_get_item(locals, code_local_name(co, i));
    if (!value) {
      err_clear();
      if (!clear) continue;
    }
    Object* old = frame->localsplus[i];
    CellObject* cell = nullptr;
    if ((kind & kFastFree) || ((kind & kFastCell) && old && cell_check(old))) cell = static_cast<CellObject*>(old);
    if (cell) {
      if (value != cell->ob_ref.get()) cell_set(cell, value);
    } else if (value != old) {
      frame->localsplus[i] = xnew_ref(value);
      xdecref(old);
    }
    xdecref(value);
  }
  err_restore(type, error, tb);
}

}  // namespace innards
