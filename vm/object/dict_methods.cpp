// The dict type: its slots and methods (CPython: Objects/dictobject.c).
#include "native/args.h"
#include "object/call.h"
#include "object/dict_internal.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

void dict_dealloc(Object* o) {
  gc_untrack(o);
  Trashcan can(o, dict_dealloc);
  if (can.postponed()) return;
  DictObject* mp = as_dict(o);
  DictKeysObject* keys = mp->ma_keys;
  if (DictValues* values = mp->ma_values) {
    for (int64_t i = 0, n = keys->dk_nentries; i < n; ++i) xdecref(values->values[i].get());
    free_values(values);
    dict_keys_decref(keys);
  } else if (keys) {
    dict_keys_decref(keys);
  }
  DictState& s = dict_state();
  if (s.numfree < kDictMaxFreeList && dict_check_exact(o)) s.free_list[s.numfree++] = mp;
  else o->ob_type->tp_free(o);
}

int visit_one(Object* o, visitproc* visit, void* arg) { return o ? visit(o, arg) : 0; }

int dict_traverse(Object* o, visitproc* visit, void* arg) {
  DictObject* mp = as_dict(o);
  DictKeysObject* keys = mp->ma_keys;
  for (int64_t i = 0, n = keys->dk_nentries; i < n; ++i) {
    int r;
    if (mp->ma_values) {
      r = visit_one(mp->ma_values->values[i], visit, arg);
    } else if (dk_is_unicode(keys)) {
      r = visit_one(dk_unicode_entries(keys)[i].me_value, visit, arg);
    } else {
      const DictKeyEntry& e = dk_entries(keys)[i];
      if (!e.me_value) continue;
      r = visit_one(e.me_value, visit, arg);
      if (r == 0) r = visit_one(e.me_key, visit, arg);
    }
    if (r) return r;
  }
  return 0;
}

int dict_tp_clear(Object* o) {
  dict_clear(o);
  return 0;
}

bool write_pair(StrWriter* w, Object* key, Object* value) {
  Ref<> k(object_repr(key));
  if (!k || w->write_str(k) < 0) return false;
  if (w->write_ascii(": ", 2) < 0) return false;
  Ref<> v(object_repr(value));
  return v && w->write_str(v) == 0;
}

bool write_items(Object* o, StrWriter* w) {
  int64_t pos = 0;
  Object *key, *value;
  bool first = true;
  while (dict_next(o, &pos, &key, &value)) {
    // The dict may change while the items' __repr__ run.
    Ref<> hold_key(new_ref(key)), hold_value(new_ref(value));
    if (!first && w->write_ascii(", ", 2) < 0) return false;
    first = false;
    if (!write_pair(w, key, value)) return false;
  }
  return true;
}

Object* dict_repr(Object* o) {
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_cstr("{...}") : nullptr;
  if (dict_size_of(o) == 0) {
    repr_leave(o);
    return str_from_cstr("{}");
  }
  StrWriter w;
  w.overallocate = true;
  w.min_length = 1 + 4 + (2 + 4) * (dict_size_of(o) - 1) + 1;
  bool ok = w.write_char('{') == 0 && write_items(o, &w);
  w.overallocate = false;
  ok = ok && w.write_char('}') == 0;
  repr_leave(o);
  if (!ok) {
    w.drop();
    return nullptr;
  }
  return w.finish();
}

int64_t dict_length(Object* o) { return dict_size_of(o); }

Object* missing_key(Object* self, Object* key) {
  if (!dict_check_exact(self)) {
    Object* missing = object_lookup_special(self, ID(__missing__));
    if (missing) {
      Object* result = object_call_one_arg(missing, key);
      decref(missing);
      return result;
    }
    if (err_occurred()) return nullptr;
  }
  err_set_key_error(key);
  return nullptr;
}

Object* dict_subscript(Object* self, Object* key) {
  int64_t hash = dict_hash_of(key);
  if (hash == -1) return nullptr;
  Object* value;
  if (dict_lookup(as_dict(self), key, hash, &value) == kDkixError) return nullptr;
  return value ? new_ref(value) : missing_key(self, key);
}

int dict_ass_subscript(Object* self, Object* key, Object* value) {
  return value ? dict_set_item(self, key, value) : dict_del_item(self, key);
}

// 1, 0, or -1 with the error set.
int dict_equal(DictObject* a, DictObject* b) {
  if (a->ma_used != b->ma_used) return 0;
  for (int64_t i = 0; i < a->ma_keys->dk_nentries; ++i) {
    DictKeysObject* keys = a->ma_keys;
    Object *key, *a_value;
    int64_t hash;
    if (dk_is_unicode(keys)) {
      key = dk_unicode_entries(keys)[i].me_key;
      if (!key) continue;
      hash = key_hash(key);
      a_value = a->ma_values ? a->ma_values->values[i].get() : dk_unicode_entries(keys)[i].me_value.get();
    } else {
      const DictKeyEntry& e = dk_entries(keys)[i];
      key = e.me_key;
      hash = e.me_hash;
      a_value = e.me_value;
    }
    if (!a_value) continue;
    Ref<> hold_value(new_ref(a_value)), hold_key(new_ref(key));
    Object* b_value;
    dict_lookup(b, key, hash, &b_value);
    if (!b_value) return err_occurred() ? -1 : 0;
    Ref<> hold_b(new_ref(b_value));
    int cmp = object_rich_compare_bool(b_value, a_value, kEQ);
    if (cmp <= 0) return cmp;
  }
  return 1;
}

