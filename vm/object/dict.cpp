// dict: making, inserting, resizing, deleting, merging, walking (CPython: Objects/dictobject.c).
#include "object/dict.h"

#include <cstring>

#include "object/born.h"
#include "object/call.h"
#include "object/dict_internal.h"
#include "object/identifiers.h"
#include "object/iter_support.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/tuple.h"
#include "probe/probe.h"
#include "run/errors.h"

namespace innards {

namespace {

bool may_be_tracked(Object* o) { return object_is_gc(o) && (!tuple_check_exact(o) || gc_is_tracked(o)); }

Object* bad_call() {
  err_bad_internal_call();
  return nullptr;
}

}  // namespace

uint64_t dict_next_version() { return ++dict_state().global_version; }

void dict_clear_free_list() {
  DictState& s = dict_state();
  while (s.numfree > 0) gc_del(s.free_list[--s.numfree].get());
  while (s.keys_numfree > 0) mem_free(s.keys_free_list[--s.keys_numfree].get());
}

// ---- tracking by the collector: only from the first container on

void dict_maintain_tracking(DictObject* mp, Object* key, Object* value) {
  if (!gc_is_tracked(mp) && (may_be_tracked(key) || may_be_tracked(value))) gc_track(mp);
}

void dict_maybe_untrack(Object* op) {
  if (!dict_check_exact(op) || !gc_is_tracked(op)) return;
  DictObject* mp = as_dict(op);
  DictKeysObject* keys = mp->ma_keys;
  for (int64_t i = 0; i < keys->dk_nentries; ++i) {
    Object* value;
    if (mp->ma_values) value = mp->ma_values->values[i];
    else if (dk_is_unicode(keys)) value = dk_unicode_entries(keys)[i].me_value;
    else value = dk_entries(keys)[i].me_value;
    if (!value) continue;
    if (may_be_tracked(value)) return;
    if (!dk_is_unicode(keys) && may_be_tracked(dk_entries(keys)[i].me_key)) return;
  }
  gc_untrack(op);
}

// ---- making

Object* new_dict(DictKeysObject* keys, DictValues* values, int64_t used, bool free_values_on_failure) {
  DictState& s = dict_state();
  DictObject* mp;
  if (s.numfree > 0) {
    mp = s.free_list[--s.numfree];
    mp->ob_refcnt = 1;
    object_is_born(mp, sizeof(DictObject));
  } else {
    mp = gc_new_as<DictObject>(TypeDict);
    if (!mp) {
      dict_keys_decref(keys);
      if (free_values_on_failure) free_values(values);
      return nullptr;
    }
  }
  mp->ma_keys = keys;
  mp->ma_values = values;
  mp->ma_used = used;
  mp->ma_version_tag = dict_next_version();
  return mp;
}

Object* dict_new() {
  DictKeysObject* keys = empty_keys();
  dict_keys_incref(keys);
  return new_dict(keys, nullptr, 0, false);
}

static Object* new_presized(int64_t minused, bool unicode) {
  constexpr uint8_t kLog2MaxPresize = 17;
  if (minused <= usable_fraction(kDictMinSize)) return dict_new();
  uint8_t log2_size = minused > usable_fraction(int64_t{1} << kLog2MaxPresize) ? kLog2MaxPresize : estimate_log2_keysize(minused);
  DictKeysObject* keys = new_keys_object(log2_size, unicode);
  return keys ? new_dict(keys, nullptr, 0, false) : nullptr;
}

Object* dict_new_presized(int64_t minused) { return new_presized(minused, false); }

Object* dict_from_items(Object* const* keys, int64_t keys_offset, Object* const* values, int64_t values_offset, int64_t n) {
  bool unicode = true;
  for (int64_t i = 0; i < n && unicode; ++i) unicode = str_check_exact(keys[i * keys_offset]);
  Object* dict = new_presized(n, unicode);
  if (!dict) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    if (dict_set_item(dict, keys[i * keys_offset], values[i * values_offset]) < 0) {
      decref(dict);
      return nullptr;
    }
  }
  return dict;
}

// ---- resizing

