// What sets do with one another: intersection, difference and so on, each with CPython's choice of which operand is
// walked, because that decides which __eq__ and __hash__ run (CPython: Objects/setobject.c).
#include "object/dict.h"
#include "object/protocol.h"
#include "object/set_internal.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* failed(Object* result) {
  decref(result);
  return nullptr;
}

// Adds the entries of `walked` for which `other` contains the key (or does not, with `wanted` 0) to result.
int add_filtered(SetObject* result, SetObject* walked, SetObject* other, int wanted) {
  int64_t pos = 0;
  SetEntry* entry;
  while (set_next(walked, &pos, &entry)) {
    int64_t hash = entry->hash;
    Ref<> key(new_ref(entry->key.get()));
    int found = set_contains_entry(other, key, hash);
    if (found < 0) return -1;
    if (found == wanted && set_add_entry(result, key, hash) < 0) return -1;
  }
  return 0;
}

Object* intersection_with_iterable(SetObject* so, Object* other, Object* result) {
  Ref<> it(object_get_iter(other));
  if (!it) return failed(result);
  while (Object* item = iter_next(it)) {
    Ref<> key(item);
    int64_t hash = object_hash(key);
    if (hash == -1) return failed(result);
    int found = set_contains_entry(so, key, hash);
    if (found < 0) return failed(result);
    if (!found) continue;
    if (set_add_entry(as_set(result), key, hash) < 0) return failed(result);
    // All of them found: nothing more can come.
    if (set_size_of(result) >= so->used) break;
  }
  return err_occurred() ? failed(result) : result;
}

}  // namespace

Object* set_intersection(SetObject* so, Object* other) {
  if (so == other) return set_copy(so);
  Object* result = make_new_set_basetype(so->ob_type, nullptr);
  if (!result) return nullptr;
  if (!any_set_check(other)) return intersection_with_iterable(so, other, result);
  SetObject* walked = as_set(other);
  if (walked->used > so->used) {
    walked = so;
    so = as_set(other);
  }
  return add_filtered(as_set(result), walked, so, 1) < 0 ? failed(result) : result;
}

int set_is_disjoint(SetObject* so, Object* other) {
  if (so == other) return so->used == 0;
  if (any_set_check_exact(other)) {
    SetObject* walked = as_set(other);
    if (walked->used > so->used) {
      walked = so;
      so = as_set(other);
    }
    int64_t pos = 0;
    SetEntry* entry;
    while (set_next(walked, &pos, &entry)) {
      Ref<> key(new_ref(entry->key.get()));
      int found = set_contains_entry(so, key, entry->hash);
      if (found != 0) return found < 0 ? -1 : 0;
    }
    return 1;
  }
  Ref<> it(object_get_iter(other));
  if (!it) return -1;
  while (Object* key = iter_next(it)) {
    int found = set_contains_key(so, key);
    decref(key);
    if (found != 0) return found < 0 ? -1 : 0;
  }
  return err_occurred() ? -1 : 1;
}

static int remove_all(SetObject* so, SetObject* other) {
  int64_t pos = 0;
  SetEntry* entry;
  while (set_next(other, &pos, &entry)) {
    Ref<> key(new_ref(entry->key.get()));
    if (set_discard_entry(so, key, entry->hash) < 0) return -1;
  }
  return 0;
}

int set_difference_update_internal(SetObject* so, Object* other) {
  if (so == other) return set_clear_internal(so);
  if (any_set_check(other)) {
    // A much larger set is first cut down to what matters.
    Ref<> cut((set_size_of(other) >> 3) > so->used ? set_intersection(so, other) : new_ref(other));
    if (!cut || remove_all(so, as_set(cut)) < 0) return -1;
  } else {
    Ref<> it(object_get_iter(other));
    if (!it) return -1;
    while (Object* key = iter_next(it)) {
      int err = set_discard_key(so, key);
      decref(key);
      if (err < 0) return -1;
    }
    if (err_occurred()) return -1;
  }
  // More than a quarter dummies: rebuild without them.
  if (so->fill - so->used <= so->mask / 4) return 0;
  return set_table_resize(so, so->used > 50000 ? so->used * 2 : so->used * 4);
}