Object* dict_rich_compare(Object* v, Object* w, int op) {
  if (!dict_check(v) || !dict_check(w) || (op != kEQ && op != kNE)) return new_not_implemented();
  int cmp = dict_equal(as_dict(v), as_dict(w));
  if (cmp < 0) return nullptr;
  return new_bool((cmp != 0) == (op == kEQ));
}

Object* dict_or(Object* a, Object* b) {
  if (!dict_check(a) || !dict_check(b)) return new_not_implemented();
  Object* result = dict_copy(a);
  if (!result) return nullptr;
  if (dict_update_arg(result, b) == 0) return result;
  decref(result);
  return nullptr;
}

Object* dict_in_place_or(Object* self, Object* other) {
  if (dict_update_arg(self, other) < 0) return nullptr;
  return new_ref(self);
}

Object* dict_tp_new(TypeObject* type, Object*, Object*) {
  Object* self = type->tp_alloc(type, 0);
  if (!self) return nullptr;
  DictObject* d = as_dict(self);
  d->ma_used = 0;
  d->ma_version_tag = dict_next_version();
  dict_keys_incref(empty_keys());
  d->ma_keys = empty_keys();
  d->ma_values = nullptr;
  // Exact dicts are tracked from their first container on.
  if (type == TypeDict) gc_untrack(self);
  return self;
}

int update_common(Object* self, Object* args, Object* kwargs, const char* name) {
  Object* arg = nullptr;
  if (!args_unpack_tuple(args, name, 0, 1, &arg)) return -1;
  if (arg && dict_update_arg(self, arg) < 0) return -1;
  if (!kwargs) return 0;
  if (!dict_has_only_string_keys(kwargs)) {
    err_set_string(ExcTypeError, "keywords must be strings");
    return -1;
  }
  return dict_merge(self, kwargs, 1);
}

int dict_init(Object* self, Object* args, Object* kwargs) { return update_common(self, args, kwargs, "dict"); }

Object* dict_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("dict", nargs, 0, 1)) return nullptr;
  Object* self = dict_tp_new(static_cast<TypeObject*>(type), nullptr, nullptr);
  if (!self) return nullptr;
  bool ok = nargs == 0 || dict_update_arg(self, args[0]) == 0;
  for (int64_t i = 0; ok && kwnames && i < tuple_size_of(kwnames); ++i)
    ok = dict_set_item(self, tuple_item_at(kwnames, i), args[nargs + i]) == 0;
  if (ok) return self;
  decref(self);
  return nullptr;
}

// ---- methods

Object* dict_m_contains(Object* self, Object* key) {
  int found = dict_contains(self, key);
  return found < 0 ? nullptr : new_bool(found);
}

Object* dict_m_sizeof(Object* self, Object*) { return int_from_i64(dict_sizeof(as_dict(self))); }

Object* dict_m_get(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("get", nargs, 1, 2)) return nullptr;
  int64_t hash = dict_hash_of(args[0]);
  if (hash == -1) return nullptr;
  Object* value;
  if (dict_lookup(as_dict(self), args[0], hash, &value) == kDkixError) return nullptr;
  if (!value) value = nargs > 1 ? args[1] : none();
  return new_ref(value);
}

Object* dict_m_setdefault(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("setdefault", nargs, 1, 2)) return nullptr;
  return xnew_ref(dict_set_default(self, args[0], nargs > 1 ? args[1] : none()));
}

Object* dict_m_pop(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("pop", nargs, 1, 2)) return nullptr;
  return dict_pop(self, args[0], nargs > 1 ? args[1] : nullptr);
}

// Takes entry i, the last live one, out of the combined table; the references move to the result.
void take_entry(DictKeysObject* keys, int64_t i, Object* result) {
  int64_t hash;
  if (dk_is_unicode(keys)) {
    DictUnicodeEntry* e = &dk_unicode_entries(keys)[i];
    hash = key_hash(e->me_key);
    tuple_put(result, 0, e->me_key);
    tuple_put(result, 1, e->me_value);
    *e = {nullptr, nullptr};
  } else {
    DictKeyEntry* e = &dk_entries(keys)[i];
    hash = e->me_hash;
    tuple_put(result, 0, e->me_key);
    tuple_put(result, 1, e->me_value);
    *e = {-1, nullptr, nullptr};
  }
  dict_keys_set_index(keys, dict_keys_slot_of_index(keys, hash, i), kDkixDummy);
}

