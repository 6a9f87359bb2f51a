// The types set and frozenset: slots, methods and the iterator (CPython: Objects/setobject.c).
#include "native/args.h"
#include "object/call.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/set_internal.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

void set_dealloc(Object* o) {
  gc_untrack(o);
  Trashcan can(o, set_dealloc);
  if (can.postponed()) return;
  SetObject* so = as_set(o);
  if (so->weakreflist) object_clear_weakrefs(o);
  for (int64_t i = 0; i <= so->mask; ++i) {
    Object* key = so->table.get()[i].key;
    if (key && key != set_dummy()) decref(key);
  }
  if (so->table != so->smalltable) mem_free(so->table.get());
  o->ob_type->tp_free(o);
}

int set_traverse(Object* o, visitproc* visit, void* arg) {
  int64_t pos = 0;
  SetEntry* entry;
  while (set_next(as_set(o), &pos, &entry)) {
    if (int r = visit(entry->key, arg)) return r;
  }
  return 0;
}

int set_tp_clear(Object* o) { return set_clear_internal(as_set(o)); }

Object* repr_of_items(Object* o) {
  const char* name = o->ob_type->tp_name;
  if (set_size_of(o) == 0) return str_from_format("%s()", name);
  Ref<> keys(sequence_list(o));
  if (!keys) return nullptr;
  Ref<> list_repr(object_repr(keys));
  if (!list_repr) return nullptr;
  keys.reset();
  Ref<> items(str_substring(list_repr, 1, str_length(list_repr) - 1));
  if (!items) return nullptr;
  if (set_check_exact(o)) return str_from_format("{%U}", items.get());
  return str_from_format("%s({%U})", name, items.get());
}

Object* set_repr(Object* o) {
  int entered = repr_enter(o);
  if (entered != 0) return entered < 0 ? nullptr : str_from_format("%s(...)", o->ob_type->tp_name.get());
  Object* result = repr_of_items(o);
  repr_leave(o);
  return result;
}

int64_t set_length(Object* o) { return set_size_of(o); }

// After a failed hash of `key`: a set in place of a key means the equal frozenset. Null: the error stays.
Object* frozen_key(Object* key) {
  if (!set_check(key) || !err_exception_matches(ExcTypeError)) return nullptr;
  err_clear();
  return make_new_set(TypeFrozenSet, key);
}

int set_sq_contains(Object* o, Object* key) {
  int found = set_contains_key(as_set(o), key);
  if (found >= 0) return found;
  Ref<> frozen(frozen_key(key));
  return frozen ? set_contains_key(as_set(o), frozen) : -1;
}

