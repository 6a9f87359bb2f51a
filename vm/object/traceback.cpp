// Traceback objects. Follows the object half of Python/traceback.c.
#include "object/traceback.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

Object* traceback_new(TracebackObject* next, FrameObject* frame, int lasti, int lineno) {
  auto* tb = gc_new_as<TracebackObject>(TypeTraceback);
  if (!tb) return err_no_memory();
  tb->tb_next = xnew_ref(next);
  tb->tb_frame = xnew_ref(frame);
  tb->tb_lasti = lasti;
  tb->tb_lineno = lineno;
  gc_track(tb);
  return tb;
}

int traceback_here(InterpreterFrame* iframe) {
  FrameObject* frame = frame_get_frame_object(iframe);
  if (!frame) return -1;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Object* made = traceback_new(static_cast<TracebackObject*>(tb), frame, frame_lasti(iframe) * 2, frame_object_line(frame));
  if (!made) {
    err_chain_exceptions(type, value, tb);
    return -1;
  }
  err_restore(type, value, made);
  xdecref(tb);
  return 0;
}

namespace {

TracebackObject* self_of(Object* o) { return static_cast<TracebackObject*>(o); }

void tb_dealloc(Object* o) {
  gc_untrack(o);
  Trashcan can(o, tb_dealloc);
  if (can.postponed()) return;
  xdecref(static_cast<Object*>(self_of(o)->tb_next.get()));
  xdecref(static_cast<Object*>(self_of(o)->tb_frame.get()));
  gc_del(o);
}
int tb_traverse(Object* o, visitproc* visit, void* arg) {
  if (self_of(o)->tb_next) if (int r = visit(self_of(o)->tb_next.get(), arg)) return r;
  if (self_of(o)->tb_frame) if (int r = visit(self_of(o)->tb_frame.get(), arg)) return r;
  return 0;
}
int tb_clear(Object* o) {
  clear_ref(self_of(o)->tb_next);
  clear_ref(self_of(o)->tb_frame);
  return 0;
}

Object* get_next(Object* o, void*) {
  Object* next = self_of(o)->tb_next.get();
  return next ? new_ref(next) : new_none();
}
int set_next(Object* o, Object* value, void*) {
  if (!value) {
    err_set_string(ExcTypeError, "can't delete tb_next attribute");
    return -1;
  }
  if (is_none(value)) {
    value = nullptr;
  } else if (!traceback_check(value)) {
    err_format(ExcTypeError, "expected traceback object, got '%s'", value->ob_type->tp_name.get());
    return -1;
  }
  for (auto* t = static_cast<TracebackObject*>(value); t; t = t->tb_next) {
    if (t == o) {
      err_set_string(ExcValueError, "traceback loop detected");
      return -1;
    }
  }
  Object* old = self_of(o)->tb_next.get();
  self_of(o)->tb_next = static_cast<TracebackObject*>(xnew_ref(value));
  xdecref(old);
  return 0;
}
Object* tb_dir(Object*, Object*) {
  Object* list = list_new(0);
  if (!list) return nullptr;
  for (const char* name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
    Ref<> s(str_from_cstr(name));
    if (!s || list_append(list, s) < 0) {
      decref(list);
      return nullptr;
    }
  }
  return list;
}

Object* tb_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", nullptr};
  static const ArgsParser kParser = {"TracebackType", kKeywords};
  Object* room[4] = {};
  Object** given = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 4, 4, 0, room);
  if (!given) return nullptr;
  Object *next = given[0], *frame = given[1];
  if (frame->ob_type != TypeFrame) {
    args_bad_argument("TracebackType", "argument 'tb_frame'", "frame", frame);
    return nullptr;
  }
  const int lasti = int_as_int(given[2]);
  if (lasti == -1 && err_occurred()) return nullptr;
  const int lineno = int_as_int(given[3]);
  if (lineno == -1 && err_occurred()) return nullptr;
  if (is_none(next)) {
    next = nullptr;
  } else if (!traceback_check(next)) {
    return err_format(ExcTypeError, "expected traceback object or None, got '%s'", next->ob_type->tp_name.get());
  }
  return traceback_new(static_cast<TracebackObject*>(next), static_cast<FrameObject*>(frame), lasti, lineno);
}

const GetSetDef kGetSets[] = {{"tb_next", get_next, set_next, nullptr}, {nullptr, nullptr, nullptr, nullptr}};
const MemberDef kMembers[] = {
    {"tb_frame", kTObject, offsetof(TracebackObject, tb_frame), 1, nullptr},
    {"tb_lasti", kTInt, offsetof(TracebackObject, tb_lasti), 1, nullptr},
    {"tb_lineno", kTInt, offsetof(TracebackObject, tb_lineno), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kMethods[] = {{"__dir__", tb_dir, kMethNoArgs, nullptr}, {}};

}  // namespace

void init_Traceback_type(TypeObject* t) {
  t->tp_basicsize = sizeof(TracebackObject);
  t->tp_dealloc = tb_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  type_set_doc(t, "One link of the way an exception came.");
  t->tp_traverse = tb_traverse;
  t->tp_clear = tb_clear;
  t->tp_new = tb_new;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
