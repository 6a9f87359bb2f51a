// What StringIO and BytesIO have in common: how they grow, and how their state is pickled.
#pragma once

#include "object/object.h"

namespace innards {

// How many units a block of `room` is to have for a content of `size`: `room` when it can stay as it is. The sizes are CPython's
// because sys.getsizeof() tells them.
int64_t io_grown_room(int64_t size, int64_t room);
// seek(pos, whence=0)
bool io_seek_arguments(Object** args, int64_t nargs, int64_t* pos, int* whence);
// A copy of an instance's dict for its state, None for null. New reference.
Object* io_copy_dict(Object* dict);
// The stream's place out of a state; which: "second", verb: "not". False with an error.
bool io_restore_position(Object* item, const char* which, const char* verb, int64_t* pos);
// Puts a state's dict into that of the instance.
bool io_restore_dict(Object* item, const char* which, Ptr<Object>* dict);

}  // namespace innards
