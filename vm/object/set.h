// set and frozenset: hash tables of keys with linear probing. They stand apart because of their own table layout, which
// decides iteration order. CPython: Objects/setobject.c. This header may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

inline constexpr int64_t kSetMinSize = 8;

// Unused: key null, hash 0. Dummy (deleted): key = set_dummy(), hash -1. Active otherwise.
struct SetEntry {
  Ptr<Object> key;
  int64_t hash;
};

struct SetObject : Object {
  int64_t fill;   // active and dummy entries
  int64_t used;   // active entries
  int64_t mask;   // slots - 1
  Ptr<SetEntry> table;  // smalltable or a block
  int64_t hash;   // frozenset: its hash or -1
  int64_t finger; // where pop() looks next
  SetEntry smalltable[kSetMinSize];
  Ptr<Object> weakreflist;
};
static_assert(sizeof(SetObject) == 200);

inline bool set_check_exact(const Object* o) { return o->ob_type == TypeSet; }
inline bool frozenset_check_exact(const Object* o) { return o->ob_type == TypeFrozenSet; }
inline bool any_set_check_exact(const Object* o) { return set_check_exact(o) || frozenset_check_exact(o); }
inline bool set_check(Object* o) { return object_type_check(o, TypeSet); }
inline bool frozenset_check(Object* o) { return object_type_check(o, TypeFrozenSet); }
inline bool any_set_check(Object* o) { return any_set_check_exact(o) || set_check(o) || frozenset_check(o); }
inline int64_t set_size_of(const Object* o) { return static_cast<const SetObject*>(o)->used; }
Object* set_dummy();

Object* set_new(Object* iterable);          // iterable may be null
Object* frozenset_new(Object* iterable);
int64_t set_size(Object* anyset);
int set_contains(Object* anyset, Object* key);
int set_add(Object* set, Object* key);      // also a frozenset that only the caller holds
int set_discard(Object* set, Object* key);  // 1 removed, 0 absent, -1 error
Object* set_pop(Object* set);
int set_clear(Object* set);
int set_update(Object* set, Object* iterable);                                     // _PySet_Update
int set_next_entry(Object* set, int64_t* pos, Object** key, int64_t* hash);        // _PySet_NextEntry, borrowed

struct SetIterObject : Object {
  Ptr<SetObject> si_set;  // null when exhausted
  int64_t si_used;
  int64_t si_pos;
  int64_t len;
};
static_assert(sizeof(SetIterObject) == 48);

}  // namespace innards
