// The hooks of sys that the machine calls by itself: what nobody can handle, asynchronous generators that begin and end, where
// coroutines were made. They stand apart from sys because generators and errors need them.
#pragma once

#include "object/object.h"

namespace innards {

// ---- functions of the module sys

Object* sys_unraisablehook(Object* module, Object* args);
Object* sys_breakpointhook(Object* module, Object** args, int64_t nargs, Object* kwnames);
Object* sys_get_asyncgen_hooks(Object* module, Object*);
Object* sys_set_asyncgen_hooks(Object* module, Object* args, Object* kwargs);
Object* sys_get_coroutine_origin_tracking_depth(Object* module, Object*);
Object* sys_set_coroutine_origin_tracking_depth(Object* module, Object** args, int64_t nargs, Object* kwnames);
// Makes the classes that the hooks need; 0 or -1.
int sys_hooks_exec();

// ---- for the machine

// sys.UnraisableHookArgs(type, value, traceback, message or None, object or None); any may be null. New reference.
Object* unraisable_args_new(Object* type, Object* value, Object* tb, const char* message, Object* obj);

}  // namespace innards
