// Weak references: Objects/weakrefobject.c. An object's weak references form a list that starts at its tp_weaklistoffset.
#pragma once

#include "object/object.h"

namespace innards {

struct WeakRefObject : Object {
  Ptr<Object> wr_object;      // the referent, or None when it is gone
  Ptr<Object> wr_callback;
  int64_t hash;               // -1 until asked for
  Ptr<WeakRefObject> wr_prev, wr_next;
  Slot<vectorcallfunc> vectorcall;
};
static_assert(sizeof(WeakRefObject) == 64);

bool weakref_check_ref(Object* o);
bool weakref_check_proxy(Object* o);
inline bool weakref_check(Object* o) { return weakref_check_ref(o) || weakref_check_proxy(o); }
Object* weakref_new_ref(Object* obj, Object* callback);
Object* weakref_new_proxy(Object* obj, Object* callback);
Object* weakref_get_object(Object* ref);               // borrowed: the referent, or None
int64_t weakref_get_count(WeakRefObject* head);
void weakref_clear_ref(WeakRefObject* self);           // makes it dead without calling the callback (_PyWeakref_ClearRef)
// Where the list of an object's weak references starts.
inline Ptr<WeakRefObject>* object_weakrefs_list_ptr(Object* o) {
  return reinterpret_cast<Ptr<WeakRefObject>*>(reinterpret_cast<char*>(o) + type_of(o)->tp_weaklistoffset);
}
inline bool type_supports_weakrefs(const TypeObject* t) { return t->tp_weaklistoffset > 0; }

}  // namespace innards
