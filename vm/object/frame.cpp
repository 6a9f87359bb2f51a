// The frame type: what Python code sees of a call. Follows Objects/frameobject.c.
#include "heap/heap.h"
#include "object/bool.h"
#include "object/frame_jump.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/runtime.h"

namespace innards {

namespace {

FrameObject* self_of(Object* o) { return static_cast<FrameObject*>(o); }

void frame_dealloc(Object* o) {
  FrameObject* f = self_of(o);
  if (gc_is_tracked(f)) gc_untrack(f);
  Trashcan can(o, frame_dealloc);
  if (can.postponed()) return;
  CodeObject* co = nullptr;
  if (f->f_frame && f->f_frame->owner == kFrameOwnedByFrameObject) {
    auto* frame = reinterpret_cast<InterpreterFrame*>(f->_f_frame_data);
    co = frame->f_code;
    frame->f_code = nullptr;
    clear_ref(frame->f_func);
    clear_ref(frame->f_locals);
    for (int i = 0; i < frame->stacktop; ++i) clear_ref(frame->localsplus[i]);
  }
  clear_ref(f->f_back);
  clear_ref(f->f_trace);
  gc_del(f);
  xdecref(static_cast<Object*>(co));
}

int frame_object_traverse(Object* o, visitproc* visit, void* arg) {
  FrameObject* f = self_of(o);
  if (f->f_back) if (int r = visit(f->f_back.get(), arg)) return r;
  if (f->f_trace) if (int r = visit(f->f_trace, arg)) return r;
  if (f->f_frame->owner != kFrameOwnedByFrameObject) return 0;
  return frame_traverse(f->f_frame, visit, arg);
}

int frame_tp_clear(Object* o) {
  FrameObject* f = self_of(o);
  clear_ref(f->f_trace);
  InterpreterFrame* frame = f->f_frame;
  int top = frame->stacktop;
  Ptr<Object>* locals = frame->localsplus;
  frame->stacktop = 0;
  for (int i = 0; i < top; ++i) clear_ref(locals[i]);
  return 0;
}

Object* frame_repr(Object* o) {
  FrameObject* f = self_of(o);
  CodeObject* co = f->f_frame->f_code;
  return str_from_format("<frame at %p, file %R, line %d, code %S>", o, co->co_filename.get(), frame_object_line(f),
                         co->co_name.get());
}

Object* get_locals(Object* o, void*) {
  InterpreterFrame* frame = self_of(o)->f_frame;
  if (frame_fast_to_locals_with_error(frame) < 0) return nullptr;
  self_of(o)->f_fast_as_locals = 1;
  return new_ref(frame->f_locals.get());
}
Object* get_lineno(Object* o, void*) {
  int line = frame_object_line(self_of(o));
  return line < 0 ? new_none() : int_from_i64(line);
}
Object* get_lasti(Object* o, void*) {
  int lasti = frame_lasti(self_of(o)->f_frame);
  return int_from_i64(lasti < 0 ? -1 : lasti * 2);
}
Object* get_globals(Object* o, void*) { return new_ref(self_of(o)->f_frame->f_globals.get()); }
Object* get_builtins(Object* o, void*) { return new_ref(self_of(o)->f_frame->f_builtins.get()); }
Object* get_code(Object* o, void*) { return new_ref(static_cast<Object*>(self_of(o)->f_frame->f_code.get())); }
Object* get_back(Object* o, void*) {
  Object* back = frame_object_get_back(self_of(o));
  return back ? back : new_none();
}
Object* get_trace(Object* o, void*) {
  Object* t = self_of(o)->f_trace;
  return new_ref(t ? t : none());
}
int set_trace(Object* o, Object* value, void*) {
  Object* old = self_of(o)->f_trace;
  self_of(o)->f_trace = value && !is_none(value) ? new_ref(value) : nullptr;
  xdecref(old);
  return 0;
}

const GetSetDef kGetSets[] = {
    {"f_back", get_back, nullptr, "The frame of the caller."},
    {"f_locals", get_locals, nullptr, "The variables of the frame, as a dict."},
    {"f_lineno", get_lineno, frame_set_lineno, "The current line; a trace function may set it."},
    {"f_trace", get_trace, set_trace, "The trace function of the frame."},
    {"f_lasti", get_lasti, nullptr, "Byte offset of the last instruction."},
    {"f_globals", get_globals, nullptr, "The global variables the frame sees."},
    {"f_builtins", get_builtins, nullptr, "The built-in names the frame sees."},
    {"f_code", get_code, nullptr, "The code the frame runs."},
    {nullptr, nullptr, nullptr, nullptr},
};
const MemberDef kMembers[] = {
    {"f_trace_lines", kTBool, offsetof(FrameObject, f_trace_lines), 0, nullptr},
    {"f_trace_opcodes", kTBool, offsetof(FrameObject, f_trace_opcodes), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

Object* frame_method_clear(Object* o, Object*) {
  FrameObject* f = self_of(o);
  if (f->f_frame->owner == kFrameOwnedByGenerator) {
    GenObject* gen = frame_get_generator(f->f_frame);
    if (reinterpret_cast<const int8_t*>(gen)[75] == kFrameExecuting) {
      err_set_string(ExcRuntimeError, "cannot clear an executing frame");
      return nullptr;
    }
    object_call_finalizer(reinterpret_cast<Object*>(gen));
  } else if (f->f_frame->owner == kFrameOwnedByThread) {
    err_set_string(ExcRuntimeError, "cannot clear an executing frame");
    return nullptr;
  } else {
    frame_tp_clear(o);
  }
  return new_none();
}
Object* frame_sizeof(Object* o, Object*) {
  CodeObject* code = self_of(o)->f_frame->f_code;
  int64_t n = offsetof(FrameObject, _f_frame_data) + offsetof(InterpreterFrame, localsplus);
  n += (code->co_nlocalsplus + code->co_stacksize) * 8;
  return int_from_i64(n);
}
const MethodDef kMethods[] = {
    {"clear", frame_method_clear, kMethNoArgs, "F.clear(): clear most references held by the frame"},
    {"__sizeof__", frame_sizeof, kMethNoArgs, "F.__sizeof__() -> size of F in memory, in bytes"},
    {},
};

}  // namespace

int frame_object_line(FrameObject* f) {
  if (f->f_lineno) return f->f_lineno;
  return frame_line(f->f_frame);
}

FrameObject* frame_object_get_back(FrameObject* f) {
  FrameObject* back = f->f_back;
  if (!back) {
    InterpreterFrame* prev = thread_complete_frame(f->f_frame->previous);
    if (prev) back = frame_get_frame_object(prev);
  }
  return xnew_ref(back);
}

void init_Frame_type(TypeObject* t) {
  t->tp_basicsize = offsetof(FrameObject, _f_frame_data) + offsetof(InterpreterFrame, localsplus);
  t->tp_itemsize = 8;
  t->tp_dealloc = frame_dealloc;
  t->tp_repr = frame_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = frame_object_traverse;
  t->tp_clear = frame_tp_clear;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
