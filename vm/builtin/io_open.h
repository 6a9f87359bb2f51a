// open() and open_code(): the builtins and the module _io have them.
#pragma once

#include "object/object.h"

namespace innards {

Object* io_open(Object* module, Object** args, int64_t nargs, Object* kwnames);
Object* io_open_code(Object* module, Object** args, int64_t nargs, Object* kwnames);

}  // namespace innards
