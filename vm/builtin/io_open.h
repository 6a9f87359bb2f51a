// open() and TextIOWrapper(), which the builtins and the standard streams' type offer too.
#pragma once

#include "object/object.h"

namespace innards {

// The built-in function open().
Object* io_open(Object* module, Object** args, int64_t nargs, Object* kwnames);
// A text stream over what a BytesIO has left; OSError for any other stream. New reference.
Object* text_of_bytes_io(Object* stream, const char* encoding, const char* errors);

}  // namespace innards
