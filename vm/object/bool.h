// bool: the two ints True and False, which exist once.
#pragma once

#include "object/int.h"

namespace innards {

Object* bool_object(bool value);                              // borrowed
inline Object* bool_true() { return bool_object(true); }      // borrowed
inline Object* bool_false() { return bool_object(false); }    // borrowed
inline Object* bool_from(bool value) { return new_ref(bool_object(value)); }
inline bool bool_check(const Object* o) { return o->ob_type == TypeBool; }

}  // namespace innards