namespace {

// Copies the live entries of a combined table to fresh keys; the references move along.
void move_entries(DictKeysObject* to, DictKeysObject* from) {
  int64_t n = 0;
  for (int64_t i = 0; i < from->dk_nentries; ++i) {
    if (!dk_is_unicode(from)) {
      if (dk_entries(from)[i].me_value) dk_entries(to)[n++] = dk_entries(from)[i];
      continue;
    }
    const DictUnicodeEntry& e = dk_unicode_entries(from)[i];
    if (!e.me_value) continue;
    if (dk_is_unicode(to)) dk_unicode_entries(to)[n] = e;
    else dk_entries(to)[n] = {key_hash(e.me_key), e.me_key, e.me_value};
    ++n;
  }
}

// The same from a split table: the keys stay with their other users too.
void move_split_entries(DictKeysObject* to, DictObject* mp, DictKeysObject* from, DictValues* values) {
  for (int64_t i = 0; i < mp->ma_used; ++i) {
    int64_t ix = values->order_at(static_cast<int>(i));
    Object* key = new_ref(dk_unicode_entries(from)[ix].me_key.get());
    if (dk_is_unicode(to)) dk_unicode_entries(to)[i] = {key, values->values[ix]};
    else dk_entries(to)[i] = {key_hash(key), key, values->values[ix]};
  }
}

}  // namespace

int dict_resize(DictObject* mp, uint8_t log2_size, bool unicode) {
  DictKeysObject* old_keys = mp->ma_keys;
  DictValues* old_values = mp->ma_values;
  if (!dk_is_unicode(old_keys)) unicode = false;
  DictKeysObject* keys = new_keys_object(log2_size, unicode);
  if (!keys) return -1;
  mp->ma_keys = keys;
  int64_t n = mp->ma_used;
  if (old_values) {
    move_split_entries(keys, mp, old_keys, old_values);
    dict_keys_build_indices(keys, n);
    dict_keys_decref(old_keys);
    mp->ma_values = nullptr;
    free_values(old_values);
  } else {
    move_entries(keys, old_keys);
    dict_keys_build_indices(keys, n);
    if (is_empty_keys(old_keys)) dict_keys_decref(old_keys);
    else free_keys_block(old_keys);
  }
  keys->dk_usable -= n;
  keys->dk_nentries = n;
  return 0;
}

// Makes room: three times the items, so that a growing dict doubles and one with many deleted entries shrinks.
static int insertion_resize(DictObject* mp, bool unicode) {
  return dict_resize(mp, calculate_log2_keysize(mp->ma_used * 3), unicode);
}

// ---- inserting

int dict_insert(DictObject* mp, Object* key, int64_t hash, Object* value) {
  Object* old = nullptr;
  int64_t ix = kDkixError;
  if (!dk_is_unicode(mp->ma_keys) || str_check_exact(key) || insertion_resize(mp, false) == 0) ix = dict_lookup(mp, key, hash, &old);
  if (ix == kDkixError) {
    decref(value);
    decref(key);
    return -1;
  }
  dict_maintain_tracking(mp, key, value);
  if (ix == kDkixEmpty) {
    mp->ma_keys->dk_version = 0;
    if (mp->ma_keys->dk_usable <= 0 && insertion_resize(mp, true) < 0) {
      decref(value);
      decref(key);
      return -1;
    }
    if (mp->ma_values) {
      ix = dict_keys_add_entry(mp->ma_keys, key, hash, nullptr);
      dict_values_add_to_insertion_order(mp->ma_values, ix);
      mp->ma_values->values[ix] = value;
    } else {
      dict_keys_add_entry(mp->ma_keys, key, hash, value);
    }
    ++mp->ma_used;
    mp->ma_version_tag = dict_next_version();
    probe(ProbeKind::kDictStore, mp, key, value);
    return 0;
  }
  if (old != value) {
    if (mp->ma_values) {
      mp->ma_values->values[ix] = value;
      if (!old) {
        dict_values_add_to_insertion_order(mp->ma_values, ix);
        ++mp->ma_used;
      }
    } else if (dk_is_unicode(mp->ma_keys)) {
      dk_unicode_entries(mp->ma_keys)[ix].me_value = value;
    } else {
      dk_entries(mp->ma_keys)[ix].me_value = value;
    }
    mp->ma_version_tag = dict_next_version();
    probe(ProbeKind::kDictStore, mp, key, value);
  }
  xdecref(old);  // may run code that changes the dict again
  decref(key);
  return 0;
}