static Object* copy_and_difference(SetObject* so, Object* other) {
  Object* result = set_copy(so);
  if (!result) return nullptr;
  return set_difference_update_internal(as_set(result), other) < 0 ? failed(result) : result;
}

static int add_not_in_dict(SetObject* result, SetObject* so, Object* dict) {
  int64_t pos = 0;
  SetEntry* entry;
  while (set_next(so, &pos, &entry)) {
    int64_t hash = entry->hash;
    Ref<> key(new_ref(entry->key.get()));
    int found = dict_contains_known_hash(dict, key, hash);
    if (found < 0) return -1;
    if (!found && set_add_entry(result, key, hash) < 0) return -1;
  }
  return 0;
}

Object* set_difference(SetObject* so, Object* other) {
  bool other_is_set = any_set_check(other);
  if (!other_is_set && !dict_check_exact(other)) return copy_and_difference(so, other);
  int64_t other_size = other_is_set ? set_size_of(other) : dict_size_of(other);
  // Against few: copy all and take those few out.
  if ((so->used >> 2) > other_size) return copy_and_difference(so, other);
  Object* result = make_new_set_basetype(so->ob_type, nullptr);
  if (!result) return nullptr;
  int err = other_is_set ? add_filtered(as_set(result), so, as_set(other), 0) : add_not_in_dict(as_set(result), so, other);
  return err < 0 ? failed(result) : result;
}

// A key that is in one of the two: out if it is in so, in if it is not.
static int toggle(SetObject* so, Object* key, int64_t hash) {
  int found = set_discard_entry(so, key, hash);
  if (found != 0) return found < 0 ? -1 : 0;
  return set_add_entry(so, key, hash);
}

int set_symmetric_difference_update(SetObject* so, Object* other) {
  if (so == other) return set_clear_internal(so);
  int64_t pos = 0;
  if (dict_check_exact(other)) {
    Object* item;
    int64_t hash;
    while (dict_next_hash(other, &pos, &item, nullptr, &hash)) {
      Ref<> key(new_ref(item));
      if (toggle(so, key, hash) < 0) return -1;
    }
    return 0;
  }
  Ref<> set(any_set_check(other) ? new_ref(other) : make_new_set_basetype(so->ob_type, other));
  if (!set) return -1;
  SetEntry* entry;
  while (set_next(as_set(set), &pos, &entry)) {
    int64_t hash = entry->hash;
    Ref<> key(new_ref(entry->key.get()));
    if (toggle(so, key, hash) < 0) return -1;
  }
  return 0;
}

Object* set_symmetric_difference(SetObject* so, Object* other) {
  Object* result = make_new_set_basetype(so->ob_type, other);
  if (!result) return nullptr;
  return set_symmetric_difference_update(as_set(result), so) < 0 ? failed(result) : result;
}

int set_is_subset(SetObject* so, Object* other) {
  if (!any_set_check(other)) {
    Ref<> set(make_new_set(TypeSet, other));
    return set ? set_is_subset(so, set) : -1;
  }
  if (so->used > set_size_of(other)) return 0;
  int64_t pos = 0;
  SetEntry* entry;
  while (set_next(so, &pos, &entry)) {
    Ref<> key(new_ref(entry->key.get()));
    int found = set_contains_entry(as_set(other), key, entry->hash);
    if (found != 1) return found;
  }
  return 1;
}

int set_is_superset(SetObject* so, Object* other) {
  if (any_set_check(other)) return set_is_subset(as_set(other), so);
  Ref<> it(object_get_iter(other));
  if (!it) return -1;
  while (Object* key = iter_next(it)) {
    int found = set_contains_key(so, key);
    decref(key);
    if (found != 1) return found;
  }
  return err_occurred() ? -1 : 1;
}

}  // namespace innards
