// What the type*.cpp files share with one another and with nobody else: the table of slot definitions, MRO, inheritance.
#pragma once

#include "object/object.h"

namespace innards {

// What a wrapper_descriptor calls: the slot's function stands in `wrapped` (a native's number).
using wrapperfunc = Object*(Object* self, Object* args, uint64_t wrapped);
using wrapperfunc_kwds = Object*(Object* self, Object* args, uint64_t wrapped, Object* kwds);

inline constexpr int kWrapperKeywords = 1;

// One row of slots.def. offset is in HeapTypeObject (a suite's field there).
struct SlotDef {
  const char* name;
  int64_t offset;
  AnyFunction function;   // the slot_* function that calls the Python method; null: none
  AnyFunction wrapper;    // wrapperfunc; null: none
  int flags;
  const char* doc;
  uint64_t function_id;   // native_id(function), filled at boot
  Object* (*identifier)();
};
extern SlotDef g_slotdefs[];       // ends with a row whose name is null
extern const int kSlotDefCount;

// Where the type keeps the slot, or null when it has not got that suite.
uint64_t* type_slot_ptr(TypeObject* type, int64_t offset);
// Gives every slot function its number; boot, before any type is made.
void register_slot_functions();

int type_add_operators(TypeObject* type);
// type_ready for a class whose own descriptors are made by `add_own`, 0 or -1, where tables would be read (type_new).
int type_ready_with(TypeObject* type, int (*add_own)(TypeObject*));
void type_fixup_slot_dispatchers(TypeObject* type);
int type_update_slot(TypeObject* type, Object* name);
void type_update_all_slots(TypeObject* type);

// MRO. mro_internal: 1 done, 0 done by a nested call meanwhile, -1 error; *old_mro takes the old one when not null.
int type_mro_internal(TypeObject* type, Object** old_mro);
Object* type_mro_implementation(TypeObject* type);
TypeObject* type_solid_base(TypeObject* type);
TypeObject* type_best_base(Object* bases);
int type_compatible_for_assignment(TypeObject* oldto, TypeObject* newto, const char* attr);

// Subclasses: a dict from address to weak reference.
int type_add_subclass(TypeObject* base, TypeObject* type);
int type_add_all_subclasses(TypeObject* type, Object* bases);
void type_remove_subclass(TypeObject* base, TypeObject* type);
void type_remove_all_subclasses(TypeObject* type, Object* bases);
TypeObject* type_subclass_from_ref(Object* ref);  // borrowed or null

// The attribute along the MRO without the cache: borrowed; *error -1 when an error is set.
Object* type_find_name_in_mro(TypeObject* type, Object* name, int* error);

// A method of self's type: new reference; *unbound = 1 when self is to be passed first (lookup_maybe_method). Null with or
// without error; type_lookup_method sets AttributeError.
Object* type_lookup_maybe_method(Object* self, Object* name, int* unbound);
Object* type_lookup_method(Object* self, Object* name, int* unbound);

// slot functions others compare with
Object* slot_tp_new(TypeObject* type, Object* args, Object* kwds);
int slot_tp_init(Object* self, Object* args, Object* kwds);
Object* slot_tp_call(Object* self, Object* args, Object* kwds);
Object* slot_tp_getattr_hook(Object* self, Object* name);
Object* slot_tp_getattro(Object* self, Object* name);
void slot_tp_finalize(Object* self);
Object* slot_tp_richcompare(Object* self, Object* other, int op);
Object* slot_tp_repr(Object* self);
int64_t slot_tp_hash(Object* self);
Object* tp_new_wrapper(Object* self, Object* args, Object* kwds);
extern const MethodDef kTpNewMethodDef[];

// Attributes of heap types that type_new and others need.
Object* type_repr(Object* type);
int type_set_dict_item_if_missing(TypeObject* type, Object* name, Object* value);
Object* type_getattro(Object* type, Object* name);
int type_setattro(Object* type, Object* name, Object* value);
int type_inherit_everything(TypeObject* type);
bool excess_args(Object* args, Object* kwds);
const GetSetDef* subtype_getsets_full();
const GetSetDef* subtype_getsets_weakref_only();
const GetSetDef* subtype_getsets_dict_only();
Object* type_object_dict_of(TypeObject* t);

// Members of heap types: the array after the struct (PyHeapType_GET_MEMBERS).
struct MemberFieldArray;

}  // namespace innards
