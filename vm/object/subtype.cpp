// Objects/typeobject.c: instances of classes made by Python code: their end, their dict and weakref attributes, changing
// __class__.
#include "heap/heap.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"
#include "run/errors.h"

namespace innards {

namespace {

MemberField* slot_fields(TypeObject* type) {
  return reinterpret_cast<MemberField*>(reinterpret_cast<char*>(type) + type_of(type)->tp_basicsize);
}

void clear_slots(TypeObject* type, Object* self) {
  MemberField* mp = slot_fields(type);
  for (int64_t i = 0; i < type->ob_size; ++i, ++mp) {
    if (mp->type != kTObjectEx || (mp->flags & 1)) continue;
    auto* addr = reinterpret_cast<Ptr<Object>*>(reinterpret_cast<char*>(self) + mp->offset);
    if (*addr) clear_ref(*addr);
  }
}

int traverse_slots(TypeObject* type, Object* self, visitproc* visit, void* arg) {
  MemberField* mp = slot_fields(type);
  for (int64_t i = 0; i < type->ob_size; ++i, ++mp) {
    if (mp->type != kTObjectEx) continue;
    Object* o = *reinterpret_cast<Ptr<Object>*>(reinterpret_cast<char*>(self) + mp->offset);
    if (!o) continue;
    if (int err = visit(o, arg)) return err;
  }
  return 0;
}

// The nearest base that is not itself of Python code, by one of its slots.
TypeObject* dealloc_base(TypeObject* base) {
  while (base->tp_dealloc == subtype_dealloc) base = base->tp_base;
  return base;
}

void dealloc_base_and_type(Object* self, TypeObject* base) {
  TypeObject* type = type_of(self);
  bool drop = type_has(type, kTpHeapType) && !type_has(base, kTpHeapType);
  base->tp_dealloc(self);
  if (drop) decref(static_cast<Object*>(type));
}

void drop_dict(Object* self, TypeObject* type, TypeObject* base) {
  if (type_has(type, kTpManagedDict)) {
    Ptr<Object>* dictptr = object_managed_dict_pointer(self);
    if (*dictptr) {
      decref(dictptr->get());
      *dictptr = nullptr;
    } else {
      object_free_instance_attributes(self);
    }
  } else if (type->tp_dictoffset && !base->tp_dictoffset) {
    Ptr<Object>* dictptr = object_dict_pointer(self);
    if (dictptr && *dictptr) {
      decref(dictptr->get());
      *dictptr = nullptr;
    }
  }
}

}  // namespace

void subtype_dealloc(Object* self) {
  TypeObject* type = type_of(self);
  if (!type_has(type, kTpHaveGC)) {
    if (type->tp_finalize && object_call_finalizer_from_dealloc(self) < 0) return;
    dealloc_base_and_type(self, dealloc_base(type));
    return;
  }
  gc_untrack(self);
  Trashcan can(self, subtype_dealloc);
  if (can.postponed()) return;
  TypeObject* base = dealloc_base(type);
  bool own_weaklist = type->tp_weaklistoffset && !base->tp_weaklistoffset;
  if (type->tp_finalize) {
    gc_track(self);
    if (object_call_finalizer_from_dealloc(self) < 0) return;  // it lives on
    gc_untrack(self);
  }
  if (own_weaklist) {
    object_clear_weakrefs(self);
    // References that the finalizer made are cleared without a call.
    if (type->tp_finalize)
      while (WeakRefObject* ref = *object_weakrefs_list_ptr(self)) weakref_clear_ref(ref);
  }
  for (TypeObject* b = type; b->tp_dealloc == subtype_dealloc; b = b->tp_base)
    if (b->ob_size) clear_slots(b, self);
  drop_dict(self, type, base);
  if (type_has(base, kTpHaveGC)) gc_track(self);
  dealloc_base_and_type(self, base);
}

int subtype_traverse(Object* self, visitproc* visit, void* arg) {
  TypeObject* type = type_of(self);
  TypeObject* base = type;
  while (base->tp_traverse == subtype_traverse) {
    if (base->ob_size)
      if (int err = traverse_slots(base, self, visit, arg)) return err;
    base = base->tp_base;
  }
  if (type_has(type, kTpManagedDict)) {
    if (int err = object_visit_instance_attributes(self, visit, arg)) return err;
  }
  if (type->tp_dictoffset != base->tp_dictoffset) {
    Ptr<Object>* dictptr = object_dict_pointer(self);
    if (dictptr && *dictptr)
      if (int err = visit(*dictptr, arg)) return err;
  }
  if (type_has(type, kTpHeapType) && (!base->tp_traverse || !type_has(base, kTpHeapType)))
    if (int err = visit(type, arg)) return err;
  return base->tp_traverse ? base->tp_traverse(self, visit, arg) : 0;
}

int subtype_clear(Object* self) {
  TypeObject* type = type_of(self);
  TypeObject* base = type;
  while (base->tp_clear == subtype_clear) {
    if (base->ob_size) clear_slots(base, self);
    base = base->tp_base;
  }
  if (type_has(type, kTpManagedDict)) object_clear_instance_attributes(self);
  if (type->tp_dictoffset != base->tp_dictoffset) {
    Ptr<Object>* dictptr = object_dict_pointer(self);
    if (dictptr && *dictptr) clear_ref(*dictptr);
  }
  return base->tp_clear ? base->tp_clear(self) : 0;
}

// ---- obj.__dict__ and obj.__weakref__

namespace {

// A base that is a native type with a __dict__ of its own knows better.
TypeObject* builtin_base_with_dict(TypeObject* type) {
  while (type->tp_base) {
    if (type->tp_dictoffset != 0 && !type_has(type, kTpHeapType)) return type;
    type = type->tp_base;
  }
  return nullptr;
}

Object* get_dict_descriptor(TypeObject* type) {
  Object* descr = type_lookup(type, ID(__dict__));
  return descr && descr_is_data(descr) ? descr : nullptr;
}

void raise_dict_error(Object* obj) {
  err_format(ExcTypeError, "this __dict__ descriptor does not support '%.200s' objects", type_name_of(obj));
}

Object* subtype_get_dict(Object* obj, void* context) {
  if (TypeObject* base = builtin_base_with_dict(type_of(obj))) {
    Object* descr = get_dict_descriptor(base);
    auto f = descr ? type_of(descr)->tp_descr_get : Slot<descrgetfunc>(nullptr);
    if (!f) {
      raise_dict_error(obj);
      return nullptr;
    }
    return f(descr, obj, type_of(obj));
  }
  return object_generic_get_dict(obj, context);
}

int subtype_set_dict(Object* obj, Object* value, void*) {
  if (TypeObject* base = builtin_base_with_dict(type_of(obj))) {
    Object* descr = get_dict_descriptor(base);
    auto f = descr ? type_of(descr)->tp_descr_set : Slot<descrsetfunc>(nullptr);
    if (!f) {
      raise_dict_error(obj);
      return -1;
    }
    return f(descr, obj, value);
  }
  Ptr<Object>* dictptr = object_get_dict_ptr(obj);
  if (!dictptr) {
    err_set_string(ExcAttributeError, "This object has no __dict__");
    return -1;
  }
  if (value && !dict_check(value)) {
    err_format(ExcTypeError, "__dict__ must be set to a dictionary, not a '%.200s'", type_name_of(value));
    return -1;
  }
  xincref(value);
  set_ref(*dictptr, value);
  return 0;
}

Object* subtype_get_weakref(Object* obj, void*) {
  TypeObject* type = type_of(obj);
  if (type->tp_weaklistoffset == 0) {
    err_set_string(ExcAttributeError, "This object has no __weakref__");
    return nullptr;
  }
  Object* first = object_weakrefs_list_ptr(obj)->get();
  return new_ref(first ? first : none());
}

const GetSetDef kFull[] = {
    {"__dict__", subtype_get_dict, subtype_set_dict, "dictionary for instance variables (if defined)"},
    {"__weakref__", subtype_get_weakref, nullptr, "list of weak references to the object (if defined)"},
    {nullptr, nullptr, nullptr, nullptr},
};
const GetSetDef kDictOnly[] = {
    {"__dict__", subtype_get_dict, subtype_set_dict, "dictionary for instance variables (if defined)"},
    {nullptr, nullptr, nullptr, nullptr},
};
const GetSetDef kWeakrefOnly[] = {
    {"__weakref__", subtype_get_weakref, nullptr, "list of weak references to the object (if defined)"},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

const GetSetDef* subtype_getsets_full() { return kFull; }
const GetSetDef* subtype_getsets_dict_only() { return kDictOnly; }
const GetSetDef* subtype_getsets_weakref_only() { return kWeakrefOnly; }

// ---- may one class take the place of another?

namespace {

bool compatible_with_base(TypeObject* child) {
  TypeObject* parent = child->tp_base;
  return parent && child->tp_basicsize == parent->tp_basicsize && child->tp_itemsize == parent->tp_itemsize &&
         child->tp_dictoffset == parent->tp_dictoffset && child->tp_weaklistoffset == parent->tp_weaklistoffset &&
         type_has(child, kTpHaveGC) == type_has(parent, kTpHaveGC) &&
         (child->tp_clear == subtype_clear || child->tp_clear == parent->tp_clear);
}

bool same_slots_added(TypeObject* a, TypeObject* b) {
  TypeObject* base = a->tp_base;
  if (base != b->tp_base.get()) return false;
  int64_t size = base->tp_basicsize;
  if (a->tp_dictoffset == size && b->tp_dictoffset == size) size += 8;
  if (a->tp_weaklistoffset == size && b->tp_weaklistoffset == size) size += 8;
  if (!type_has(a, kTpHeapType) || !type_has(b, kTpHeapType)) return false;
  Object* slots_a = static_cast<HeapTypeObject*>(a)->ht_slots;
  Object* slots_b = static_cast<HeapTypeObject*>(b)->ht_slots;
  if (slots_a && slots_b) {
    if (object_rich_compare_bool(slots_a, slots_b, kEQ) != 1) return false;
    size += 8 * tuple_size_of(slots_a);
  }
  return size == a->tp_basicsize && size == b->tp_basicsize;
}

}  // namespace

int type_compatible_for_assignment(TypeObject* oldto, TypeObject* newto, const char* attr) {
  if (!(newto->tp_free == oldto->tp_free)) {
    err_format(ExcTypeError, "%s assignment: '%s' deallocator differs from '%s'", attr, newto->tp_name.get(),
               oldto->tp_name.get());
    return 0;
  }
  TypeObject* newbase = newto;
  TypeObject* oldbase = oldto;
  while (compatible_with_base(newbase)) newbase = newbase->tp_base;
  while (compatible_with_base(oldbase)) oldbase = oldbase->tp_base;
  bool differs = newbase != oldbase &&
                 (newbase->tp_base.get() != oldbase->tp_base.get() || !same_slots_added(newbase, oldbase));
  if (!differs && type_has(oldto, kTpManagedDict) == type_has(newto, kTpManagedDict)) return 1;
  err_format(ExcTypeError, "%s assignment: '%s' object layout differs from '%s'", attr, newto->tp_name.get(),
             oldto->tp_name.get());
  return 0;
}

}  // namespace innards
