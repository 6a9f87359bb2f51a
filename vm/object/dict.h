// dict: a hash table from keys to values that remembers insertion order; its keys block may be shared by all instances of
// a class ("split"). It stands apart because attribute lookup, globals and the interpreter's caches read its insides.
// CPython: Objects/dictobject.c, Include/internal/pycore_dict.h. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// An entry of a general table: the hash is kept beside the key.
struct DictKeyEntry {
  int64_t me_hash;
  Ptr<Object> me_key;
  Ptr<Object> me_value;  // unused in split tables
};
// An entry of a table whose keys are all exact str: the hash is in the key.
struct DictUnicodeEntry {
  Ptr<Object> me_key;
  Ptr<Object> me_value;
};

enum DictKeysKind : uint8_t { kDictKeysGeneral = 0, kDictKeysUnicode = 1, kDictKeysSplit = 2 };

inline constexpr int64_t kDkixEmpty = -1;
inline constexpr int64_t kDkixDummy = -2;
inline constexpr int64_t kDkixError = -3;
inline constexpr int64_t kDkixKeyChanged = -4;  // inside lookups only

// The keys block: header, then the hash table of indices (1, 2, 4 or 8 bytes each), then the entries in insertion order.
struct DictKeysObject {
  int64_t dk_refcnt;            // dicts and heap types that use this block
  uint8_t dk_log2_size;         // the hash table has 1 << this slots
  uint8_t dk_log2_index_bytes;  // and takes 1 << this bytes
  uint8_t dk_kind;              // DictKeysKind
  uint32_t dk_version;          // 0, or a number for this exact set of keys (for the interpreter's caches)
  int64_t dk_usable;            // entries still free
  int64_t dk_nentries;          // entries used, deleted ones included
  char* indices() { return reinterpret_cast<char*>(this + 1); }
  const char* indices() const { return reinterpret_cast<const char*>(this + 1); }
};
static_assert(sizeof(DictKeysObject) == 32 && offsetof(DictKeysObject, dk_version) == 12);

inline int64_t dk_size(const DictKeysObject* dk) { return int64_t{1} << dk->dk_log2_size; }
inline bool dk_is_unicode(const DictKeysObject* dk) { return dk->dk_kind != kDictKeysGeneral; }
inline DictKeyEntry* dk_entries(const DictKeysObject* dk) {
  return reinterpret_cast<DictKeyEntry*>(const_cast<char*>(dk->indices()) + (size_t{1} << dk->dk_log2_index_bytes));
}
inline DictUnicodeEntry* dk_unicode_entries(const DictKeysObject* dk) {
  return reinterpret_cast<DictUnicodeEntry*>(const_cast<char*>(dk->indices()) + (size_t{1} << dk->dk_log2_index_bytes));
}
// The content of slot i of the hash table: an entry number, kDkixEmpty or kDkixDummy.
int64_t dict_keys_get_index(const DictKeysObject* keys, int64_t i);
inline Object* dk_key_at(const DictKeysObject* dk, int64_t i) {
  return dk_is_unicode(dk) ? dk_unicode_entries(dk)[i].me_key.get() : dk_entries(dk)[i].me_key.get();
}

inline constexpr int kSharedKeysMaxSize = 30;

// The values of a split table or of an instance. Before the values stand bytes: [-1] the size of that prefix, [-2] how
// many values are set, [-3], [-4] ... the entry numbers in insertion order.
struct DictValues {
  Ptr<Object> values[1];
  uint8_t* prefix_end() { return reinterpret_cast<uint8_t*>(this); }
  const uint8_t* prefix_end() const { return reinterpret_cast<const uint8_t*>(this); }
  int used() const { return prefix_end()[-2]; }
  int prefix_size() const { return prefix_end()[-1]; }
  int order_at(int i) const { return prefix_end()[-3 - i]; }
};
inline void dict_values_add_to_insertion_order(DictValues* values, int64_t ix) {
  uint8_t* size = values->prefix_end() - 2;
  int n = *size + 1;
  size[-n] = static_cast<uint8_t>(ix);
  *size = static_cast<uint8_t>(n);
}

