// Objects/funcobject.c: classmethod and staticmethod.
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/method.h"
#include "object/property.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Both have the same two fields.
ClassMethodObject* cm(Object* o) { return static_cast<ClassMethodObject*>(o); }
static_assert(sizeof(ClassMethodObject) == sizeof(StaticMethodObject));

int copy_attr(Object* wrapper, Object* wrapped, Object* name) {
  Object* value = object_get_attr(wrapped, name);
  if (!value) {
    if (!err_exception_matches(ExcAttributeError)) return -1;
    err_clear();
    return 0;
  }
  int res = object_set_attr(wrapper, name, value);
  decref(value);
  return res;
}

// The wrapper takes the function's name, docstring and so on.
int wraps(Object* wrapper, Object* wrapped) {
  for (Object* name : {ID(__module__), ID(__name__), ID(__qualname__), ID(__doc__), ID(__annotations__)})
    if (copy_attr(wrapper, wrapped, name) < 0) return -1;
  return 0;
}

void dealloc(Object* self) {
  gc_untrack(self);
  xdecref(cm(self)->cm_callable.get());
  xdecref(cm(self)->cm_dict.get());
  type_of(self)->tp_free(self);
}
int traverse(Object* self, visitproc* visit, void* arg) {
  if (Object* o = cm(self)->cm_callable)
    if (int r = visit(o, arg)) return r;
  if (Object* o = cm(self)->cm_dict)
    if (int r = visit(o, arg)) return r;
  return 0;
}
int clear(Object* self) {
  clear_ref(cm(self)->cm_callable);
  clear_ref(cm(self)->cm_dict);
  return 0;
}

Object* class_get(Object* self, Object* obj, Object* type) {
  Object* callable = cm(self)->cm_callable;
  if (!callable) {
    err_set_string(ExcRuntimeError, "uninitialized classmethod object");
    return nullptr;
  }
  if (!type) type = type_of(obj);
  if (auto get = type_of(callable)->tp_descr_get) return get(callable, type, type);
  return method_new(callable, type);
}

int class_init(Object* self, Object* args, Object* kwds) {
  Object* callable;
  if (!args_no_keywords("classmethod", kwds) || !args_unpack_tuple(args, "classmethod", 1, 1, &callable)) return -1;
  set_ref(cm(self)->cm_callable, new_ref(callable));
  return wraps(self, callable);
}

int static_init(Object* self, Object* args, Object* kwds) {
  Object* callable;
  if (!args_no_keywords("staticmethod", kwds) || !args_unpack_tuple(args, "staticmethod", 1, 1, &callable)) return -1;
  set_ref(cm(self)->cm_callable, new_ref(callable));
  return wraps(self, callable);
}

Object* static_get(Object* self, Object*, Object*) {
  if (!cm(self)->cm_callable) {
    err_set_string(ExcRuntimeError, "uninitialized staticmethod object");
    return nullptr;
  }
  return new_ref(cm(self)->cm_callable.get());
}
Object* static_call(Object* self, Object* args, Object* kwargs) { return object_call(cm(self)->cm_callable, args, kwargs); }

Object* get_isabstract(Object* self, void*) {
  int r = object_is_abstract(cm(self)->cm_callable);
  return r < 0 ? nullptr : bool_from(r);
}
Object* class_repr(Object* self) { return str_from_format("<classmethod(%R)>", cm(self)->cm_callable.get()); }
Object* static_repr(Object* self) { return str_from_format("<staticmethod(%R)>", cm(self)->cm_callable.get()); }

const MemberDef kMembers[] = {
    {"__func__", kTObject, offsetof(ClassMethodObject, cm_callable), 1, nullptr},
    {"__wrapped__", kTObject, offsetof(ClassMethodObject, cm_callable), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__isabstractmethod__", get_isabstract, nullptr, nullptr},
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

void fill(TypeObject* t) {
  t->tp_basicsize = sizeof(ClassMethodObject);
  t->tp_dealloc = dealloc;
  t->tp_flags = kTpDefault | kTpBaseType | kTpHaveGC;
  t->tp_traverse = traverse;
  t->tp_clear = clear;
  t->tp_dictoffset = offsetof(ClassMethodObject, cm_dict);
  t->tp_alloc = type_generic_alloc;
  t->tp_new = type_generic_new;
  t->tp_free = gc_del;
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

Object* make(TypeObject* type, Object* callable) {
  Object* o = type_generic_alloc(type, 0);
  if (o) cm(o)->cm_callable = new_ref(callable);
  return o;
}

}  // namespace

Object* class_method_new(Object* callable) { return make(TypeClassMethod, callable); }
Object* static_method_new(Object* callable) { return make(TypeStaticMethod, callable); }

void init_ClassMethod_type(TypeObject* t) {
  fill(t);
  t->tp_repr = class_repr;
  t->tp_descr_get = class_get;
  t->tp_init = class_init;
  type_set_doc(t, "classmethod(function) -> method\n\nMakes a function receive the class as its first argument.");
}
void init_StaticMethod_type(TypeObject* t) {
  fill(t);
  t->tp_repr = static_repr;
  t->tp_call = static_call;
  t->tp_descr_get = static_get;
  t->tp_init = static_init;
  type_set_doc(t, "staticmethod(function) -> method\n\nKeeps a function from receiving the instance or the class.");
}

}  // namespace innards
