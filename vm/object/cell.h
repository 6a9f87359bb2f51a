// CellObject: the box that a variable shared by functions lives in (CPython's Objects/cellobject.c).
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct CellObject : Object {
  Ptr<Object> ob_ref;               // the value, or null when the variable is unbound
};
static_assert(sizeof(CellObject) == 24);

inline bool cell_check(const Object* o) { return o->ob_type == TypeCell; }
// A new cell holding a new reference to `value` (may be null).
Object* cell_new(Object* value);
// A new reference to the content, or nullptr without an error when empty.
Object* cell_get(Object* cell);
// Replaces the content by a new reference to `value`; 0 or -1.
int cell_set(Object* cell, Object* value);

}  // namespace innards
