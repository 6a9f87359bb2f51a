// import: finds modules beside the program (and packages), or among the built-in ones; IMPORT_NAME, IMPORT_FROM and
// import * (CPython's Python/import.c and the parts of importlib that can be seen).
#pragma once

#include <cstdint>

#include "object/object.h"

namespace innards {

// import name with the caller's globals (borrowed, may be null), fromlist (None or a sequence) and level. New reference.
Object* import_module_level_object(Object* name, Object* globals, Object* locals, Object* fromlist, int level);
// Imports `name` and gives sys.modules[name], new reference.
Object* import_import_module(const char* name);
// The attribute that `from module import name` binds, with its ImportError. New reference.
Object* import_from(Object* module, Object* name);
// Copies public names into `locals`. 0 or -1.
int import_all_from(Object* locals, Object* module);
// sys.modules[name], borrowed, or nullptr without an error.
Object* import_get_module(Object* name);

}  // namespace innards
