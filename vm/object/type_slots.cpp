// Objects/typeobject.c: the table of slots, and keeping a class's slots in step with its methods.
#include "heap/heap.h"
#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/slot_functions.h"
#include "object/slot_wrappers.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"

namespace innards {

namespace {
template <class F>
AnyFunction any(F* f) { return reinterpret_cast<AnyFunction>(f); }
AnyFunction any(std::nullptr_t) { return nullptr; }
}  // namespace

#define SLOT_OFFSET_type(field) offsetof(TypeObject, field)
#define SLOT_OFFSET_as_async(field) (offsetof(HeapTypeObject, as_async) + offsetof(AsyncMethods, field))
#define SLOT_OFFSET_as_number(field) (offsetof(HeapTypeObject, as_number) + offsetof(NumberMethods, field))
#define SLOT_OFFSET_as_mapping(field) (offsetof(HeapTypeObject, as_mapping) + offsetof(MappingMethods, field))
#define SLOT_OFFSET_as_sequence(field) (offsetof(HeapTypeObject, as_sequence) + offsetof(SequenceMethods, field))

SlotDef g_slotdefs[] = {
#define SLOT(method, suite, field, function, wrapper, flags, doc) \
  {#method, static_cast<int64_t>(SLOT_OFFSET_##suite(field)), any(function), any(wrapper), flags, doc, 0, \
   []() -> Object* { return ID(method); }},
#include "object/slots.def"
#undef SLOT
    {nullptr, 0, nullptr, nullptr, 0, nullptr, 0, nullptr},
};
const int kSlotDefCount = sizeof(g_slotdefs) / sizeof(g_slotdefs[0]) - 1;

void register_slot_functions() {
  for (SlotDef* p = g_slotdefs; p->name; ++p) p->function_id = p->function ? native_id(p->function) : 0;
  // Slots that type_new and update_slot write at run time must have their numbers by then.
  native_id(any(object_next_not_implemented));
  native_id(any(object_hash_not_implemented));
  native_id(any(slot_tp_getattro));
  native_id(any(slot_tp_getattr_hook));
  native_id(any(subtype_dealloc));
  native_id(any(subtype_traverse));
  native_id(any(subtype_clear));
  native_id(any(type_generic_alloc));
  native_id(any(gc_del));
  native_id(any(object_generic_get_attr));
  native_id(any(object_generic_set_attr));
}

uint64_t* type_slot_ptr(TypeObject* type, int64_t offset) {
  char* ptr;
  if (offset >= static_cast<int64_t>(offsetof(HeapTypeObject, as_sequence))) {
    ptr = reinterpret_cast<char*>(type->tp_as_sequence.get());
    offset -= offsetof(HeapTypeObject, as_sequence);
  } else if (offset >= static_cast<int64_t>(offsetof(HeapTypeObject, as_mapping))) {
    ptr = reinterpret_cast<char*>(type->tp_as_mapping.get());
    offset -= offsetof(HeapTypeObject, as_mapping);
  } else if (offset >= static_cast<int64_t>(offsetof(HeapTypeObject, as_number))) {
    ptr = reinterpret_cast<char*>(type->tp_as_number.get());
    offset -= offsetof(HeapTypeObject, as_number);
  } else if (offset >= static_cast<int64_t>(offsetof(HeapTypeObject, as_async))) {
    ptr = reinterpret_cast<char*>(type->tp_as_async.get());
    offset -= offsetof(HeapTypeObject, as_async);
  } else {
    ptr = reinterpret_cast<char*>(type);
  }
  return ptr ? reinterpret_cast<uint64_t*>(ptr + offset) : nullptr;
}

int type_add_operators(TypeObject* type) {
  Object* dict = type->tp_dict;
  uint64_t not_hashable = native_id(any(object_hash_not_implemented));
  for (SlotDef* p = g_slotdefs; p->name; ++p) {
    if (!p->wrapper) continue;
    uint64_t* ptr = type_slot_ptr(type, p->offset);
    if (!ptr || !*ptr) continue;
    Object* name = p->identifier();
    int r = dict_contains(dict, name);
    if (r > 0) continue;
    if (r < 0) return -1;
    if (*ptr == not_hashable) {
      if (dict_set_item(dict, name, none()) < 0) return -1;
      continue;
    }
    Ref<> descr(descr_new_wrapper(type, static_cast<uint64_t>(p - g_slotdefs) + 1, *ptr));
    if (!descr || dict_set_item(dict, name, descr) < 0) return -1;
  }
  return 0;
}

namespace {

// If exactly one of the type's slots that go by this name is filled: where it stands.
uint64_t* resolve_slotdups(TypeObject* type, Object* name) {
  uint64_t* res = nullptr;
  for (SlotDef* p = g_slotdefs; p->name; ++p) {
    if (p->identifier() != name) continue;
    uint64_t* ptr = type_slot_ptr(type, p->offset);
    if (!ptr || !*ptr) continue;
    if (res) return nullptr;
    res = ptr;
  }
  return res;
}

// Decides one slot of a class from what its methods are; returns the first row of the next slot.
SlotDef* update_one_slot(TypeObject* type, SlotDef* p) {
  int64_t offset = p->offset;
  uint64_t* ptr = type_slot_ptr(type, offset);
  if (!ptr) {
    do {
      ++p;
    } while (p->name && p->offset == offset);
    return p;
  }
  uint64_t specific = 0, generic = 0;
  bool use_generic = false;
  do {
    int error;
    Object* descr = type_find_name_in_mro(type, p->identifier(), &error);
    if (!descr) {
      if (error == -1) err_clear();
      if (ptr == reinterpret_cast<uint64_t*>(&type->tp_iternext)) specific = native_id(any(object_next_not_implemented));
      continue;
    }
    auto* wrapper = type_of(descr) == TypeWrapperDescriptor ? static_cast<WrapperDescrObject*>(descr) : nullptr;
    if (wrapper && g_slotdefs[wrapper->d_base - 1].identifier() == p->identifier()) {
      uint64_t* tptr = resolve_slotdups(type, p->identifier());
      if (!tptr || tptr == ptr) generic = p->function_id;
      SlotDef& base = g_slotdefs[wrapper->d_base - 1];
      if ((!specific || specific == wrapper->d_wrapped) && base.wrapper == p->wrapper &&
          type_is_subtype(type, wrapper->d_type)) {
        specific = wrapper->d_wrapped;
      } else {
        use_generic = true;
      }
    } else if (type_of(descr) == TypeBuiltinFunction && ptr == reinterpret_cast<uint64_t*>(&type->tp_new) &&
               static_cast<BuiltinFunctionObject*>(descr)->m_ml.get() == kTpNewMethodDef) {
      specific = type->tp_new.id();
    } else if (is_none(descr) && ptr == reinterpret_cast<uint64_t*>(&type->tp_hash)) {
      specific = native_id(any(object_hash_not_implemented));
    } else {
      use_generic = true;
      generic = p->function_id;
      if (p->function == any(slot_tp_call)) type->tp_flags &= ~uint64_t{kTpHaveVectorcall};
    }
  } while ((++p)->name && p->offset == offset);
  *ptr = specific && !use_generic ? specific : generic;
  return p;
}

void update_subclasses(TypeObject* type, Object* name, SlotDef** rows);

void recurse_down_subclasses(TypeObject* type, Object* name, SlotDef** rows) {
  Object* subclasses = type->tp_subclasses;
  if (!subclasses) return;
  int64_t pos = 0;
  Object *key, *ref;
  while (dict_next(subclasses, &pos, &key, &ref)) {
    TypeObject* sub = type_subclass_from_ref(ref);
    if (!sub) continue;
    // A subclass with its own definition is not concerned.
    Object* dict = sub->tp_dict;
    if (dict && dict_check(dict)) {
      int r = dict_contains(dict, name);
      if (r > 0) continue;
      if (r < 0) {
        err_clear();
        continue;
      }
    }
    update_subclasses(sub, name, rows);
  }
}

void update_subclasses(TypeObject* type, Object* name, SlotDef** rows) {
  for (SlotDef** pp = rows; *pp; ++pp) update_one_slot(type, *pp);
  recurse_down_subclasses(type, name, rows);
}

}  // namespace

void type_fixup_slot_dispatchers(TypeObject* type) {
  for (SlotDef* p = g_slotdefs; p->name;) p = update_one_slot(type, p);
}

int type_update_slot(TypeObject* type, Object* name) {
  SlotDef* rows[10];
  int n = 0;
  for (SlotDef* p = g_slotdefs; p->name; ++p) {
    if (p->identifier() != name) continue;
    SlotDef* first = p;
    while (first > g_slotdefs && first[-1].offset == first->offset) --first;
    rows[n++] = first;
  }
  rows[n] = nullptr;
  if (n == 0) return 0;
  update_subclasses(type, name, rows);
  return 0;
}

void type_update_all_slots(TypeObject* type) {
  type_modified(type);
  for (SlotDef* p = g_slotdefs; p->name; ++p) type_update_slot(type, p->identifier());
}

}  // namespace innards
