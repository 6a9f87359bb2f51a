// Named tuples of native modules: sys.version_info and its like (Objects/structseq.c). Each has a class of its own, a
// subclass of tuple with one property for each field.
#pragma once

#include "object/object.h"

namespace innards {

// A new static-like class "sys.version_info" with these fields; made while the machine boots or a module is imported.
TypeObject* struct_sequence_new_type(const char* name, const char* const* fields, int n);
// An instance; steals the values.
Object* struct_sequence_new(TypeObject* type, Object* const* values, int n);

}  // namespace innards
