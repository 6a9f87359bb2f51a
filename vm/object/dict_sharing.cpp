// Key sharing: the values arrays of instances and split dicts, and how an instance's attributes live there until a real
// dict is needed (CPython: Objects/dictobject.c).
#include <cstring>

#include "object/dict_internal.h"
#include "object/protocol.h"
#include "object/type.h"
#include "probe/probe.h"
#include "run/errors.h"

namespace innards {

DictValues* new_values(int64_t size) {
  // Two counting bytes and one order byte a value, rounded up to whole words.
  size_t prefix = (static_cast<size_t>(size) + 2 + 7) & ~size_t{7};
  size_t total = prefix + static_cast<size_t>(size) * 8;
  uint8_t* mem = static_cast<uint8_t*>(mem_alloc(total));
  if (!mem) return nullptr;
  std::memset(mem, 0, total);
  mem[prefix - 1] = static_cast<uint8_t>(prefix);
  return reinterpret_cast<DictValues*>(mem + prefix);
}

void free_values(DictValues* values) { mem_free(values->prefix_end() - values->prefix_size()); }

void delete_index_from_values(DictValues* values, int64_t ix) {
  uint8_t* size_ptr = values->prefix_end() - 2;
  int size = *size_ptr;
  int i = 1;
  while (i < size && size_ptr[-i] != ix) ++i;
  for (; i < size; ++i) size_ptr[-i] = size_ptr[-i - 1];
  *size_ptr = static_cast<uint8_t>(size - 1);
}

DictKeysObject* dict_new_keys_for_class() {
  DictKeysObject* keys = new_keys_object(kNextLog2SharedKeysMaxSize, true);
  if (!keys) {
    err_clear();
    return nullptr;
  }
  keys->dk_usable = kSharedKeysMaxSize;
  keys->dk_kind = kDictKeysSplit;
  return keys;
}

Object* new_dict_with_shared_keys(DictKeysObject* keys) {
  DictValues* values = new_values(shared_keys_usable_size(keys));
  if (!values) {
    dict_keys_decref(keys);
    return err_no_memory();
  }
  return new_dict(keys, values, 0, true);
}

namespace {

// The number of a name in shared keys, adding it if there is room; else kDkixEmpty.
int64_t insert_into_shared_keys(DictKeysObject* keys, Object* name) {
  int64_t hash = key_hash(name);
  if (hash == -1) hash = str_hash(name);
  int64_t ix = unicode_keys_lookup_unicode(keys, name, hash);
  if (ix != kDkixEmpty) return ix;
  if (keys->dk_usable <= 0) return kDkixEmpty;
  incref(name);
  keys->dk_version = 0;
  return dict_keys_add_entry(keys, name, hash, nullptr);
}

bool may_be_tracked(Object* o) { return object_is_gc(o) && (o->ob_type != TypeTuple || gc_is_tracked(o)); }

Object* make_dict_from_values(DictKeysObject* keys, DictValues* values) {
  dict_keys_incref(keys);
  int64_t used = 0;
  bool track = false;
  for (int64_t i = 0; i < shared_keys_usable_size(keys); ++i) {
    Object* v = values->values[i];
    if (!v) continue;
    ++used;
    track = track || may_be_tracked(v);
  }
  Object* dict = new_dict(keys, values, used, false);
  if (dict && track) gc_track(dict);
  return dict;
}

bool shares_keys(TypeObject* tp) { return type_has(tp, kTpHeapType) && type_cached_keys(tp); }

int init_inline_values(Object* obj, TypeObject* tp) {
  DictKeysObject* keys = type_cached_keys(tp);
  // Each new instance takes one place from names not yet seen, so that rarely used room goes away.
  if (keys->dk_usable > 1) --keys->dk_usable;
  DictValues* values = new_values(shared_keys_usable_size(keys));
  if (!values) {
    err_no_memory();
    return -1;
  }
  *object_values_pointer(obj) = values;
  return 0;
}

}  // namespace

int object_initialize_dict(Object* obj) {
  TypeObject* tp = obj->ob_type;
  if (tp->tp_dictoffset == 0) return 0;
  if (type_has(tp, kTpManagedDict)) return init_inline_values(obj, tp);
  Object* dict;
  if (shares_keys(tp)) {
    dict_keys_incref(type_cached_keys(tp));
    dict = new_dict_with_shared_keys(type_cached_keys(tp));
  } else {
    dict = dict_new();
  }
  if (!dict) return -1;
  *object_dict_pointer(obj) = dict;
  return 0;
}

Object* object_make_dict_from_instance_attributes(Object* obj, DictValues* values) {
  return make_dict_from_values(type_cached_keys(obj->ob_type), values);
}

int object_store_instance_attribute(Object* obj, DictValues* values, Object* name, Object* value) {
  DictKeysObject* keys = type_cached_keys(obj->ob_type);
  int64_t ix = str_check_exact(name) ? insert_into_shared_keys(keys, name) : kDkixEmpty;
  if (ix == kDkixEmpty) {
    Object* dict = make_dict_from_values(keys, values);
    if (!dict) return -1;
    *object_values_pointer(obj) = nullptr;
    *object_managed_dict_pointer(obj) = dict;
    return value ? dict_set_item(dict, name, value) : dict_del_item(dict, name);
  }
  Object* old = values->values[ix];
  xincref(value);
  values->values[ix] = value;
  if (!old) {
    if (!value) {
      err_format(ExcAttributeError, "'%.100s' object has no attribute '%U'", obj->ob_type->tp_name.get(), name);
      return -1;
    }
    dict_values_add_to_insertion_order(values, ix);
  } else {
    if (!value) delete_index_from_values(values, ix);
    decref(old);
  }
  return 0;
}

Object* object_get_instance_attribute(Object* obj, DictValues* values, Object* name) {
  int64_t ix = dict_keys_string_lookup(type_cached_keys(obj->ob_type), name);
  return ix < 0 ? nullptr : xnew_ref(values->values[ix].get());
}

int object_is_instance_dict_empty(Object* obj) {
  TypeObject* tp = obj->ob_type;
  if (tp->tp_dictoffset == 0) return 1;
  Object* dict;
  if (type_has(tp, kTpManagedDict)) {
    if (DictValues* values = *object_values_pointer(obj)) {
      DictKeysObject* keys = type_cached_keys(tp);
      for (int64_t i = 0; i < keys->dk_nentries; ++i) {
        if (values->values[i]) return 0;
      }
      return 1;
    }
    dict = *object_managed_dict_pointer(obj);
  } else {
    dict = *object_dict_pointer(obj);
  }
  return !dict || dict_size_of(dict) == 0;
}

int object_visit_instance_attributes(Object* self, visitproc* visit, void* arg) {
  DictValues* values = *object_values_pointer(self);
  if (!values) return 0;
  DictKeysObject* keys = type_cached_keys(self->ob_type);
  for (int64_t i = 0; i < keys->dk_nentries; ++i) {
    if (Object* v = values->values[i]) {
      if (int r = visit(v, arg)) return r;
    }
  }
  return 0;
}

void object_clear_instance_attributes(Object* self) {
  DictValues* values = *object_values_pointer(self);
  if (!values) return;
  DictKeysObject* keys = type_cached_keys(self->ob_type);
  for (int64_t i = 0; i < keys->dk_nentries; ++i) clear_ref(values->values[i]);
}

void object_free_instance_attributes(Object* self) {
  Ptr<DictValues>* where = object_values_pointer(self);
  DictValues* values = *where;
  if (!values) return;
  *where = nullptr;
  DictKeysObject* keys = type_cached_keys(self->ob_type);
  for (int64_t i = 0; i < keys->dk_nentries; ++i) xdecref(values->values[i].get());
  free_values(values);
}

Object* object_generic_get_dict(Object* obj, void*) {
  TypeObject* tp = obj->ob_type;
  if (type_has(tp, kTpManagedDict)) {
    Ptr<Object>* dictptr = object_managed_dict_pointer(obj);
    if (DictValues* values = *object_values_pointer(obj)) {
      Object* dict = make_dict_from_values(type_cached_keys(tp), values);
      *dictptr = dict;
      if (dict) *object_values_pointer(obj) = nullptr;
    } else if (!*dictptr) {
      *dictptr = dict_new();
    }
    return xnew_ref(dictptr->get());
  }
  Ptr<Object>* dictptr = object_dict_pointer(obj);
  if (!dictptr) {
    err_set_string(ExcAttributeError, "This object has no __dict__");
    return nullptr;
  }
  if (!*dictptr) {
    if (shares_keys(tp)) {
      dict_keys_incref(type_cached_keys(tp));
      *dictptr = new_dict_with_shared_keys(type_cached_keys(tp));
    } else {
      *dictptr = dict_new();
    }
  }
  return xnew_ref(dictptr->get());
}

int object_dict_set_item(TypeObject* tp, Ptr<Object>* dictptr, Object* key, Object* value) {
  if (!*dictptr) {
    if (shares_keys(tp)) {
      dict_keys_incref(type_cached_keys(tp));
      *dictptr = new_dict_with_shared_keys(type_cached_keys(tp));
    } else {
      *dictptr = dict_new();
    }
    if (!*dictptr) return -1;
  }
  return value ? dict_set_item(*dictptr, key, value) : dict_del_item(*dictptr, key);
}

}  // namespace innards