int dict_insert_to_empty(DictObject* mp, Object* key, int64_t hash, Object* value) {
  DictKeysObject* keys = new_keys_object(kDictLogMinSize, str_check_exact(key));
  if (!keys) {
    decref(key);
    decref(value);
    return -1;
  }
  dict_keys_decref(mp->ma_keys);
  mp->ma_keys = keys;
  mp->ma_values = nullptr;
  dict_maintain_tracking(mp, key, value);
  dict_keys_add_entry(keys, key, hash, value);
  ++mp->ma_used;
  mp->ma_version_tag = dict_next_version();
  probe(ProbeKind::kDictStore, mp, key, value);
  return 0;
}

static int insert_any(DictObject* mp, Object* key, int64_t hash, Object* value) {
  return is_empty_keys(mp->ma_keys) ? dict_insert_to_empty(mp, key, hash, value) : dict_insert(mp, key, hash, value);
}

int dict_set_item_take2(DictObject* mp, Object* key, Object* value) {
  int64_t hash = dict_hash_of(key);
  if (hash == -1) {
    decref(key);
    decref(value);
    return -1;
  }
  return insert_any(mp, key, hash, value);
}

int dict_set_item(Object* op, Object* key, Object* value) {
  if (!dict_check(op)) {
    err_bad_internal_call();
    return -1;
  }
  return dict_set_item_take2(as_dict(op), new_ref(key), new_ref(value));
}

int dict_set_item_known_hash(Object* op, Object* key, Object* value, int64_t hash) {
  if (!dict_check(op)) {
    err_bad_internal_call();
    return -1;
  }
  return insert_any(as_dict(op), new_ref(key), hash, new_ref(value));
}

int dict_set_item_str(Object* op, const char* key, Object* value) {
  Object* name = str_intern(key);
  if (!name) return -1;
  int result = dict_set_item(op, name, value);
  decref(name);
  return result;
}

Object* dict_set_default(Object* d, Object* key, Object* value) {
  if (!dict_check(d)) return bad_call();
  DictObject* mp = as_dict(d);
  int64_t hash = dict_hash_of(key);
  if (hash == -1) return nullptr;
  if (is_empty_keys(mp->ma_keys)) return dict_insert_to_empty(mp, new_ref(key), hash, new_ref(value)) < 0 ? nullptr : value;
  if (!str_check_exact(key) && dk_is_unicode(mp->ma_keys) && insertion_resize(mp, false) < 0) return nullptr;
  Object* found;
  int64_t ix = dict_lookup(mp, key, hash, &found);
  if (ix == kDkixError) return nullptr;
  if (found) return found;
  if (ix == kDkixEmpty) {
    mp->ma_keys->dk_version = 0;
    if (mp->ma_keys->dk_usable <= 0 && insertion_resize(mp, true) < 0) return nullptr;
    ix = dict_keys_add_entry(mp->ma_keys, new_ref(key), hash, mp->ma_values ? nullptr : new_ref(value));
  }
  if (mp->ma_values) {
    mp->ma_values->values[ix] = new_ref(value);
    dict_values_add_to_insertion_order(mp->ma_values, ix);
  }
  dict_maintain_tracking(mp, key, value);
  ++mp->ma_used;
  mp->ma_version_tag = dict_next_version();
  probe(ProbeKind::kDictStore, mp, key, value);
  return value;
}

// ---- deleting

int dict_del_common(DictObject* mp, int64_t hash, int64_t ix, Object* old_value) {
  DictKeysObject* keys = mp->ma_keys;
  int64_t slot = dict_keys_slot_of_index(keys, hash, ix);
  probe(ProbeKind::kDictStore, mp, dk_key_at(keys, ix), 0);
  --mp->ma_used;
  mp->ma_version_tag = dict_next_version();
  if (mp->ma_values) {
    mp->ma_values->values[ix] = nullptr;
    delete_index_from_values(mp->ma_values, ix);
  } else {
    Object* old_key;
    keys->dk_version = 0;
    dict_keys_set_index(keys, slot, kDkixDummy);
    if (dk_is_unicode(keys)) {
      DictUnicodeEntry* ep = &dk_unicode_entries(keys)[ix];
      old_key = ep->me_key;
      *ep = {nullptr, nullptr};
    } else {
      DictKeyEntry* ep = &dk_entries(keys)[ix];
      old_key = ep->me_key;
      *ep = {0, nullptr, nullptr};
    }
    decref(old_key);
  }
  decref(old_value);
  return 0;
}

