// What open(), the buffered streams and text streams ask of a FileIO beyond its methods.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

inline bool io_file_is_exact(const Object* o) { return o->ob_type == TypeFileIO; }
// The number of the open file, -1 when the FileIO is closed. `o` is a FileIO.
int64_t io_file_number(const Object* o);
// Whether it is an exact FileIO on the program's output, which is shown at once.
bool io_file_shows_output(const Object* o);

}  // namespace innards
