// Hash tables of sets: probing, inserting, resizing, walking (CPython: Objects/setobject.c).
#include "object/set.h"

#include <cstring>

#include "object/dict.h"
#include "object/protocol.h"
#include "object/set_internal.h"
#include "object/str.h"
#include "probe/probe.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr int kLinearProbes = 9;
constexpr int kPerturbShift = 5;

bool is_unused(const SetEntry* e) { return e->hash == 0 && !e->key; }
bool is_active(const SetEntry* e) { return e->key && e->key != set_dummy(); }

int64_t set_hash_of(Object* key) {
  if (str_check_exact(key)) {
    int64_t hash = static_cast<StrObject*>(key)->hash;
    if (hash != -1) return hash;
  }
  return object_hash(key);
}

// The slots to look at: runs of neighbours where they fit in the table, then a jump.
struct Slots {
  uint64_t mask, perturb, i;
  int left;
  Slots(const SetObject* so, int64_t hash)
      : mask(static_cast<uint64_t>(so->mask)), perturb(static_cast<uint64_t>(hash)), i(static_cast<uint64_t>(hash) & mask) { begin_run(); }
  void begin_run() { left = i + kLinearProbes <= mask ? kLinearProbes : 0; offset = 0; }
  uint64_t slot() const { return i + offset; }
  void next() {
    if (left > 0) {
      --left;
      ++offset;
      return;
    }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
    begin_run();
  }
  uint64_t offset = 0;
};

enum class Match { No, Yes, Changed, Error };

// Whether an entry with the same hash holds the key.
Match match(SetObject* so, SetEntry* entry, Object* key) {
  Object* start = entry->key;
  if (start == key) return Match::Yes;
  if (str_check_exact(start) && str_check_exact(key) && str_equal(start, key)) return Match::Yes;
  SetEntry* table = so->table;
  incref(start);
  int cmp = object_rich_compare_bool(start, key, kEQ);
  decref(start);
  if (cmp < 0) return Match::Error;
  if (table != so->table.get() || entry->key.get() != start) return Match::Changed;
  return cmp > 0 ? Match::Yes : Match::No;
}

// The entry of key, or the unused one where the search ended; null with an error set.
SetEntry* look_key(SetObject* so, Object* key, int64_t hash) {
  Slots s(so, hash);
  for (;;) {
    SetEntry* entry = so->table.get() + s.slot();
    probe(ProbeKind::kDictProbe, so, s.slot(), entry->key.get());
    if (is_unused(entry)) return entry;
    if (entry->hash == hash) {
      switch (match(so, entry, key)) {
        case Match::Yes: return entry;
        case Match::Error: return nullptr;
        case Match::Changed: s = Slots(so, hash); continue;
        case Match::No: break;
      }
    }
    s.next();
  }
}

// For a table without dummies and a key that is not in it.
void insert_clean(SetEntry* table, int64_t mask, Object* key, int64_t hash) {
  SetObject view;
  view.mask = mask;
  Slots s(&view, hash);
  while (table[s.slot()].key) s.next();
  table[s.slot()].key = key;
  table[s.slot()].hash = hash;
}

int grow(SetObject* so) { return set_table_resize(so, so->used > 50000 ? so->used * 2 : so->used * 4); }

void empty_to_min_size(SetObject* so) {
  std::memset(static_cast<void*>(so->smalltable), 0, sizeof so->smalltable);
  so->fill = 0;
  so->used = 0;
  so->mask = kSetMinSize - 1;
  so->table = so->smalltable;
  so->hash = -1;
}

}  // namespace

Object* set_dummy() {
  Object* dummy = reinterpret_cast<Object*>(rt().objects.containers.set.dummy);
  if (!dummy->ob_type) {
    dummy->ob_type = TypeBaseObject;
    dummy->ob_refcnt = kStaticRefcount;
  }
  return dummy;
}

int set_table_resize(SetObject* so, int64_t minused) {
  uint64_t size = kSetMinSize;
  while (size <= static_cast<uint64_t>(minused)) size <<= 1;
  SetEntry* old = so->table;
  bool old_is_block = old != so->smalltable;
  SetEntry small_copy[kSetMinSize];
  SetEntry* table;
  if (size == static_cast<uint64_t>(kSetMinSize)) {
    table = so->smalltable;
    if (table == old) {
      if (so->fill == so->used) return 0;
      // Rebuilt in place, to get rid of the dummies.
      std::memcpy(static_cast<void*>(small_copy), old, sizeof small_copy);
      old = small_copy;
    }
  } else {
    table = size <= uint64_t{INT64_MAX} / sizeof(SetEntry) ? static_cast<SetEntry*>(mem_alloc(size * sizeof(SetEntry))) : nullptr;
    if (!table) {
      err_no_memory();
      return -1;
    }
  }
  std::memset(static_cast<void*>(table), 0, sizeof(SetEntry) * size);
  int64_t old_mask = so->mask;
  so->mask = static_cast<int64_t>(size) - 1;
  so->table = table;
  so->fill = so->used;
  for (int64_t i = 0; i <= old_mask; ++i) {
    if (is_active(&old[i])) insert_clean(table, so->mask, old[i].key, old[i].hash);
  }
  if (old_is_block) mem_free(old);
  return 0;
}