// Mixes the bits of one entry's hash, so that nearby hashes do not cancel out.
uint64_t shuffle_bits(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

int64_t frozenset_hash(Object* o) {
  SetObject* so = as_set(o);
  if (so->hash != -1) return so->hash;
  uint64_t hash = 0;
  // Unused and dummy entries are mixed in too and taken out again: cheaper than testing each.
  for (int64_t i = 0; i <= so->mask; ++i) hash ^= shuffle_bits(static_cast<uint64_t>(so->table.get()[i].hash));
  if ((so->mask + 1 - so->fill) & 1) hash ^= shuffle_bits(0);
  if ((so->fill - so->used) & 1) hash ^= shuffle_bits(~uint64_t{0});
  hash ^= (static_cast<uint64_t>(so->used) + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  if (hash == ~uint64_t{0}) hash = 590923713u;
  so->hash = static_cast<int64_t>(hash);
  return so->hash;
}

Object* bool_result(int r) { return r < 0 ? nullptr : new_bool(r); }

Object* set_rich_compare(Object* v, Object* w, int op) {
  if (!any_set_check(w)) return new_not_implemented();
  SetObject* a = as_set(v);
  SetObject* b = as_set(w);
  switch (op) {
    case kEQ:
    case kNE: {
      int same = 0;
      if (a->used == b->used && !(a->hash != -1 && b->hash != -1 && a->hash != b->hash)) same = set_is_subset(a, w);
      return same < 0 ? nullptr : new_bool((same != 0) == (op == kEQ));
    }
    case kLE: return bool_result(set_is_subset(a, w));
    case kGE: return bool_result(set_is_superset(a, w));
    case kLT: return a->used >= b->used ? new_bool(false) : bool_result(set_is_subset(a, w));
    default: return a->used <= b->used ? new_bool(false) : bool_result(set_is_superset(a, w));
  }
}

// ---- operators

bool both_sets(Object* a, Object* b) { return any_set_check(a) && any_set_check(b); }

Object* set_or(Object* a, Object* b) {
  if (!both_sets(a, b)) return new_not_implemented();
  Object* result = set_copy(as_set(a));
  if (!result || a == b) return result;
  if (set_update_internal(as_set(result), b) == 0) return result;
  decref(result);
  return nullptr;
}
Object* set_and(Object* a, Object* b) { return both_sets(a, b) ? set_intersection(as_set(a), b) : new_not_implemented(); }
Object* set_sub(Object* a, Object* b) { return both_sets(a, b) ? set_difference(as_set(a), b) : new_not_implemented(); }
Object* set_xor(Object* a, Object* b) { return both_sets(a, b) ? set_symmetric_difference(as_set(a), b) : new_not_implemented(); }

Object* self_unless(int err, Object* self) { return err < 0 ? nullptr : new_ref(self); }

int intersection_update(SetObject* so, Object* other) {
  Object* result = set_intersection(so, other);
  if (!result) return -1;
  set_swap_bodies(so, as_set(result));
  decref(result);
  return 0;
}

Object* set_ior(Object* a, Object* b) { return any_set_check(b) ? self_unless(set_update_internal(as_set(a), b), a) : new_not_implemented(); }
Object* set_iand(Object* a, Object* b) { return any_set_check(b) ? self_unless(intersection_update(as_set(a), b), a) : new_not_implemented(); }
Object* set_isub(Object* a, Object* b) {
  return any_set_check(b) ? self_unless(set_difference_update_internal(as_set(a), b), a) : new_not_implemented();
}
Object* set_ixor(Object* a, Object* b) {
  return any_set_check(b) ? self_unless(set_symmetric_difference_update(as_set(a), b), a) : new_not_implemented();
}

// ---- methods

Object* none_unless(int err) { return err < 0 ? nullptr : new_none(); }

Object* set_m_add(Object* self, Object* key) { return none_unless(set_add_key(as_set(self), key)); }

Object* set_m_clear(Object* self, Object*) { return none_unless(set_clear_internal(as_set(self))); }

Object* set_m_contains(Object* self, Object* key) { return bool_result(set_sq_contains(self, key)); }

Object* set_m_copy(Object* self, Object*) { return set_copy(as_set(self)); }

Object* frozenset_m_copy(Object* self, Object*) { return frozenset_check_exact(self) ? new_ref(self) : set_copy(as_set(self)); }

int discard(Object* self, Object* key) {
  int found = set_discard_key(as_set(self), key);
  if (found >= 0) return found;
  Ref<> frozen(frozen_key(key));
  return frozen ? set_discard_key(as_set(self), frozen) : -1;
}

Object* set_m_discard(Object* self, Object* key) { return none_unless(discard(self, key)); }

Object* set_m_remove(Object* self, Object* key) {
  int found = discard(self, key);
  if (found < 0) return nullptr;
  if (found) return new_none();
  err_set_key_error(key);
  return nullptr;
}

Object* set_m_pop(Object* self, Object*) { return set_pop(self); }

Object* set_m_union(Object* self, Object* args) {
  Object* result = set_copy(as_set(self));
  for (int64_t i = 0; result && i < tuple_size_of(args); ++i) {
    Object* other = tuple_item_at(args, i);
    if (other == self) continue;
    if (set_update_internal(as_set(result), other) < 0) {
      decref(result);
      return nullptr;
    }
  }
  return result;
}

Object* set_m_update(Object* self, Object* args) {
  for (int64_t i = 0; i < tuple_size_of(args); ++i) {
    if (set_update_internal(as_set(self), tuple_item_at(args, i)) < 0) return nullptr;
  }
  return new_none();
}

Object* set_m_intersection(Object* self, Object* args) {
  if (tuple_size_of(args) == 0) return set_copy(as_set(self));
  Object* result = new_ref(self);
  for (int64_t i = 0; result && i < tuple_size_of(args); ++i) {
    Object* next = set_intersection(as_set(result), tuple_item_at(args, i));
    decref(result);
    result = next;
  }
  return result;
}

Object* set_m_intersection_update(Object* self, Object* args) {
  Object* result = set_m_intersection(self, args);
  if (!result) return nullptr;
  set_swap_bodies(as_set(self), as_set(result));
  decref(result);
  return new_none();
}

Object* set_m_difference(Object* self, Object* args) {
  if (tuple_size_of(args) == 0) return set_copy(as_set(self));
  Object* result = set_difference(as_set(self), tuple_item_at(args, 0));
  for (int64_t i = 1; result && i < tuple_size_of(args); ++i) {
    if (set_difference_update_internal(as_set(result), tuple_item_at(args, i)) < 0) {
      decref(result);
      return nullptr;
    }
  }
  return result;
}

Object* set_m_difference_update(Object* self, Object* args) {
  for (int64_t i = 0; i < tuple_size_of(args); ++i) {
    if (set_difference_update_internal(as_set(self), tuple_item_at(args, i)) < 0) return nullptr;
  }
  return new_none();
}

Object* set_m_symmetric_difference(Object* self, Object* other) { return set_symmetric_difference(as_set(self), other); }

Object* set_m_symmetric_difference_update(Object* self, Object* other) {
  return none_unless(set_symmetric_difference_update(as_set(self), other));
}

Object* set_m_isdisjoint(Object* self, Object* other) { return bool_result(set_is_disjoint(as_set(self), other)); }
Object* set_m_issubset(Object* self, Object* other) { return bool_result(set_is_subset(as_set(self), other)); }
Object* set_m_issuperset(Object* self, Object* other) { return bool_result(set_is_superset(as_set(self), other)); }

Object* set_m_reduce(Object* self, Object*) {
  Object* keys = sequence_list(self);
  if (!keys) return nullptr;
  Object* args = tuple_from_array_steal(&keys, 1);
  if (!args) return nullptr;
  Object* state = object_call_method_no_args(self, ID(__getstate__));
  return tuple_of_stolen(new_ref<Object>(self->ob_type), args, state);
}

Object* set_m_sizeof(Object* self, Object*) {
  SetObject* so = as_set(self);
  int64_t n = self->ob_type->tp_basicsize;
  if (so->table != so->smalltable) n += (so->mask + 1) * static_cast<int64_t>(sizeof(SetEntry));
  return int_from_i64(n);
}

#define ROW(...) {__VA_ARGS__},
#define NO_ROW(...)
// In CPython's order; OWN: those that change the set.
#define SET_METHODS(copy_function, OWN)                                                                                             \
  ROW("__contains__", set_m_contains, kMethO | kMethCoexist, "x.__contains__(y) <==> y in x.")                                      \
  OWN("add", set_m_add, kMethO, "Puts an item in, if it is not there.")                                                             \
  OWN("clear", set_m_clear, kMethNoArgs, "Takes out everything.")                                                                   \
  ROW("copy", copy_function, kMethNoArgs, "A new set with the same items.")                                                         \
  OWN("discard", set_m_discard, kMethO, "Takes an item out, if it is there.")                                                       \
  ROW("difference", set_m_difference, kMethVarargs, "A new set of the items that none of the others has.")                          \
  OWN("difference_update", set_m_difference_update, kMethVarargs, "Takes out the items of the others.")                             \
  ROW("intersection", set_m_intersection, kMethVarargs, "A new set of the items that all of the others have.")                      \
  OWN("intersection_update", set_m_intersection_update, kMethVarargs, "Keeps only the items that all of the others have.")          \
  ROW("isdisjoint", set_m_isdisjoint, kMethO, "Whether the two have no item in common.")                                            \
  ROW("issubset", set_m_issubset, kMethO, "Whether the other contains every item of this set.")                                     \
  ROW("issuperset", set_m_issuperset, kMethO, "Whether this set contains every item of the other.")                                 \
  OWN("pop", set_m_pop, kMethNoArgs, "Takes out some item and returns it; KeyError if the set is empty.")                           \
  ROW("__reduce__", set_m_reduce, kMethNoArgs, "What pickling needs.")                                                              \
  OWN("remove", set_m_remove, kMethO, "Takes an item out; KeyError if it is not there.")                                            \
  ROW("__sizeof__", set_m_sizeof, kMethNoArgs, "S.__sizeof__() -> bytes of the set and of its table")                               \
  ROW("symmetric_difference", set_m_symmetric_difference, kMethO, "A new set of the items that exactly one of the two has.")        \
  OWN("symmetric_difference_update", set_m_symmetric_difference_update, kMethO, "Keeps the items that exactly one of the two has.") \
  ROW("union", set_m_union, kMethVarargs, "A new set of the items of all of them.")                                                 \
  OWN("update", set_m_update, kMethVarargs, "Puts in the items of the others.")                                                     \
  ROW("__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias (PEP 585).")

const MethodDef kSetMethods[] = {SET_METHODS(set_m_copy, ROW) {}};
const MethodDef kFrozenSetMethods[] = {SET_METHODS(frozenset_m_copy, NO_ROW) {}};
#undef SET_METHODS
#undef NO_ROW
#undef ROW

// ---- making

Object* make_frozenset(TypeObject* type, Object* iterable) {
  if (type == TypeFrozenSet && iterable && frozenset_check_exact(iterable)) return new_ref(iterable);
  return make_new_set(type, iterable);
}

Object* frozenset_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if ((type == TypeFrozenSet || type->tp_init == TypeFrozenSet->tp_init) && !args_no_keywords("frozenset", kwargs)) return nullptr;
  Object* iterable = nullptr;
  if (!args_unpack_tuple(args, type->tp_name, 0, 1, &iterable)) return nullptr;
  return make_frozenset(type, iterable);
}

Object* frozenset_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("frozenset", kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("frozenset", nargs, 0, 1)) return nullptr;
  return make_frozenset(static_cast<TypeObject*>(type), nargs ? args[0] : nullptr);
}

