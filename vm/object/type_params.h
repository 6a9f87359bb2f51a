// What list[T] and A | B have in common: showing an argument, finding type variables, putting arguments in their place.
// Only generic_alias.cpp and union.cpp use this header.
#pragma once

#include "object/str.h"

namespace innards {

// An argument as it is shown in list[int] or int | str: classes by their qualified name. 0, or -1.
int type_param_repr(StrWriter* writer, Object* p);
// The type variables in a tuple of arguments, each once: a new tuple (_Py_make_parameters).
Object* type_params_of(Object* args);
// args with `item` (one argument or a tuple) in the place of `parameters`: a new tuple (_Py_subs_parameters).
Object* type_params_substitute(Object* self, Object* args, Object* parameters, Object* item);

}  // namespace innards