int dict_del_item_known_hash(Object* op, Object* key, int64_t hash) {
  if (!dict_check(op)) {
    err_bad_internal_call();
    return -1;
  }
  Object* old;
  int64_t ix = dict_lookup(as_dict(op), key, hash, &old);
  if (ix == kDkixError) return -1;
  if (!old) {
    err_set_key_error(key);
    return -1;
  }
  return dict_del_common(as_dict(op), hash, ix, old);
}

int dict_del_item(Object* op, Object* key) {
  int64_t hash = dict_hash_of(key);
  return hash == -1 ? -1 : dict_del_item_known_hash(op, key, hash);
}

int dict_del_item_str(Object* op, const char* key) {
  Ref<> name(str_from_cstr(key));
  return name ? dict_del_item(op, name) : -1;
}

int dict_del_item_if(Object* op, Object* key, int (*predicate)(Object* value)) {
  if (!dict_check(op)) {
    err_bad_internal_call();
    return -1;
  }
  int64_t hash = object_hash(key);
  if (hash == -1) return -1;
  Object* old;
  int64_t ix = dict_lookup(as_dict(op), key, hash, &old);
  if (ix == kDkixError) return -1;
  if (!old) {
    err_set_key_error(key);
    return -1;
  }
  int wanted = predicate(old);
  if (wanted <= 0) return wanted;
  return dict_del_common(as_dict(op), hash, ix, old);
}

static Object* default_or_key_error(Object* key, Object* deflt) {
  if (deflt) return new_ref(deflt);
  err_set_key_error(key);
  return nullptr;
}

Object* dict_pop_known_hash(Object* dict, Object* key, int64_t hash, Object* deflt) {
  DictObject* mp = as_dict(dict);
  if (mp->ma_used == 0) return default_or_key_error(key, deflt);
  Object* old;
  int64_t ix = dict_lookup(mp, key, hash, &old);
  if (ix == kDkixError) return nullptr;
  if (!old) return default_or_key_error(key, deflt);
  incref(old);
  dict_del_common(mp, hash, ix, old);
  return old;
}

Object* dict_pop(Object* dict, Object* key, Object* deflt) {
  // The key of an empty dict's pop need not even be hashable.
  if (dict_size_of(dict) == 0) return default_or_key_error(key, deflt);
  int64_t hash = dict_hash_of(key);
  return hash == -1 ? nullptr : dict_pop_known_hash(dict, key, hash, deflt);
}

void dict_clear(Object* o) {
  if (!dict_check(o)) return;
  DictObject* mp = as_dict(o);
  DictKeysObject* old_keys = mp->ma_keys;
  DictValues* old_values = mp->ma_values;
  if (is_empty_keys(old_keys)) return;
  // Empty first, then drop the contents: dropping may run code that looks at the dict.
  dict_keys_incref(empty_keys());
  mp->ma_keys = empty_keys();
  mp->ma_values = nullptr;
  mp->ma_used = 0;
  mp->ma_version_tag = dict_next_version();
  if (old_values) {
    for (int64_t i = 0, n = old_keys->dk_nentries; i < n; ++i) clear_ref(old_values->values[i]);
    free_values(old_values);
  }
  dict_keys_decref(old_keys);
}

// ---- looking up

Object* dict_get_item_known_hash(Object* op, Object* key, int64_t hash) {
  if (!dict_check(op)) return bad_call();
  Object* value;
  return dict_lookup(as_dict(op), key, hash, &value) < 0 ? nullptr : value;
}

Object* dict_get_item_with_error(Object* op, Object* key) {
  if (!dict_check(op)) return bad_call();
  int64_t hash = dict_hash_of(key);
  return hash == -1 ? nullptr : dict_get_item_known_hash(op, key, hash);
}