struct DictObject : Object {
  int64_t ma_used;           // number of items
  uint64_t ma_version_tag;   // unique; changes whenever the dict changes
  Ptr<DictKeysObject> ma_keys;
  Ptr<DictValues> ma_values; // null: combined table
};
static_assert(sizeof(DictObject) == 48);

inline bool dict_check(const Object* o) { return type_has(o->ob_type, kTpDictSubclass); }
inline bool dict_check_exact(const Object* o) { return o->ob_type == TypeDict; }
inline int64_t dict_size_of(const Object* o) { return static_cast<const DictObject*>(o)->ma_used; }
inline bool dict_has_split_table(const DictObject* d) { return d->ma_values.get() != nullptr; }

// ---- making
Object* dict_new();
Object* dict_new_presized(int64_t minused);
Object* dict_copy(Object* o);
// New dict from arrays of keys and values with strides of offset entries (BUILD_MAP and calls). (_PyDict_FromItems)
Object* dict_from_items(Object* const* keys, int64_t keys_offset, Object* const* values, int64_t values_offset, int64_t n);
Object* dict_from_keys(Object* cls, Object* iterable, Object* value);
void dict_clear(Object* o);

// ---- looking up. Borrowed results; null with or without an error set.
Object* dict_get_item(Object* op, Object* key);                         // swallows errors, as PyDict_GetItem
Object* dict_get_item_with_error(Object* op, Object* key);
Object* dict_get_item_known_hash(Object* op, Object* key, int64_t hash);
Object* dict_get_item_str(Object* op, const char* key);                 // PyDict_GetItemString (swallows errors)
Object* dict_get_item_str_with_error(Object* op, const char* key);
int dict_contains(Object* op, Object* key);
int dict_contains_known_hash(Object* op, Object* key, int64_t hash);
// Entry number of key (>= 0), kDkixEmpty, or kDkixError with the error set; *value_addr is borrowed. (_Py_dict_lookup)
int64_t dict_lookup(DictObject* mp, Object* key, int64_t hash, Object** value_addr);
// Entry number of a str key in a unicode keys block, or kDkixEmpty. (_PyDictKeys_StringLookup)
int64_t dict_keys_string_lookup(DictKeysObject* dk, Object* key);
// globals, then builtins; null without error when absent. Borrowed. (_PyDict_LoadGlobal)
Object* dict_load_global(DictObject* globals, DictObject* builtins, Object* key);
// For LOAD_METHOD and friends' caches (_PyDict_GetItemHint): index of key or -1; *value borrowed.
int64_t dict_get_item_hint(DictObject* mp, Object* key, int64_t hint, Object** value);

// ---- changing. Key and value get new references unless it says "take2".
int dict_set_item(Object* op, Object* key, Object* value);
int dict_set_item_take2(DictObject* mp, Object* key, Object* value);    // steals both
int dict_set_item_known_hash(Object* op, Object* key, Object* value, int64_t hash);
int dict_set_item_str(Object* op, const char* key, Object* value);
int dict_del_item(Object* op, Object* key);                             // KeyError when absent
int dict_del_item_known_hash(Object* op, Object* key, int64_t hash);
int dict_del_item_str(Object* op, const char* key);
int dict_del_item_if(Object* op, Object* key, int (*predicate)(Object* value));
Object* dict_pop(Object* dict, Object* key, Object* deflt);             // new reference; deflt null: KeyError
Object* dict_pop_known_hash(Object* dict, Object* key, int64_t hash, Object* deflt);
Object* dict_set_default(Object* d, Object* key, Object* defaultobj);   // borrowed
int dict_merge(Object* a, Object* b, int override_);                    // PyDict_Merge
int dict_merge_ex(Object* a, Object* b, int override_);                 // override 2: KeyError on a key in both
int dict_merge_from_seq2(Object* d, Object* seq2, int override_);
int dict_update(Object* a, Object* b);

