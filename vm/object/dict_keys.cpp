// Keys blocks of dicts: making, freeing, the hash table of indices and the ways of looking a key up in it
// (CPython: Objects/dictobject.c).
#include <bit>
#include <cstring>

#include "object/dict_internal.h"
#include "object/protocol.h"
#include "probe/probe.h"
#include "run/errors.h"

namespace innards {

int64_t dict_hash_of(Object* key) {
  if (str_check_exact(key)) {
    int64_t hash = key_hash(key);
    if (hash != -1) return hash;
  }
  return object_hash(key);
}

uint8_t calculate_log2_keysize(int64_t minsize) {
  uint64_t n = (static_cast<uint64_t>(minsize) | kDictMinSize) - 1;
  return static_cast<uint8_t>(std::bit_width(n | (kDictMinSize - 1)));
}

uint8_t estimate_log2_keysize(int64_t n) { return calculate_log2_keysize((n * 3 + 1) / 2); }

DictKeysObject* empty_keys() {
  DictKeysObject* keys = reinterpret_cast<DictKeysObject*>(dict_state().empty_keys);
  if (keys->dk_refcnt == 0) {
    keys->dk_refcnt = 1;
    keys->dk_log2_size = 0;
    keys->dk_log2_index_bytes = 3;
    keys->dk_kind = kDictKeysUnicode;
    keys->dk_version = 1;
    keys->dk_usable = 0;
    keys->dk_nentries = 0;
    std::memset(keys->indices(), 0xff, 8);
  }
  return keys;
}

DictKeysObject* new_keys_object(uint8_t log2_size, bool unicode) {
  int64_t usable = usable_fraction(int64_t{1} << log2_size);
  size_t entry_size = unicode ? sizeof(DictUnicodeEntry) : sizeof(DictKeyEntry);
  uint8_t log2_bytes = log2_size < 8 ? log2_size : log2_size < 16 ? log2_size + 1 : log2_size < 32 ? log2_size + 2 : log2_size + 3;
  size_t index_bytes = size_t{1} << log2_bytes;
  DictState& s = dict_state();
  DictKeysObject* keys;
  if (log2_size == kDictLogMinSize && unicode && s.keys_numfree > 0) {
    keys = s.keys_free_list[--s.keys_numfree];
  } else {
    keys = log2_size >= 48 ? nullptr
                           : static_cast<DictKeysObject*>(mem_alloc(sizeof(DictKeysObject) + index_bytes + entry_size * static_cast<size_t>(usable)));
    if (!keys) {
      err_no_memory();
      return nullptr;
    }
  }
  keys->dk_refcnt = 1;
  keys->dk_log2_size = log2_size;
  keys->dk_log2_index_bytes = log2_bytes;
  keys->dk_kind = unicode ? kDictKeysUnicode : kDictKeysGeneral;
  reinterpret_cast<uint8_t*>(keys)[11] = 0;  // padding, so that equal machines have equal bytes
  keys->dk_version = 0;
  keys->dk_usable = usable;
  keys->dk_nentries = 0;
  std::memset(keys->indices(), 0xff, index_bytes);
  std::memset(keys->indices() + index_bytes, 0, entry_size * static_cast<size_t>(usable));
  return keys;
}

void free_keys_block(DictKeysObject* keys) {
  DictState& s = dict_state();
  if (keys->dk_log2_size == kDictLogMinSize && s.keys_numfree < kDictMaxFreeList && dk_is_unicode(keys)) {
    s.keys_free_list[s.keys_numfree++] = keys;
    return;
  }
  mem_free(keys);
}

void dict_keys_decref(DictKeysObject* keys) {
  if (--keys->dk_refcnt != 0 || is_empty_keys(keys)) return;
  for (int64_t i = 0, n = keys->dk_nentries; i < n; ++i) {
    if (dk_is_unicode(keys)) {
      xdecref(dk_unicode_entries(keys)[i].me_key.get());
      xdecref(dk_unicode_entries(keys)[i].me_value.get());
    } else {
      xdecref(dk_entries(keys)[i].me_key.get());
      xdecref(dk_entries(keys)[i].me_value.get());
    }
  }
  free_keys_block(keys);
}

int64_t dict_keys_size(DictKeysObject* keys) {
  int64_t entry_size = dk_is_unicode(keys) ? sizeof(DictUnicodeEntry) : sizeof(DictKeyEntry);
  return static_cast<int64_t>(sizeof(DictKeysObject)) + (int64_t{1} << keys->dk_log2_index_bytes) + usable_fraction(dk_size(keys)) * entry_size;
}

// ---- the table of indices

int64_t dict_keys_get_index(const DictKeysObject* keys, int64_t i) {
  const char* table = keys->indices();
  if (keys->dk_log2_size < 8) return reinterpret_cast<const int8_t*>(table)[i];
  if (keys->dk_log2_size < 16) return reinterpret_cast<const int16_t*>(table)[i];
  if (keys->dk_log2_size < 32) return reinterpret_cast<const int32_t*>(table)[i];
  return reinterpret_cast<const int64_t*>(table)[i];
}

void dict_keys_set_index(DictKeysObject* keys, int64_t i, int64_t ix) {
  char* table = keys->indices();
  if (keys->dk_log2_size < 8) reinterpret_cast<int8_t*>(table)[i] = static_cast<int8_t>(ix);
  else if (keys->dk_log2_size < 16) reinterpret_cast<int16_t*>(table)[i] = static_cast<int16_t>(ix);
  else if (keys->dk_log2_size < 32) reinterpret_cast<int32_t*>(table)[i] = static_cast<int32_t>(ix);
  else reinterpret_cast<int64_t*>(table)[i] = ix;
}

namespace {

// The slots to look at for a hash, one after the other.
struct Slots {
  uint64_t mask, perturb, i;
  Slots(const DictKeysObject* keys, int64_t hash)
      : mask(static_cast<uint64_t>(dk_size(keys)) - 1), perturb(static_cast<uint64_t>(hash)), i(static_cast<uint64_t>(hash) & mask) {}
  int64_t slot() const { return static_cast<int64_t>(i); }
  void next() {
    perturb >>= kPerturbShift;
    i = (i * 5 + perturb + 1) & mask;
  }
};

}  // namespace

int64_t dict_keys_find_empty_slot(DictKeysObject* keys, int64_t hash) {
  Slots s(keys, hash);
  while (dict_keys_get_index(keys, s.slot()) >= 0) s.next();
  return s.slot();
}

int64_t dict_keys_slot_of_index(DictKeysObject* keys, int64_t hash, int64_t ix) {
  for (Slots s(keys, hash);; s.next()) {
    int64_t found = dict_keys_get_index(keys, s.slot());
    if (found == ix) return s.slot();
    if (found == kDkixEmpty) return kDkixEmpty;
  }
}

void dict_keys_build_indices(DictKeysObject* keys, int64_t n) {
  for (int64_t ix = 0; ix < n; ++ix) {
    int64_t hash = dk_is_unicode(keys) ? key_hash(dk_unicode_entries(keys)[ix].me_key) : dk_entries(keys)[ix].me_hash;
    Slots s(keys, hash);
    while (dict_keys_get_index(keys, s.slot()) != kDkixEmpty) s.next();
    dict_keys_set_index(keys, s.slot(), ix);
  }
}

int64_t dict_keys_add_entry(DictKeysObject* keys, Object* key, int64_t hash, Object* value) {
  int64_t ix = keys->dk_nentries;
  dict_keys_set_index(keys, dict_keys_find_empty_slot(keys, hash), ix);
  if (dk_is_unicode(keys)) {
    dk_unicode_entries(keys)[ix].me_key = key;
    if (value) dk_unicode_entries(keys)[ix].me_value = value;
  } else {
    DictKeyEntry* ep = &dk_entries(keys)[ix];
    ep->me_key = key;
    ep->me_hash = hash;
    ep->me_value = value;
  }
  --keys->dk_usable;
  ++keys->dk_nentries;
  return ix;
}

// ---- lookup

int64_t unicode_keys_lookup_unicode(DictKeysObject* keys, Object* key, int64_t hash) {
  const DictUnicodeEntry* entries = dk_unicode_entries(keys);
  for (Slots s(keys, hash);; s.next()) {
    int64_t ix = dict_keys_get_index(keys, s.slot());
    probe(ProbeKind::kDictProbe, keys, s.slot(), ix);
    if (ix >= 0) {
      Object* k = entries[ix].me_key;
      if (k == key || (key_hash(k) == hash && str_equal(k, key))) return ix;
    } else if (ix == kDkixEmpty) {
      return kDkixEmpty;
    }
  }
}

namespace {

// Keys that need __eq__, which may change the dict: then kDkixKeyChanged, and the lookup begins anew.
int64_t lookup_by_equality(DictObject* mp, DictKeysObject* keys, Object* key, int64_t hash) {
  const bool unicode = dk_is_unicode(keys);
  for (Slots s(keys, hash);; s.next()) {
    int64_t ix = dict_keys_get_index(keys, s.slot());
    probe(ProbeKind::kDictProbe, keys, s.slot(), ix);
    if (ix == kDkixEmpty) return kDkixEmpty;
    if (ix < 0) continue;
    Object* start = dk_key_at(keys, ix);
    if (start == key) return ix;
    int64_t start_hash = unicode ? key_hash(start) : dk_entries(keys)[ix].me_hash;
    if (start_hash != hash) continue;
    incref(start);
    int cmp = object_rich_compare_bool(start, key, kEQ);
    decref(start);
    if (cmp < 0) return kDkixError;
    if (keys != mp->ma_keys.get() || dk_key_at(keys, ix) != start) return kDkixKeyChanged;
    if (cmp > 0) return ix;
  }
}

}  // namespace

int64_t dict_lookup(DictObject* mp, Object* key, int64_t hash, Object** value_addr) {
  for (;;) {
    DictKeysObject* keys = mp->ma_keys;
    int64_t ix;
    if (dk_is_unicode(keys) && str_check_exact(key)) {
      ix = unicode_keys_lookup_unicode(keys, key, hash);
    } else {
      ix = lookup_by_equality(mp, keys, key, hash);
      if (ix == kDkixKeyChanged) continue;
    }
    if (ix < 0) *value_addr = nullptr;
    else if (keys->dk_kind == kDictKeysSplit) *value_addr = mp->ma_values->values[ix];
    else if (dk_is_unicode(keys)) *value_addr = dk_unicode_entries(keys)[ix].me_value;
    else *value_addr = dk_entries(keys)[ix].me_value;
    return ix;
  }
}

int64_t dict_keys_string_lookup(DictKeysObject* keys, Object* key) {
  if (!dk_is_unicode(keys)) return kDkixError;
  int64_t hash = key_hash(key);
  if (hash == -1) hash = str_hash(key);
  return unicode_keys_lookup_unicode(keys, key, hash);
}

uint32_t dict_keys_next_version() {
  DictState& s = dict_state();
  // Numbers 0 and 1 are "none" and "the empty keys"; after 2**32 of them there are no more.
  if (s.next_keys_version == 0) s.next_keys_version = 2;
  return s.next_keys_version == UINT32_MAX ? 0 : s.next_keys_version++;
}

uint32_t dict_keys_get_version_for_current_state(DictKeysObject* keys) {
  if (keys->dk_version == 0) keys->dk_version = dict_keys_next_version();
  return keys->dk_version;
}

}  // namespace innards
