// What set.cpp, set_operations.cpp and set_methods.cpp share. Not for others.
#pragma once

#include "object/set.h"

namespace innards {

inline SetObject* as_set(Object* o) { return static_cast<SetObject*>(o); }

// Each returns 0 or 1, or -1 with an error set. The table may change while keys are compared.
int set_add_entry(SetObject* so, Object* key, int64_t hash);
int set_add_key(SetObject* so, Object* key);
int set_contains_entry(SetObject* so, Object* key, int64_t hash);
int set_contains_key(SetObject* so, Object* key);
int set_discard_entry(SetObject* so, Object* key, int64_t hash);  // 1: it was there
int set_discard_key(SetObject* so, Object* key);
int set_table_resize(SetObject* so, int64_t minused);
int set_clear_internal(SetObject* so);
int set_update_internal(SetObject* so, Object* other);
// The next active entry from *pos on.
bool set_next(SetObject* so, int64_t* pos, SetEntry** entry);
// A new set or frozenset of that type; iterable may be null.
Object* make_new_set(TypeObject* type, Object* iterable);
// The same, with subclasses replaced by set or frozenset.
Object* make_new_set_basetype(TypeObject* type, Object* iterable);
Object* set_copy(SetObject* so);
void set_swap_bodies(SetObject* a, SetObject* b);

// ---- operations (set_operations.cpp): null or -1 on error
Object* set_intersection(SetObject* so, Object* other);
Object* set_difference(SetObject* so, Object* other);
int set_difference_update_internal(SetObject* so, Object* other);
int set_symmetric_difference_update(SetObject* so, Object* other);
Object* set_symmetric_difference(SetObject* so, Object* other);
int set_is_subset(SetObject* so, Object* other);
int set_is_superset(SetObject* so, Object* other);
int set_is_disjoint(SetObject* so, Object* other);

}  // namespace innards