Object* dict_get_item(Object* op, Object* key) {
  if (!dict_check(op)) return nullptr;
  int64_t hash = dict_hash_of(key);
  if (hash == -1) {
    err_clear();
    return nullptr;
  }
  // An error that is already set stays; one of the lookup's own is swallowed.
  Object *type, *error, *traceback, *value;
  err_fetch(&type, &error, &traceback);
  dict_lookup(as_dict(op), key, hash, &value);
  err_restore(type, error, traceback);
  return value;
}

Object* dict_get_item_str(Object* op, const char* key) {
  Ref<> name(str_from_cstr(key));
  if (!name) {
    err_clear();
    return nullptr;
  }
  return dict_get_item(op, name);
}

Object* dict_get_item_str_with_error(Object* op, const char* key) {
  Ref<> name(str_from_cstr(key));
  return name ? dict_get_item_with_error(op, name) : nullptr;
}

int dict_contains_known_hash(Object* op, Object* key, int64_t hash) {
  Object* value;
  int64_t ix = dict_lookup(as_dict(op), key, hash, &value);
  return ix == kDkixError ? -1 : value != nullptr;
}

int dict_contains(Object* op, Object* key) {
  int64_t hash = dict_hash_of(key);
  return hash == -1 ? -1 : dict_contains_known_hash(op, key, hash);
}

Object* dict_load_global(DictObject* globals, DictObject* builtins, Object* key) {
  int64_t hash = dict_hash_of(key);
  if (hash == -1) return nullptr;
  Object* value;
  int64_t ix = dict_lookup(globals, key, hash, &value);
  if (ix == kDkixError) return nullptr;
  if (value) return value;
  dict_lookup(builtins, key, hash, &value);
  return value;
}

int64_t dict_get_item_hint(DictObject* mp, Object* key, int64_t hint, Object** value) {
  DictKeysObject* keys = mp->ma_keys;
  if (hint >= 0 && hint < keys->dk_nentries && dk_key_at(keys, hint) == key) {
    Object* v = mp->ma_values ? mp->ma_values->values[hint].get()
                : dk_is_unicode(keys) ? dk_unicode_entries(keys)[hint].me_value.get() : dk_entries(keys)[hint].me_value.get();
    if (v) {
      *value = v;
      return hint;
    }
  }
  int64_t hash = dict_hash_of(key);
  return hash == -1 ? -1 : dict_lookup(mp, key, hash, value);
}

// ---- walking

int dict_next_hash(Object* op, int64_t* pos, Object** key, Object** value, int64_t* hash) {
  if (!dict_check(op)) return 0;
  DictObject* mp = as_dict(op);
  DictKeysObject* keys = mp->ma_keys;
  int64_t i = *pos;
  Object *k, *v;
  int64_t h;
  if (mp->ma_values) {
    if (i < 0 || i >= mp->ma_used) return 0;
    int64_t ix = index_from_order(mp, i);
    v = mp->ma_values->values[ix];
    k = dk_unicode_entries(keys)[ix].me_key;
    h = key_hash(k);
  } else {
    int64_t n = keys->dk_nentries;
    if (i < 0 || i >= n) return 0;
    if (dk_is_unicode(keys)) {
      const DictUnicodeEntry* e = dk_unicode_entries(keys);
      while (i < n && !e[i].me_value) ++i;
      if (i >= n) return 0;
      k = e[i].me_key;
      v = e[i].me_value;
      h = key_hash(k);
    } else {
      const DictKeyEntry* e = dk_entries(keys);
      while (i < n && !e[i].me_value) ++i;
      if (i >= n) return 0;
      k = e[i].me_key;
      v = e[i].me_value;
      h = e[i].me_hash;
    }
  }
  *pos = i + 1;
  if (key) *key = k;
  if (value) *value = v;
  if (hash) *hash = h;
  return 1;
}

int dict_next(Object* op, int64_t* pos, Object** key, Object** value) { return dict_next_hash(op, pos, key, value, nullptr); }

int64_t dict_size(Object* op) {
  if (op && dict_check(op)) return dict_size_of(op);
  err_bad_internal_call();
  return -1;
}

