// property, classmethod, staticmethod, super: layouts and constructors. Objects/descrobject.c, funcobject.c, typeobject.c.
#pragma once

#include "object/object.h"

namespace innards {

struct PropertyObject : Object {
  Ptr<Object> prop_get, prop_set, prop_del, prop_doc, prop_name;
  int32_t getter_doc;
};
static_assert(sizeof(PropertyObject) == 64);
struct ClassMethodObject : Object {
  Ptr<Object> cm_callable, cm_dict;
};
struct StaticMethodObject : Object {
  Ptr<Object> sm_callable, sm_dict;
};
struct SuperObject : Object {
  Ptr<TypeObject> type;
  Ptr<Object> obj;
  Ptr<TypeObject> obj_type;
};

Object* class_method_new(Object* callable);
Object* static_method_new(Object* callable);

}  // namespace innards
