// Finding a module's file and running it: what importlib's path finder and source loader do, as far as it can be seen.
// It stands apart from import.cpp, which knows names and packages but no files. Files are read through the recorded
// outside only (run/outside.h).
#pragma once

#include "object/object.h"

namespace innards {

enum class ModuleKind { Error, None, Module, Package };

// The part of a dotted name before its last dot, empty without a dot: new reference.
Object* parent_name(Object* name);
// Looks for `tail` in each directory of `search`; *path becomes the file, a new reference.
ModuleKind find_module(Object* search, Object* tail, Object** path);
// Makes the module, puts it into sys.modules and runs it: new reference to what stands there afterwards.
Object* load_source(Object* name, Object* path, bool package);
// importlib's own two modules, which CPython has in its executable: the file in the library's folder, or null for any other
// name. Loading the first makes importlib ready: finders in sys.meta_path, real specs in the modules that are there.
const char* frozen_importlib_file(const char* name);
Object* load_frozen_importlib(Object* name, const char* file);
// The sentence of ModuleNotFoundError: new reference. Says when it is a native module that the machine has not got, or a
// library module while there is no library.
Object* missing_module_text(Object* name);

}  // namespace innards