Object* set_tp_new(TypeObject* type, Object*, Object*) { return make_new_set(type, nullptr); }

int set_init(Object* self, Object* args, Object* kwargs) {
  if (!args_no_keywords("set", kwargs)) return -1;
  Object* iterable = nullptr;
  if (!args_unpack_tuple(args, self->ob_type->tp_name, 0, 1, &iterable)) return -1;
  SetObject* so = as_set(self);
  if (so->fill) set_clear_internal(so);
  so->hash = -1;
  return iterable ? set_update_internal(so, iterable) : 0;
}

Object* set_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("set", kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("set", nargs, 0, 1)) return nullptr;
  return make_new_set(static_cast<TypeObject*>(type), nargs ? args[0] : nullptr);
}

// ---- the iterator

SetIterObject* as_iter(Object* o) { return static_cast<SetIterObject*>(o); }

Object* set_iter(Object* o) {
  SetIterObject* si = gc_new_as<SetIterObject>(TypeSetIter);
  if (!si) return nullptr;
  si->si_set = as_set(new_ref(o));
  si->si_used = set_size_of(o);
  si->si_pos = 0;
  si->len = set_size_of(o);
  gc_track(si);
  return si;
}

void set_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(static_cast<Object*>(as_iter(o)->si_set.get()));
  gc_del(o);
}

