// One item of an array: its type code, and how it is read and written. It stands apart from the array's methods as
// struct_codes does from Struct. CPython: the descriptors of Modules/arraymodule.c.
#pragma once

#include "object/object.h"

namespace innards {

// Bytes of an item; 0 for a letter that is no type code.
int array_item_size(char code);
Object* array_item_get(char code, const char* from);
// 0, or -1 with TypeError or OverflowError.
int array_item_set(char code, Object* value, char* to);

}  // namespace innards
