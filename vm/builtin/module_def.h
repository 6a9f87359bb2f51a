// How a native module is registered: one table with its name, its sentence, its functions and an optional function that
// adds what a table cannot say. It stands apart so that a new module is one source file plus one row in modules.def.
#pragma once

#include "object/object.h"

namespace innards {

struct NativeModule {
  const char* name;
  const char* doc;                       // may be null
  const MethodDef* functions;            // ended by a row without a name
  int (*exec)(Object* module);           // adds constants and types; 0 or -1; may be null
  void (*boot)() = nullptr;              // registers the tables and slots of classes that exec makes
};

// The module's row, or nullptr. Names are those of builtin/modules.def.
const NativeModule* native_module_find(const char* name);
// Makes the module and puts it into sys.modules. New reference.
Object* native_module_create(const NativeModule* def);
// Registers every table's functions (boot).
void native_modules_register();
// Boot of builtins and sys: modules, their dicts into the thread state. 0 or -1.
int builtins_boot();

}  // namespace innards