int set_add_entry(SetObject* so, Object* key, int64_t hash) {
  // Held already, for comparisons may drop the caller's last reference.
  incref(key);
  for (;;) {
    SetEntry* free_slot = nullptr;
    bool changed = false;
    Slots s(so, hash);
    SetEntry* entry;
    for (;; s.next()) {
      entry = so->table.get() + s.slot();
      probe(ProbeKind::kDictProbe, so, s.slot(), entry->key.get());
      if (is_unused(entry)) break;
      if (entry->hash == hash) {
        Match m = match(so, entry, key);
        if (m == Match::Yes || m == Match::Error) {
          decref(key);
          return m == Match::Yes ? 0 : -1;
        }
        if (m == Match::Changed) {
          changed = true;
          break;
        }
      } else if (entry->hash == -1) {
        free_slot = entry;
      }
    }
    if (changed) continue;
    if (free_slot) {
      // A comparison may have filled it meanwhile.
      if (free_slot->hash != -1) continue;
      ++so->used;
      free_slot->key = key;
      free_slot->hash = hash;
      return 0;
    }
    ++so->fill;
    ++so->used;
    entry->key = key;
    entry->hash = hash;
    if (so->fill * 5 < so->mask * 3) return 0;
    return grow(so);
  }
}

int set_contains_entry(SetObject* so, Object* key, int64_t hash) {
  SetEntry* entry = look_key(so, key, hash);
  return entry ? entry->key.get() != nullptr : -1;
}

int set_discard_entry(SetObject* so, Object* key, int64_t hash) {
  SetEntry* entry = look_key(so, key, hash);
  if (!entry) return -1;
  Object* old = entry->key;
  if (!old) return 0;
  entry->key = set_dummy();
  entry->hash = -1;
  --so->used;
  decref(old);
  return 1;
}

int set_add_key(SetObject* so, Object* key) {
  int64_t hash = set_hash_of(key);
  return hash == -1 ? -1 : set_add_entry(so, key, hash);
}

int set_contains_key(SetObject* so, Object* key) {
  int64_t hash = set_hash_of(key);
  return hash == -1 ? -1 : set_contains_entry(so, key, hash);
}

int set_discard_key(SetObject* so, Object* key) {
  int64_t hash = set_hash_of(key);
  return hash == -1 ? -1 : set_discard_entry(so, key, hash);
}

int set_clear_internal(SetObject* so) {
  SetEntry* table = so->table;
  int64_t mask = so->mask;
  bool is_block = table != so->smalltable;
  SetEntry small_copy[kSetMinSize];
  int64_t fill = so->fill;
  if (!is_block && fill > 0) {
    std::memcpy(static_cast<void*>(small_copy), table, sizeof small_copy);
    table = small_copy;
  }
  if (is_block || fill > 0) {
    // Empty first: dropping keys may run code that looks at the set.
    empty_to_min_size(so);
    for (int64_t i = 0; i <= mask; ++i) {
      if (is_active(&table[i])) decref(table[i].key.get());
    }
  }
  if (is_block) mem_free(table);
  return 0;
}

bool set_next(SetObject* so, int64_t* pos, SetEntry** entry) {
  int64_t i = *pos;
  while (i <= so->mask && !is_active(so->table.get() + i)) ++i;
  *pos = i + 1;
  if (i > so->mask) return false;
  *entry = so->table.get() + i;
  return true;
}

// All entries of another set.
static int merge(SetObject* so, SetObject* other) {
  if (other == so || other->used == 0) return 0;
  if ((so->fill + other->used) * 5 >= so->mask * 3 && set_table_resize(so, (so->used + other->used) * 2) != 0) return -1;
  if (so->fill == 0 && so->mask == other->mask && other->fill == other->used) {
    // The same layout: a plain copy.
    for (int64_t i = 0; i <= other->mask; ++i) {
      SetEntry* e = other->table.get() + i;
      if (!e->key) continue;
      incref(e->key.get());
      so->table.get()[i] = *e;
    }
    so->fill = other->fill;
    so->used = other->used;
    return 0;
  }
  if (so->fill == 0) {
    so->fill = other->used;
    so->used = other->used;
    for (int64_t i = 0; i <= other->mask; ++i) {
      SetEntry* e = other->table.get() + i;
      if (is_active(e)) insert_clean(so->table, so->mask, new_ref(e->key.get()), e->hash);
    }
    return 0;
  }
  for (int64_t i = 0; i <= other->mask; ++i) {
    SetEntry* e = other->table.get() + i;
    if (is_active(e) && set_add_entry(so, e->key, e->hash) < 0) return -1;
  }
  return 0;
}

