// Views and iterators of dicts (CPython: Objects/dictobject.c).
#include "native/args.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict_internal.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

// ---- iterators

Object* dict_iter_pair(Object* own, Object* key, Object* value) {
  if (own->ob_refcnt == 1) {
    Object* old_key = tuple_item_at(own, 0);
    Object* old_value = tuple_item_at(own, 1);
    tuple_put(own, 0, key);
    tuple_put(own, 1, value);
    incref(own);
    decref(old_key);
    decref(old_value);
    // The collector may have untracked it when it held nothing that can form a cycle.
    if (!gc_is_tracked(own)) gc_track(own);
    return own;
  }
  Object* pair = tuple_new(2);
  if (!pair) {
    decref(key);
    decref(value);
    return nullptr;
  }
  tuple_put(pair, 0, key);
  tuple_put(pair, 1, value);
  return pair;
}

namespace {

DictIterObject* as_iter(Object* o) { return static_cast<DictIterObject*>(o); }

bool is_reverse(TypeObject* t) { return t == TypeDictReverseKeyIter || t == TypeDictReverseValueIter || t == TypeDictReverseItemIter; }
bool is_item(TypeObject* t) { return t == TypeDictItemIter || t == TypeDictReverseItemIter; }

void iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->di_dict.get());
  xdecref(as_iter(o)->di_result.get());
  gc_del(o);
}

int iter_traverse(Object* o, visitproc* visit, void* arg) {
  if (Object* dict = as_iter(o)->di_dict) {
    if (int r = visit(dict, arg)) return r;
  }
  Object* result = as_iter(o)->di_result;
  return result ? visit(result, arg) : 0;
}

Object* exhausted(DictIterObject* di, DictObject* d) {
  di->di_dict = nullptr;
  decref(d);
  return nullptr;
}

// Whether the dict still has the size it had; else RuntimeError, now and ever after.
bool size_unchanged(DictIterObject* di, DictObject* d) {
  if (di->di_used == d->ma_used) return true;
  err_set_string(ExcRuntimeError, "dictionary changed size during iteration");
  di->di_used = -1;
  return false;
}

// Steps to the next pair (borrowed); false at the end or with an error set.
bool step_forward(DictIterObject* di, Object** key, Object** value) {
  DictObject* d = di->di_dict;
  if (!d || !size_unchanged(di, d)) return false;
  int64_t pos = di->di_pos;
  if (!dict_next(d, &pos, key, value)) {
    exhausted(di, d);
    return false;
  }
  if (di->len == 0) {
    err_set_string(ExcRuntimeError, "dictionary keys changed during iteration");
    exhausted(di, d);
    return false;
  }
  di->di_pos = pos;
  --di->len;
  return true;
}

bool step_backward(DictIterObject* di, Object** key, Object** value) {
  DictObject* d = di->di_dict;
  if (!d || !size_unchanged(di, d)) return false;
  DictKeysObject* keys = d->ma_keys;
  int64_t i = di->di_pos;
  if (d->ma_values) {
    if (i >= 0) {
      int64_t ix = index_from_order(d, i);
      *key = dk_unicode_entries(keys)[ix].me_key;
      *value = d->ma_values->values[ix];
    }
  } else if (dk_is_unicode(keys)) {
    const DictUnicodeEntry* e = dk_unicode_entries(keys);
    while (i >= 0 && !e[i].me_value) --i;
    if (i >= 0) {
      *key = e[i].me_key;
      *value = e[i].me_value;
    }
  } else {
    const DictKeyEntry* e = dk_entries(keys);
    while (i >= 0 && !e[i].me_value) --i;
    if (i >= 0) {
      *key = e[i].me_key;
      *value = e[i].me_value;
    }
  }
  if (i < 0) {
    exhausted(di, d);
    return false;
  }
  di->di_pos = i - 1;
  --di->len;
  return true;
}

using Step = bool(DictIterObject* di, Object** key, Object** value);

template <Step* step>
Object* next_key(Object* o) {
  Object *key, *value;
  return step(as_iter(o), &key, &value) ? new_ref(key) : nullptr;
}
template <Step* step>
Object* next_value(Object* o) {
  Object *key, *value;
  return step(as_iter(o), &key, &value) ? new_ref(value) : nullptr;
}
template <Step* step>
Object* next_item(Object* o) {
  Object *key, *value;
  return step(as_iter(o), &key, &value) ? dict_iter_pair(as_iter(o)->di_result, new_ref(key), new_ref(value)) : nullptr;
}