int set_iter_traverse(Object* o, visitproc* visit, void* arg) {
  Object* set = as_iter(o)->si_set.get();
  return set ? visit(set, arg) : 0;
}

Object* set_iter_next(Object* o) {
  SetIterObject* si = as_iter(o);
  SetObject* so = si->si_set;
  if (!so) return nullptr;
  if (si->si_used != so->used) {
    err_set_string(ExcRuntimeError, "Set changed size during iteration");
    si->si_used = -1;
    return nullptr;
  }
  SetEntry* entry;
  if (set_next(so, &si->si_pos, &entry)) {
    --si->len;
    return new_ref(entry->key.get());
  }
  si->si_set = nullptr;
  decref(so);
  return nullptr;
}

Object* set_iter_len(Object* o, Object*) {
  SetIterObject* si = as_iter(o);
  return int_from_i64(si->si_set && si->si_used == si->si_set->used ? si->len : 0);
}

Object* set_iter_reduce(Object* o, Object*) {
  // A second iterator is run to its end, so that this one does not move.
  SetIterObject* si = as_iter(o);
  SetIterObject* copy = gc_new_as<SetIterObject>(TypeSetIter);
  if (!copy) return nullptr;
  copy->si_set = si->si_set;
  xincref(static_cast<Object*>(copy->si_set.get()));
  copy->si_used = si->si_used;
  copy->si_pos = si->si_pos;
  copy->len = si->len;
  Object* list = sequence_list(copy);
  decref(copy);
  return iter_reduce_items(list);
}