static int update_from_dict(SetObject* so, Object* dict) {
  int64_t n = dict_size_of(dict);
  if ((so->fill + n) * 5 >= so->mask * 3 && set_table_resize(so, (so->used + n) * 2) != 0) return -1;
  int64_t pos = 0, hash;
  Object* key;
  while (dict_next_hash(dict, &pos, &key, nullptr, &hash)) {
    if (set_add_entry(so, key, hash) < 0) return -1;
  }
  return 0;
}

int set_update_internal(SetObject* so, Object* other) {
  if (any_set_check(other)) return merge(so, as_set(other));
  if (dict_check_exact(other)) return update_from_dict(so, other);
  Ref<> it(object_get_iter(other));
  if (!it) return -1;
  while (Object* key = iter_next(it)) {
    int err = set_add_key(so, key);
    decref(key);
    if (err < 0) return -1;
  }
  return err_occurred() ? -1 : 0;
}

Object* make_new_set(TypeObject* type, Object* iterable) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  SetObject* so = as_set(o);
  so->fill = 0;
  so->used = 0;
  so->mask = kSetMinSize - 1;
  so->table = so->smalltable;
  so->hash = -1;
  so->finger = 0;
  so->weakreflist = nullptr;
  if (iterable && set_update_internal(so, iterable) < 0) {
    decref(o);
    return nullptr;
  }
  return o;
}

Object* make_new_set_basetype(TypeObject* type, Object* iterable) {
  if (type != TypeSet && type != TypeFrozenSet) type = type_is_subtype(type, TypeSet) ? TypeSet : TypeFrozenSet;
  return make_new_set(type, iterable);
}

Object* set_copy(SetObject* so) { return make_new_set_basetype(so->ob_type, so); }

// Exchanges the contents of two sets, but not their identity.
void set_swap_bodies(SetObject* a, SetObject* b) {
  auto swap = [](int64_t& x, int64_t& y) {
    int64_t t = x;
    x = y;
    y = t;
  };
  swap(a->fill, b->fill);
  swap(a->used, b->used);
  swap(a->mask, b->mask);
  bool a_small = a->table == a->smalltable, b_small = b->table == b->smalltable;
  SetEntry* a_table = a->table;
  SetEntry* b_table = b->table;
  a->table = b_small ? a->smalltable : b_table;
  b->table = a_small ? b->smalltable : a_table;
  if (a_small || b_small) {
    SetEntry t[kSetMinSize];
    std::memcpy(static_cast<void*>(t), a->smalltable, sizeof t);
    std::memcpy(static_cast<void*>(a->smalltable), b->smalltable, sizeof t);
    std::memcpy(static_cast<void*>(b->smalltable), t, sizeof t);
  }
  if (type_is_subtype(a->ob_type, TypeFrozenSet) && type_is_subtype(b->ob_type, TypeFrozenSet)) {
    swap(a->hash, b->hash);
  } else {
    a->hash = -1;
    b->hash = -1;
  }
}

// ---- the C API's functions

namespace {

bool checked(bool ok) {
  if (!ok) err_bad_internal_call();
  return ok;
}

}  // namespace

Object* set_new(Object* iterable) { return make_new_set(TypeSet, iterable); }
Object* frozenset_new(Object* iterable) { return make_new_set(TypeFrozenSet, iterable); }
int64_t set_size(Object* o) { return checked(any_set_check(o)) ? set_size_of(o) : -1; }
int set_contains(Object* o, Object* key) { return checked(any_set_check(o)) ? set_contains_key(as_set(o), key) : -1; }
int set_discard(Object* o, Object* key) { return checked(set_check(o)) ? set_discard_key(as_set(o), key) : -1; }
int set_clear(Object* o) { return checked(set_check(o)) ? set_clear_internal(as_set(o)) : -1; }
int set_update(Object* o, Object* iterable) { return checked(set_check(o)) ? set_update_internal(as_set(o), iterable) : -1; }

int set_add(Object* o, Object* key) {
  if (!checked(set_check(o) || (frozenset_check(o) && o->ob_refcnt == 1))) return -1;
  return set_add_key(as_set(o), key);
}

Object* set_pop(Object* o) {
  if (!checked(set_check(o))) return nullptr;
  SetObject* so = as_set(o);
  if (so->used == 0) {
    err_set_string(ExcKeyError, "pop from an empty set");
    return nullptr;
  }
  int64_t i = so->finger & so->mask;
  while (!is_active(so->table.get() + i)) i = i == so->mask ? 0 : i + 1;
  SetEntry* entry = so->table.get() + i;
  Object* key = entry->key;
  entry->key = set_dummy();
  entry->hash = -1;
  --so->used;
  so->finger = i + 1;
  return key;
}

int set_next_entry(Object* o, int64_t* pos, Object** key, int64_t* hash) {
  if (!checked(any_set_check(o))) return -1;
  SetEntry* entry;
  if (!set_next(as_set(o), pos, &entry)) return 0;
  *key = entry->key;
  *hash = entry->hash;
  return 1;
}

}  // namespace innards
