// What the end of a thread needs of the _thread module: the lock others wait for, and the data of _thread._local.
#pragma once

#include "object/object.h"

namespace innards {

Object* lock_new();
// The lock is free from now on, whoever has it; one who waits for it wakes.
void lock_release_for_thread(Object* lock);
// The thread with this number (ModuleState::thread_ident) ends: its data in all _thread._local objects go.
void thread_locals_forget(int64_t thread);

}  // namespace innards