Object* iter_len(Object* o, Object*) {
  DictIterObject* di = as_iter(o);
  return int_from_i64(di->di_dict && di->di_used == di->di_dict->ma_used ? di->len : 0);
}

Object* iter_reduce(Object* o, Object*) {
  // What is left, as a list, without moving this iterator: a second one is run to its end.
  DictIterObject* di = as_iter(o);
  DictIterObject* copy = static_cast<DictIterObject*>(gc_new(o->ob_type));
  if (!copy) return nullptr;
  copy->di_dict = di->di_dict;
  copy->di_used = di->di_used;
  copy->di_pos = di->di_pos;
  copy->di_result = di->di_result;   // borrowed: it is the first of the pairs
  copy->len = di->len;
  xincref(static_cast<Object*>(copy->di_dict.get()));
  Object* list = sequence_list(copy);
  copy->di_result = nullptr;
  decref(copy);
  return iter_reduce_items(list);
}

const MethodDef kIterMethods[] = {
    {"__length_hint__", iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", iter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

void init_iter(TypeObject* t, iternextfunc* next) {
  t->tp_basicsize = sizeof(DictIterObject);
  t->tp_dealloc = iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
  type_add_methods(t, kIterMethods);
}

}  // namespace

Object* dict_iter_new(DictObject* dict, TypeObject* type) {
  DictIterObject* di = gc_new_as<DictIterObject>(type);
  if (!di) return nullptr;
  di->di_dict = new_ref(dict);
  di->di_used = dict->ma_used;
  di->len = dict->ma_used;
  di->di_pos = 0;
  if (is_reverse(type)) di->di_pos = (dict->ma_values ? dict->ma_used : dict->ma_keys->dk_nentries) - 1;
  di->di_result = nullptr;
  if (is_item(type)) {
    di->di_result = tuple_pack(2, none(), none());
    if (!di->di_result) {
      decref(di);
      return nullptr;
    }
  }
  gc_track(di);
  return di;
}

Object* dict_iter(Object* dict) { return dict_iter_new(as_dict(dict), TypeDictKeyIter); }
Object* dict_reversed(Object* dict, Object*) { return dict_iter_new(as_dict(dict), TypeDictReverseKeyIter); }

void init_DictKeyIter_type(TypeObject* t) { init_iter(t, next_key<step_forward>); }
void init_DictValueIter_type(TypeObject* t) { init_iter(t, next_value<step_forward>); }
void init_DictItemIter_type(TypeObject* t) { init_iter(t, next_item<step_forward>); }
// These leave it to their base how attributes are found.
static void init_reverse_iter(TypeObject* t, iternextfunc* next) {
  init_iter(t, next);
  t->tp_getattro = nullptr;
}
void init_DictReverseKeyIter_type(TypeObject* t) { init_reverse_iter(t, next_key<step_backward>); }
void init_DictReverseValueIter_type(TypeObject* t) { init_reverse_iter(t, next_value<step_backward>); }
void init_DictReverseItemIter_type(TypeObject* t) { init_reverse_iter(t, next_item<step_backward>); }

// ---- views

Object* dict_view_new(Object* dict, TypeObject* type) {
  if (!dict) {
    err_bad_internal_call();
    return nullptr;
  }
  if (!dict_check(dict))
    return err_format(ExcTypeError, "%s() requires a dict argument, not '%s'", type->tp_name.get(), dict->ob_type->tp_name.get());
  DictViewObject* dv = gc_new_as<DictViewObject>(type);
  if (!dv) return nullptr;
  dv->dv_dict = as_dict(new_ref(dict));
  gc_track(dv);
  return dv;
}

namespace {

DictObject* dict_of(Object* view) { return static_cast<DictViewObject*>(view)->dv_dict; }

void view_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(static_cast<Object*>(dict_of(o)));
  gc_del(o);
}

int view_traverse(Object* o, visitproc* visit, void* arg) { return dict_of(o) ? visit(dict_of(o), arg) : 0; }

int64_t view_len(Object* o) { return dict_of(o) ? dict_of(o)->ma_used : 0; }

Object* view_repr(Object* o) {
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_cstr("...") : nullptr;
  Object* result = nullptr;
  if (Object* list = sequence_list(o)) {
    result = str_from_format("%s(%R)", o->ob_type->tp_name.get(), list);
    decref(list);
  }
  repr_leave(o);
  return result;
}

template <TypeObject* const* type>
Object* view_iter(Object* o) {
  return dict_of(o) ? dict_iter_new(dict_of(o), *type) : new_none();
}
template <TypeObject* const* type>
Object* view_reversed(Object* o, Object*) {
  return dict_of(o) ? dict_iter_new(dict_of(o), *type) : new_none();
}

Object* view_mapping(Object* o, void*) { return dict_proxy_new(dict_of(o)); }

int keys_contains(Object* o, Object* key) { return dict_of(o) ? dict_contains(dict_of(o), key) : 0; }

int items_contains(Object* o, Object* pair) {
  if (!dict_of(o) || !tuple_check(pair) || tuple_size_of(pair) != 2) return 0;
  Object* found = dict_get_item_with_error(dict_of(o), tuple_item_at(pair, 0));
  if (!found) return err_occurred() ? -1 : 0;
  Ref<> hold(new_ref(found));
  return object_rich_compare_bool(found, tuple_item_at(pair, 1), kEQ);
}

// Whether `other` contains every item of `self`: 1, 0 or -1.
int all_contained_in(Object* self, Object* other) {
  Ref<> it(object_get_iter(self));
  if (!it) return -1;
  for (;;) {
    Object* item = iter_next(it);
    if (!item) return err_occurred() ? -1 : 1;
    int ok = sequence_contains(other, item);
    decref(item);
    if (ok <= 0) return ok;
  }
}

Object* view_rich_compare(Object* self, Object* other, int op) {
  if (!any_set_check(other) && !dict_view_set_check(other)) return new_not_implemented();
  int64_t a = object_size(self);
  if (a < 0) return nullptr;
  int64_t b = object_size(other);
  if (b < 0) return nullptr;
  int ok = 0;
  switch (op) {
    case kEQ:
    case kNE:
      if (a == b) ok = all_contained_in(self, other);
      if (op == kNE && ok >= 0) ok = !ok;
      break;
    case kLT: if (a < b) ok = all_contained_in(self, other); break;
    case kLE: if (a <= b) ok = all_contained_in(self, other); break;
    case kGT: if (a > b) ok = all_contained_in(other, self); break;
    case kGE: if (a >= b) ok = all_contained_in(other, self); break;
  }
  return ok < 0 ? nullptr : new_bool(ok);
}

// A new set of the view's items. From the keys of an exact dict the set takes over the stored hashes.
Object* view_to_set(Object* o) {
  Object* source = o;
  if (dict_keys_check(o) && dict_check_exact(dict_of(o))) source = dict_of(o);
  return set_new(source);
}

Object* call_update(Object* set, Object* method, Object* other) {
  if (!set) return nullptr;
  Object* done = object_call_method_one_arg(set, method, other);
  if (!done) {
    decref(set);
    return nullptr;
  }
  decref(done);
  return set;
}

Object* view_sub(Object* self, Object* other) { return call_update(view_to_set(self), ID(difference_update), other); }

Object* view_or(Object* self, Object* other) {
  Object* result = view_to_set(self);
  if (result && set_update(result, other) < 0) {
    decref(result);
    return nullptr;
  }
  return result;
}

// One pair of the larger dict: common pairs leave `rest`, others go into the result.
int xor_pair(Object* rest, Object* result, Object* key, Object* value, int64_t hash) {
  Object* other = dict_get_item_known_hash(rest, key, hash);
  if (!other && err_occurred()) return -1;
  if (other) {
    Ref<> hold(new_ref(other));
    int same = object_rich_compare_bool(other, value, kEQ);
    if (same < 0) return -1;
    if (same) return dict_del_item_known_hash(rest, key, hash);
  }
  Ref<> pair(tuple_pack(2, key, value));
  return pair ? set_add(result, pair) : -1;
}

Object* items_xor(Object* self, Object* other) {
  DictObject* d1 = dict_of(self);
  DictObject* d2 = dict_of(other);
  if (d1->ma_used > d2->ma_used) {
    DictObject* t = d1;
    d1 = d2;
    d2 = t;
  }
  Ref<> rest(dict_copy(d1));
  if (!rest) return nullptr;
  Ref<> result(set_new(nullptr));
  if (!result) return nullptr;
  int64_t pos = 0, hash;
  Object *key, *value;
  while (dict_next_hash(d2, &pos, &key, &value, &hash)) {
    Ref<> hold_key(new_ref(key)), hold_value(new_ref(value));
    if (xor_pair(rest, result, key, value, hash) < 0) return nullptr;
  }
  Ref<> items(object_call_method_no_args(rest, ID(items)));
  if (!items || set_update(result, items) < 0) return nullptr;
  return result.release();
}

Object* view_xor(Object* self, Object* other) {
  if (dict_items_check(self) && dict_items_check(other)) return items_xor(self, other);
  return call_update(view_to_set(self), ID(symmetric_difference_update), other);
}

Object* view_and(Object* self, Object* other) {
  // The operator comes here also when the view is on the right.
  if (!dict_view_set_check(self)) {
    Object* t = other;
    other = self;
    self = t;
  }
  int64_t len_self = view_len(self);
  if (set_check_exact(other) && len_self <= object_size(other))
    return object_call_method_obj_args(other, ID(intersection), self, nullptr);
  if (dict_view_set_check(other) && view_len(other) > len_self) {
    Object* t = other;
    other = self;
    self = t;
  }
  Ref<> result(set_new(nullptr));
  if (!result) return nullptr;
  Ref<> it(object_get_iter(other));
  if (!it) return nullptr;
  objobjproc* contains = dict_keys_check(self) ? keys_contains : items_contains;
  while (Object* key = iter_next(it)) {
    int found = contains(self, key);
    if (found > 0 && set_add(result, key) < 0) found = -1;
    decref(key);
    if (found < 0) return nullptr;
  }
  return err_occurred() ? nullptr : result.release();
}

Object* view_isdisjoint(Object* self, Object* other) {
  if (self == other) return new_bool(view_len(self) == 0);
  // Walk the shorter one, if asking the other is cheap.
  if (any_set_check_exact(other) || dict_view_set_check(other)) {
    int64_t len_other = object_size(other);
    if (len_other == -1) return nullptr;
    if (len_other > view_len(self)) {
      Object* t = other;
      other = self;
      self = t;
    }
  }
  Ref<> it(object_get_iter(other));
  if (!it) return nullptr;
  while (Object* item = iter_next(it)) {
    int found = sequence_contains(self, item);
    decref(item);
    if (found == -1) return nullptr;
    if (found) return new_bool(false);
  }
  return err_occurred() ? nullptr : new_bool(true);
}

const MethodDef kKeysMethods[] = {
    {"isdisjoint", view_isdisjoint, kMethO, "Whether the view and the other iterable have no item in common."},
    {"__reversed__", view_reversed<&TypeDictReverseKeyIter>, kMethNoArgs, "An iterator over the keys, last first."},
    {},
};
const MethodDef kItemsMethods[] = {
    {"isdisjoint", view_isdisjoint, kMethO, "Whether the view and the other iterable have no item in common."},
    {"__reversed__", view_reversed<&TypeDictReverseItemIter>, kMethNoArgs, "An iterator over the items, last first."},
    {},
};
const MethodDef kValuesMethods[] = {
    {"__reversed__", view_reversed<&TypeDictReverseValueIter>, kMethNoArgs, "An iterator over the values, last first."},
    {},
};
const GetSetDef kViewGetSets[] = {
    {"mapping", view_mapping, nullptr, "The dict this view belongs to, read-only."},
    {nullptr, nullptr, nullptr, nullptr},
};

void init_view(TypeObject* t, getiterfunc* iter, objobjproc* contains, const MethodDef* methods) {
  t->tp_basicsize = sizeof(DictViewObject);
  t->tp_dealloc = view_dealloc;
  t->tp_repr = view_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = view_traverse;
  t->tp_iter = iter;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_length = view_len;
  if (contains) {
    sq->sq_contains = contains;
    t->tp_richcompare = view_rich_compare;
    NumberMethods* nb = number_methods(t);
    nb->nb_subtract = view_sub;
    nb->nb_and = view_and;
    nb->nb_xor = view_xor;
    nb->nb_or = view_or;
  }
  type_add_methods(t, methods);
  type_add_getsets(t, kViewGetSets);
}

}  // namespace

void init_DictKeys_type(TypeObject* t) { init_view(t, view_iter<&TypeDictKeyIter>, keys_contains, kKeysMethods); }
void init_DictItems_type(TypeObject* t) { init_view(t, view_iter<&TypeDictItemIter>, items_contains, kItemsMethods); }
void init_DictValues_type(TypeObject* t) { init_view(t, view_iter<&TypeDictValueIter>, nullptr, kValuesMethods); }

}  // namespace innards
