// The functions of sys that are about threads. They stand apart from sys because they look into the threads that sleep.
#pragma once

#include "object/object.h"

namespace innards {

Object* sys_getswitchinterval(Object* module, Object*);
Object* sys_setswitchinterval(Object* module, Object* interval);
Object* sys_current_frames(Object* module, Object*);
Object* sys_current_exceptions(Object* module, Object*);

}  // namespace innards
