// list[int] (types.GenericAlias) and int | str (types.UnionType). Objects/genericaliasobject.c, unionobject.c.
#pragma once

#include "object/object.h"

namespace innards {

struct GenericAliasObject : Object {
  Ptr<Object> origin, args, parameters, weakreflist;
  char starred;
  Slot<vectorcallfunc> vectorcall;
};
struct UnionObject : Object {
  Ptr<Object> args, parameters;
};

// origin[args]. A METH_O|METH_CLASS function: natives list it as "__class_getitem__" (Py_GenericAlias).
Object* generic_alias_new(Object* origin, Object* args);
Object* union_type_or(Object* a, Object* b);           // type.__or__ (_Py_union_type_or)
Object* union_args(Object* u);                         // borrowed (_Py_union_args)

}  // namespace innards
