// Module objects: Objects/moduleobject.c.
#pragma once

#include "object/object.h"

namespace innards {

struct ModuleObject : Object {
  Ptr<Object> md_dict;
  uint64_t md_def;
  uint64_t md_state;
  Ptr<Object> md_weaklist;
  Ptr<Object> md_name;
};
static_assert(sizeof(ModuleObject) == 56);

inline bool module_check(Object* o);
Object* module_new(const char* name);
Object* module_new_object(Object* name);
Object* module_get_dict(Object* m);                    // borrowed
Object* module_get_name_object(Object* m);
Object* module_get_filename_object(Object* m);
// Adds the rows of a table as functions of the module (PyModule_AddFunctions).
int module_add_functions(Object* m, const MethodDef* table);
int module_set_doc_string(Object* m, const char* doc);
int module_add_object_ref(Object* m, const char* name, Object* value);
int module_add_int_constant(Object* m, const char* name, int64_t value);
int module_add_string_constant(Object* m, const char* name, const char* value);
int module_add_type(Object* m, TypeObject* type);
// Sets every name of the module to None, as interpreter shutdown does (_PyModule_Clear, _PyModule_ClearDict).
void module_clear(Object* m);
void module_clear_dict(Object* d);
// __spec__._initializing (_PyModuleSpec_IsInitializing).
int module_spec_is_initializing(Object* spec);
int module_check_slow(Object* o);
inline bool module_check(Object* o) { return module_check_slow(o) != 0; }

}  // namespace innards
