// What the parts of the builtins module share: the tables of functions, one file each.
#pragma once

#include "object/object.h"

namespace innards {

// builtins_functions.cpp, builtins_eval.cpp, builtins_class.cpp
Object* builtin_compile(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_eval(Object*, Object** args, int64_t nargs);
Object* builtin_exec(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_import(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_build_class(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_print(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_input(Object*, Object** args, int64_t nargs);
Object* builtin_breakpoint(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_exit(Object*, Object** args, int64_t nargs);
Object* builtin_min(Object*, Object* args, Object* kwargs);
Object* builtin_max(Object*, Object* args, Object* kwargs);
Object* builtin_sum(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_round(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_sorted(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* builtin_pow(Object*, Object** args, int64_t nargs, Object* kwnames);

}  // namespace innards
