// What dict_keys.cpp, dict.cpp, dict_sharing.cpp, dict_methods.cpp and dict_views.cpp share: keys blocks and the steps of
// insertion. Not for others: these functions keep the table's invariants only together.
#pragma once

#include "object/dict.h"
#include "object/str.h"

namespace innards {

inline constexpr int kDictLogMinSize = 3;
inline constexpr int64_t kDictMinSize = 8;
inline constexpr int kPerturbShift = 5;
inline constexpr int32_t kDictMaxFreeList = 80;
// The size of a class's shared keys' hash table.
inline constexpr int kNextLog2SharedKeysMaxSize = 6;

inline DictObject* as_dict(Object* o) { return static_cast<DictObject*>(o); }
inline DictState& dict_state() { return rt().objects.containers.dict; }

// How many entries a hash table of n slots may hold.
inline int64_t usable_fraction(int64_t n) { return (n << 1) / 3; }
inline int64_t key_hash(const Object* str) { return static_cast<const StrObject*>(str)->hash; }
// object_hash, without the call when the key is a str that knows its hash.
int64_t dict_hash_of(Object* key);

uint8_t calculate_log2_keysize(int64_t minsize);
uint8_t estimate_log2_keysize(int64_t n);

// ---- keys blocks (dict_keys.cpp)
DictKeysObject* empty_keys();                                     // shared by all empty dicts
inline bool is_empty_keys(const DictKeysObject* keys) { return static_cast<const void*>(keys) == dict_state().empty_keys; }
DictKeysObject* new_keys_object(uint8_t log2_size, bool unicode); // null with MemoryError
inline void dict_keys_incref(DictKeysObject* keys) { ++keys->dk_refcnt; }
void free_keys_block(DictKeysObject* keys);                       // without dropping what the entries hold
void dict_keys_set_index(DictKeysObject* keys, int64_t i, int64_t ix);
int64_t dict_keys_find_empty_slot(DictKeysObject* keys, int64_t hash);
int64_t dict_keys_slot_of_index(DictKeysObject* keys, int64_t hash, int64_t ix);
// Puts entries 0..n-1 into the fresh hash table.
void dict_keys_build_indices(DictKeysObject* keys, int64_t n);
int64_t unicode_keys_lookup_unicode(DictKeysObject* keys, Object* key, int64_t hash);
// Adds an entry for key and returns its number; the caller knows that there is room. Steals key (and value when combined).
int64_t dict_keys_add_entry(DictKeysObject* keys, Object* key, int64_t hash, Object* value);

// ---- values (dict_sharing.cpp)
inline int64_t shared_keys_usable_size(const DictKeysObject* keys) { return keys->dk_nentries + keys->dk_usable; }
DictValues* new_values(int64_t size);                             // counts zeroed, items null; null without error set
void free_values(DictValues* values);
void delete_index_from_values(DictValues* values, int64_t ix);
inline int64_t index_from_order(const DictObject* mp, int64_t i) { return mp->ma_values->order_at(static_cast<int>(i)); }

// ---- dicts (dict.cpp)
// A dict of these parts; takes over the reference to keys, and values. On failure drops keys, and values if told to.
Object* new_dict(DictKeysObject* keys, DictValues* values, int64_t used, bool free_values_on_failure);
Object* new_dict_with_shared_keys(DictKeysObject* keys);
int dict_resize(DictObject* mp, uint8_t log2_size, bool unicode);
int dict_insert(DictObject* mp, Object* key, int64_t hash, Object* value);            // steals both (insertdict)
int dict_insert_to_empty(DictObject* mp, Object* key, int64_t hash, Object* value);   // steals both
int dict_del_common(DictObject* mp, int64_t hash, int64_t ix, Object* old_value);
void dict_maintain_tracking(DictObject* mp, Object* key, Object* value);
DictKeysObject* clone_combined_dict_keys(DictObject* orig);
int dict_update_arg(Object* self, Object* arg);
Object* dict_iter(Object* dict);
Object* dict_iter_new(DictObject* dict, TypeObject* type);
// The pair that an item iterator gives next: its own tuple when nobody else holds that, else a new one. Steals key and value.
Object* dict_iter_pair(Object* own, Object* key, Object* value);
Object* dict_reversed(Object* dict, Object*);
void dict_add_methods(TypeObject* t);

// The next number for caches to compare: of keys, and of functions (run/specialise.h). 0 when they are used up.
uint32_t dict_keys_next_version();

}  // namespace innards