const MethodDef kSetIterMethods[] = {
    {"__length_hint__", set_iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", set_iter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

void init_common(TypeObject* t) {
  t->tp_basicsize = sizeof(SetObject);
  t->tp_dealloc = set_dealloc;
  t->tp_repr = set_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpMatchSelf;
  t->tp_traverse = set_traverse;
  t->tp_clear = set_tp_clear;
  t->tp_richcompare = set_rich_compare;
  t->tp_weaklistoffset = offsetof(SetObject, weakreflist);
  t->tp_iter = set_iter;
  t->tp_alloc = type_generic_alloc;
  t->tp_free = gc_del;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_length = set_length;
  sq->sq_contains = set_sq_contains;
  NumberMethods* nb = number_methods(t);
  nb->nb_subtract = set_sub;
  nb->nb_and = set_and;
  nb->nb_xor = set_xor;
  nb->nb_or = set_or;
}

}  // namespace

void init_Set_type(TypeObject* t) {
  init_common(t);
  t->tp_hash = object_hash_not_implemented;
  type_set_doc(t, "A mutable hash table of keys: empty, or the items of iterable.");
  t->tp_init = set_init;
  t->tp_new = set_tp_new;
  t->tp_vectorcall = set_vectorcall;
  NumberMethods* nb = number_methods(t);
  nb->nb_inplace_subtract = set_isub;
  nb->nb_inplace_and = set_iand;
  nb->nb_inplace_xor = set_ixor;
  nb->nb_inplace_or = set_ior;
  type_add_methods(t, kSetMethods);
}

void init_FrozenSet_type(TypeObject* t) {
  init_common(t);
  t->tp_hash = frozenset_hash;
  type_set_doc(t, "An immutable hash table of keys: empty, or the items of iterable.");
  t->tp_new = frozenset_tp_new;
  t->tp_vectorcall = frozenset_vectorcall;
  type_add_methods(t, kFrozenSetMethods);
}

void init_SetIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(SetIterObject);
  t->tp_dealloc = set_iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = set_iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = set_iter_next;
  type_add_methods(t, kSetIterMethods);
}

}  // namespace innards