bool dict_has_only_string_keys(Object* op) {
  if (dk_is_unicode(as_dict(op)->ma_keys)) return true;
  int64_t pos = 0;
  Object* key;
  while (dict_next(op, &pos, &key, nullptr)) {
    if (!str_check(key)) return false;
  }
  return true;
}

int64_t dict_sizeof(DictObject* mp) {
  int64_t n = mp->ob_type->tp_basicsize;
  if (mp->ma_values) n += shared_keys_usable_size(mp->ma_keys) * 8;
  // Shared keys are counted for none of their users.
  if (mp->ma_keys->dk_refcnt == 1) n += dict_keys_size(mp->ma_keys);
  return n;
}

namespace {

enum class Part { Keys, Values, Items };

// A list of that many places; allocating may run the collector and with it code that changes the dict, so try until it fits.
Object* list_of_size(DictObject* mp, Part part) {
  for (;;) {
    int64_t n = mp->ma_used;
    Object* v = list_new(n);
    if (!v) return nullptr;
    for (int64_t i = 0; part == Part::Items && i < n; ++i) {
      Object* pair = tuple_new(2);
      if (!pair) {
        decref(v);
        return nullptr;
      }
      list_put(v, i, pair);
    }
    if (n == mp->ma_used) return v;
    decref(v);
  }
}

Object* list_of(Object* op, Part part) {
  if (!op || !dict_check(op)) return bad_call();
  Object* v = list_of_size(as_dict(op), part);
  if (!v) return nullptr;
  int64_t pos = 0;
  Object *key, *value;
  for (int64_t j = 0; dict_next(op, &pos, &key, &value); ++j) {
    if (part == Part::Keys) {
      list_put(v, j, new_ref(key));
    } else if (part == Part::Values) {
      list_put(v, j, new_ref(value));
    } else {
      Object* pair = list_item_at(v, j);
      tuple_put(pair, 0, new_ref(key));
      tuple_put(pair, 1, new_ref(value));
    }
  }
  return v;
}

}  // namespace

Object* dict_keys(Object* op) { return list_of(op, Part::Keys); }
Object* dict_values(Object* op) { return list_of(op, Part::Values); }
Object* dict_items(Object* op) { return list_of(op, Part::Items); }

// ---- copying and merging

DictKeysObject* clone_combined_dict_keys(DictObject* orig) {
  DictKeysObject* from = orig->ma_keys;
  size_t size = static_cast<size_t>(dict_keys_size(from));
  DictKeysObject* keys = static_cast<DictKeysObject*>(mem_alloc(size));
  if (!keys) {
    err_no_memory();
    return nullptr;
  }
  std::memcpy(static_cast<void*>(keys), from, size);
  for (int64_t i = 0; i < keys->dk_nentries; ++i) {
    Object* value = dk_is_unicode(keys) ? dk_unicode_entries(keys)[i].me_value.get() : dk_entries(keys)[i].me_value.get();
    if (!value) continue;
    incref(value);
    incref(dk_key_at(keys, i));
  }
  keys->dk_refcnt = 1;
  return keys;
}

static Object* copy_split(DictObject* mp) {
  int64_t size = shared_keys_usable_size(mp->ma_keys);
  DictValues* values = new_values(size);
  if (!values) return err_no_memory();
  int prefix = values->prefix_size();
  std::memcpy(values->prefix_end() - prefix, mp->ma_values->prefix_end() - prefix, static_cast<size_t>(prefix) - 1);
  DictObject* copy = gc_new_as<DictObject>(TypeDict);
  if (!copy) {
    free_values(values);
    return nullptr;
  }
  for (int64_t i = 0; i < size; ++i) values->values[i] = xnew_ref(mp->ma_values->values[i].get());
  copy->ma_values = values;
  copy->ma_keys = mp->ma_keys;
  copy->ma_used = mp->ma_used;
  copy->ma_version_tag = dict_next_version();
  dict_keys_incref(mp->ma_keys);
  if (gc_is_tracked(mp)) gc_track(copy);
  return copy;
}

static bool iterates_as_dict(Object* o) { return o->ob_type->tp_iter == dict_iter; }

