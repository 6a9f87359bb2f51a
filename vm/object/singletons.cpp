// The types of None, Ellipsis and NotImplemented (Objects/object.c, sliceobject.c).
#include "object/bool.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/dict.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

void never(Object*) {}

Object* none_repr(Object*) { return str_from_cstr("None"); }
int none_bool(Object*) { return 0; }
Object* none_new(TypeObject*, Object* args, Object* kwargs) {
  if (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))) {
    err_set_string(ExcTypeError, "NoneType takes no arguments");
    return nullptr;
  }
  return new_none();
}

Object* ellipsis_repr(Object*) { return str_from_cstr("Ellipsis"); }
Object* ellipsis_reduce(Object*, Object*) { return str_from_cstr("Ellipsis"); }
Object* ellipsis_new(TypeObject*, Object* args, Object* kwargs) {
  if (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))) {
    err_set_string(ExcTypeError, "EllipsisType takes no arguments");
    return nullptr;
  }
  return new_ref(ellipsis());
}
const MethodDef kEllipsisMethods[] = {
    {"__reduce__", ellipsis_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

Object* notimplemented_repr(Object*) { return str_from_cstr("NotImplemented"); }
Object* notimplemented_reduce(Object*, Object*) { return str_from_cstr("NotImplemented"); }
Object* notimplemented_new(TypeObject*, Object* args, Object* kwargs) {
  if (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))) {
    err_set_string(ExcTypeError, "NotImplementedType takes no arguments");
    return nullptr;
  }
  return new_not_implemented();
}
int notimplemented_bool(Object*) {
  return err_warn_ex(ExcDeprecationWarning, "NotImplemented should not be used in a boolean context", 1) < 0 ? -1 : 1;
}
const MethodDef kNotImplementedMethods[] = {
    {"__reduce__", notimplemented_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

}  // namespace

void init_None_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = never;
  t->tp_repr = none_repr;
  number_methods(t)->nb_bool = none_bool;
  t->tp_flags = kTpDefault;
  t->tp_new = none_new;
}
void init_Ellipsis_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = never;
  t->tp_repr = ellipsis_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault;
  t->tp_new = ellipsis_new;
  type_add_methods(t, kEllipsisMethods);
}
void init_NotImplemented_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = never;
  t->tp_repr = notimplemented_repr;
  number_methods(t)->nb_bool = notimplemented_bool;
  t->tp_flags = kTpDefault;
  t->tp_new = notimplemented_new;
  type_add_methods(t, kNotImplementedMethods);
}

}  // namespace innards
