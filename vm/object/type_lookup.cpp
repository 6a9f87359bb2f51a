// Objects/typeobject.c: looking names up along the MRO, the method cache, version tags, the links to subclasses.
#include "heap/heap.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/method_cache.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"
#include "probe/probe.h"
#include "run/errors.h"

namespace innards {

namespace {
bool cacheable_name(const Object* name) { return str_check_exact(name) && str_length(name) <= 100; }
}  // namespace

bool type_check_exact(const Object* o) { return type_of(o) == TypeType; }

bool type_is_subtype(TypeObject* a, TypeObject* b) {
  if (Object* mro = a->tp_mro) {
    int64_t n = tuple_size_of(mro);
    for (int64_t i = 0; i < n; ++i)
      if (tuple_item_at(mro, i) == b) return true;
    return false;
  }
  // Not yet ready: follow tp_base.
  do {
    if (a == b) return true;
    a = a->tp_base;
  } while (a);
  return b == TypeBaseObject;
}

Object* type_find_name_in_mro(TypeObject* type, Object* name, int* error) {
  int64_t hash = str_check_exact(name) ? str_hash(name) : object_hash(name);
  if (hash == -1) {
    *error = -1;
    return nullptr;
  }
  Object* mro = type->tp_mro;
  if (!mro) {
    if (!type_has(type, kTpReadying)) {
      if (type_ready(type) < 0) {
        *error = -1;
        return nullptr;
      }
      mro = type->tp_mro;
    }
    if (!mro) {
      *error = 1;
      return nullptr;
    }
  }
  Ref<> held = Ref<>::borrow(mro);  // a __eq__ of a strange key might replace it
  int64_t n = tuple_size_of(mro);
  for (int64_t i = 0; i < n; ++i) {
    Object* dict = as_type(tuple_item_at(mro, i))->tp_dict;
    Object* res = dict_get_item_known_hash(dict, name, hash);
    probe(ProbeKind::kTypeLookup, tuple_item_at(mro, i), name, res);
    if (res) {
      *error = 0;
      return res;
    }
    if (err_occurred()) {
      *error = -1;
      return nullptr;
    }
  }
  *error = 0;
  return nullptr;
}

bool type_assign_version_tag(TypeObject* type) {
  if (type_has(type, kTpValidVersionTag)) return true;
  if (!type_has(type, kTpReady)) return false;
  uint32_t& next = rt().objects.type.next_version_tag;
  if (next == 0) return false;
  type->tp_version_tag = next++;
  Object* bases = type->tp_bases;
  int64_t n = tuple_size_of(bases);
  for (int64_t i = 0; i < n; ++i)
    if (!type_assign_version_tag(as_type(tuple_item_at(bases, i)))) return false;
  type->tp_flags |= kTpValidVersionTag;
  return true;
}

Object* type_lookup(TypeObject* type, Object* name) {
  MethodCacheEntry* entry = &method_cache_entry(type->tp_version_tag, name);
  if (method_cache_answers(*entry, type, name)) {
    probe(ProbeKind::kTypeLookup, type, name, entry->value.get(), "method cache");
    return entry->value;
  }
  int error;
  Object* res = type_find_name_in_mro(type, name, &error);
  if (error) {
    if (error == -1) err_clear();
    return nullptr;
  }
  if (cacheable_name(name) && type_assign_version_tag(type)) {
    entry = &method_cache_entry(type->tp_version_tag, name);
    entry->version = type->tp_version_tag;
    entry->value = res;
    Object* old = entry->name;
    entry->name = new_ref(name);
    xdecref(old);
  }
  return res;
}

void type_clear_cache() {
  for (MethodCacheEntry& e : rt().objects.type.method_cache) {
    e.version = 0;
    e.value = nullptr;
    clear_ref(e.name);
  }
}

void type_modified(TypeObject* type) {
  if (!type_has(type, kTpValidVersionTag)) return;
  if (Object* subclasses = type->tp_subclasses) {
    int64_t pos = 0;
    Object *key, *ref;
    while (dict_next(subclasses, &pos, &key, &ref))
      if (TypeObject* sub = type_subclass_from_ref(ref)) type_modified(sub);
  }
  type->tp_flags &= ~uint64_t{kTpValidVersionTag};
  type->tp_version_tag = 0;
}

Object* type_lookup_maybe_method(Object* self, Object* name, int* unbound) {
  Object* res = type_lookup(type_of(self), name);
  if (!res) return nullptr;
  if (type_has(type_of(res), kTpMethodDescriptor)) {
    *unbound = 1;
    return new_ref(res);
  }
  *unbound = 0;
  auto f = type_of(res)->tp_descr_get;
  if (!f) return new_ref(res);
  return f(res, self, type_of(self));
}

Object* type_lookup_method(Object* self, Object* name, int* unbound) {
  Object* res = type_lookup_maybe_method(self, name, unbound);
  if (!res && !err_occurred()) err_set_object(ExcAttributeError, name);
  return res;
}

Object* object_lookup_special(Object* self, Object* name) {
  Object* res = type_lookup(type_of(self), name);
  if (!res) return nullptr;
  auto f = type_of(res)->tp_descr_get;
  if (!f) return new_ref(res);
  return f(res, self, type_of(self));
}

// ---- subclasses

TypeObject* type_subclass_from_ref(Object* ref) {
  Object* obj = weakref_get_object(ref);
  return is_none(obj) ? nullptr : as_type(obj);
}

int type_add_subclass(TypeObject* base, TypeObject* type) {
  Ref<> key(int_from_void_ptr(type));
  if (!key) return -1;
  Ref<> ref(weakref_new_ref(type, nullptr));
  if (!ref) return -1;
  // Only now: making the reference may have run the collector.
  Object* subclasses = base->tp_subclasses;
  if (!subclasses) {
    base->tp_subclasses = subclasses = dict_new();
    if (!subclasses) return -1;
  }
  return dict_set_item(subclasses, key, ref);
}

int type_add_all_subclasses(TypeObject* type, Object* bases) {
  int res = 0;
  int64_t n = tuple_size_of(bases);
  for (int64_t i = 0; i < n; ++i)
    if (type_add_subclass(as_type(tuple_item_at(bases, i)), type) < 0) res = -1;
  return res;
}

void type_remove_subclass(TypeObject* base, TypeObject* type) {
  Object* subclasses = base->tp_subclasses;
  if (!subclasses) return;
  Ref<> key(int_from_void_ptr(type));
  if (key && dict_get_item_with_error(subclasses, key)) {
    if (dict_del_item(subclasses, key)) err_clear();
  } else {
    err_clear();
  }
  if (dict_size_of(subclasses) == 0) clear_ref(base->tp_subclasses);
}

void type_remove_all_subclasses(TypeObject* type, Object* bases) {
  if (!bases) return;
  for (int64_t i = 0; i < tuple_size_of(bases); ++i) type_remove_subclass(as_type(tuple_item_at(bases, i)), type);
}

Object* type_get_subclasses(TypeObject* self) {
  Object* list = list_new(0);
  if (!list) return nullptr;
  Object* subclasses = self->tp_subclasses;
  if (!subclasses) return list;
  int64_t pos = 0;
  Object *key, *ref;
  while (dict_next(subclasses, &pos, &key, &ref)) {
    TypeObject* sub = type_subclass_from_ref(ref);
    if (sub && list_append(list, sub) < 0) {
      decref(list);
      return nullptr;
    }
  }
  return list;
}

}  // namespace innards