Object* dict_copy(Object* o) {
  if (!o || !dict_check(o)) return bad_call();
  DictObject* mp = as_dict(o);
  if (mp->ma_used == 0) return dict_new();
  if (mp->ma_values) return copy_split(mp);
  if (iterates_as_dict(o) && mp->ma_used >= (mp->ma_keys->dk_nentries * 2) / 3) {
    DictKeysObject* keys = clone_combined_dict_keys(mp);
    if (!keys) return nullptr;
    Object* copy = new_dict(keys, nullptr, mp->ma_used, false);
    if (copy && gc_is_tracked(mp)) gc_track(copy);
    return copy;
  }
  Object* copy = dict_new();
  if (!copy) return nullptr;
  if (dict_merge_ex(copy, o, 1) == 0) return copy;
  decref(copy);
  return nullptr;
}

namespace {

// An empty dict taking over a compact one: copies the keys block as a whole. 1 done, 0 not possible, -1 error.
int merge_by_clone(DictObject* mp, DictObject* other) {
  DictKeysObject* okeys = other->ma_keys;
  if (other->ma_values || other->ma_used != okeys->dk_nentries) return 0;
  if (okeys->dk_log2_size != kDictLogMinSize && usable_fraction(dk_size(okeys) / 2) >= other->ma_used) return 0;
  DictKeysObject* keys = clone_combined_dict_keys(other);
  if (!keys) return -1;
  dict_keys_decref(mp->ma_keys);
  mp->ma_keys = keys;
  if (mp->ma_values) {
    free_values(mp->ma_values);
    mp->ma_values = nullptr;
  }
  mp->ma_used = other->ma_used;
  mp->ma_version_tag = dict_next_version();
  if (gc_is_tracked(other) && !gc_is_tracked(mp)) gc_track(mp);
  return 1;
}

// One key of a merge. Keeps key and value alive during the comparisons.
int merge_item(DictObject* mp, Object* key, int64_t hash, Object* value, int override_) {
  if (override_ == 1) return dict_insert(mp, new_ref(key), hash, new_ref(value));
  int found = dict_contains_known_hash(mp, key, hash);
  if (found == 0) return insert_any(mp, new_ref(key), hash, new_ref(value));
  if (found > 0 && override_ != 0) {
    err_set_key_error(key);
    return -1;
  }
  return found < 0 ? -1 : 0;
}

int merge_dict(DictObject* mp, DictObject* other, int override_) {
  if (other == mp || other->ma_used == 0) return 0;
  if (mp->ma_used == 0) {
    override_ = 1;
    int done = merge_by_clone(mp, other);
    if (done != 0) return done < 0 ? -1 : 0;
  }
  if (usable_fraction(dk_size(mp->ma_keys)) < other->ma_used &&
      dict_resize(mp, estimate_log2_keysize(mp->ma_used + other->ma_used), dk_is_unicode(other->ma_keys)) < 0)
    return -1;
  int64_t orig_size = other->ma_keys->dk_nentries;
  int64_t pos = 0, hash;
  Object *key, *value;
  while (dict_next_hash(other, &pos, &key, &value, &hash)) {
    incref(key);
    incref(value);
    int err = merge_item(mp, key, hash, value, override_);
    decref(value);
    decref(key);
    if (err != 0) return -1;
    if (orig_size != other->ma_keys->dk_nentries) {
      err_set_string(ExcRuntimeError, "dict mutated during update");
      return -1;
    }
  }
  return 0;
}

int merge_key(Object* a, Object* b, Object* key, int override_) {
  if (override_ != 1) {
    int found = dict_contains(a, key);
    if (found != 0) {
      if (found > 0 && override_ == 0) return 0;
      if (found > 0) err_set_key_error(key);
      return -1;
    }
  }
  Ref<> value(object_get_item(b, key));
  return value ? dict_set_item(a, key, value) : -1;
}

int merge_mapping(Object* a, Object* b, int override_) {
  Object* keys = mapping_keys(b);
  if (!keys) return -1;
  Ref<> it(object_get_iter(keys));
  decref(keys);
  if (!it) return -1;
  while (Object* key = iter_next(it)) {
    int err = merge_key(a, b, key, override_);
    decref(key);
    if (err < 0) return -1;
  }
  return err_occurred() ? -1 : 0;
}

// One element of the sequence of pairs.
int merge_pair(Object* d, Object* item, int64_t i, int override_) {
  Ref<> fast(sequence_fast(item, ""));
  if (!fast) {
    if (err_exception_matches(ExcTypeError))
      err_format(ExcTypeError, "cannot convert dictionary update sequence element #%zd to a sequence", i);
    return -1;
  }
  int64_t n = static_cast<VarObject*>(fast.get())->ob_size;
  if (n != 2) {
    err_format(ExcValueError, "dictionary update sequence element #%zd has length %zd; 2 is required", i, n);
    return -1;
  }
  Object** items = list_check(fast) ? list_items(fast) : tuple_items(fast);
  Ref<> key(new_ref(items[0])), value(new_ref(items[1]));
  if (override_) return dict_set_item(d, key, value);
  return dict_set_default(d, key, value) ? 0 : -1;
}

}  // namespace

