// Types: getting a TypeObject ready, looking names up along its MRO with the method cache, making classes.
// Stands apart from object.h because only those who define or inspect types need it. May not know concrete containers.
#pragma once

#include "object/object.h"

namespace innards {

inline bool type_check(const Object* o) { return type_has(type_of(o), kTpTypeSubclass); }
bool type_check_exact(const Object* o);

// ---- registration, called by init_X_type at boot. Tables end with a row whose name is nullptr. The descriptors enter
// tp_dict when type_ready runs, in CPython's order (slot wrappers, methods, members, getsets).
void type_add_methods(TypeObject* t, const MethodDef* table);
void type_add_members(TypeObject* t, const MemberDef* table);
void type_add_getsets(TypeObject* t, const GetSetDef* table);
void type_set_doc(TypeObject* t, const char* doc);  // may begin with "name(sig)\n--\n\n"

// The suites of a type, made on first use.
NumberMethods* number_methods(TypeObject* t);
SequenceMethods* sequence_methods(TypeObject* t);
MappingMethods* mapping_methods(TypeObject* t);
AsyncMethods* async_methods(TypeObject* t);
BufferProcs* buffer_procs(TypeObject* t);

// Fills tp_dict, computes the MRO, inherits slots (PyType_Ready). 0 or -1.
int type_ready(TypeObject* t);

// ---- lookup

// The attribute along the MRO, borrowed, or null without error (_PyType_Lookup).
Object* type_lookup(TypeObject* t, Object* name);
// A special method of obj's type, bound: new reference, or null with or without error (_PyObject_LookupSpecial).
Object* object_lookup_special(Object* self, Object* name);
// Forgets cached lookups of t and its subclasses (PyType_Modified).
void type_modified(TypeObject* t);
// Gives t a version tag if it can have one (3.11's assign_version_tag). True when it has a valid one afterwards.
bool type_assign_version_tag(TypeObject* t);
// Empties the method cache.
void type_clear_cache();

bool type_is_subtype(TypeObject* a, TypeObject* b);
inline bool type_fast_subclass(const TypeObject* t, uint64_t flag) { return type_has(t, flag); }
// tp_name of an object's type, for error texts.
inline const char* type_name_of(const Object* o) { return type_of(o)->tp_name.get(); }
inline TypeObject* as_type(Object* o) { return static_cast<TypeObject*>(o); }
// The name after the last dot of tp_name (_PyType_Name); text in the arena.
const char* type_name(TypeObject* t);
Object* type_get_name(TypeObject* t);       // __name__ (PyType_GetName)
Object* type_get_qualname(TypeObject* t);   // __qualname__
Object* type_module(TypeObject* t);         // __module__: new reference
Object* type_get_doc_from_internal_doc(const char* name, const char* doc);
Object* type_get_text_signature_from_internal_doc(const char* name, const char* doc);
// Strips the signature line of a native docstring (_PyType_DocWithoutSignature).
const char* type_doc_without_signature(const char* name, const char* doc);
// The "tp_dict" itself, borrowed.
inline Object* type_dict(TypeObject* t) { return t->tp_dict; }
// List of live direct subclasses (type.__subclasses__).
Object* type_get_subclasses(TypeObject* t);

// ---- making classes

Object* type_generic_new(TypeObject* t, Object* args, Object* kwargs);  // PyType_GenericNew
// type(name, bases, namespace): the class statement's last step (type_new).
Object* type_new(TypeObject* metatype, Object* args, Object* kwargs);
// The most derived metaclass of bases, starting at metatype; borrowed, or null with TypeError (_PyType_CalculateMetaclass).
TypeObject* type_calculate_metaclass(TypeObject* metatype, Object* bases);
// __build_class__(func, name, *bases, metaclass=..., **kwds): run's builtins calls update_bases and the rest.
Object* type_call(TypeObject* type, Object* args, Object* kwargs);
// Private name mangling: _C__x (Python/compile.c:_Py_Mangle).
Object* mangle_name(Object* private_object, Object* ident);

// Slots every plain type uses.
void object_default_dealloc(Object* o);            // object_dealloc of object: tp_free
Object* base_object_new(TypeObject* t, Object* args, Object* kwargs);   // object.__new__ (object_new)
int base_object_init(Object* self, Object* args, Object* kwargs);       // object.__init__
Object* base_object_repr(Object* o);               // <module.C object at 0x...>
Object* base_object_str(Object* o);
Object* base_object_rich_compare(Object* a, Object* b, int op);
int64_t pointer_hash(const void* p);               // _Py_HashPointer
void subtype_dealloc(Object* o);
int subtype_traverse(Object* o, visitproc* visit, void* arg);
int subtype_clear(Object* o);


}  // namespace innards