// ---- walking. Borrowed; *pos starts at 0; 0 at the end. The dict may not be resized meanwhile.
int dict_next(Object* op, int64_t* pos, Object** key, Object** value);
int dict_next_hash(Object* op, int64_t* pos, Object** key, Object** value, int64_t* hash);  // _PyDict_Next
Object* dict_keys(Object* op);    // new lists
Object* dict_values(Object* op);
Object* dict_items(Object* op);
int64_t dict_size(Object* op);
bool dict_has_only_string_keys(Object* op);
int64_t dict_sizeof(DictObject* mp);                                    // without the GC head
void dict_maybe_untrack(Object* op);                                    // the collector calls it

// ---- key sharing
// The keys block for instances of a new class: room for kSharedKeysMaxSize names. Kept in ht_cached_keys. (null: no memory)
DictKeysObject* dict_new_keys_for_class();
void dict_keys_decref(DictKeysObject* keys);                            // _PyDictKeys_DecRef
int64_t dict_keys_size(DictKeysObject* keys);                           // bytes of a keys block (_PyDict_KeysSize)
// A number for the keys as they are now, 0 when there are no more numbers. (_PyDictKeys_GetVersionForCurrentState)
uint32_t dict_keys_get_version_for_current_state(DictKeysObject* keys);

// The shared keys of a class's instances, or null. (Where an instance keeps its values: object_values_pointer, protocol.h.)
inline DictKeysObject* type_cached_keys(TypeObject* t) {
  return reinterpret_cast<DictKeysObject*>(static_cast<HeapTypeObject*>(t)->ht_cached_keys.get());
}

// Gives a fresh instance its values array, or leaves both words null when the type shares no keys. (_PyObject_InitializeDict)
int object_initialize_dict(Object* obj);
// The dict of an instance made from its values, which the dict takes over. (_PyObject_MakeDictFromInstanceAttributes)
Object* object_make_dict_from_instance_attributes(Object* obj, DictValues* values);
// Sets (value non-null) or deletes an attribute in inline values; makes the dict when the name has no room.
int object_store_instance_attribute(Object* obj, DictValues* values, Object* name, Object* value);
Object* object_get_instance_attribute(Object* obj, DictValues* values, Object* name);  // new reference or null, no error
int object_is_instance_dict_empty(Object* obj);
int object_visit_instance_attributes(Object* self, visitproc* visit, void* arg);
void object_clear_instance_attributes(Object* self);
void object_free_instance_attributes(Object* self);
// obj.__dict__, made on first use. New reference. (PyObject_GenericGetDict)
Object* object_generic_get_dict(Object* obj, void* context);
// Sets or deletes a name in the dict at *dictptr, making it with shared keys where tp has them. (_PyObjectDict_SetItem)
int object_dict_set_item(TypeObject* tp, Ptr<Object>* dictptr, Object* key, Object* value);

uint64_t dict_next_version();  // DICT_NEXT_VERSION
void dict_clear_free_list();

// ---- views and iterators
struct DictViewObject : Object {
  Ptr<DictObject> dv_dict;
};
Object* dict_view_new(Object* dict, TypeObject* type);
inline bool dict_keys_check(Object* o) { return object_type_check(o, TypeDictKeys); }
inline bool dict_items_check(Object* o) { return object_type_check(o, TypeDictItems); }
inline bool dict_view_set_check(Object* o) { return dict_keys_check(o) || dict_items_check(o); }

struct DictIterObject : Object {
  Ptr<DictObject> di_dict;   // null when exhausted
  int64_t di_used;           // ma_used at the start; -1 after a change was seen
  int64_t di_pos;
  Ptr<Object> di_result;     // the reused pair of an item iterator
  int64_t len;               // for __length_hint__
};
static_assert(sizeof(DictIterObject) == 56);

}  // namespace innards