int dict_merge_ex(Object* a, Object* b, int override_) {
  if (!a || !b || !dict_check(a)) {
    err_bad_internal_call();
    return -1;
  }
  if (dict_check(b) && iterates_as_dict(b)) return merge_dict(as_dict(a), as_dict(b), override_);
  return merge_mapping(a, b, override_);
}

int dict_merge(Object* a, Object* b, int override_) { return dict_merge_ex(a, b, override_ != 0); }
int dict_update(Object* a, Object* b) { return dict_merge_ex(a, b, 1); }

int dict_merge_from_seq2(Object* d, Object* seq2, int override_) {
  Ref<> it(object_get_iter(seq2));
  if (!it) return -1;
  for (int64_t i = 0;; ++i) {
    Object* item = iter_next(it);
    if (!item) return err_occurred() ? -1 : 0;
    int err = merge_pair(d, item, i, override_);
    decref(item);
    if (err < 0) return -1;
  }
}

int dict_update_arg(Object* self, Object* arg) {
  if (dict_check_exact(arg)) return dict_merge(self, arg, 1);
  Object* keys;
  if (object_lookup_attr(arg, ID(keys), &keys) < 0) return -1;
  if (!keys) return dict_merge_from_seq2(self, arg, 1);
  decref(keys);
  return dict_merge(self, arg, 1);
}

static Object* failed(Object* d) {
  decref(d);
  return nullptr;
}

// dict.fromkeys into an empty exact dict from a dict or a set: the number of keys is known.
static int fill_from_hashed(DictObject* mp, Object* source, Object* value) {
  bool from_dict = dict_check_exact(source);
  int64_t n = from_dict ? dict_size_of(source) : set_size_of(source);
  uint8_t log2_size = estimate_log2_keysize(n);
  if (mp->ma_keys->dk_log2_size > log2_size) log2_size = mp->ma_keys->dk_log2_size;
  if (dict_resize(mp, log2_size, from_dict && dk_is_unicode(as_dict(source)->ma_keys)) < 0) return -1;
  int64_t pos = 0, hash;
  Object* key;
  while (from_dict ? dict_next_hash(source, &pos, &key, nullptr, &hash) : set_next_entry(source, &pos, &key, &hash)) {
    if (dict_insert(mp, new_ref(key), hash, new_ref(value)) < 0) return -1;
  }
  return 0;
}

Object* dict_from_keys(Object* cls, Object* iterable, Object* value) {
  Object* d = object_call_no_args(cls);
  if (!d) return nullptr;
  if (dict_check_exact(d) && dict_size_of(d) == 0 && (dict_check_exact(iterable) || any_set_check_exact(iterable)))
    return fill_from_hashed(as_dict(d), iterable, value) < 0 ? failed(d) : d;
  Ref<> it(object_get_iter(iterable));
  if (!it) return failed(d);
  while (Object* key = iter_next(it)) {
    int status = dict_check_exact(d) ? dict_set_item(d, key, value) : object_set_item(d, key, value);
    decref(key);
    if (status < 0) return failed(d);
  }
  return err_occurred() ? failed(d) : d;
}

}  // namespace innards
