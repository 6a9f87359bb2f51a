// Attributes of the sys module as natives reach them. They stand in run/ because the interpreter and tracebacks use them.
#pragma once

#include "object/object.h"

namespace innards {

// sys.<name>, borrowed, or nullptr without an error.
Object* sys_get_object(const char* name);
int sys_set_object(const char* name, Object* value);

}  // namespace innards
