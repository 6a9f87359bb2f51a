// Locks of the _thread module. Stands apart because threads release one when they end.
#pragma once

#include "object/object.h"

namespace innards {

Object* lock_new();
// The lock is free from now on, whoever has it.
void lock_release_for_thread(Object* lock);
// A number for the thread that runs.
int64_t thread_get_ident();

}  // namespace innards