Object* dict_m_popitem(Object* self, Object*) {
  // Allocated first: the allocation may run code that changes the dict.
  Ref<> result(tuple_new(2));
  if (!result) return nullptr;
  DictObject* mp = as_dict(self);
  if (mp->ma_used == 0) {
    err_set_string(ExcKeyError, "popitem(): dictionary is empty");
    return nullptr;
  }
  if (mp->ma_keys->dk_kind == kDictKeysSplit && dict_resize(mp, mp->ma_keys->dk_log2_size, true) < 0) return nullptr;
  DictKeysObject* keys = mp->ma_keys;
  keys->dk_version = 0;
  int64_t i = keys->dk_nentries - 1;
  while (i >= 0 && !dk_key_at(keys, i)) --i;
  take_entry(keys, i, result);
  // The slot stays a dummy, so the entry's place cannot be counted as usable again.
  keys->dk_nentries = i;
  --mp->ma_used;
  mp->ma_version_tag = dict_next_version();
  return result.release();
}

Object* dict_m_keys(Object* self, Object*) { return dict_view_new(self, TypeDictKeys); }
Object* dict_m_items(Object* self, Object*) { return dict_view_new(self, TypeDictItems); }
Object* dict_m_values(Object* self, Object*) { return dict_view_new(self, TypeDictValues); }

Object* dict_m_update(Object* self, Object* args, Object* kwargs) {
  return update_common(self, args, kwargs, "update") < 0 ? nullptr : new_none();
}

Object* dict_m_fromkeys(Object* cls, Object** args, int64_t nargs) {
  if (!args_check_positional("fromkeys", nargs, 1, 2)) return nullptr;
  return dict_from_keys(cls, args[0], nargs > 1 ? args[1] : none());
}

Object* dict_m_clear(Object* self, Object*) {
  dict_clear(self);
  return new_none();
}

Object* dict_m_copy(Object* self, Object*) { return dict_copy(self); }

const MethodDef kDictMethods[] = {
    {"__contains__", dict_m_contains, kMethO | kMethCoexist, "__contains__($self, key, /)\n--\n\nWhether the dict has the key."},
    {"__getitem__", dict_subscript, kMethO | kMethCoexist, "x.__getitem__(y) <==> x[y]"},
    {"__sizeof__", dict_m_sizeof, kMethNoArgs, "Bytes of the dict and of its tables."},
    {"get", dict_m_get, kMethFastcall, "get($self, key, default=None, /)\n--\n\nThe value of key, or default if there is none."},
    {"setdefault", dict_m_setdefault, kMethFastcall,
     "setdefault($self, key, default=None, /)\n--\n\nThe value of key; if there is none, default is put there first."},
    {"pop", dict_m_pop, kMethFastcall, "pop($self, key, default=<unrepresentable>, /)\n--\n\nTakes a key out and returns its value, or the default if one is given, else KeyError."},
    {"popitem", dict_m_popitem, kMethNoArgs,
     "popitem($self, /)\n--\n\nTakes out the pair that came last and returns it; KeyError if the dict is empty."},
    {"keys", dict_m_keys, kMethNoArgs, "A live view of the keys."},
    {"items", dict_m_items, kMethNoArgs, "A live view of the (key, value) pairs."},
    {"values", dict_m_values, kMethNoArgs, "A live view of the values."},
    {"update", dict_m_update, kMethVarargs | kMethKeywords, "Puts in the items of a mapping or of an iterable of pairs, then the keywords."},
    {"fromkeys", dict_m_fromkeys, kMethFastcall | kMethClass,
     "fromkeys($type, iterable, value=None, /)\n--\n\nA new dict with these keys, all with the same value."},
    {"clear", dict_m_clear, kMethNoArgs, "Takes out everything."},
    {"copy", dict_m_copy, kMethNoArgs, "A new dict with the same keys and values."},
    {"__reversed__", dict_reversed, kMethNoArgs, "__reversed__($self, /)\n--\n\nAn iterator over the keys, last first."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias dict[...] (PEP 585)."},
    {},
};

}  // namespace

void init_Dict_type(TypeObject* t) {
  t->tp_basicsize = sizeof(DictObject);
  t->tp_dealloc = dict_dealloc;
  t->tp_repr = dict_repr;
  t->tp_hash = object_hash_not_implemented;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpDictSubclass | kTpMatchSelf | kTpMapping;
  type_set_doc(t, "A hash table from keys to values: empty, from a mapping, from an iterable of pairs, or from keywords.");
  t->tp_traverse = dict_traverse;
  t->tp_clear = dict_tp_clear;
  t->tp_richcompare = dict_rich_compare;
  t->tp_iter = dict_iter;
  t->tp_init = dict_init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = dict_tp_new;
  t->tp_free = gc_del;
  t->tp_vectorcall = dict_vectorcall;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_contains = dict_contains;
  MappingMethods* mp = mapping_methods(t);
  mp->mp_length = dict_length;
  mp->mp_subscript = dict_subscript;
  mp->mp_ass_subscript = dict_ass_subscript;
  NumberMethods* nb = number_methods(t);
  nb->nb_or = dict_or;
  nb->nb_inplace_or = dict_in_place_or;
  type_add_methods(t, kDictMethods);
}

}  // namespace innards
